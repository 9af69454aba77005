"""Who may look at a session's plan, and who may change it."""

from facilitator.errors import SessionNotFound
from facilitator.models import Session
from facilitator.sessions.selectors import session_for_owner
from jurisdictions.access import Action, require
from jurisdictions.models import User


def may_plan(user: User, session: Session) -> bool:
    """Whether `user` may change the plan and the people: a co-facilitator may only look."""
    try:
        session_for_owner(user, session.key)
    except SessionNotFound:
        return False
    return True


def require_planner(user: User) -> None:
    """Pass silently for somebody who presents somewhere. Raises `NotAllowed`."""
    require(user, Action.PRESENT)
