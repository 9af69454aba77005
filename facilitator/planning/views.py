"""The list of sessions, and each session's own page."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_safe

from facilitator.console.guards import for_runners, runner
from facilitator.enums import Phase
from facilitator.planning.guards import may_plan
from facilitator.sessions.codes import code_in_groups
from facilitator.sessions.selectors import (
    session_for_facilitator,
    session_list_for_facilitator,
    session_list_for_reports,
)


@require_safe
@for_runners
def sessions(request: HttpRequest) -> HttpResponse:
    """What is coming, what runs, and what has ended."""
    user = runner(request)
    own = session_list_for_facilitator(user)
    context = {
        "coming": own.filter(phase=Phase.PLANNED).order_by("starts_at", "pk"),
        "live": own.filter(phase=Phase.LIVE),
        "ended": session_list_for_reports(user)[:20],
    }
    return render(request, "facilitator/planning/sessions.html", context)


@require_safe
@for_runners
def session_page(request: HttpRequest, key: str) -> HttpResponseBase:
    """Everything about one session: planned, running or ended."""
    user = runner(request)
    session = session_for_facilitator(user, key)
    context = {
        "session": session,
        "may_plan": may_plan(user, session),
        "code": code_in_groups(session.code or ""),
        "report_url": report_url(session.key),
    }
    return render(request, "facilitator/planning/session.html", context)


def report_url(key: str) -> str:
    """Where the report of an ended session is; empty as long as there is no such page."""
    try:
        return reverse("facilitator:session_report", args=[key])
    except NoReverseMatch:
        return ""
