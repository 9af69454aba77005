"""A list exercise as its page shows it: each part with what was typed and what it covers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.forms import BoundField
from django.http import QueryDict

from quizzes.exercises import Exercise, ListPart
from quizzes.forms import ListsForm
from quizzes.scoring import ListScore
from quizzes.selectors import scorer_get

OPENED = "opened"
"""The field that says which lists stand open, sent along with the next comparison."""
OPEN = "open"
"""The field that asks for a list, in an address too: `?open=1`."""


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
        parts.append(ComparedPart(number, part, form[name], score, is_open, is_tried))
    return tuple(parts)


def opened_parts(data: QueryDict, exercise: Exercise) -> frozenset[int]:
    """The numbers of the parts whose reference list is open or was asked for just now."""
    sent = {*data.getlist(OPENED), *data.getlist(OPEN)}
    known = range(1, len(exercise.parts) + 1)
    return frozenset(number for number in known if str(number) in sent)
