"""Knowledge checks: questions with right answers and a reason, and their reader. Pure.

A module's folder may hold `knowledge-checks.yaml`; `content/README.md` shows one. What a check says
stands on its slide, which cites it: `citations` are keys of the module's references.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from modules.problems import ContentError
from modules.reviewing import REVIEW_KEYS
from modules.yaml_lines import Checked, Value, read_yaml

CHECKS_FILE = "knowledge-checks.yaml"
REFERENCES_FILE = "references.yaml"
LESSONS_FOLDER = "lessons"
LEAST_CHOICES = 2
MOST_CHOICES = 6
LONGEST_QUESTION = 200
LONGEST_CHOICE = 120
LONGEST_REASON = 400

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_SLIDE = re.compile(r"^# .*\{#([a-z0-9-]+)\}\s*$", re.MULTILINE)


@dataclass(frozen=True)
class KnowledgeCheck:
    """One question. `right` numbers the right choices, from 1; `reason` says why, in a sentence."""

    id: str
    module: str
    slide: str
    question: str
    choices: tuple[str, ...]
    right: tuple[int, ...]
    reason: str
    citations: tuple[str, ...]


def read_knowledge_checks(folder: Path) -> tuple[KnowledgeCheck, ...]:
    """The knowledge checks of a module's folder; none where it has no such file.

    Raises `ContentError` with every problem.
    """
    path = folder / CHECKS_FILE
    if not path.exists():
        return ()
    file = Checked(f"{folder.name}/{CHECKS_FILE}")
    root = read_yaml(path, file)
    checks: list[KnowledgeCheck] = []
    if root is not None:
        root.only(("module", "checks", *REVIEW_KEYS))
        module, known, slides = root.text("module"), _reference_keys(folder), _slide_ids(folder)
        for value in root.each("checks", required=True):
            check = _check(value, module, known)
            if check.slide and check.slide not in slides:
                line = (value.get("slide") or value).line
                file.add(line, f"There is no slide '{check.slide}'.", "Name one of the module's.")
            if check.id in {one.id for one in checks}:
                file.add(value.line, f"The check '{check.id}' is there twice.", "Rename one.")
            checks.append(check)
    if file.problems:
        raise ContentError(file.problems)
    return tuple(checks)


def _check(value: Value, module: str, known: frozenset[str]) -> KnowledgeCheck:
    value.only(("id", "slide", "question", "choices", "right", "reason", "citations"))
    check_id = value.text("id")
    if check_id and not _ID.fullmatch(check_id):
        value.file.add(value.line, f"'{check_id}' is no id.", "Use small letters, digits, hyphens.")
    choices = value.texts("choices", required=True)
    if choices and not LEAST_CHOICES <= len(choices) <= MOST_CHOICES:
        remedy = f"Write {LEAST_CHOICES} to {MOST_CHOICES} of them."
        value.file.add(value.line, f"There are {len(choices)} choices.", remedy)
    for choice in choices:
        _bound(value, "choices", choice, LONGEST_CHOICE)
    question, reason = value.text("question"), value.text("reason")
    _bound(value, "question", question, LONGEST_QUESTION)
    _bound(value, "reason", reason, LONGEST_REASON)
    return KnowledgeCheck(
        id=check_id,
        module=module,
        slide=value.text("slide"),
        question=question,
        choices=choices,
        right=_right(value, len(choices)),
        reason=reason,
        citations=_citations(value, known),
    )


def _bound(value: Value, key: str, text: str, most: int) -> None:
    if len(text) > most:
        line = (value.get(key) or value).line
        value.file.add(line, f"'{key}' is longer than {most} letters.", "Say it shorter.")


def _right(value: Value, choices: int) -> tuple[int, ...]:
    """The numbers of the right choices; not all of them, or there is nothing to choose."""
    right = []
    for text in value.texts("right", required=True):
        if text.isascii() and text.isdecimal() and 1 <= int(text[:4]) <= choices:
            right.append(int(text))
        else:
            line = (value.get("right") or value).line
            value.file.add(line, f"'{text}' is no number of a choice.", f"Write 1 to {choices}.")
    if choices and len(right) == choices:
        value.file.add(value.line, "Every choice is right.", "Add one that is not.")
    return tuple(sorted(right))


def _citations(value: Value, known: frozenset[str]) -> tuple[str, ...]:
    keys = value.texts("citations")
    for key in keys:
        if key not in known:
            line = (value.get("citations") or value).line
            remedy = f"Add it to {REFERENCES_FILE}, or correct it."
            value.file.add(line, f"There is no reference '{key}'.", remedy)
    return keys


def _slide_ids(folder: Path) -> frozenset[str]:
    """The ids of the module's slides, as its lesson files have them."""
    lessons = (folder / LESSONS_FOLDER).glob("*.md")
    return frozenset(
        slide
        for path in lessons
        for slide in _SLIDE.findall(path.read_text(encoding="utf-8-sig", errors="replace"))
    )


def _reference_keys(folder: Path) -> frozenset[str]:
    """The keys of the module's references. What is wrong with that file is said by its reader."""
    root = read_yaml(folder / REFERENCES_FILE, Checked(REFERENCES_FILE))
    if root is None:
        return frozenset()
    return frozenset(one.text("key", required=False) for one in root.each("references"))
