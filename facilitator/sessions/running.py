"""What changes a running session: commands, activities, notes. Each call is one transaction.

The session's row is locked first, so that of two drivers one comes after the other; what was done
is written down, and every screen is told after the commit.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from facilitator import machine
from facilitator.activities import kind_of
from facilitator.activities.ending import ends_all_the_same
from facilitator.activities.kind import ActivityKind
from facilitator.enums import ActivityPhase, Phase
from facilitator.errors import (
    ActivityNotFound,
    CommandRefused,
    NoteOvertaken,
    SessionNotFound,
)
from facilitator.faces.publishing import screens_close, screens_refresh
from facilitator.machine import ActivityState, Command, SessionState
from facilitator.models import Activity, Session, SessionEvent, SlideNote
from facilitator.reports.keeping import takes_late_notes
from facilitator.reports.services import report_make, report_notes_renew
from facilitator.sessions.documents import deck_of, document_keep, session_module
from facilitator.sessions.selectors import may_run, runners_of
from jurisdictions.models import User

LONGEST_NOTE = 4000


@transaction.atomic
def session_command(*, session: Session, command: Command, by: User) -> Session:
    """Have a session do something; gives it as it stands afterwards.

    Raises `SessionNotFound` for who may not run it, `CommandRefused` with the reason; nothing has
    changed then. An activity that opens or closes may refuse with an error of its own.
    """
    locked = session_locked(session, by)
    return command_follow(locked, command, actor=by.pk, by=by)


def command_follow(
    locked: Session,
    command: Command,
    *,
    actor: int,
    by: User | None,
    ended_at: datetime | None = None,
) -> Session:
    """Follow a command of `actor`, the row of the session being locked. Raises `CommandRefused`.

    `by` is None where the clock does it; `ended_at` says when it then really ended.
    """
    state = machine.state_from_json(locked.state)
    module = session_module(locked)
    try:
        if isinstance(command, machine.HandOver) and command.to not in _drivers(locked):
            raise machine.NotDriving
        if isinstance(command, machine.BringActivity):
            activity_of(locked, command.activity)
        after = machine.follow(state, command, actor=actor, deck=deck_of(module))
    except machine.Refusal as refusal:
        raise CommandRefused(refusal.reason) from refusal
    if after == state:
        return locked
    if state.phase != after.phase:
        _phase_change(locked, after, ended_at)
    _activities_follow(locked, state, after, by or locked.owner)
    if locked.is_ended:
        report_make(session=locked, by=by)
    _keep(locked, after, command, by)
    if locked.is_ended:
        screens_close(locked)
    else:
        screens_refresh(locked)
    return locked


def session_locked(session: Session, by: User) -> Session:
    """The session's row, locked until the transaction ends. Raises `SessionNotFound`."""
    found = Session.objects.select_for_update().filter(pk=session.pk).first()
    if found is None or not may_run(by, found):
        raise SessionNotFound
    return found


def _drivers(session: Session) -> set[int]:
    return {one.pk for one in runners_of(session)}


def _phase_change(session: Session, after: SessionState, ended_at: datetime | None) -> None:
    session.phase = after.phase
    now = timezone.now()
    if session.phase == Phase.LIVE:
        session.document = document_keep(session_module(session))
        session.started_at = now
    else:
        session.ended_at = ended_at or now
        session.code = None
        session.raw_until = now + timedelta(days=settings.TOOLKIT_RAW_DAYS)


def _keep(session: Session, after: SessionState, command: Command, by: User | None) -> None:
    session.state = machine.state_to_json(after)
    session.revision += 1
    session.save()
    SessionEvent.objects.create(
        session=session,
        revision=session.revision,
        kind=command.kind,
        data=machine.command_to_json(command),
        by=by,
        at=timezone.now(),
    )


@transaction.atomic
def wheel_free(*, session: Session, who: User, by: User) -> None:
    """Have `by` drive a running session in place of `who`, where `who` drives."""
    locked = session_locked(session, by)
    if locked.is_live and machine.state_from_json(locked.state).driver == who.pk:
        session_command(session=locked, command=machine.TakeWheel(), by=by)


# Activities --------------------------------------------------------------------------------------


def _activities_follow(
    session: Session, before: SessionState, after: SessionState, by: User | None
) -> None:
    """Bring the rows of activities to where the state has them, each kind being told."""
    for one in after.activities:
        was = before.activity_of(one.id) or ActivityState(one.id)
        if one == was:
            continue
        activity = activity_of(session, one.id)
        kind = kind_of(activity.kind)
        if session.is_ended:
            with ends_all_the_same(activity):
                _phase_follow(activity, kind, one.phase, by)
            activity.phase = one.phase
        elif one.phase != was.phase:
            _phase_follow(activity, kind, one.phase, by)
        activity.is_shown = one.is_shown
        activity.save()


