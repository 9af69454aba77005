"""What consoles are told: where the session stands, and how much there is to look at."""

from typing import Any

from django.db.models import Count, Max, Q

from facilitator.enums import Standing
from facilitator.faces.phone import activity_at_hand
from facilitator.machine import SessionState, state_to_json
from facilitator.models import Activity, Session
from facilitator.sessions.selectors import runners_of
from facilitator.sessions.timekeeping import session_run_sheet
from modules.document import Module


def console_message(session: Session, state: SessionState, module: Module) -> dict[str, Any]:
    """The message for every console. Entries and notes are not in it: those are fetched."""
    names = {one.pk: one.get_full_name() for one in runners_of(session)}
    activity = activity_at_hand(session, state)
    return {
        **state_to_json(state),
        "revision": session.revision,
        "moderated": session.is_moderated,
        "order": list(session_run_sheet(session, module).chosen),
        "joined": session.seats.filter(left_at__isnull=True).count(),
        "driver_name": names.get(state.driver, ""),
        "asking_name": names.get(state.asking, ""),
        "activity": activity and _counts(activity),
    }


def _counts(activity: Activity) -> dict[str, Any]:
    """How much has come in, and a mark that differs whenever the console's panel would."""
    found = activity.contributions.aggregate(
        entries=Count("pk"),
        waiting=Count("pk", filter=Q(standing=Standing.WAITING)),
        last=Max("pk"),
    )
    devices = activity.contributions.values("seat").distinct().count()
    return {
        "id": activity.pk,
        "phase": activity.phase,
        "shown": activity.is_shown,
        "entries": found["entries"],
        "waiting": found["waiting"],
        "devices": devices,
        "last": found["last"] or 0,
    }
