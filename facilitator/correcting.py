"""Corrections as a form sends them: each one is a button's value, and comes along with the next.

A value is a JSON list of four texts: what is said, the entry, the item's id, and the id of the
other item, or the name of the field in which that was chosen. What does not fit is passed over.
"""

import json
from dataclasses import dataclass

from django.http import QueryDict

from quizzes.corrections import Correction, JudgedEntry, Say, corrected, judged
from quizzes.forms import LONGEST_ENTRY
from quizzes.scoring import ListScore, ReferenceList

SAY = "say"
"""The button that says something about an entry."""
UNSAY = "unsay"
"""The button that takes it back."""
MOST_SAID = 120
"""Corrections that come along for one list; the oldest give way."""


@dataclass(frozen=True)
class Corrected:
    """A list with what people said: what counts, and every match, the rejected ones too."""

    score: ListScore
    entries: tuple[JudgedEntry, ...]
    corrections: tuple[Correction, ...]

    @property
    def values(self) -> tuple[str, ...]:
        """The corrections as hidden fields carry them."""
        return tuple(value_of(one) for one in self.corrections)


def value_of(one: Correction) -> str:
    """A correction as a field's value."""
    return json.dumps([one.say.value, one.entry, one.item_id, one.to_item_id])


def correction_in(value: str, reference: ReferenceList, data: QueryDict) -> Correction | None:
    """The correction that a field's value holds; None for what is none of this list."""
    try:
        row = json.loads(value)
    except (ValueError, RecursionError):
        return None
    if not isinstance(row, list) or len(row) != 4 or not all(isinstance(one, str) for one in row):
        return None
    say, entry, item_id, to_item_id = row
    if say not in list(Say) or len(entry) > LONGEST_ENTRY:
        return None
    if to_item_id.startswith("to-"):
        to_item_id = data.get(to_item_id, "")
    if say == Say.ADD and to_item_id:
        item_id, to_item_id = to_item_id, ""
    known = {item.id for item in reference.items}
    if item_id not in known or (say == Say.MOVE) != (to_item_id in known):
        return None
    if to_item_id == item_id:
        return None
    return Correction(Say(say), entry, item_id, to_item_id)


def corrected_list(score: ListScore, number: int, data: QueryDict) -> Corrected:
    """A list with the corrections that came along for it, and the one just made or taken back."""
    sent = [*data.getlist(f"said-{number}")]
    if data.get("shown") == str(number):
        sent += data.getlist(SAY)[:1]
        taken = data.get(UNSAY, "")
        sent = [one for one in sent if one != taken]
    typed = {one.text for one in score.entries}
    found = (correction_in(one, score.reference, data) for one in dict.fromkeys(sent[-MOST_SAID:]))
    corrections = tuple(one for one in found if one is not None and one.entry in typed)
    return Corrected(corrected(score, corrections), judged(score, corrections), corrections)
