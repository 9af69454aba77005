"""How long what is kept, and when a session counts as left running. Pure rules."""

from datetime import datetime, timedelta

LATE_NOTES = timedelta(days=14)
"""How long after the end notes can be added or changed."""

LEFT_RUNNING = timedelta(hours=24)
"""After so long without anything done or sent, a session counts as left running."""


def takes_late_notes(ended_at: datetime, now: datetime) -> bool:
    """Whether the notes of a session that has ended can still be changed."""
    return now <= ended_at + LATE_NOTES


def is_left_running(last: datetime, now: datetime) -> bool:
    """Whether a running session was left so, given when something last happened in it."""
    return now - last > LEFT_RUNNING
