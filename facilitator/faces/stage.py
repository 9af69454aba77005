"""What the stage shows: which slide, what lies over it, and the activity at hand.

The slides themselves are in the stage's page already, so that it lasts through a dead network.
"""

from typing import Any

from django.template.loader import render_to_string

from facilitator.activities import kind_of
from facilitator.faces.phone import activity_at_hand
from facilitator.machine import SessionState
from facilitator.models import Activity, Session
from modules.document import Module


def stage_message(session: Session, state: SessionState, module: Module) -> dict[str, Any]:
    """The message for every stage of the session."""
    activity = activity_at_hand(session, state)
    return {
        "phase": state.phase,
        "slide": state.slide,
        "opened": list(state.opened),
        "blank": state.is_blank,
        "question": state.shows_question,
        "code": state.shows_code,
        "joined": session.seats.filter(left_at__isnull=True).count(),
        "activity": activity
        and {
            "id": activity.pk,
            "phase": activity.phase,
            "shown": activity.is_shown,
            "html": stage_activity_html(activity),
        },
    }


def stage_activity_html(activity: Activity) -> str:
    """An activity's HTML on the wall."""
    kind = kind_of(activity.kind)
    context = {"activity": activity, "wall": kind.stage(activity), "session": activity.session}
    return render_to_string(f"facilitator/activities/{activity.kind}/stage.html", context)
