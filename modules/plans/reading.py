"""Reads a module's `plans.yaml`."""

from functools import lru_cache
from pathlib import Path

from modules.content_folder import CONTENT
from modules.document import Module
from modules.plans.plan import MOST_MINUTES, Plan, PlanKey, PlannedBreak
from modules.plans.promises import check_halves, check_plan
from modules.problems import ContentError
from modules.reviewing import REVIEW_KEYS
from modules.yaml_lines import Checked, Value, read_yaml

PLANS_FILE = "plans.yaml"
LONGEST_TITLE = 80
_KEYS = (
    "key", "title", "purpose", "lessons", "slides", "without", "minutes", "optional", "breaks",
)  # fmt: skip


@lru_cache(maxsize=1)
def plans_by_module() -> dict[str, tuple[Plan, ...]]:
    """The plans of the files by the module's id, read once in a process. Raises `ContentError`.

    Only the files' own shape is checked: which slides there are is for an editor to decide.
    """
    paths = sorted(CONTENT.glob(f"*/{PLANS_FILE}"))
    return {path.parent.name: read_plans(path.parent) for path in paths}


def read_plans(folder: Path, module: Module | None = None) -> tuple[Plan, ...]:
    """The plans in a module's folder; none where it has no file of them.

    With the `module` as its files have it, the plans are held against it too: what they name is
    there, and their minutes add up. Raises `ContentError` with every problem.
    """
    path = folder / PLANS_FILE
    if not path.exists():
        return ()
    file = Checked(f"{folder.name}/{PLANS_FILE}")
    root = read_yaml(path, file)
    plans: dict[PlanKey, tuple[Plan, Value]] = {}
    if root is not None:
        root.only(("plans", *REVIEW_KEYS))
        for value in root.each("plans", required=True):
            plan = _plan(value)
            if plan is not None and plan.key in plans:
                file.add(value.line, f"The plan '{plan.key}' is there twice.", "Take one out.")
            elif plan is not None:
                plans[plan.key] = (plan, value)
    if module is not None:
        for plan, value in plans.values():
            check_plan(plan, value, module)
        check_halves(plans, module)
    if file.problems:
        raise ContentError(file.problems)
    return tuple(plans[key][0] for key in PlanKey if key in plans)


def _plan(value: Value) -> Plan | None:
    value.only(_KEYS)
    key = _key(value)
    title, purpose = value.text("title"), value.text("purpose")
    lessons, slides = value.texts("lessons"), value.texts("slides")
    without, optional = value.texts("without"), value.texts("optional")
    minutes, breaks = _slide_minutes(value), tuple(map(_break, value.each("breaks")))
    if key is None:
        return None
    return Plan(
        key=key,
        title=title,
        purpose=purpose,
        takes_all=value.get("lessons") is None and value.get("slides") is None,
        lessons=lessons,
        slides=slides,
        without=without,
        minutes=minutes,
        optional=optional,
        breaks=breaks,
    )


def _key(value: Value) -> PlanKey | None:
    text = value.text("key")
    try:
        return PlanKey(text)
    except ValueError:
        line = (value.get("key") or value).line
        value.file.add(line, f"'{text}' is no plan.", f"Known are: {', '.join(PlanKey)}.")
        return None


def _slide_minutes(value: Value) -> tuple[tuple[str, int], ...]:
    section = value.get("minutes")
    if section is None:
        return ()
    found: dict[str, int] = {}
    members = section.items()
    if not members:
        value.file.add(section.line, "'minutes' names no slide.", "Write lines 'slide-id: 4'.")
    for slide, member in members:
        if slide in found:
            value.file.add(member.line, f"'{slide}' stands here twice.", "Take one of them out.")
        found.setdefault(slide, _whole(section, slide, member.line, least=0))
    return tuple(found.items())


def _break(value: Value) -> PlannedBreak:
    value.only(("after", "minutes", "title"))
    title = value.text("title", required=False)
    if len(title) > LONGEST_TITLE:
        value.file.add(value.line, "The title is too long.", f"At most {LONGEST_TITLE} letters.")
    return PlannedBreak(value.text("after"), _whole(value, "minutes", value.line, least=1), title)


def _whole(value: Value, key: str, line: int, *, least: int) -> int:
    text = value.text(key)
    if text.isascii() and text.isdecimal() and least <= int(text[:4]) <= MOST_MINUTES:
        return int(text[:4])
    if text:
        value.file.add(
            line, f"'{text}' is no number of minutes.", f"Write {least} to {MOST_MINUTES}."
        )
    return least
