"""What the console shows: the slide and its notes, the run-sheet and the pace, what can be done."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from facilitator import machine
from facilitator.activities import kind_of, kinds
from facilitator.activities.kind import ActivityKind, Context, Suggestion
from facilitator.console.commands import neighbor
from facilitator.console.wall_door import wall_code
from facilitator.faces.console import console_message
from facilitator.faces.phone import activity_at_hand
from facilitator.machine import SessionState
from facilitator.models import Activity, Session
from facilitator.pack.choosing import module_of_slides
from facilitator.presenting import lesson_plans
from facilitator.run_sheet import (
    BreakRow,
    Pace,
    RunSheet,
    TimedRow,
    next_row,
    pace,
    timeline,
    total_minutes,
)
from facilitator.sessions.documents import session_module
from facilitator.sessions.selectors import runners_of
from facilitator.sessions.timekeeping import (
    as_clock,
    as_clock_or_span,
    has_half_days,
    session_run_sheet,
    standing_now,
)
from jurisdictions.local.selectors import Shelf, material_map
from jurisdictions.models import User
from jurisdictions.slots import Slot
from modules.document import Module, Slide
from modules.selectors import pictures_of
from modules.stage import NamedCitations, StageCitations, StageSlide, stage_slides


@dataclass(frozen=True)
class Offer:
    """An activity that can be brought before the room in one press."""

    kind: ActivityKind
    suggestion: Suggestion
    activity: Activity | None

    @property
    def is_done(self) -> bool:
        return self.activity is not None and self.activity.is_closed


def console_context(session: Session, user: User) -> dict[str, Any]:
    """The whole console."""
    module = session_module(session)
    state = machine.state_from_json(session.state)
    run_sheet = session_run_sheet(session, module)
    # Minutes are those of the plan, as everywhere else in the session.
    minutes = {row.slide: row.minutes for row in run_sheet.slides if row.is_chosen}
    timed = module_of_slides(module, minutes=minutes)
    slides = stage_slides(timed)
    current = _slide_of(slides, state.slide)
    following = _slide_of(slides, neighbor(run_sheet, state.slide, forward=True))
    return {
        **panel_context(session, user),
        "has_half_days": has_half_days(),
        "slides": slides,
        "lessons": lesson_plans(timed, slides),
        "total": len(slides),
        "current": current,
        "following": following,
        "citations": StageCitations(module.references),
        "points": NamedCitations(module.references),
        "pictures": pictures_of(module),
        "notes": dict(session.notes.values_list("slide_id", "text")),
        "shelf": shelf_of(session),
        "message": console_message(session, state, module),
        "chosen": set(run_sheet.chosen),
    }


def shelf_of(session: Session) -> Shelf:
    """The local material of the session's place."""
    from jurisdictions.local.selectors import FilledSlot

    found = material_map(session.jurisdiction)
    slots = {
        slot.value: FilledSlot(slot, session.jurisdiction, found.get(slot), True, False)
        for slot in Slot
    }
    return Shelf(session.jurisdiction, (session.jurisdiction,), slots)


def _slide_of(slides: tuple[StageSlide, ...], slide_id: str) -> StageSlide | None:
    return next((one for one in slides if one.slide.id == slide_id), None)


def panel_context(session: Session, user: User) -> dict[str, Any]:
    """The part of the console that changes without a new slide: activity, pace, people."""
    module = session_module(session)
    state = machine.state_from_json(session.state)
    now = timezone.now()
    run_sheet = session_run_sheet(session, module)
    activity = activity_at_hand(session, state)
    slide = next((one for one in module.slides if one.id == state.slide), None)
    return {
        "session": session,
        "module": module,
        "state": state,
        "is_driver": state.driver == user.pk,
        "user": user,
        "runners": runners_of(session),
        "joined": session.seats.filter(left_at__isnull=True).count(),
        "wall_code": wall_code(session),
        "activity": activity,
        "activity_kind": kind_of(activity.kind) if activity else None,
        "activity_state": state.activity,
        "desk": activity and desk_of(activity),
        "offers": offers(session, module, slide) if slide else [],
        "anytime": offers_anytime(session, module),
        "kinds": [one for one in kinds().values() if one.form(session) is not None],
        "break_ahead": _break_ahead(session, run_sheet, state),
        "pace": session_pace(session, module, run_sheet, now),
        "rows": run_rows(run_sheet, module, state),
        "planned_minutes": total_minutes(run_sheet),
    }


