"""What a learner lets the people see who look after a list: words alone, never who wrote them."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from quizzes.enums import ReviewReason
from quizzes.forms import MOST_ENTRIES
from quizzes.lists_compared import ComparedPart
from quizzes.scoring import EntryScore, ListScore
from quizzes.services.review import review_propose, review_propose_score

MEANT = "meant"
"""The button that sends what one says one meant; its value is the list's number."""
HELP = "help"
"""The box that lets entries be seen that were read with a guess."""


def meant_send(parts: tuple[ComparedPart, ...], data: Mapping[str, Any]) -> int | None:
    """Send what was meant in the list whose button was pressed, each thing once.

    The number of entries kept; None where the button was not pressed.
    """
    part = next((one for one in parts if data.get(MEANT) == str(one.number)), None)
    if part is None:
        return None
    return sum(
        review_propose(
            list_id=part.part.reference.id,
            text=one.entry.text,
            item_id=one.meant.id,
            reason=ReviewReason.MEANT,
        )
        for one in part.lines
        if one.meant and one.meant_number != one.told
    )


def guesses_send(parts: tuple[ComparedPart, ...], data: Mapping[str, Any]) -> int:
    """Send what was read with a guess, where the box is ticked. The number of entries kept.

    Entries that the last request sent do not go again.
    """
    if HELP not in data:
        return 0
    return sum(
        review_propose_score(score=replace(part.score, entries=_fresh(part.score, part, data)))
        for part in parts
        if part.score is not None
    )


def _fresh(score: ListScore, part: ComparedPart, data: Mapping[str, Any]) -> tuple[EntryScore, ...]:
    if f"helped-{part.number}" not in data:
        return score.entries
    places = range(1, MOST_ENTRIES + 1)
    sent = {data.get(f"entry-{part.number}-{place}", "") for place in places}
    return tuple(one for one in score.entries if one.text not in sent)
