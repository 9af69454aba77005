"""Ending sessions that nobody ended."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from facilitator import machine
from facilitator.enums import Phase
from facilitator.models import Contribution, Session
from facilitator.reports.keeping import LEFT_RUNNING, is_left_running
from facilitator.sessions.running import command_follow


def session_list_left_running(now: datetime) -> list[Session]:
    """The sessions that may have been left running: nothing was done in them for a day."""
    found = Session.objects.filter(phase=Phase.LIVE, started_at__lt=now - LEFT_RUNNING)
    return [one for one in found if is_left_running(last_sign_of(one), now)]


def last_sign_of(session: Session) -> datetime:
    """When something was last done in a session, or sent to it."""
    done = session.events.aggregate(last=Max("at"))["last"]
    sent = Contribution.objects.filter(activity__session=session).aggregate(last=Max("sent_at"))
    signs = (session.started_at, done, sent["last"])
    return max(one for one in signs if one is not None)


@transaction.atomic
def session_end_by_clock(*, session: Session, now: datetime) -> bool:
    """End a session that was left running, as of when something last happened in it.

    Nobody is named as having done it. False where somebody was quicker, or is at it again.
    """
    locked = Session.objects.select_for_update().get(pk=session.pk)
    if not locked.is_live:
        return False
    last = last_sign_of(locked)
    if not is_left_running(last, now):
        return False
    driver = machine.state_from_json(locked.state).driver
    command_follow(locked, machine.End(), actor=driver, by=None, ended_at=last)
    return True
