"""Getting a scorer ready before somebody waits for it.

With sentence vectors the first entry that a process scores against a list takes seconds, because
the list's own phrasings are read then; every later one takes a fiftieth of a second.
"""

from threading import Thread

from django.conf import settings

from quizzes.selectors import scorer_get

ANY_WORDS = "court date"


def scorer_warm(list_id: str) -> None:
    """Have a list's phrasings read in the background; at once where there are no vectors to make.

    Raises `KeyError` naming an id that no list has.
    """
    scorer = scorer_get(list_id)
    if settings.TOOLKIT_SCORING_MODEL:
        # Whoever scores meanwhile shares what has been read; nothing here asks the database.
        Thread(target=scorer.score_entry, args=[ANY_WORDS], name="warming", daemon=True).start()
