"""Activities that are prepared for a session, beside those that its slides suggest."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from facilitator import machine
from facilitator.activities import kind_of, kinds
from facilitator.activities.kind import ActivityKind, Suggestion
from facilitator.console.guards import for_runners, runner
from facilitator.enums import ActivityPhase
from facilitator.errors import ActivityNotFound, FacilitatorError, SessionUnusable
from facilitator.models import Activity, Session
from facilitator.planning.guards import may_plan
from facilitator.planning.run_sheets import run_sheet_of
from facilitator.sessions.documents import session_module
from facilitator.sessions.running import activity_of, session_locked
from facilitator.sessions.selectors import session_for_facilitator, session_for_owner
from jurisdictions.models import User
from modules.document import Module, Slide


@dataclass(frozen=True)
class Prepared:
    """An activity that was set up, with its kind."""

    activity: Activity
    kind: ActivityKind


@dataclass(frozen=True)
class SlideActivities:
    """What can be done at a slide: what it suggests, and what was set up for it."""

    number: int
    slide: Slide
    is_chosen: bool
    suggested: tuple[tuple[ActivityKind, Suggestion], ...]
    prepared: tuple[Prepared, ...]


def slide_activities(
    session: Session, module: Module, chosen: Iterable[str]
) -> tuple[list[SlideActivities], list[Prepared]]:
    """By slide, those with nothing left out; then what was set up for any time. One query."""
    rows = list(session.activities.filter(phase=ActivityPhase.READY).order_by("pk"))
    prepared = [Prepared(one, kind_of(one.kind)) for one in rows if not _comes_by_itself(one)]
    shown = set(chosen)
    found = []
    for number, _lesson, slide in module.numbered_slides():
        suggested = tuple(
            (kind, one)
            for kind in kinds().values()
            for one in kind.suggestions(session, module, slide)
        )
        own = tuple(one for one in prepared if one.activity.slide_id == slide.id)
        if suggested or own:
            found.append(SlideActivities(number, slide, slide.id in shown, suggested, own))
    there = {slide.id for slide in module.slides}
    return found, [one for one in prepared if one.activity.slide_id not in there]


def _comes_by_itself(activity: Activity) -> bool:
    """Whether a slide or the run-sheet brought it, and would bring it again."""
    return "suggestion" in activity.options or "row" in activity.options


@require_safe
@for_runners
def prepared(request: HttpRequest, key: str) -> HttpResponse:
    """What there is to do at which slide, and the ways to set up more."""
    user = runner(request)
    session = session_for_facilitator(user, key)
    module = session_module(session)
    chosen = run_sheet_of(session, module).run_sheet.chosen
    slides, anytime = slide_activities(session, module, chosen)
    context = {
        "session": session,
        "module": module,
        "slides": slides,
        "anytime": anytime,
        "has_prepared": bool(anytime) or any(one.prepared for one in slides),
        "kinds": [] if session.is_ended else _kinds_to_set_up(session),
        "may_plan": may_plan(user, session),
    }
    return render(request, "facilitator/planning/prepared.html", context)


def _kinds_to_set_up(session: Session) -> list[ActivityKind]:
    return [one for one in kinds().values() if one.form(session) is not None]


@require_http_methods(["GET", "HEAD", "POST"])
@for_runners
def delete(request: HttpRequest, key: str, number: int) -> HttpResponseBase:
    """Ask once more, then delete an activity that nobody has seen yet: what was typed is gone."""
    user = runner(request)
    session = session_for_owner(user, key)
    activity = activity_of(session, number)
    try:
        require_unseen(session, activity)
        if request.method != "POST":
            context = {"session": session, "activity": activity, "kind": kind_of(activity.kind)}
            return render(request, "facilitator/planning/delete_activity.html", context)
        activity_delete(session=session, number=number, by=user)
    except ActivityNotFound:
        raise
    except FacilitatorError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The activity is deleted."))
    return redirect("facilitator:session_prepared", key)


def require_unseen(session: Session, activity: Activity) -> None:
    """Pass silently for what was never before the room. Raises `SessionUnusable`."""
    state = machine.state_from_json(session.state)
    is_used = activity.phase != ActivityPhase.READY or state.activity_of(activity.pk) is not None
    if is_used or session.is_ended:
        raise SessionUnusable(_("This activity has been before the room; it stays."))


@transaction.atomic
def activity_delete(*, session: Session, number: int, by: User) -> None:
    """Delete an activity that was prepared and never brought before the room.

    Raises `SessionNotFound`, `ActivityNotFound`, `SessionUnusable` for one that was.
    """
    locked = session_locked(session, by)
    activity = activity_of(locked, number)
    require_unseen(locked, activity)
    activity.delete()
