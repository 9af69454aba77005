"""A run-sheet as plain JSON values, and back."""

from typing import Any

from facilitator.run_sheet.errors import DAY, LONGEST_TITLE, NoRunSheet
from facilitator.run_sheet.rows import BreakRow, Row, RunSheet, SlideRow
from modules.plans import MOST_MINUTES

SCHEMA = 1
"""Raised when a reader of the older form could misunderstand it."""

_SLIDE = {"slide", "lesson", "minutes", "is_chosen", "is_optional", "is_skipped"}
_BREAK = {"break", "title", "minutes"}


def run_sheet_to_json(run_sheet: RunSheet) -> dict[str, Any]:
    """The run-sheet as plain JSON values."""
    found = {
        "schema": SCHEMA,
        "starts_at": run_sheet.starts_at,
        "rows": [_row_to_json(row) for row in run_sheet.rows],
    }
    return found if run_sheet.available is None else {**found, "available": run_sheet.available}


def _row_to_json(row: Row) -> dict[str, Any]:
    if isinstance(row, BreakRow):
        return {"break": row.id, "title": row.title, "minutes": row.minutes}
    return {
        "slide": row.slide,
        "lesson": row.lesson,
        "minutes": row.minutes,
        "is_chosen": row.is_chosen,
        "is_optional": row.is_optional,
        "is_skipped": row.is_skipped,
    }


def run_sheet_from_json(data: Any) -> RunSheet:
    """The run-sheet that `run_sheet_to_json` wrote; an empty object is one without rows.

    Raises `NoRunSheet` for anything else.
    """
    if data == {}:
        return RunSheet()
    if not isinstance(data, dict):
        raise NoRunSheet("run-sheet: expected an object.")
    if type(data.get("schema")) is not int or data["schema"] != SCHEMA:
        raise NoRunSheet(f"schema: expected {SCHEMA}.")
    _only(data, {"schema", "starts_at", "rows", "available"}, "run-sheet")
    starts_at, available = data.get("starts_at"), data.get("available")
    if starts_at is not None:
        _number(data, "starts_at", "run-sheet", most=DAY - 1)
    if available is not None:
        _number(data, "available", "run-sheet", most=DAY)
    rows = data.get("rows")
    if not isinstance(rows, list):
        raise NoRunSheet("rows: expected a list.")
    run_sheet = RunSheet(
        starts_at,
        tuple(_row_from_json(row, f"rows[{place}]") for place, row in enumerate(rows)),
        available,
    )
    seen: set[str] = set()
    for place, row in enumerate(run_sheet.rows):
        if row.id in seen:
            raise NoRunSheet(f"rows[{place}]: '{row.id}' is there twice.")
        seen.add(row.id)
    return run_sheet


def _row_from_json(data: Any, place: str) -> Row:
    if not isinstance(data, dict):
        raise NoRunSheet(f"{place}: expected an object.")
    if "break" in data:
        _only(data, _BREAK, place)
        title = _text(data, "title", place) if "title" in data else ""
        if len(title) > LONGEST_TITLE:
            raise NoRunSheet(f"{place}.title: expected at most {LONGEST_TITLE} letters.")
        return BreakRow(_named(data, "break", place), _number(data, "minutes", place), title)
    _only(data, _SLIDE, place)
    return SlideRow(
        slide=_named(data, "slide", place),
        lesson=_named(data, "lesson", place),
        minutes=_number(data, "minutes", place),
        is_chosen=_flag(data, "is_chosen", place, default=True),
        is_optional=_flag(data, "is_optional", place),
        is_skipped=_flag(data, "is_skipped", place),
    )


def _only(data: dict[str, Any], known: set[str], place: str) -> None:
    unknown = sorted(str(key) for key in set(data) - known)
    if unknown:
        raise NoRunSheet(f"{place}: does not know {', '.join(unknown)}.")


def _text(data: dict[str, Any], key: str, place: str) -> str:
    found = data.get(key)
    if not isinstance(found, str):
        raise NoRunSheet(f"{place}.{key}: expected text.")
    return found


def _named(data: dict[str, Any], key: str, place: str) -> str:
    found = _text(data, key, place)
    if not found:
        raise NoRunSheet(f"{place}.{key}: expected an id.")
    return found


def _number(data: dict[str, Any], key: str, place: str, *, most: int = MOST_MINUTES) -> int:
    found = data.get(key)
    if type(found) is not int or not 0 <= found <= most:
        raise NoRunSheet(f"{place}.{key}: expected a whole number from 0 to {most}.")
    return found


def _flag(data: dict[str, Any], key: str, place: str, *, default: bool = False) -> bool:
    found = data.get(key, default)
    if not isinstance(found, bool):
        raise NoRunSheet(f"{place}.{key}: expected true or false.")
    return found
