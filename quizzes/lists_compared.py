"""A list exercise as its page shows it: each part with what was typed and what it covers.

What one has done so far (lists opened, hints seen, what one says one meant) comes with every
request and is kept nowhere else.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.forms import BoundField
from django.http import QueryDict

from quizzes.exercises import Exercise, ListPart
from quizzes.forms import MOST_ENTRIES, ListsForm
from quizzes.scoring import EntryScore, ListScore
from quizzes.scoring.reference import Item
from quizzes.selectors import scorer_get

OPENED = "opened"
"""The field that says which lists stand open, sent along with the next comparison."""
OPEN = "open"
"""The field that asks for a list, in an address too: `?open=1`."""
HINT = "hint"
"""The button that asks for one more hint; its value is the list's number."""


@dataclass(frozen=True)
class Hint:
    """A hint that was asked for. `number` is its item's place in the list, from 1."""

    number: int
    text: str
    is_found: bool


@dataclass(frozen=True)
class Line:
    """One entry with the item that its author says it means. `number` counts from 1."""

    number: int
    entry: EntryScore
    meant: Item | None = None
    meant_number: int = 0
    told: int = 0
    """The number of the item that was already sent to those who look after the list."""

    @property
    def is_unmatched(self) -> bool:
        return not self.entry.matches and not self.entry.notes and self.meant is None


@dataclass(frozen=True)
class ComparedPart:
    """One list of an exercise. `score` is None until something was typed and compared."""

    number: int
    part: ListPart
    field: BoundField
    score: ListScore | None
    is_open: bool
    is_tried: bool = False
    """Whether this list's button was pressed, be the list empty or not."""
    hints: tuple[Hint, ...] = ()
    has_more_hints: bool = False
    lines: tuple[Line, ...] = ()
    carried: tuple[tuple[str, str], ...] = ()
    """Names and values of fields to send along again while the list cannot be compared."""

    @property
    def meant_lines(self) -> tuple[Line, ...]:
        """The entries whose author says what they mean."""
        return tuple(one for one in self.lines if one.meant is not None)

    @property
    def unmatched_lines(self) -> tuple[Line, ...]:
        return tuple(one for one in self.lines if one.is_unmatched)

    @property
    def read_lines(self) -> tuple[Line, ...]:
        """The entries that were read as something, and may mean something else besides."""
        return tuple(one for one in self.lines if one.meant is None and not one.is_unmatched)

    @property
    def meant_ids(self) -> frozenset[str]:
        """The items that no entry covers but the author's word."""
        covered = {one.item.id for one in self.score.covered} if self.score else set()
        return frozenset(one.meant.id for one in self.lines if one.meant) - covered

    @property
    def open_items(self) -> tuple[Item, ...]:
        """The items that stand on the list and not on this one, in any way."""
        if self.score is None:
            return ()
        return tuple(one.item for one in self.score.still_open if one.item.id not in self.meant_ids)


def compared_parts(
    exercise: Exercise, data: Mapping[str, Any] | None, opened: frozenset[int]
) -> tuple[ComparedPart, ...]:
    """Every part of the exercise. `data` is what was sent, None for a first look."""
    form = ListsForm(exercise, data)
    is_sent = data is not None
    if is_sent:
        form.is_valid()
    parts = []
    for number, part in enumerate(exercise.parts, start=1):
        name = f"entries-{number}"
        entries = form.cleaned_data.get(name, ()) if is_sent else ()
        score = scorer_get(part.reference.id).score(entries) if entries else None
        is_open = number in opened
        is_tried = data is not None and data.get("compare") == str(number)
        sent = data or {}
        lines = _lines(sent, number, score, is_open=is_open)
        hints, has_more = _hints(sent, number, part, score, lines)
        parts.append(
            ComparedPart(
                *(number, part, form[name], score, is_open, is_tried, hints, has_more, lines),
                carried=_carried(sent, number) if score is None else (),
            )
        )
    return tuple(parts)


def opened_parts(data: QueryDict, exercise: Exercise) -> frozenset[int]:
    """The numbers of the parts whose reference list is open or was asked for just now."""
    sent = {*data.getlist(OPENED), *data.getlist(OPEN)}
    known = range(1, len(exercise.parts) + 1)
    return frozenset(number for number in known if str(number) in sent)


def _lines(
    data: Mapping[str, Any], number: int, score: ListScore | None, *, is_open: bool
) -> tuple[Line, ...]:
    """The entries with what their author says they mean; pointing takes an open list."""
    if score is None:
        return ()
    items = score.reference.items
    meant: dict[str, int] = {}
    told: dict[str, int] = {}
    for place in range(1, MOST_ENTRIES + 1):
        text = data.get(f"entry-{number}-{place}", "")
        for known, field in ((meant, "meant"), (told, "told")):
            known[text] = _whole(data.get(f"{field}-{number}-{place}"), len(items))
    lines = []
    for place, entry in enumerate(score.entries, start=1):
        chosen = meant.get(entry.text, 0) if is_open else 0
        item = items[chosen - 1] if chosen else None
        if item is not None and item.id in entry.item_ids:
            item, chosen = None, 0
        lines.append(Line(place, entry, item, chosen, told.get(entry.text, 0)))
    return tuple(lines)


def _hints(
    data: Mapping[str, Any],
    number: int,
    part: ListPart,
    score: ListScore | None,
    lines: tuple[Line, ...],
) -> tuple[tuple[Hint, ...], bool]:
    """The hints seen so far, one more where it was asked for, and whether there are others."""
    items = part.reference.items
    covered = {one.item.id for one in score.covered} if score else set()
    covered |= {one.meant.id for one in lines if one.meant}
    sent = data.getlist(f"hinted-{number}") if isinstance(data, QueryDict) else ()
    seen = [one for one in dict.fromkeys(_whole(text, len(items)) for text in sent) if one]
    left = [
        place
        for place, item in enumerate(items, start=1)
        if item.hint and item.id not in covered and place not in seen
    ]
    if score is not None and left and data.get(HINT) == str(number):
        seen.append(left.pop(0))
    hints = (
        Hint(place, items[place - 1].hint, items[place - 1].id in covered)
        for place in seen
        if items[place - 1].hint
    )
    return tuple(hints), bool(left)


def _carried(data: Mapping[str, Any], number: int) -> tuple[tuple[str, str], ...]:
    """What was said about lines, for a request in which a list is too long or empty."""
    names = (
        f"{field}-{number}-{place}"
        for place in range(1, MOST_ENTRIES + 1)
        for field in ("entry", "meant", "told")
    )
    return tuple((name, data[name]) for name in names if data.get(name))


def _whole(text: Any, most: int) -> int:
    """A number from 1 to `most`, as a field sent it; 0 for anything else."""
    return int(text) if text in {str(one) for one in range(1, most + 1)} else 0
