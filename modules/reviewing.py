"""When content was last looked at by somebody who knows, and when it must be again. Pure.

A content file says so itself (`reviewed: 2026-11-22`, `review_every: 12 months`), in its front
matter or at the head of its YAML. A file of a module that does not goes by its `module.md`.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from modules.problems import Problem
from modules.yaml_lines import Checked, Value, read_yaml_text

REVIEW_KEYS = ("reviewed", "review_every")
_EVERY = re.compile(r"(\d{1,3}) months?")
_NOT_CONTENT = ("README.md",)
_NOT_REVIEWED = ("demo", "scoring")
"""Folders of practice material and measurements: nobody learns from them."""


@dataclass(frozen=True)
class Review:
    """When the file `path` was looked at (None: it says nowhere), and how often it should be."""

    path: str
    reviewed: date | None = None
    months: int = 0

    @property
    def due(self) -> date:
        """The day from which it must be looked at again; long ago where it never was."""
        return months_later(self.reviewed, self.months) if self.reviewed else date.min


def months_later(day: date, months: int) -> date:
    """The same day of the month so many months on, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def read_reviews(content: Path, problems: list[Problem]) -> tuple[Review, ...]:
    """Each content file with its review, oldest due date first; adds wrong dates to `problems`."""
    own = {path: _read(content, path, problems) for path in content_files(content)}
    reviews = []
    for path, review in own.items():
        heads = (own.get(folder / "module.md") for folder in path.parents)
        parent = next((head for head in heads if head), None)
        if review.reviewed is None and parent is not None:
            review = Review(review.path, parent.reviewed, parent.months)
        reviews.append(review)
    return tuple(sorted(reviews, key=lambda one: (one.due, one.path)))


def content_files(content: Path) -> Iterator[Path]:
    """The files that teach, or that what is taught rests on."""
    for path in sorted((*content.rglob("*.md"), *content.rglob("*.yaml"))):
        folder = path.relative_to(content).parts[0]
        if path.name not in _NOT_CONTENT and folder not in _NOT_REVIEWED:
            yield path


def _read(content: Path, path: Path, problems: list[Problem]) -> Review:
    file = Checked(str(path.relative_to(content)))
    root = _root(path, file)
    # What else is wrong with the file is said by its own reader.
    file.problems.clear()
    review = _review(root, file) if root is not None else Review(file.name)
    problems += file.problems
    return review


def _root(path: Path, file: Checked) -> Value | None:
    """The mapping at the head of a file, on the lines where it stands there."""
    text = path.read_text(encoding="utf-8-sig", errors="replace")
    if path.suffix == ".md":
        parts = re.split(r"^---[ ]*$", text, maxsplit=2, flags=re.MULTILINE)
        # The line break after the first '---' keeps the count of lines true.
        text = parts[1] if len(parts) == 3 and not parts[0] else ""
    return read_yaml_text(text, file) if text.strip() else None


def _review(root: Value, file: Checked) -> Review:
    day, every = (root.get(key) for key in REVIEW_KEYS)
    if day is None and every is None:
        return Review(file.name)
    found = _EVERY.fullmatch(root.text("review_every"))
    if every is not None and (found is None or not int(found[1])):
        file.add(every.line, "has a 'review_every' that is no interval.", "Write '12 months'.")
    try:
        reviewed = date.fromisoformat(root.text("reviewed"))
    except ValueError:
        if day is not None:
            file.add(day.line, "has a 'reviewed' that is no date.", "Write it as 2026-11-22.")
        return Review(file.name)
    return Review(file.name, reviewed, int(found[1])) if found else Review(file.name)
