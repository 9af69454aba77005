"""The console and the clicker, and what their buttons do."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from facilitator import machine
from facilitator.activities import activity_scripts, activity_styles
from facilitator.console.commands import command_from, neighbor
from facilitator.console.context import console_context, panel_context
from facilitator.console.guards import for_runners, runner
from facilitator.errors import FacilitatorError, NoteOvertaken
from facilitator.faces.console import console_message
from facilitator.live.channels import Channel
from facilitator.live.tickets import person_holder, ticket_give
from facilitator.models import Session
from facilitator.run_sheet import first_row
from facilitator.sessions.codes import code_in_groups
from facilitator.sessions.documents import session_module
from facilitator.sessions.running import moderation_set, note_keep, session_command
from facilitator.sessions.selectors import session_for_facilitator
from facilitator.sessions.timekeeping import session_run_sheet
from jurisdictions.models import User

WANTS_JSON = "application/json"
CLICKER = "clicker"


def staff_ticket_give(response: HttpResponseBase, session: Session, user: User) -> None:
    """Let this browser listen to everything of the session, for whom the page was guarded."""
    ticket_give(
        response,
        session_key=session.key,
        channels=frozenset(Channel),
        holder=person_holder(user),
        secure=settings.SESSION_COOKIE_SECURE,
    )


@require_safe
@for_runners
def console(request: HttpRequest, key: str) -> HttpResponseBase:
    """The facilitator's screen in a running session."""
    user = runner(request)
    session = session_for_facilitator(user, key)
    if not session.is_live:
        return redirect("facilitator:session", key)
    context = {
        **console_context(session, user),
        "styles": activity_styles(),
        "scripts": activity_scripts(),
        "code": code_in_groups(session.code or ""),
    }
    response = render(request, "facilitator/console/console.html", context)
    staff_ticket_give(response, session, user)
    return response


@require_safe
@for_runners
def clicker(request: HttpRequest, key: str) -> HttpResponseBase:
    """Two large buttons, for a phone in the hand."""
    user = runner(request)
    session = session_for_facilitator(user, key)
    if not session.is_live:
        return redirect("facilitator:session", key)
    module = session_module(session)
    state = machine.state_from_json(session.state)
    run_sheet = session_run_sheet(session, module)
    titles = {slide.id: slide.title for slide in module.slides}
    following = neighbor(run_sheet, state.slide, forward=True)
    context = {
        "session": session,
        "state": state,
        "is_driver": state.driver == user.pk,
        "user": user,
        "title": titles.get(state.slide, ""),
        "following": titles.get(following, ""),
        "titles": titles,
    }
    response = render(request, "facilitator/console/clicker.html", context)
    staff_ticket_give(response, session, user)
    return response


@require_safe
@for_runners
def panel(request: HttpRequest, key: str) -> HttpResponseBase:
    """The part of the console that the page's script fetches anew when something has changed."""
    user = runner(request)
    session = session_for_facilitator(user, key)
    if not session.is_live:
        return HttpResponse(status=410)
    context = panel_context(session, user)
    return render(request, "facilitator/console/panel.html", context)


@require_POST
@for_runners
def start(request: HttpRequest, key: str) -> HttpResponseBase:
    """Open the room: from now on people can join. The clock starts with the first turn."""
    user = runner(request)
    session = session_for_facilitator(user, key)
    run_sheet = session_run_sheet(session, session_module(session))
    row = first_row(run_sheet)
    slides = [one.slide for one in run_sheet.slides]
    first = row.id if row is not None and row.id in slides else next(iter(slides), "")
    try:
        session_command(session=session, command=machine.Start(first), by=user)
    except FacilitatorError as error:
        messages.error(request, str(error))
        return redirect("facilitator:session", key)
    return redirect("facilitator:console", key)


@require_POST
@for_runners
def command(request: HttpRequest, key: str) -> HttpResponseBase:
    """One command. For the script the answer is where the session stands now, 409 if refused."""
    user = runner(request)
    session = session_for_facilitator(user, key)
    problem = ""
    reason = ""
    try:
        asked = command_from(request.POST, session)
        if asked is not None:
            session = session_command(session=session, command=asked, by=user)
    except FacilitatorError as error:
        problem, reason = str(error), getattr(error, "reason", "refused")
        session.refresh_from_db()
    return command_answer(request, session, problem, reason)


def command_answer(
    request: HttpRequest, session: Session, problem: str = "", reason: str = ""
) -> HttpResponseBase:
    """What a button's press is answered with: JSON for the script, a page without it."""
    if WANTS_JSON in request.headers.get("Accept", ""):
        module = session_module(session)
        state = machine.state_from_json(session.state)
        answer = {
            "problem": problem,
            "reason": reason,
            "state": console_message(session, state, module),
            "revision": session.published,
        }
        return JsonResponse(answer, status=409 if problem else 200)
    if problem:
        messages.error(request, problem)
    if not session.is_live:
        return redirect("facilitator:session", session.key)
    page = "clicker" if request.POST.get("back") == CLICKER else "console"
    return redirect(reverse(f"facilitator:{page}", args=[session.key]) + _anchor(request))


def _anchor(request: HttpRequest) -> str:
    named = request.POST.get("anchor", "")
    return f"#{named}" if named.replace("-", "").isalnum() else ""


@require_POST
@for_runners
def note(request: HttpRequest, key: str) -> HttpResponseBase:
    """Keep the note of a slide. The script says in `seen` what it said before; 409 with what it
    says now (`text`) where that is something else.
    """
    user = runner(request)
    session = session_for_facilitator(user, key)
    try:
        note_keep(
            session=session,
            slide_id=request.POST.get("slide", ""),
            text=request.POST.get("text", ""),
            seen=request.POST.get("seen"),
            by=user,
        )
    except NoteOvertaken as error:
        answer = {"problem": str(error), "reason": error.reason, "text": error.text}
        return JsonResponse(answer, status=409)
    except FacilitatorError as error:
        return command_answer(request, session, str(error), "note")
    return command_answer(request, session)


@require_POST
@for_runners
def moderation(request: HttpRequest, key: str) -> HttpResponseBase:
    """Let free text wait for the facilitator, or not."""
    user = runner(request)
    session = session_for_facilitator(user, key)
    try:
        moderation_set(session=session, on=request.POST.get("on") == "1", by=user)
    except FacilitatorError as error:
        return command_answer(request, session, str(error), getattr(error, "reason", ""))
    return command_answer(request, session)
