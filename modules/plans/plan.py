"""What a ready-made plan is, and what it comes to on a module as it stands."""

from dataclasses import dataclass
from enum import StrEnum

from modules.document import Lesson, Module, Slide

MOST_MINUTES = 120
"""The longest that one slide or one break may be planned."""


class PlanKey(StrEnum):
    """The plans that every module has."""

    TWO_HOURS = "two-hours"
    NINETY_MINUTES = "ninety-minutes"
    BROWN_BAG = "brown-bag"
    FIRST_HALF = "first-half"
    SECOND_HALF = "second-half"


HALVES = (PlanKey.FIRST_HALF, PlanKey.SECOND_HALF)

PROMISED: dict[PlanKey, int] = {
    PlanKey.TWO_HOURS: 120,
    PlanKey.NINETY_MINUTES: 90,
    PlanKey.BROWN_BAG: 45,
    PlanKey.FIRST_HALF: 60,
    PlanKey.SECOND_HALF: 60,
}
"""Minutes from beginning to end, breaks included. The halves take about as long, see `SLACK`."""

SLACK = 5
"""Minutes by which a half may be longer or shorter: it ends where a subject ends."""


@dataclass(frozen=True)
class PlannedBreak:
    """A break behind a slide. Without a title it is just a break."""

    after: str
    minutes: int
    title: str = ""


@dataclass(frozen=True)
class Plan:
    """One plan, in ids of lessons and slides.

    In are whole `lessons`, single `slides`, or everything (`takes_all`); `without` takes slides out
    again. `minutes` are pairs of a slide and its minutes where they differ from the module's.
    """

    key: PlanKey
    title: str = ""
    purpose: str = ""
    takes_all: bool = False
    lessons: tuple[str, ...] = ()
    slides: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    minutes: tuple[tuple[str, int], ...] = ()
    optional: tuple[str, ...] = ()
    breaks: tuple[PlannedBreak, ...] = ()


@dataclass(frozen=True)
class PlannedSlide:
    """A slide that is in, with its minutes in this plan."""

    slide: Slide
    lesson: Lesson
    minutes: int
    is_optional: bool = False


def taken_slides(plan: Plan, module: Module) -> tuple[Slide, ...]:
    """The slides that the plan names, in the module's order; names that are gone mean nothing."""
    return tuple(
        slide
        for lesson in module.lessons
        for slide in lesson.slides
        if (plan.takes_all or lesson.id in plan.lessons or slide.id in plan.slides)
        and slide.id not in plan.without
    )


def unasked(slides: tuple[Slide, ...]) -> tuple[Slide, ...]:
    """The slides among these that answer an activity which none of them starts."""
    asked = {slide.activity.key for slide in slides if slide.activity}
    return tuple(slide for slide in slides if slide.reveals and slide.reveals not in asked)


def without_unasked(slides: tuple[Slide, ...]) -> tuple[Slide, ...]:
    """The slides without answers that nothing asks for, nor what only such an answer asks for."""
    while gone := unasked(slides):
        slides = tuple(slide for slide in slides if slide not in gone)
    return slides


def planned_slides(plan: Plan, module: Module) -> tuple[PlannedSlide, ...]:
    """What is in on this module as it stands, in its order.

    An editor may have taken slides out since: they are left out, and an answer whose question is
    gone goes with it.
    """
    shown = {slide.id for slide in without_unasked(taken_slides(plan, module))}
    minutes = dict(plan.minutes)
    return tuple(
        PlannedSlide(
            slide,
            lesson,
            bounded(minutes.get(slide.id, slide.minutes)),
            slide.id in plan.optional,
        )
        for lesson in module.lessons
        for slide in lesson.slides
        if slide.id in shown
    )


def bounded(minutes: int) -> int:
    """Minutes of a slide within what a plan may hold."""
    return min(max(minutes, 0), MOST_MINUTES)


def planned_minutes(plan: Plan, module: Module) -> int:
    """Minutes of the plan on this module, breaks included."""
    slides = sum(one.minutes for one in planned_slides(plan, module))
    return slides + sum(one.minutes for one in plan.breaks)
