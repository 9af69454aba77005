"""Entries to score and what was predicted for them, as JSON lines. Pure.

An entry: `{"id": "…", "text": "…"}`, and `"list": "…"` where one file holds several lists. A
prediction: `{"id", "items", "partial", "overshare"}`.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from quizzes.scoring import EntryScore, Scorer

ALL = "all"


class BadEntry(Exception):
    """A line of the entries that cannot be read; says which and what to do."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(f"line {line}: {message}")


@dataclass(frozen=True)
class Entry:
    """One thing typed, with its key and the list that it answers."""

    id: str
    list: str
    text: str
    line: int


def entries_of(lines: Iterable[str], list_id: str) -> Iterator[Entry]:
    """The entries of JSON lines. With `all`, each says its own list. Raises `BadEntry`."""
    seen: set[str] = set()
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise BadEntry(number, f"this is no JSON ({error}).") from error
        if not isinstance(row, dict):
            raise BadEntry(number, "there is no JSON object; write {…} on one line.")
        entry = Entry(
            _text(row, "id", number),
            _text(row, "list", number) if list_id == ALL else list_id,
            _text(row, "text", number, may_be_blank=True),
            number,
        )
        if entry.id in seen:
            raise BadEntry(number, f"the id '{entry.id}' is there twice; give each its own.")
        seen.add(entry.id)
        if list_id != ALL and row.get("list", list_id) != list_id:
            raise BadEntry(number, f"the entry is for '{row['list']}', not for '{list_id}'.")
        yield entry


def _text(row: dict[str, object], field: str, line: int, *, may_be_blank: bool = False) -> str:
    value = row.get(field)
    if not isinstance(value, str):
        raise BadEntry(line, f"'{field}' is missing or is not a text.")
    if not value and not may_be_blank:
        raise BadEntry(line, f"'{field}' is empty.")
    return value


def prediction_line(entry: Entry, score: EntryScore) -> str:
    """The prediction for an entry as one line of JSON."""
    row = {
        "id": entry.id,
        "items": list(score.item_ids),
        "partial": list(score.partial_ids),
        "overshare": bool(score.notes),
    }
    return json.dumps(row, ensure_ascii=False)


def scored(
    lines: Iterable[str], list_id: str, scorer_for: Callable[[str], Scorer]
) -> Iterator[tuple[Entry, EntryScore]]:
    """Entries with their scores, in their order. Raises `BadEntry`."""
    for entry in entries_of(lines, list_id):
        try:
            scorer = scorer_for(entry.list)
        except KeyError as error:
            raise BadEntry(entry.line, f"there is no list '{entry.list}'.") from error
        yield entry, scorer.score_entry(entry.text)
