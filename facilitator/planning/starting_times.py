"""When a session starts: a day and a time as the clock of its place shows them.

Pure: plain values in, plain values out.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

FARTHEST_DAYS = 5 * 366
"""How far ahead a session can be planned; a year beyond that was mistyped."""


class TimeSkipped(ValueError):
    """Clocks jump over this time on that day."""


def local_start(day: date, at: time, zone: str) -> datetime:
    """The moment at which the clock of `zone` shows this; where it does so twice, the first.

    Raises `TimeSkipped` for a time that the clock never shows.
    """
    found = datetime.combine(day, at.replace(tzinfo=None), ZoneInfo(zone))
    if found.astimezone(UTC).astimezone(found.tzinfo) != found:
        raise TimeSkipped
    return found


def is_too_far(day: date, today: date) -> bool:
    """Whether the day is farther ahead than sessions are planned."""
    return day > today + timedelta(days=FARTHEST_DAYS)


def minute_of_day(at: time | datetime | None) -> int | None:
    """The minutes since midnight."""
    return None if at is None else at.hour * 60 + at.minute


def time_of_minute(minute: int | None) -> time | None:
    """The time of day so many minutes after midnight."""
    return None if minute is None else time(minute // 60 % 24, minute % 60)
