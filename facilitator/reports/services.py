"""Making the report when a session ends, with the attendance list; and its late notes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

from facilitator.activities.ending import activities_end
from facilitator.models import CreditSignIn, Session
from facilitator.reports.building import Done, Held, report_of, with_notes
from facilitator.reports.presence import Stay, Stretch, rows_seen, seconds_there, stretches_of
from facilitator.run_sheet import RunSheet
from facilitator.sessions.documents import session_module
from facilitator.sessions.selectors import runners_of
from facilitator.sessions.timekeeping import session_run_sheet, shown_rows
from jurisdictions.models import User
from learners.services import attendance_record
from modules.document import Module
from modules.markup import plain_inline


@dataclass(frozen=True)
class Timed:
    """What was before a room: what counts, and what was to be seen; when the clock began."""

    shown: tuple[tuple[str, int], ...]
    stretches: tuple[Stretch, ...]
    opened_at: datetime
    began_at: datetime
    ended_at: datetime


def report_make(*, session: Session, by: User | None) -> None:
    """Make the report of a session that is about to be kept as ended; the caller saves its row.

    Every activity's outcome is kept, everybody who signed in for credit gets her attendance, and
    what says when which device was there is forgotten. `by` is None when the clock ends it.
    """
    module = session_module(session)
    run_sheet = session_run_sheet(session, module)
    timed = _timed(session)
    activities = activities_end(session, by or session.owner)
    stays = _stays(session, timed)
    session.report = report_of(
        Held(
            title=session.title,
            module=module,
            run_sheet=run_sheet,
            place=session.place,
            is_online=bool(session.online_link),
            jurisdiction=str(session.jurisdiction),
            time_zone=session.jurisdiction.time_zone,
            facilitators=tuple(one.get_full_name() for one in runners_of(session)),
            starts_at=session.starts_at,
            opened_at=timed.opened_at,
            began_at=timed.began_at,
            ended_at=timed.ended_at,
            is_ended_by_clock=by is None,
            shown=timed.shown,
            stretches=timed.stretches,
            expected=session.expected,
            joined=session.seats.count(),
            credit=tuple(one.get_full_name() for one in stays),
        ),
        [Done(one.kind, one.title, one.slide_id, one.outcome) for one in activities],
        dict(session.notes.values_list("slide_id", "text")),
    )
    _attendance_record(session, module, run_sheet, timed, stays)
    session.credit_sign_ins.all().delete()
    session.seats.update(joined_at=None, left_at=None)


def _timed(session: Session) -> Timed:
    ended_at = session.ended_at or timezone.now()
    opened_at = session.started_at or ended_at
    shown = shown_rows(session, ended_at)
    return Timed(
        shown=tuple((one.row, one.seconds) for one in shown),
        stretches=stretches_of(((one.row, one.at, one.seconds) for one in shown), opened_at),
        opened_at=opened_at,
        # Where nothing was turned the clock never began.
        began_at=shown[0].at if len(shown) > 1 else opened_at,
        ended_at=ended_at,
    )


# Attendance --------------------------------------------------------------------------------------


def _stays(session: Session, timed: Timed) -> dict[User, list[Stay]]:
    """Who signed in for credit, and from when to when each of them was there."""
    found: dict[User, list[Stay]] = {}
    rows: Iterable[CreditSignIn] = session.credit_sign_ins.select_related("user")
    for one in rows:
        stay = Stay(one.joined_at, one.left_at or timed.ended_at)
        found.setdefault(one.user, []).append(stay)
    return found


def _attendance_record(
    session: Session,
    module: Module,
    run_sheet: RunSheet,
    timed: Timed,
    stays: dict[User, list[Stay]],
) -> None:
    minutes = {row.id: row.minutes for row in run_sheet.rows}
    slides = {slide.id for slide in module.slides}
    held_on = timed.began_at.astimezone(ZoneInfo(session.jurisdiction.time_zone)).date()
    for user, some in stays.items():
        seen = set(rows_seen(timed.stretches, some, minutes)) & slides
        seconds = seconds_there(some, timed.began_at, timed.ended_at)
        attendance_record(
            user=user,
            session_key=session.key,
            title=session.title,
            module_slug=module.slug,
            module_title=plain_inline(module.title, smart=True),
            place=str(session.jurisdiction),
            held_on=held_on,
            minutes=round(seconds / 60),
            slides_shown=[slide.id for slide in module.slides if slide.id in seen],
            slides_planned=run_sheet.chosen,
        )


# Late notes --------------------------------------------------------------------------------------


def report_notes_renew(*, session: Session) -> None:
    """Bring the notes of a kept report up to what the slides' notes say now. The row is locked."""
    if session.report is None:
        return
    notes = dict(session.notes.values_list("slide_id", "text"))
    session.report = with_notes(session.report, notes, session_module(session))
    session.save(update_fields=["report"])
