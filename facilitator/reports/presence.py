"""What was before the room while somebody was there. Pure: times in, slides and minutes out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from facilitator.run_sheet.pace import GLANCE


@dataclass(frozen=True)
class Stretch:
    """A slide or break that was before the room, from when to when."""

    row: str
    start: datetime
    end: datetime


@dataclass(frozen=True)
class Stay:
    """From when to when somebody was there."""

    start: datetime
    end: datetime


def stretches_of(
    shown: Iterable[tuple[str, datetime, int]], opened_at: datetime
) -> tuple[Stretch, ...]:
    """The stretches of what was shown (row, since when, seconds), in order.

    The session's clock begins with the first slide that is turned; the first one was there since
    the room was opened.
    """
    found = [Stretch(row, at, at + timedelta(seconds=seconds)) for row, at, seconds in shown]
    if found:
        found[0] = replace(found[0], start=min(opened_at, found[0].start))
    return tuple(found)


def together(stays: Iterable[Stay]) -> tuple[Stay, ...]:
    """The same stays without overlaps: somebody with two devices was there once."""
    found: list[Stay] = []
    for one in sorted(stays, key=lambda stay: stay.start):
        if one.end <= one.start:
            continue
        if found and one.start <= found[-1].end:
            found[-1] = replace(found[-1], end=max(found[-1].end, one.end))
        else:
            found.append(one)
    return tuple(found)


def seconds_there(stays: Sequence[Stay], start: datetime, end: datetime) -> int:
    """For how many seconds between `start` and `end` somebody was there."""
    within = (_seconds(one.start, one.end, start, end) for one in together(stays))
    return int(sum(within))


def rows_seen(
    stretches: Iterable[Stretch], stays: Sequence[Stay], minutes: Mapping[str, int]
) -> tuple[str, ...]:
    """The rows that were before the room while somebody was there, in the order of their showing.

    A glance at a slide that is turned past does not count, unless it has no `minutes` planned, as
    titles and headings have not.
    """
    there = together(stays)
    seconds: dict[str, float] = {}
    for one in stretches:
        for stay in there:
            found = _seconds(stay.start, stay.end, one.start, one.end)
            seconds[one.row] = seconds.get(one.row, 0) + found
    return tuple(
        row
        for row, spent in seconds.items()
        if spent >= GLANCE or (spent > 0 and minutes.get(row) == 0)
    )


def _seconds(start: datetime, end: datetime, since: datetime, until: datetime) -> float:
    """How long the two have in common."""
    return max((min(end, until) - max(start, since)).total_seconds(), 0)
