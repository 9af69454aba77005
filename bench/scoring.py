"""A list of thirty entries scored, without and with sentence vectors, against plain RapidFuzz."""

from collections.abc import Iterator

from rapidfuzz import fuzz, process

from bench.measuring import Measure, timed
from quizzes.labelled import read_labelled
from quizzes.scoring import Scorer
from quizzes.scoring.meaning import SmallE5
from quizzes.scoring.scorer import item_phrasings
from quizzes.selectors import KEPT_ASIDE, lexicon, reference_lists

LIST = "tx_needs"
ENTRIES = 30


def measures() -> Iterator[Measure]:
    """Both scorers on the same entries; the vectors of phrasings are kept, those of entries not."""
    reference = reference_lists()[LIST]
    texts = [one.text for one in read_labelled(KEPT_ASIDE) if one.list == LIST][:ENTRIES]
    phrasings = [text for item in reference.items for text in item_phrasings(item)]
    plain = Scorer(reference, lexicon())

    def by_rapidfuzz() -> list[object]:
        return [process.extractOne(text, phrasings, scorer=fuzz.token_set_ratio) for text in texts]

    yield timed(
        f"score a list of {ENTRIES}, no vectors",
        lambda: plain.score(texts),
        "RapidFuzz, the same phrasings",
        by_rapidfuzz,
        goal="under 40 ms",
    )
    try:
        model = SmallE5(most_kept=1)
    except ImportError:
        return
    with_vectors = Scorer(reference, lexicon(), meaning=model)
    yield timed(
        f"score a list of {ENTRIES}, with vectors",
        lambda: with_vectors.score(texts),
        "RapidFuzz, the same phrasings",
        by_rapidfuzz,
        goal="under 1000 ms",
        rounds=3,
    )
