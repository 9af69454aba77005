"""Activities from the console: bringing one up, making one on the spot, using its controls."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from facilitator import machine
from facilitator.activities import kind_of, kinds
from facilitator.activities.kind import ActivityKind
from facilitator.console.context import offers
from facilitator.console.guards import for_runners, runner
from facilitator.console.views import command_answer
from facilitator.errors import ActivityNotFound, CommandRefused, FacilitatorError
from facilitator.models import Activity, Session
from facilitator.run_sheet import BreakRow
from facilitator.sessions.documents import deck_of, session_module
from facilitator.sessions.running import (
    activity_act,
    activity_make,
    activity_of,
    session_command,
)
from facilitator.sessions.selectors import session_for_facilitator
from facilitator.sessions.timekeeping import PAUSE, session_run_sheet
from jurisdictions.models import User


@transaction.atomic
def activity_bring(
    *, session: Session, activity: Activity, by: User, is_opened: bool = True
) -> Session:
    """Bring an activity before the room, and open it where that was asked for, in one step.

    Raises `CommandRefused`, and what the kind raises when it opens.
    """
    command = machine.BringActivity(activity.pk)
    session = session_command(session=session, command=command, by=by)
    if is_opened:
        command = machine.OpenActivity(activity.pk)  # type: ignore[assignment]
        session = session_command(session=session, command=command, by=by)
    return session


@require_POST
@for_runners
def bring(request: HttpRequest, key: str) -> HttpResponseBase:
    """Bring up what a slide suggests, what was prepared, or the break that is planned here."""
    user = runner(request)
    session = session_for_facilitator(user, key)
    is_opened = request.POST.get("only") != "bring"
    try:
        _require_driver(session, user)
        # What cannot be brought up is not made either: a break would count as held.
        with transaction.atomic():
            activity = _asked_for(request.POST, session, user)
            session = activity_bring(
                session=session, activity=activity, by=user, is_opened=is_opened
            )
    except FacilitatorError as error:
        session.refresh_from_db()
        return command_answer(request, session, str(error), getattr(error, "reason", "refused"))
    return command_answer(request, session)


def _require_driver(session: Session, user: User) -> None:
    """Nothing is made for who could not bring it up."""
    if not session.is_live:
        raise CommandRefused("not-running")
    if machine.state_from_json(session.state).driver != user.pk:
        raise CommandRefused("not-driving")


def _asked_for(data: Mapping[str, Any], session: Session, user: User) -> Activity:
    number = data.get("activity", "")
    if number:
        is_number = number.isascii() and number.isdecimal() and len(number) < 18
        found = session.activities.filter(pk=int(number) if is_number else 0).first()
        if found is None:
            raise ActivityNotFound
        return found
    if data.get("break"):
        return _break(session, data["break"], user)
    module = session_module(session)
    slide = next((one for one in module.slides if one.id == data.get("slide")), None)
    for one in offers(session, module, slide) if slide else ():
        if (one.kind.name, one.suggestion.key) == (data.get("kind"), data.get("suggestion")):
            options = {**one.suggestion.options, "suggestion": one.suggestion.key}
            return one.activity or activity_make(
                session=session,
                kind=one.kind.name,
                options=options,
                slide_id=slide.id if slide else "",
                title=one.suggestion.title,
                by=user,
            )
    raise ActivityNotFound


def _break(session: Session, row_id: str, user: User) -> Activity:
    row = session_run_sheet(session, session_module(session)).row(row_id)
    if not isinstance(row, BreakRow):
        raise ActivityNotFound
    options = {"row": row.id, "minutes": row.minutes, "text": row.title}
    title = row.title or str(_("Break"))
    return activity_make(session=session, kind=PAUSE, options=options, title=title, by=user)


@require_http_methods(["GET", "HEAD", "POST"])
@for_runners
def new(request: HttpRequest, key: str, kind: str) -> HttpResponseBase:
    """Set an activity up on the spot, or before the session for a slide."""
    user = runner(request)
    session = session_for_facilitator(user, key)
    found = kinds().get(kind)
    form = None if found is None else found.form(session, request.POST or None)
    if found is None or form is None or session.is_ended:
        raise Http404
    module = session_module(session)
    slide_id = request.POST.get("slide", request.GET.get("slide", ""))
    if slide_id not in deck_of(module).slides:
        slide_id = ""
    problem = ""
    if request.method == "POST" and form.is_valid():
        try:
            return _made(request, session, found, form, slide_id)
        except FacilitatorError as error:
            problem = str(error)
    context = {
        "session": session,
        "kind": found,
        "form": form,
        "slide_id": slide_id,
        "slides": list(module.numbered_slides()),
        "problem": problem,
    }
    return render(request, "facilitator/console/new_activity.html", context)


def _made(
    request: HttpRequest, session: Session, kind: ActivityKind, form: Any, slide_id: str
) -> HttpResponseBase:
    user = runner(request)
    wants_now = session.is_live and request.POST.get("do") == "start"
    if wants_now:
        _require_driver(session, user)
    # Made only where it could be started: the form is given back, and sent once more.
    with transaction.atomic():
        activity = activity_make(
            session=session, kind=kind.name, options=kind.options(form), slide_id=slide_id, by=user
        )
        if wants_now:
            activity_bring(session=session, activity=activity, by=user)
    if session.is_live:
        return redirect("facilitator:console", session.key)
    messages.success(request, _("“%(title)s” is set up.") % {"title": activity.title})
    return redirect("facilitator:session_prepared", session.key)


@require_POST
@for_runners
def act(request: HttpRequest, key: str, number: int) -> HttpResponseBase:
    """Use a control of an activity's own kind."""
    user = runner(request)
    session = session_for_facilitator(user, key)
    do = request.POST.get("do", "")
    try:
        _require_driver(session, user)
        waiting = activity_of(session, number)
        # What takes long is done before the session is locked.
        prepared = kind_of(waiting.kind).prepare(waiting, do, request.POST)

        def use(kind: ActivityKind, activity: Activity) -> None:
            activity.prepared = prepared
            kind.act(activity, do, request.POST, user)

        activity_act(session=session, number=number, by=user, act=use)
    except ActivityNotFound:
        raise
    except FacilitatorError as error:
        session.refresh_from_db()
        return command_answer(request, session, str(error), getattr(error, "reason", "refused"))
    session.refresh_from_db()
    return command_answer(request, session)
