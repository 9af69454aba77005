"""The report of a session as plain JSON, from plain values. Pure.

It is written once and kept for good, so it holds every word that it needs: titles as the room saw
them, times in UTC beside the place's time zone. No seat, no nickname, nothing hidden is in it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from facilitator.reports.presence import Stay, Stretch, rows_seen
from facilitator.run_sheet import BreakRow, RunSheet, TimedLesson, TimedRow, timeline
from modules.document import Module
from modules.markup import plain_inline

SCHEMA = 1
"""Raised when a reader of the older form could misunderstand it."""

SHOWN, SKIPPED, ADDED = "shown", "skipped", "added"
SLIDE, BREAK = "slide", "break"


@dataclass(frozen=True)
class Held:
    """A session as it was held.

    `shown` is what was before the room with the seconds that count; `stretches` the same from when
    to when, the first one since the room was opened. `began_at` is when the clock began.
    """

    title: str
    module: Module
    run_sheet: RunSheet
    place: str
    is_online: bool
    jurisdiction: str
    time_zone: str
    facilitators: tuple[str, ...]
    starts_at: datetime | None
    opened_at: datetime
    began_at: datetime
    ended_at: datetime
    is_ended_by_clock: bool
    shown: tuple[tuple[str, int], ...]
    stretches: tuple[Stretch, ...]
    expected: int | None
    joined: int
    credit: tuple[str, ...]


@dataclass(frozen=True)
class Done:
    """An activity that the room did. `outcome` is None where it could not be worked out."""

    kind: str
    title: str
    slide: str
    outcome: Mapping[str, Any] | None


def report_of(held: Held, activities: Iterable[Done], notes: Mapping[str, str]) -> dict[str, Any]:
    """The whole report. `notes` are texts by the ids of their slides."""
    module = held.module
    lessons = _lessons(held)
    planned = timeline(held.run_sheet, module).minutes
    return {
        "schema": SCHEMA,
        "title": held.title,
        "module": {
            "slug": module.slug,
            "number": module.number,
            "title": plain_inline(module.title, smart=True),
        },
        "language": module.language,
        "place": held.place,
        "is_online": held.is_online,
        "jurisdiction": held.jurisdiction,
        "time_zone": held.time_zone,
        "facilitators": list(held.facilitators),
        "planned": {
            "starts_at": _time(held.starts_at),
            "ends_at": _time(held.starts_at and held.starts_at + timedelta(minutes=planned)),
            "minutes": planned,
        },
        "actual": {
            "opened_at": _time(held.opened_at),
            "starts_at": _time(held.began_at),
            "ends_at": _time(held.ended_at),
            "seconds": sum(seconds for _row, seconds in held.shown),
            "is_ended_by_clock": held.is_ended_by_clock,
        },
        "attendance": {
            "expected": held.expected,
            "joined": held.joined,
            "credit": sorted(held.credit, key=str.casefold),
        },
        "lessons": lessons,
        "activities": _activities(activities, module),
        "notes": notes_of(notes, module),
    }


def _time(at: datetime | None) -> str | None:
    return None if at is None else at.astimezone(UTC).isoformat(timespec="seconds")


# The agenda --------------------------------------------------------------------------------------


def _lessons(held: Held) -> list[dict[str, Any]]:
    spent: dict[str, int] = {}
    for row, seconds in held.shown:
        spent[row] = spent.get(row, 0) + seconds
    planned = {row.id: row.minutes for row in held.run_sheet.rows}
    whole = (Stay(held.opened_at, held.ended_at),)
    seen = set(rows_seen(held.stretches, whole, planned))
    found = (_lesson(one, spent, seen) for one in timeline(held.run_sheet, held.module).lessons)
    return [one for one in found if one["rows"]]


def _lesson(lesson: TimedLesson, spent: Mapping[str, int], seen: set[str]) -> dict[str, Any]:
    rows = [
        _row(one, spent.get(one.row.id, 0), one.row.id in seen)
        for one in lesson.rows
        if one.row.is_planned or one.row.id in seen
    ]
    slides = [one for one in rows if one["kind"] == SLIDE]
    return {
        "id": lesson.id,
        "title": plain_inline(lesson.title, smart=True),
        "planned": lesson.minutes,
        "seconds": sum(one["seconds"] for one in slides),
        "rows": rows,
    }


def _row(timed: TimedRow, seconds: int, is_seen: bool) -> dict[str, Any]:
    row = timed.row
    is_break = isinstance(row, BreakRow)
    title = row.title if isinstance(row, BreakRow) else timed.slide and timed.slide.title
    return {
        "id": row.id,
        "kind": BREAK if is_break else SLIDE,
        "number": timed.number,
        "title": plain_inline(title or "", smart=True),
        "planned": row.minutes if row.is_planned else None,
        "seconds": seconds,
        "state": (SHOWN if row.is_planned else ADDED) if is_seen else SKIPPED,
    }


# Activities and notes ----------------------------------------------------------------------------


def _activities(activities: Iterable[Done], module: Module) -> list[dict[str, Any]]:
    numbers = {slide.id: number for number, _lesson_, slide in module.numbered_slides()}
    return [
        {
            "kind": one.kind,
            "title": one.title,
            "slide": one.slide,
            "number": numbers.get(one.slide, 0),
            "outcome": None if one.outcome is None else dict(one.outcome),
        }
        for one in activities
    ]


def notes_of(notes: Mapping[str, str], module: Module) -> list[dict[str, Any]]:
    """What was written down, in the order of the slides; empty notes are left out."""
    return [
        {
            "slide": slide.id,
            "number": number,
            "title": plain_inline(slide.title, smart=True),
            "text": text,
        }
        for number, _lesson_, slide in module.numbered_slides()
        if (text := notes.get(slide.id, "").strip())
    ]


def with_notes(
    report: Mapping[str, Any], notes: Mapping[str, str], module: Module
) -> dict[str, Any]:
    """The report with these notes in place of its own."""
    return {**report, "notes": notes_of(notes, module)}


def counted(lessons: Sequence[Mapping[str, Any]], state: str) -> int:
    """How many slides of a report's lessons were skipped, say, or added."""
    rows = (row for one in lessons for row in one["rows"])
    return sum(row["kind"] == SLIDE and row["state"] == state for row in rows)
