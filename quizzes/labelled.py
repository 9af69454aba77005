"""Labelled entries: what people might type, and what a fair marker would credit. Pure.

One JSON object a line: `id`, `list`, `text`, `items`, `partial`, `optional`, `overshare`,
`register`, `voice`; `content/scoring/README.md` says what each means and how they were made.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FIELDS = frozenset({"id", "list", "text", "items", "partial", "optional", "overshare"})


class BadLabel(Exception):
    """A line of labelled entries that cannot be used; says which and what to do."""


@dataclass(frozen=True)
class LabelledEntry:
    """A text with its marks. `register` and `voice` are for analysis, never for scoring."""

    id: str
    list: str
    text: str
    items: frozenset[str]
    partial: frozenset[str]
    optional: frozenset[str]
    overshare: bool
    register: str = ""
    voice: str = ""


def read_labelled(path: Path) -> tuple[LabelledEntry, ...]:
    """The entries of one file. Raises `BadLabel` naming file, line and remedy."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadLabel(f"{path.name}: this cannot be read as text in UTF-8.") from error
    return tuple(labelled_of(lines, path.name))


def read_all_labelled(folder: Path) -> tuple[LabelledEntry, ...]:
    """The entries of every file in a folder, in the order of the files' names."""
    return tuple(one for path in sorted(folder.glob("*.jsonl")) for one in read_labelled(path))


def labelled_of(lines: Iterable[str], name: str) -> Iterable[LabelledEntry]:
    """The entries of JSON lines. Raises `BadLabel`."""
    seen: set[str] = set()
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        entry = _entry(line, f"{name}, line {number}")
        if entry.id in seen:
            raise BadLabel(f"{name}, line {number}: the id '{entry.id}' is there twice.")
        seen.add(entry.id)
        yield entry


def _entry(line: str, where: str) -> LabelledEntry:
    try:
        row: dict[str, Any] = json.loads(line)
        missing = FIELDS - row.keys()
    except (ValueError, AttributeError) as error:
        raise BadLabel(f"{where}: this is no JSON object.") from error
    if missing:
        raise BadLabel(f"{where}: {', '.join(sorted(missing))} is missing.")
    items, partial = frozenset(row["items"]), frozenset(row["partial"])
    if not partial <= items:
        raise BadLabel(f"{where}: 'partial' names an item that 'items' does not.")
    return LabelledEntry(
        id=row["id"],
        list=row["list"],
        text=row["text"],
        items=items,
        partial=partial,
        optional=frozenset(row["optional"]),
        overshare=bool(row["overshare"]),
        register=row.get("register", ""),
        voice=row.get("voice", ""),
    )
