"""What the planning pages change, each in one transaction. Single steps: `sessions.planning`."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from facilitator.models import Activity, Session
from facilitator.planning.starting_times import local_start, time_of_minute
from facilitator.run_sheet import RunSheet, run_sheet_from_json, run_sheet_to_json, set_start
from facilitator.sessions.planning import (
    Plan,
    planned_locked,
    run_sheet_set,
    session_change,
    session_plan,
)
from facilitator.sessions.timekeeping import PAUSE
from jurisdictions.models import User

SAME_WITHIN = timedelta(minutes=1)
"""A plan that comes again within this time is the same press of a button, not a second session."""


@transaction.atomic
def plan_make(
    *, by: User, plan: Plan, run_sheet: RunSheet, copied_from: Session | None = None
) -> tuple[Session, bool]:
    """Plan a session, with what was prepared for the one that it is copied from.

    Gives the session and whether it is new. Raises `NotAllowed`, `SessionUnusable`.
    """
    # One press after the other, where a button is pressed twice at once.
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    same = _planned_just_now(by, plan)
    if same is not None:
        return same, False
    session = session_plan(
        by=by, plan=plan, run_sheet=run_sheet_to_json(run_sheet), copied_from=copied_from
    )
    if copied_from is not None:
        activities_copy(source=copied_from, session=session)
    return session, True


def _planned_just_now(by: User, plan: Plan) -> Session | None:
    return Session.objects.filter(
        owner=by,
        module_slug=plan.module_slug,
        jurisdiction=plan.jurisdiction,
        title=plan.title,
        place=plan.place,
        starts_at=plan.starts_at,
        started_at__isnull=True,
        planned_at__gte=timezone.now() - SAME_WITHIN,
    ).first()


def activities_copy(*, source: Session, session: Session) -> list[Activity]:
    """Prepare for `session` what was set up for `source`, without anything that came of it.

    Breaks and what slides suggest come by themselves again.
    """
    return Activity.objects.bulk_create(
        Activity(
            session=session,
            kind=one.kind,
            slide_id=one.slide_id,
            title=one.title,
            options=one.options,
        )
        for one in source.activities.order_by("pk")
        if "suggestion" not in one.options and not (one.kind == PAUSE and one.options.get("row"))
    )


@transaction.atomic
def plan_change(*, by: User, session: Session, plan: Plan, starting_minute: int | None) -> Session:
    """Change what is decided about a session; its run-sheet starts at `starting_minute` then.

    Raises as `session_change`.
    """
    changed = session_change(by=by, session=session, plan=plan)
    if changed.run_sheet:
        moved = set_start(run_sheet_from_json(changed.run_sheet), starting_minute)
        changed = run_sheet_set(by=by, session=changed, run_sheet=run_sheet_to_json(moved))
    return changed


@transaction.atomic
def run_sheet_keep(*, by: User, session: Session, run_sheet: RunSheet) -> Session:
    """Keep a run-sheet; a planned session that has a day then starts at the run-sheet's time.

    Raises as `run_sheet_set`; `TimeSkipped` for a time that the session's day does not have.
    """
    kept = run_sheet_set(by=by, session=session, run_sheet=run_sheet_to_json(run_sheet))
    at = time_of_minute(run_sheet.starts_at)
    if kept.is_planned and kept.starts_at is not None and at is not None:
        locked = planned_locked(kept)
        zone = locked.jurisdiction.time_zone
        day = kept.starts_at.astimezone(ZoneInfo(zone)).date()
        locked.starts_at = local_start(day, at, zone)
        locked.save(update_fields=["starts_at"])
        return locked
    return kept