@dataclass(frozen=True)
class Desk:
    """The controls of the activity's own kind: their template, and what it is given.

    The panel includes it, so that its forms have the request's token and work without a script.
    """

    template: str
    shown: Context
    act_url: str


def desk_of(activity: Activity) -> Desk:
    """What the console shows of an activity's own kind."""
    return Desk(
        template=f"facilitator/activities/{activity.kind}/console.html",
        shown=kind_of(activity.kind).console(activity),
        act_url=reverse("facilitator:activity_act", args=[activity.session.key, activity.pk]),
    )


def offers(session: Session, module: Module, slide: Slide) -> list[Offer]:
    """What the slide suggests and what was prepared for it, each with the row it has already."""
    rows = list(session.activities.filter(slide_id=slide.id).order_by("pk"))
    found = []
    for kind in kinds().values():
        for one in kind.suggestions(session, module, slide):
            key = {"suggestion": one.key}
            row = next(
                (r for r in rows if r.kind == kind.name and key.items() <= r.options.items()), None
            )
            if row is not None:
                rows.remove(row)
            found.append(Offer(kind, one, row))
    for row in rows:
        suggestion = Suggestion("", row.title, row.options)
        found.append(Offer(kind_of(row.kind), suggestion, row))
    return found


def offers_anytime(session: Session, module: Module) -> list[Offer]:
    """What was set up for no slide of the module: it can be brought up at any. Breaks that the
    run-sheet has brought are not among it.
    """
    rows = session.activities.exclude(slide_id__in=[one.id for one in module.slides])
    return [
        Offer(kind_of(row.kind), Suggestion("", row.title, row.options), row)
        for row in rows.order_by("pk")
        if "row" not in row.options
    ]


def _break_ahead(session: Session, run_sheet: RunSheet, state: SessionState) -> BreakRow | None:
    """The break that is planned right after the slide on the wall, unless it was held."""
    if run_sheet.place(state.slide) is None:
        return None
    row = next_row(run_sheet, state.slide)
    if not isinstance(row, BreakRow):
        return None
    is_held = session.activities.filter(kind="pause", options__row=row.id).exists()
    return None if is_held else row


@dataclass(frozen=True)
class PaceShown:
    """The pace in figures and words for the console. `skip` are slides that could be left out."""

    pace: Pace
    elapsed_minutes: int
    ends_at: str
    skip: tuple[Slide, ...]


def session_pace(session: Session, module: Module, run_sheet: RunSheet, now: datetime) -> PaceShown:
    """How the session keeps to its run-sheet."""
    actual, standing = standing_now(session, now)
    found = pace(run_sheet, module, actual, standing)
    by_id = {one.id: one for one in module.slides}
    skip = tuple(by_id[one] for one in found.advice.skip) if found.advice else ()
    return PaceShown(found, standing.elapsed // 60, as_clock(found.ends_at), skip)


@dataclass(frozen=True)
class RunRow:
    """A row of the run-sheet as the console lists it."""

    timed: TimedRow
    is_current: bool
    was_shown: bool

    @property
    def clock(self) -> str:
        """When it is planned: the time of day, or minutes from the start."""
        return as_clock_or_span(self.timed.begins_at, self.timed.begins)


def run_rows(run_sheet: RunSheet, module: Module, state: SessionState) -> list[RunRow]:
    """The rows that are planned, with where the session stands."""
    return [
        RunRow(one, one.row.id == state.slide, one.row.id in state.visited)
        for one in timeline(run_sheet, module).rows
        if one.row.is_planned
    ]
