"""How long what was shown, from what was done in a session: the run-sheet's actual side."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.utils.formats import get_format, time_format

from facilitator import machine
from facilitator.machine import CloseActivity, OpenActivity, Start, Turn
from facilitator.models import Session
from facilitator.run_sheet import Now, RunSheet, reconciled, run_sheet_from_json, skip, whole
from modules.document import Module

PAUSE = "pause"
"""The kind of activity that stands for a break; its option `row` names the run-sheet's break."""


@dataclass(frozen=True)
class Shown:
    """A slide or a break that was before the room, from when and for how many seconds."""

    row: str
    at: datetime
    seconds: int


def session_run_sheet(session: Session, module: Module) -> RunSheet:
    """The run-sheet as it holds now: brought up to the module, with what is skipped left out.

    A session without one shows the whole module.
    """
    found = run_sheet_from_json(session.run_sheet) if session.run_sheet else whole(module)
    found = reconciled(found, module).run_sheet
    return skip(found, machine.state_from_json(session.state).skipped)


def shown_rows(session: Session, now: datetime) -> tuple[Shown, ...]:
    """What was before the room, in order, the last one until `now`.

    The clock starts with the first slide that is turned: people come in while the first one stands.
    """
    breaks = {
        one.pk: str(one.options["row"])
        for one in session.activities.filter(kind=PAUSE)
        if one.options.get("row")
    }
    rows: list[tuple[str, datetime]] = []
    slide = ""
    end = session.ended_at or now
    for event in session.events.filter(kind__in=_TIMED).order_by("revision"):
        if event.kind in (Start.kind, Turn.kind):
            slide = event.data["slide"]
            row = slide
        elif event.kind == OpenActivity.kind:
            row = breaks.get(event.data["activity"], "")
        else:
            row = slide if event.data.get("activity") in breaks else ""
        if row:
            rows.append((row, event.at))
    return tuple(_durations(rows, end))


_TIMED = (Start.kind, Turn.kind, OpenActivity.kind, CloseActivity.kind)


def _durations(rows: list[tuple[str, datetime]], end: datetime) -> Iterable[Shown]:
    if not rows:
        return
    began = rows[1][1] if len(rows) > 1 else end
    starts = [max(at, began) for _row, at in rows]
    for (row, _at), start, stop in zip(rows, starts, [*starts[1:], end], strict=True):
        yield Shown(row, start, max(int((stop - start).total_seconds()), 0))


def standing_now(session: Session, now: datetime) -> tuple[list[tuple[str, int]], Now]:
    """What `run_sheet.pace` asks for: what was shown before, and what is shown now."""
    shown = shown_rows(session, now)
    if not shown:
        return [], Now(row=machine.state_from_json(session.state).slide, elapsed=0)
    *before, last = shown
    began = shown[0].at.astimezone(ZoneInfo(session.jurisdiction.time_zone))
    return (
        [(one.row, one.seconds) for one in before],
        Now(
            row=last.row,
            elapsed=sum(one.seconds for one in shown),
            began_at=began.hour * 60 + began.minute,
        ),
    )


def as_clock(minute_of_day: int | None) -> str:
    """A minute of the day as people of the reader's language write it, such as "10:05 a.m."."""
    if minute_of_day is None:
        return ""
    return time_format(time(minute_of_day // 60 % 24, minute_of_day % 60), "TIME_FORMAT")


def as_clock_or_span(minute_of_day: int | None, from_the_start: int) -> str:
    """The time of day; where none is set, minutes from the start such as "+5"."""
    return f"+{from_the_start}" if minute_of_day is None else as_clock(minute_of_day)


def has_half_days() -> bool:
    """Whether the reader's language writes "a.m." and "p.m."; scripts do the same."""
    return get_format("TIME_FORMAT") == "P"
