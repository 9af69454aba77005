"""What the stage and the presenter's view show of a module."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from jurisdictions.local.selectors import Shelf
from modules.document import Lesson, Module
from modules.stage import NamedCitations, StageCitations, StageSlide, stage_slides


@dataclass(frozen=True)
class LessonPlan:
    """A lesson with its slides as the stage shows them, for the list to jump from."""

    lesson: Lesson
    slides: tuple[StageSlide, ...]


def stage_context(module: Module, pictures: Mapping[str, Any]) -> dict[str, Any]:
    """What the stage template needs. Nothing in it comes from facilitator notes."""
    slides = stage_slides(module)
    return {
        "module": module,
        "slides": slides,
        "total": len(slides),
        "citations": StageCitations(module.references),
        "pictures": pictures,
    }


def presenter_context(module: Module, pictures: Mapping[str, Any], chosen: str) -> dict[str, Any]:
    """What the presenter's view needs, with the slide whose number is in `chosen` shown.

    `chosen` comes from the address as it is; anything but a number of the deck means the first.
    """
    context = stage_context(module, pictures)
    slides: tuple[StageSlide, ...] = context["slides"]
    place = slide_place(chosen, total=len(slides))
    return {
        **context,
        "points": NamedCitations(module.references),
        "current": slides[place] if slides else None,
        "following": slides[place + 1] if place + 1 < len(slides) else None,
        "previous_number": place or None,
        "next_number": place + 2 if place + 1 < len(slides) else None,
        "lessons": lesson_plans(module, slides),
    }


def local_context(module: Module, shelf: Shelf) -> dict[str, Any]:
    """What both need to show the local material of the facilitator's jurisdiction.

    `place_query` keeps an address to that place; it is empty where there is no other.
    `local_wall` is the address, up to the slot's name, at which the wall shows material.
    `stage_url` is the stage in that place.
    """
    chosen = next(iter(shelf.slots.values()), None)
    place_query = chosen.query if chosen and len(shelf.places) > 1 else ""
    stage = reverse("facilitator:stage", args=[module.slug])
    wall = reverse("facilitator:local_on_wall", args=[module.slug, "slot"])
    return {
        "shelf": shelf,
        "place_query": place_query,
        "local_wall": wall.removesuffix("slot/"),
        "stage_url": f"{stage}?{place_query}" if place_query else stage,
    }


def slide_place(chosen: str, *, total: int) -> int:
    """The place, from 0, of the slide whose number (from 1) somebody asked for; 0 if none such."""
    if not chosen.isascii() or not chosen.isdigit():
        return 0
    number = int(chosen[:4])
    return number - 1 if 1 <= number <= total else 0


def lesson_plans(module: Module, slides: tuple[StageSlide, ...]) -> tuple[LessonPlan, ...]:
    """The lessons in order, each with its slides."""
    return tuple(
        LessonPlan(lesson, tuple(one for one in slides if one.placed.lesson is lesson))
        for lesson in module.lessons
    )
