"""A module cut down: to the slides that a session shows, to what participants may read."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from facilitator.run_sheet.rows import BreakRow, RunSheet
from modules.document import Lesson, Module, Purpose, Slide


@dataclass(frozen=True)
class PackBreak:
    """A break of so many minutes behind the slide `after`, by id; empty before the first slide.

    Without a title it is just a break.
    """

    after: str
    title: str
    minutes: int


def breaks_of(run_sheet: RunSheet) -> tuple[PackBreak, ...]:
    """The breaks of a run-sheet, each behind the chosen slide that it follows."""
    found, after = [], ""
    for row in run_sheet.rows:
        if isinstance(row, BreakRow):
            found.append(PackBreak(after, row.title, row.minutes))
        elif row.is_chosen:
            after = row.slide
    return tuple(found)


def module_of_slides(
    module: Module,
    *,
    slides: Collection[str] | None = None,
    minutes: Mapping[str, int] | None = None,
) -> Module:
    """The module with only these slides, by id, in its own order; all of them where `slides` is
    `None`. `minutes` replaces the planned minutes of the slides that it names. Lessons that keep no
    slide are left out.
    """
    lessons = (_lesson_of_slides(one, slides, minutes or {}) for one in module.lessons)
    return replace(module, lessons=tuple(one for one in lessons if one.slides))


def _lesson_of_slides(
    lesson: Lesson, slides: Collection[str] | None, minutes: Mapping[str, int]
) -> Lesson:
    kept = (one for one in lesson.slides if slides is None or one.id in slides)
    planned = (replace(one, minutes=minutes.get(one.id, one.minutes)) for one in kept)
    return replace(lesson, slides=tuple(planned))


def module_for_the_room(module: Module) -> Module:
    """The module without talking points, facilitator notes and prompts, questions to ask excepted.

    A page made of this cannot show what only facilitators may read.
    """
    lessons = (
        replace(one, slides=tuple(_slide_for_the_room(slide) for slide in one.slides))
        for one in module.lessons
    )
    return replace(module, facilitator_qualifications="", tips=(), lessons=tuple(lessons))


def _slide_for_the_room(slide: Slide) -> Slide:
    asked = (one for one in slide.prompts if one.purpose == Purpose.ASK)
    return replace(slide, talking_points=(), facilitator_notes=(), prompts=tuple(asked))
