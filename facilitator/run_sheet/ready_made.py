"""The five plans that every module has: from its file, or else by one rule for all.

The rule keeps openings, dividers, what the room is asked and does, and the answers to it; other
slides go first. The two halves cover the module and part it near the middle.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from itertools import pairwise

from facilitator.run_sheet.answers import belonging_together
from facilitator.run_sheet.making import middle_slide
from modules.document import Layout, Module, Slide
from modules.plans import (
    HALVES,
    PROMISED,
    SLACK,
    Plan,
    PlanKey,
    PlannedBreak,
    planned_slides,
)
from modules.plans.plan import bounded, without_unasked

BREAK = 10
"""Minutes of the break in two hours."""

BREAK_FROM = 60
"""Minutes of slides from which on two hours have a break."""


class Need(IntEnum):
    """How much a plan needs a slide; the greatest number goes first."""

    OPENING = 0
    ANSWERED = 1
    PROMPTED = 2
    ACTIVE = 3
    OTHER = 4


@dataclass(frozen=True)
class Group:
    """Slides that stand and fall together. `lesson` is that of the first, `place` its place."""

    slides: tuple[str, ...]
    lesson: str
    minutes: int
    need: Need
    place: int


def plans_for(module: Module, filed: Iterable[Plan] = ()) -> tuple[Plan, ...]:
    """The module's plans in the order of `PlanKey`: those of its file, the others by the rule.

    A plan in which nothing would be left is not there.
    """
    by_key = {plan.key: plan for plan in filed if planned_slides(plan, module)}
    if not set(HALVES) <= set(by_key):
        by_key = {key: plan for key, plan in by_key.items() if key not in HALVES}
    plans = (by_key.get(key) or generic_plan(module, key) for key in PlanKey)
    return tuple(plan for plan in plans if planned_slides(plan, module))


def generic_plan(module: Module, key: PlanKey) -> Plan:
    """The plan that the rule makes, without a title."""
    if key in HALVES:
        first, second = _halves(module)
        return _plan(module, key, first if key is PlanKey.FIRST_HALF else second)
    total = sum(bounded(slide.minutes) for slide in module.slides)
    has_break = key is PlanKey.TWO_HOURS and total > BREAK_FROM
    plan = _plan(module, key, _selected(module, PROMISED[key] - (BREAK if has_break else 0)))
    after = middle_slide(planned_slides(plan, module)) if has_break else ""
    return replace(plan, breaks=(PlannedBreak(after, BREAK),)) if after else plan


def _plan(module: Module, key: PlanKey, slides: set[str]) -> Plan:
    optional = {
        slide for group in _groups(module) if group.need is Need.OTHER for slide in group.slides
    }
    return Plan(
        key=key,
        slides=tuple(slide.id for slide in module.slides if slide.id in slides),
        optional=tuple(
            slide.id for slide in module.slides if slide.id in slides and slide.id in optional
        ),
    )


# What goes into a plan of so many minutes --------------------------------------------------------


def _selected(module: Module, minutes: int) -> set[str]:
    groups, dividers = _groups(module), _dividers(module)
    kept = list(groups)
    while _total(kept, dividers) > minutes:
        kept.remove(_first_to_go(kept, dividers))
    for group in sorted(groups, key=lambda one: (one.need, -one.minutes, one.place)):
        if group not in kept and _total([*kept, group], dividers) <= minutes:
            kept.append(group)
    return {slide for group in (*kept, *_heads(kept, dividers)) for slide in group.slides}


def _heads(kept: Sequence[Group], dividers: Sequence[Group]) -> list[Group]:
    lessons = {group.lesson for group in kept}
    return [divider for divider in dividers if divider.lesson in lessons]


def _total(kept: Sequence[Group], dividers: Sequence[Group]) -> int:
    return sum(group.minutes for group in (*kept, *_heads(kept, dividers)))


def _first_to_go(kept: Sequence[Group], dividers: Sequence[Group]) -> Group:
    """The least needed; of these, one of the lesson that has most, so that each keeps its share."""
    by_lesson: dict[str, int] = {}
    for group in (*kept, *_heads(kept, dividers)):
        by_lesson[group.lesson] = by_lesson.get(group.lesson, 0) + group.minutes
    # Taking one without minutes helps only where it takes its lesson's divider along.
    return max(
        (group for group in kept if by_lesson[group.lesson]),
        key=lambda group: (group.need, by_lesson[group.lesson], group.minutes, group.place),
    )


def _groups(module: Module) -> tuple[Group, ...]:
    """The module's slides but its dividers; an answer that nothing asks for is in no plan."""
    slides = module.slides
    lesson_of = {slide.id: lesson.id for _, lesson, slide in module.numbered_slides()}
    places = {slide.id: place for place, slide in enumerate(slides)}
    dividers = {one for divider in _dividers(module) for one in divider.slides}
    return tuple(
        Group(
            tuple(slide.id for slide in group),
            lesson_of[group[0].id],
            sum(bounded(slide.minutes) for slide in group),
            _need(group, slides),
            places[group[0].id],
        )
        for group in belonging_together(without_unasked(slides))
        if group[0].id not in dividers
    )


def _need(group: tuple[Slide, ...], slides: tuple[Slide, ...]) -> Need:
    ends = (slides[0], slides[-1])
    if any(slide in ends or slide.layout is Layout.TITLE for slide in group):
        return Need.OPENING
    if len(group) > 1:
        return Need.ANSWERED
    if group[0].prompts:
        return Need.PROMPTED
    return Need.ACTIVE if group[0].activity else Need.OTHER


def _dividers(module: Module) -> tuple[Group, ...]:
    """The slides that only open a section: they come when something of their lesson does."""
    found = []
    for number, lesson, slide in module.numbered_slides():
        only_opens = all(_is_plain_section(one) for one in lesson.slides)
        is_end = slide in (module.slides[0], module.slides[-1])
        if _is_plain_section(slide) and not only_opens and not is_end:
            minutes = bounded(slide.minutes)
            found.append(Group((slide.id,), lesson.id, minutes, Need.OPENING, number))
    return tuple(found)


def _is_plain_section(slide: Slide) -> bool:
    is_plain = not slide.prompts and slide.activity is None and not slide.reveals
    return slide.layout is Layout.SECTION and is_plain


# Two halves --------------------------------------------------------------------------------------


def _halves(module: Module) -> tuple[set[str], set[str]]:
    """The slides before and after a cut near the middle.

    The cut is between two lessons where that is near enough, and parts no question from its answers
    where it can; otherwise the answers go with their question.
    """
    slides = without_unasked(module.slides)
    lesson_of = {slide.id: lesson.id for _, lesson, slide in module.numbered_slides()}
    groups = belonging_together(slides)
    total = sum(bounded(slide.minutes) for slide in slides)
    best: tuple[tuple[bool, bool, int, int], set[str]] | None = None
    for place, (last, following) in enumerate(pairwise(slides), start=1):
        before = {slide.id for slide in slides[:place]}
        first = {slide.id for group in groups for slide in group if _asking(group).id in before}
        off = abs(2 * sum(bounded(one.minutes) for one in slides if one.id in first) - total)
        is_rough = lesson_of[last.id] == lesson_of[following.id] or off > 2 * SLACK
        cost = (first != before, is_rough, off, place)
        if best is None or cost < best[0]:
            best = (cost, first)
    everything = {slide.id for slide in slides}
    first = best[1] if best else everything
    return first, everything - first


def _asking(group: tuple[Slide, ...]) -> Slide:
    return next((slide for slide in group if slide.activity), group[0])
