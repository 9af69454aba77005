"""What is due by the clock: ending sessions that nobody ended, deleting what is not to stay."""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime

from facilitator.models import Session
from facilitator.reports.retention import documents_clear, raw_delete, session_list_raw_due
from facilitator.sessions.ending import session_end_by_clock, session_list_left_running

logger = logging.getLogger("toolkit.due")


def sessions_left_running_end(now: datetime, before: datetime) -> list[str]:
    """End the sessions in which nothing was done for a day. One small query where none is."""
    return _each(
        session_list_left_running(now), lambda one: session_end_by_clock(session=one, now=now)
    )


def session_contributions_delete(now: datetime, before: datetime) -> list[str]:
    """Delete single contributions that were kept for long enough, and documents nobody shows."""
    problems = _each(session_list_raw_due(now), lambda one: raw_delete(session=one, now=now))
    documents_clear()
    return problems


def _each(sessions: Iterable[Session], work: Callable[[Session], object]) -> list[str]:
    """Do `work` for every session, one that fails keeping no other from its turn."""
    problems = []
    for one in sessions:
        try:
            work(one)
        except Exception as error:
            logger.exception("Session %s", one.key)
            problems.append(f"Session {one.key}: {type(error).__name__}")
    return problems
