"""Planning a session, copying one, changing the plan, deleting it."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from facilitator.console.guards import for_runners, runner
from facilitator.errors import FacilitatorError, SessionNotFound
from facilitator.models import Session
from facilitator.plan_choices import PlanChoice
from facilitator.planning.forms import LONGEST_TITLE, PlanForm, initial_of, plan_names
from facilitator.planning.guards import require_planner
from facilitator.planning.run_sheets import AS_BEFORE, beginning_list, run_sheet_of
from facilitator.planning.services import plan_change, plan_make
from facilitator.run_sheet import set_start
from facilitator.selectors import deck_list_for_facilitator
from facilitator.sessions.planning import session_delete
from facilitator.sessions.selectors import (
    session_for_owner,
    session_for_report,
    session_list_for_facilitator,
    session_list_for_reports,
)
from facilitator.sessions.timekeeping import has_half_days
from jurisdictions.access import Action, jurisdictions_for
from jurisdictions.errors import NotAllowed
from jurisdictions.models import User
from modules.document import Module
from modules.markup import plain_inline
from modules.plans import PlanKey
from modules.selectors import module_document

SOURCES = 8
"""How many sessions are offered to be copied; older ones are found in the list."""


@require_http_methods(["GET", "HEAD", "POST"])
@for_runners
def new(request: HttpRequest) -> HttpResponseBase:
    """Choose a module; then say when and where, and what to begin the run-sheet with."""
    user = runner(request)
    require_planner(user)
    slug = request.GET.get("module", "").replace("\0", "")
    if not slug:
        context = {"modules": deck_list_for_facilitator(request), "sources": _source_list(user)}
        return render(request, "facilitator/planning/new.html", context)
    module = _module(slug)
    initial = {"title": plain_inline(module.title, smart=True)[:LONGEST_TITLE]}
    return _making(request, module, beginning_list(module), initial)


def _source_list(user: User) -> list[Session]:
    """What can be copied: one's own sessions, and those that colleagues have held, latest first."""
    own = session_list_for_facilitator(user).filter(owner=user)[:SOURCES]
    held = session_list_for_reports(user)[:SOURCES]
    found = {one.pk: one for one in (*own, *held)}
    return sorted(found.values(), key=lambda one: one.planned_at, reverse=True)[:SOURCES]


def _source(user: User, key: str) -> Session:
    """A session to copy. Raises `SessionNotFound`."""
    try:
        return session_for_owner(user, key)
    except SessionNotFound:
        return session_for_report(user, key)


@require_http_methods(["GET", "HEAD", "POST"])
@for_runners
def copy(request: HttpRequest, key: str) -> HttpResponseBase:
    """Plan a session like an earlier one, one's own or a colleague's; nobody's answers come along.

    `?plan=` names what to begin the run-sheet with, such as the second half.
    """
    source = _source(runner(request), key)
    module = _module(source.module_slug)
    run_sheet = run_sheet_of(source, module).run_sheet
    initial = {**initial_of(source, run_sheet), "date": None}
    choices = beginning_list(module, run_sheet)
    asked = request.GET.get("plan", AS_BEFORE)
    if asked in {one.key for one in choices}:
        initial["plan"] = asked
    if asked == PlanKey.SECOND_HALF:
        initial["title"] = second_half_title(source.title)
    return _making(request, module, choices, initial, source)


def second_half_title(title: str) -> str:
    """What the second half is called after a first of this title, in the reader's language."""
    first, second = _("first half"), _("second half")
    for before, after in ((first, second), (capfirst(first), capfirst(second))):
        if before in title:
            return title.replace(before, after)[:LONGEST_TITLE]
    room = LONGEST_TITLE - len(_("%(title)s: second half") % {"title": ""})
    return _("%(title)s: second half") % {"title": title[:room].rstrip()}


def _making(
    request: HttpRequest,
    module: Module,
    choices: Sequence[PlanChoice],
    initial: dict[str, Any],
    source: Session | None = None,
) -> HttpResponseBase:
    user = runner(request)
    form = PlanForm(
        request.POST if request.method == "POST" else None,
        initial=initial,
        places=jurisdictions_for(user, Action.PRESENT),
        plans=plan_names(choices),
    )
    if form.is_valid():
        chosen = next(one for one in choices if one.key == form.cleaned_data["plan"])
        try:
            session, is_new = plan_make(
                by=user,
                plan=form.plan(module.slug),
                run_sheet=set_start(chosen.run_sheet, form.starting_minute),
                copied_from=source,
            )
        except (FacilitatorError, NotAllowed) as error:
            form.add_error(None, str(error))
        else:
            if is_new:
                messages.success(request, _("The session is planned."))
            return redirect("facilitator:session", session.key)
    context = {"form": form, "module": module, "choices": choices, "source": source}
    return _page(request, context)


def _page(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    form: PlanForm = context["form"]
    status = 422 if form.is_bound and form.errors else 200
    context = {**context, "has_half_days": has_half_days()}
    return render(request, "facilitator/planning/plan.html", context, status=status)


def _module(slug: str) -> Module:
    """A module to present. Raises `ModuleNotFound`."""
    module = module_document(slug)
    if not module.slides:
        raise Http404(_("This module has no slides yet."))
    return module


@require_http_methods(["GET", "HEAD", "POST"])
@for_runners
def change(request: HttpRequest, key: str) -> HttpResponseBase:
    """Change what is decided about a session that has not started."""
    user = runner(request)
    session = session_for_owner(user, key)
    if not session.is_planned:
        messages.error(request, _("This session has started; its plan is fixed."))
        return redirect("facilitator:session", key)
    module = module_document(session.module_slug)
    form = PlanForm(
        request.POST if request.method == "POST" else None,
        initial=initial_of(session, run_sheet_of(session, module).run_sheet),
        places=jurisdictions_for(user, Action.PRESENT),
        before=session,
    )
    if form.is_valid():
        try:
            plan_change(
                by=user,
                session=session,
                plan=form.plan(session.module_slug),
                starting_minute=form.starting_minute,
            )
        except (FacilitatorError, NotAllowed) as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The plan is changed."))
            return redirect("facilitator:session", key)
    return _page(request, {"form": form, "module": module, "session": session})


@require_http_methods(["GET", "HEAD", "POST"])
@for_runners
def delete(request: HttpRequest, key: str) -> HttpResponseBase:
    """Ask once more, then delete a session that never started."""
    user = runner(request)
    session = session_for_owner(user, key)
    if request.method == "POST":
        try:
            session_delete(by=user, session=session)
        except FacilitatorError as error:
            messages.error(request, str(error))
            return redirect("facilitator:session", key)
        messages.success(request, _("The session is deleted."))
        return redirect("facilitator:sessions")
    if not session.is_planned:
        return redirect("facilitator:session", key)
    return render(request, "facilitator/planning/delete.html", {"session": session})
