"""A plan held against its module: what it names is there, and it keeps what it promises."""

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches

import yaml

from modules.document import Module
from modules.plans.plan import (
    HALVES,
    PROMISED,
    SLACK,
    Plan,
    PlanKey,
    planned_minutes,
    taken_slides,
    unasked,
)
from modules.yaml_lines import Value


def check_plan(plan: Plan, value: Value, module: Module) -> None:
    """Note what is wrong with a plan at its lines in the file."""
    _check_names(plan, value, module)
    _check_answers(plan, value, module)
    _check_minutes(plan, value, module)
    _check_breaks(plan, value, module)


def check_halves(plans: Mapping[PlanKey, tuple[Plan, Value]], module: Module) -> None:
    """Note where one half is missing, or a slide that neither half shows."""
    there = [key for key in HALVES if key in plans]
    if not there:
        return
    plan, value = plans[there[-1]]
    if len(there) < len(HALVES):
        value.file.add(value.line, f"There is only '{plan.key}'.", "Write both halves, or none.")
        return
    shown = {slide.id for key in HALVES for slide in taken_slides(plans[key][0], module)}
    missing = [slide.id for slide in module.slides if slide.id not in shown]
    if missing:
        value.file.add(
            value.line,
            f"Neither half shows {', '.join(missing)}.",
            "Together they cover the module.",
        )


def _check_names(plan: Plan, value: Value, module: Module) -> None:
    lessons = [lesson.id for lesson in module.lessons]
    slides = [slide.id for slide in module.slides]
    taken = {slide.id for slide in taken_slides(plan, module)}
    for name, line in _members(value, "lessons"):
        _known(value, name, line, lessons, "lesson")
    for name, line in _members(value, "slides"):
        _known(value, name, line, slides, "slide")
    for name, line in _members(value, "without"):
        is_in = plan.takes_all or name in plan.slides or _lesson_of(module, name) in plan.lessons
        if _known(value, name, line, slides, "slide") and not is_in:
            value.file.add(line, f"'{name}' is not in anyway.", "Take it out of 'without'.")
    section = value.get("minutes")
    minutes = [(name, one.line) for name, one in section.items()] if section else []
    for name, line in [*minutes, *_members(value, "optional")]:
        if _known(value, name, line, slides, "slide") and name not in taken:
            value.file.add(line, f"'{name}' is not in this plan.", "Take it in, or out here too.")


def _members(value: Value, key: str) -> Iterator[tuple[str, int]]:
    for member in value.each(key):
        if isinstance(member.node, yaml.ScalarNode):
            yield str(member.node.value).strip(), member.line


def _known(value: Value, name: str, line: int, known: Iterable[str], what: str) -> bool:
    names = list(known)
    if name in names:
        return True
    close = get_close_matches(name, names, n=1)
    remedy = f"Is it '{close[0]}'?" if close else f"Write the id of a {what} of this module."
    value.file.add(line, f"There is no {what} '{name}' in this module.", remedy)
    return False


def _lesson_of(module: Module, slide: str) -> str:
    return next((one.id for one in module.lessons for each in one.slides if each.id == slide), "")


def _check_answers(plan: Plan, value: Value, module: Module) -> None:
    taken = taken_slides(plan, module)
    for slide in unasked(taken):
        value.file.add(
            value.line,
            f"'{slide.id}' shows the answers to '{slide.reveals}', but the plan does not ask.",
            "Take in the slide that starts the activity, or leave out the answers.",
        )
    free = [slide for slide in taken if slide.id in plan.optional]
    dropped = {slide.activity.key for slide in free if slide.activity}
    for slide in taken:
        if slide.reveals in dropped and slide not in free:
            value.file.add(
                value.line,
                f"'{slide.id}' would be left without its question, which is optional.",
                "Make the answers optional too.",
            )


def _check_minutes(plan: Plan, value: Value, module: Module) -> None:
    by_id = {slide.id: slide for slide in module.slides}
    section = value.get("minutes")
    lines = {name: one.line for name, one in section.items()} if section else {}
    for name, minutes in plan.minutes:
        prompts = by_id[name].prompts if name in by_id else ()
        longest = max((prompt.minutes for prompt in prompts), default=0)
        if minutes < longest:
            value.file.add(
                lines[name],
                f"'{name}' has a prompt of {longest} minutes.",
                "Plan at least these, or leave the slide out.",
            )
    total, promised = planned_minutes(plan, module), PROMISED[plan.key]
    slack = SLACK if plan.key in HALVES else 0
    if abs(total - promised) > slack:
        about = "about " if slack else ""
        value.file.add(
            value.line,
            f"The plan '{plan.key}' adds up to {total} minutes; it promises {about}{promised}.",
            "Take slides in or out, or plan other minutes.",
        )


def _check_breaks(plan: Plan, value: Value, module: Module) -> None:
    taken = [slide.id for slide in taken_slides(plan, module)]
    for member in value.each("breaks"):
        after = member.text("after")
        line = (member.get("after") or member).line
        if not after or not _known(
            value, after, line, [slide.id for slide in module.slides], "slide"
        ):
            continue
        if after not in taken:
            value.file.add(line, f"'{after}' is not in this plan.", "Name a slide that is.")
        elif after == taken[-1]:
            value.file.add(line, "The break comes behind the last slide.", "Put it between two.")
    if plan.key is PlanKey.TWO_HOURS and not plan.breaks:
        value.file.add(value.line, "Two hours have no break.", "Plan one of about ten minutes.")
