"""A session of Module 7 that was held at known times, with what a room does in it."""

import pytest

from tests.facilitator.reports.holding import Clock, Holding


@pytest.fixture
def clock(monkeypatch) -> Clock:
    """The time of day, which tests set: minutes after three o'clock in Greenwich."""
    clock = Clock()
    monkeypatch.setattr("django.utils.timezone.now", clock.now)
    return clock


@pytest.fixture
def holding(facilitator, county, clock) -> Holding:
    """A session that is running; `holding.end()` ends it."""
    return Holding(facilitator, county, clock)