def _phase_follow(activity: Activity, kind: ActivityKind, phase: str, by: User | None) -> None:
    now = timezone.now()
    is_again = activity.closed_at is not None
    if phase == ActivityPhase.OPEN:
        if is_again and not kind.can_reopen:
            raise CommandRefused("activity-missing")
        if by is not None:
            kind.opening(activity, by)
        activity.opened_at, activity.closed_at = now, None
    elif phase == ActivityPhase.CLOSED and activity.is_open:
        activity.closed_at = now
        if by is not None:
            kind.closing(activity, by)
    activity.phase = phase


def activity_of(session: Session, number: int) -> Activity:
    """An activity of this session. Raises `ActivityNotFound`."""
    found = session.activities.filter(pk=number).first()
    if found is None:
        raise ActivityNotFound
    found.session = session
    return found


@transaction.atomic
def activity_make(
    *,
    session: Session,
    kind: str,
    options: Mapping[str, Any],
    slide_id: str = "",
    title: str = "",
    by: User,
) -> Activity:
    """Prepare an activity in a session that is planned or running; nobody sees it yet.

    Raises `SessionNotFound`, `ActivityNotFound` for a kind that is not there.
    """
    locked = session_locked(session, by)
    try:
        found = kind_of(kind)
    except KeyError as error:
        raise ActivityNotFound from error
    return Activity.objects.create(
        session=locked,
        kind=kind,
        slide_id=slide_id,
        title=(title or found.title(options))[:200],
        options=dict(options),
    )


@transaction.atomic
def activity_act(
    *,
    session: Session,
    number: int,
    by: User,
    act: Callable[[ActivityKind, Activity], None],
) -> Activity:
    """Use a control of an activity's kind, and tell the screens. Only for who drives.

    Raises `SessionNotFound`, `ActivityNotFound`, `CommandRefused`, and what the kind raises.
    """
    locked = session_locked(session, by)
    if not locked.is_live:
        raise CommandRefused("not-running")
    if machine.state_from_json(locked.state).driver != by.pk:
        raise CommandRefused("not-driving")
    activity = activity_of(locked, number)
    act(kind_of(activity.kind), activity)
    activity.save()
    screens_refresh(locked)
    return activity


@transaction.atomic
def moderation_set(*, session: Session, on: bool, by: User) -> Session:
    """Let free text wait for the facilitator, or go straight to the wall. Only for who drives."""
    locked = session_locked(session, by)
    if locked.is_ended:
        raise CommandRefused("not-running")
    if locked.is_live and machine.state_from_json(locked.state).driver != by.pk:
        raise CommandRefused("not-driving")
    locked.is_moderated = on
    locked.save(update_fields=["is_moderated"])
    if locked.is_live:
        screens_refresh(locked)
    return locked


# Notes -------------------------------------------------------------------------------------------


@transaction.atomic
def note_keep(
    *, session: Session, slide_id: str, text: str, by: User, seen: str | None = None
) -> SlideNote:
    """Keep the note of a slide; any facilitator of the session writes it, the last one stays.

    With `seen`, what the note said when `by` began to write, nothing is replaced that somebody else
    has written since. After the end notes can be changed for two weeks; the report then says the
    same. Raises `SessionNotFound`, `NoteOvertaken`, `CommandRefused` for a slide that is not in the
    deck, and when it is too late.
    """
    locked = session_locked(session, by)
    if slide_id not in deck_of(session_module(locked)).slides:
        raise CommandRefused("unknown-slide")
    if locked.ended_at and not takes_late_notes(locked.ended_at, timezone.now()):
        raise CommandRefused("too-late")
    text = _note_text(text)
    if seen is not None:
        there = locked.notes.filter(slide_id=slide_id).first()
        if there is not None and there.text not in (text, _note_text(seen)):
            raise NoteOvertaken(there.text)
    found, _is_new = SlideNote.objects.update_or_create(
        session=locked, slide_id=slide_id, defaults={"text": text}
    )
    if locked.is_ended:
        report_notes_renew(session=locked)
    return found


def _note_text(text: str) -> str:
    return text.replace("\0", "").replace("\r\n", "\n")[:LONGEST_NOTE]


def state_of(session: Session) -> SessionState:
    """Where a session stands; one that is only planned stands at its first slide."""
    state = machine.state_from_json(session.state)
    if session.is_planned:
        slides = deck_of(session_module(session)).slides
        return replace(state, slide=slides[0] if slides else "")
    return state
