"""When a session starts, by the clock of its place."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.planning.starting_times import (
    TimeSkipped,
    is_too_far,
    local_start,
    minute_of_day,
    time_of_minute,
)

ZONES = st.sampled_from(
    ["America/Denver", "America/Anchorage", "America/Phoenix", "Pacific/Guam", "UTC"]
)


def test_a_time_that_the_clock_jumps_over_is_none() -> None:
    with pytest.raises(TimeSkipped):
        local_start(date(2027, 3, 14), time(2, 30), "America/Denver")
    # Arizona does not move its clocks.
    assert local_start(date(2027, 3, 14), time(2, 30), "America/Phoenix").hour == 2


def test_a_time_that_the_clock_shows_twice_is_the_first() -> None:
    found = local_start(date(2027, 11, 7), time(1, 30), "America/Denver")
    assert found.astimezone(UTC) == datetime(2027, 11, 7, 7, 30, tzinfo=UTC)


@given(day=st.dates(date(2026, 1, 1), date(2036, 1, 1)), minute=st.integers(0, 1439), zone=ZONES)
def test_the_clock_of_the_place_shows_what_was_typed(day: date, minute: int, zone: str) -> None:
    at = time_of_minute(minute)
    assert at is not None
    try:
        found = local_start(day, at, zone)
    except TimeSkipped:
        assert at.hour in (1, 2)
        return
    shown = found.astimezone(UTC).astimezone(ZoneInfo(zone))
    assert (shown.date(), minute_of_day(shown)) == (day, minute)


def test_no_time_is_no_minute() -> None:
    assert minute_of_day(None) is None
    assert time_of_minute(None) is None


def test_a_day_is_too_far_from_five_years_on() -> None:
    today = date(2026, 11, 28)
    assert not is_too_far(today + timedelta(days=5 * 366), today)
    assert is_too_far(today + timedelta(days=5 * 366 + 1), today)
