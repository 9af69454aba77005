"""The list of sessions, and each session's own page."""

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.core.paginator import Page, Paginator
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from facilitator.activities.group_list.selectors import missed_before_all
from facilitator.console.guards import for_runners, runner
from facilitator.console.views import WANTS_JSON
from facilitator.enums import Phase
from facilitator.joining_address import join_address, join_link, qr_svg
from facilitator.models import Session
from facilitator.planning.checklist import checklist_for
from facilitator.planning.editor import changes_told, difference
from facilitator.planning.guards import may_plan, require_planner
from facilitator.planning.invitation import invitation_text
from facilitator.planning.phone_address import phone_address
from facilitator.planning.run_sheets import run_sheet_of, second_half_follows
from facilitator.run_sheet import answers_not_asked, timeline
from facilitator.sessions.codes import code_in_groups
from facilitator.sessions.documents import session_module
from facilitator.sessions.planning import ready_items_set
from facilitator.sessions.selectors import (
    session_for_facilitator,
    session_for_owner,
    session_list_for_facilitator,
    session_list_for_reports,
)
from facilitator.sessions.timekeeping import as_clock
from jurisdictions.access import may_present
from modules.document import Module
from modules.errors import ModuleNotFound

A_PAGE = 20
LATE = timedelta(hours=12)
"""How long after its start a session that nobody opened counts as one of today."""


@require_safe
@for_runners
def sessions(request: HttpRequest) -> HttpResponse:
    """What is coming, what runs, and what has ended. Colleagues' sessions are there once they have.

    Who only helps to run some sees those; everybody else without the role gets a 403.
    """
    user = runner(request)
    presents = may_present(user)
    own = session_list_for_facilitator(user)
    coming = own.filter(phase=Phase.PLANNED).order_by(F("starts_at").asc(nulls_last=True), "pk")
    context: dict[str, Any] = {
        "live": list(own.filter(phase=Phase.LIVE)),
        "coming": _page(coming, request.GET.get("coming")),
        "ended": _page(session_list_for_reports(user), request.GET.get("page")),
        "presents": presents,
        "user": user,
        "passed": timezone.now() - LATE,
    }
    if not presents and not context["live"] and not context["coming"].paginator.count:
        require_planner(user)
    return render(request, "facilitator/planning/sessions.html", context)


def _page(found: QuerySet[Session], number: str | None) -> Page[Session]:
    return Paginator(found, A_PAGE).get_page(number)


@require_safe
@for_runners
def session_page(request: HttpRequest, key: str) -> HttpResponseBase:
    """Everything about one session: planned, running or ended."""
    user = runner(request)
    session = session_for_facilitator(user, key)
    context: dict[str, Any] = {
        "session": session,
        "user": user,
        "may_plan": may_plan(user, session),
        "helpers": session.co_facilitators.order_by("name", "email"),
        "is_due": _is_due(session),
    }
    try:
        module = session_module(session)
    except ModuleNotFound:
        return render(request, "facilitator/planning/session.html", context)
    context |= _plan_context(session, module)
    if not session.is_ended:
        checklist = checklist_for(session, module, context["chosen"], user)
        context |= {"checklist": checklist, **_room_context(request, session, context["total"])}
        context["missed_lists"] = missed_before_all(session)
    return render(request, "facilitator/planning/session.html", context)


def _is_due(session: Session) -> bool:
    """Whether the session is planned for today, or for no day yet."""
    if session.starts_at is None:
        return True
    zone = ZoneInfo(session.jurisdiction.time_zone)
    return session.starts_at.astimezone(zone).date() == timezone.now().astimezone(zone).date()


def _plan_context(session: Session, module: Module) -> dict[str, Any]:
    """The run-sheet in short, and what is amiss with it."""
    found = run_sheet_of(session, module)
    shown = timeline(found.run_sheet, module)
    titles = {slide.id: slide.title for slide in module.slides}
    return {
        "module": module,
        "timeline": shown,
        "total": shown.minutes,
        "starts_at": as_clock(found.run_sheet.starts_at),
        "ends_at": as_clock(shown.ends_at),
        "over": difference(found.run_sheet, shown.minutes),
        "available": found.run_sheet.available,
        "chosen": found.run_sheet.chosen,
        "breaks": found.run_sheet.breaks,
        "unasked": [titles[one] for one in answers_not_asked(found.run_sheet, module)],
        "second_half": second_half_follows(found.run_sheet, module),
        "prepared_count": session.activities.count(),
        **changes_told(found, titles),
    }


def _room_context(request: HttpRequest, session: Session, minutes: int) -> dict[str, Any]:
    """How people get in."""
    return {
        "code": code_in_groups(session.code or ""),
        "join_address": join_address(request),
        "qr": qr_svg(join_link(request, session)),
        "invitation": invitation_text(request, session, minutes),
        "phones": phone_address(request),
    }


@require_POST
@for_runners
def ready(request: HttpRequest, key: str) -> HttpResponseBase:
    """Keep what is ticked on the checklist; the page's script sends it at each tick."""
    user = runner(request)
    session = session_for_owner(user, key)
    module = session_module(session)
    chosen = run_sheet_of(session, module).run_sheet.chosen
    ticked = set(request.POST.getlist("ready"))
    known = checklist_for(session, module, chosen, user).items
    items = [one.name for one in known if one.name in ticked]
    ready_items_set(by=user, session=session, items=items)
    if WANTS_JSON in request.headers.get("Accept", ""):
        return JsonResponse({"ready": len(items)})
    return redirect(reverse("facilitator:session", args=[key]) + "#checklist")
