"""What changes a session before it starts. Each call is one transaction and validates first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from facilitator.errors import SessionNotFound, SessionUnusable
from facilitator.faces.publishing import screens_refresh
from facilitator.live.publishing import holders_turn_away
from facilitator.live.tickets import person_holder
from facilitator.models import CoFacilitator, Session
from facilitator.sessions.codes import new_code, new_key
from facilitator.sessions.selectors import may_run
from jurisdictions.access import Action, require
from jurisdictions.models import Jurisdiction, User

MOST_CO_FACILITATORS = 12
TRIES = 20


@dataclass(frozen=True)
class Plan:
    """What a facilitator decides about a session before it starts."""

    module_slug: str
    title: str
    jurisdiction: Jurisdiction
    starts_at: datetime | None = None
    place: str = ""
    online_link: str = ""
    expected: int | None = None
    is_moderated: bool = True
    takes_credit: bool = True


def session_plan(
    *,
    by: User,
    plan: Plan,
    run_sheet: Mapping[str, Any] | None = None,
    copied_from: Session | None = None,
) -> Session:
    """Plan a session; it has its code at once, so that posters can be printed.

    Raises `NotAllowed` unless `by` may present in the jurisdiction.
    """
    require(by, Action.PRESENT, plan.jurisdiction)
    for _try in range(TRIES):
        try:
            with transaction.atomic():
                session = Session(
                    key=new_key(),
                    code=new_code(),
                    join_key=new_key(),
                    owner=by,
                    run_sheet=dict(run_sheet or {}),
                    copied_from=copied_from,
                )
                _plan_apply(session, plan)
                session.save()
                return session
        except IntegrityError:
            # A code that another session has; one of a hundred million.
            continue
    raise SessionUnusable(_("No free code could be found. Please try again."))


def _plan_apply(session: Session, plan: Plan) -> None:
    session.module_slug = plan.module_slug
    session.title = plan.title
    session.jurisdiction = plan.jurisdiction
    session.starts_at = plan.starts_at
    session.place = plan.place
    session.online_link = plan.online_link
    session.expected = plan.expected
    session.is_moderated = plan.is_moderated
    session.takes_credit = plan.takes_credit


@transaction.atomic
def session_change(*, by: User, session: Session, plan: Plan) -> Session:
    """Change the plan of a session that has not started; its module stays.

    Raises `NotAllowed`, `SessionUnusable` once it has started.
    """
    locked = planned_locked(session)
    require(by, Action.PRESENT, locked.jurisdiction)
    require(by, Action.PRESENT, plan.jurisdiction)
    if plan.module_slug != locked.module_slug:
        raise SessionUnusable(_("Plan another session for another module."))
    _plan_apply(locked, plan)
    locked.save()
    return locked


@transaction.atomic
def run_sheet_set(*, by: User, session: Session, run_sheet: Mapping[str, Any]) -> Session:
    """Keep another run-sheet for a session that has not ended, and tell its consoles.

    Raises as `session_change`.
    """
    locked = Session.objects.select_for_update().get(pk=session.pk)
    require(by, Action.PRESENT, locked.jurisdiction)
    if locked.is_ended:
        raise SessionUnusable(_("This session has ended."))
    locked.run_sheet = dict(run_sheet)
    locked.save(update_fields=["run_sheet"])
    if locked.is_live:
        screens_refresh(locked)
    return locked


@transaction.atomic
def ready_items_set(*, by: User, session: Session, items: list[str]) -> Session:
    """Keep what is ticked on the checklist."""
    locked = Session.objects.select_for_update().get(pk=session.pk)
    require(by, Action.PRESENT, locked.jurisdiction)
    locked.ready_items = list(items)
    locked.save(update_fields=["ready_items"])
    return locked


@transaction.atomic
def session_delete(*, by: User, session: Session) -> None:
    """Delete a session that never started. Raises `NotAllowed`, `SessionUnusable`."""
    locked = planned_locked(session)
    require(by, Action.PRESENT, locked.jurisdiction)
    locked.delete()


@transaction.atomic
def co_facilitator_add(*, by: User, session: Session, user: User) -> CoFacilitator:
    """Let somebody help to run a session until it ends; she needs no role anywhere.

    Raises `NotAllowed`, `SessionUnusable` for somebody inactive, after the end, or when there are
    as many as fit.
    """
    locked = Session.objects.select_for_update().get(pk=session.pk)
    require(by, Action.PRESENT, locked.jurisdiction)
    if locked.is_ended or not user.is_active:
        raise SessionUnusable(_("This person cannot be added to this session."))
    if locked.co_facilitations.count() >= MOST_CO_FACILITATORS:
        raise SessionUnusable(_("A session has at most twelve co-facilitators."))
    found, _is_new = CoFacilitator.objects.get_or_create(session=locked, user=user)
    _turned_away_set(locked, [one for one in locked.turned_away if one != person_holder(user)])
    return found


@transaction.atomic
def co_facilitator_remove(*, by: User, session: Session, user: User) -> None:
    """Take a co-facilitator's rights back at once, the wheel and open streams included.

    Raises `NotAllowed`.
    """
    from facilitator.sessions.running import wheel_free

    locked = Session.objects.select_for_update().get(pk=session.pk)
    require(by, Action.PRESENT, locked.jurisdiction)
    CoFacilitator.objects.filter(session=locked, user=user).delete()
    if not may_run(user, locked):
        _turned_away_set(locked, sorted({*locked.turned_away, person_holder(user)}))
    wheel_free(session=locked, who=user, by=by)


def _turned_away_set(locked: Session, holders: list[str]) -> None:
    if holders != locked.turned_away:
        locked.turned_away = holders
        locked.save(update_fields=["turned_away"])
        holders_turn_away(locked.key, holders)


def planned_locked(session: Session) -> Session:
    """The row of a session that has not started, locked. Raises `SessionUnusable`."""
    found = Session.objects.select_for_update().filter(pk=session.pk).first()
    if found is None:
        raise SessionNotFound
    if not found.is_planned:
        raise SessionUnusable(_("This session has started; its plan is fixed."))
    return found
