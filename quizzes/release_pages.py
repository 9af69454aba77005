"""What the page of a release check shows: an invented form, what one sees in it, the answer."""

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from quizzes.exercises import Exercise
from quizzes.forms import ReleaseCheckForm
from quizzes.pages import ExercisePage, common_context
from quizzes.releases import Passage, ReleaseForm, Sighting
from quizzes.scoring import ListScore
from quizzes.selectors import scorer_get

FORM = "form"
"""Which form is read: its number, from 1, in an address or among what is sent."""


@dataclass(frozen=True)
class ShownPassage:
    """A passage of the form with its number (from 1) and the elements that it shows."""

    number: int
    passage: Passage
    sightings: tuple[tuple[int, Sighting], ...]


def release_context(page: ExercisePage, data: QueryDict | None) -> dict[str, Any]:
    """What the page shows; `data` is what was sent, if anything was."""
    sent = data if data is not None else page.request.GET
    number, release = _chosen(page.exercise, sent)
    elements = tuple((one.item.id, one.item.text) for one in release.elements)
    form = ReleaseCheckForm(elements, data)
    ticked: set[str] = set()
    score = None
    if data is not None:
        form.is_valid()
        ticked = set(form.cleaned_data.get("elements", ()))
        entries = form.cleaned_data.get("words", ())
        list_id = page.exercise.parts[0].reference.id
        score = scorer_get(list_id).score(entries) if entries else None
    sightings = _sightings(release, ticked, score)
    is_open = "open" in sent or "opened" in sent
    return {
        **common_context(page),
        "form": form,
        "number": number,
        "release": release,
        "passages": _passages(release, sightings),
        "sightings": sightings,
        "found": [one for one in sightings if one.is_found],
        "doubted": [one for one in sightings if one.is_doubted],
        "unmatched": score.unmatched if score else (),
        "left": sum(one.element.is_to_find and not one.is_found for one in sightings),
        "is_tried": not form.errors and ("compare" in sent or bool(ticked) or score is not None),
        "is_open": is_open,
        "next_number": number + 1 if number < len(page.exercise.forms) else 0,
        "questions": (page.exercise.question,) if page.exercise.question else (),
    }


def _chosen(exercise: Exercise, sent: QueryDict) -> tuple[int, ReleaseForm]:
    known = {str(number): number for number in range(1, len(exercise.forms) + 1)}
    number = known.get(str(sent.get(FORM, "")), 1)
    return number, exercise.forms[number - 1]


def _sightings(
    release: ReleaseForm, ticked: set[str], score: ListScore | None
) -> tuple[Sighting, ...]:
    entries = score.entries if score else ()
    return tuple(
        Sighting(
            one,
            one.item.id in ticked,
            tuple(entry for entry in entries if one.item.id in entry.item_ids),
        )
        for one in release.elements
    )


def _passages(release: ReleaseForm, sightings: tuple[Sighting, ...]) -> list[ShownPassage]:
    numbered = tuple(enumerate(sightings, start=1))
    return [
        ShownPassage(
            place,
            passage,
            tuple(pair for pair in numbered if pair[1].element.item.id in passage.shows),
        )
        for place, passage in enumerate(release.passages, start=1)
    ]
