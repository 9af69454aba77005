"""What a phone in the room gets: the slide, the activity, a look back, a quiet moment."""

import secrets
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from facilitator import machine
from facilitator.activities import activity_scripts, activity_styles, kind_of
from facilitator.activities.contributing import activity_lock, is_taken
from facilitator.errors import ActivityNotFound, EntryRefused, FacilitatorError, RoomOver
from facilitator.faces.phone import activity_at_hand, activity_html, phone_activity, phone_slide
from facilitator.faces.publishing import screens_refresh_soon
from facilitator.models import Activity, Contribution, Seat
from facilitator.room.joining import NameForm, for_phones
from facilitator.room.seats import (
    form_token,
    is_own_form,
    seat_describe,
    seat_leave,
    seat_of,
    ticket_renew,
)
from facilitator.room.support import support_lines
from facilitator.sessions.credit import credit_leave, is_signed_in_for_credit
from facilitator.sessions.documents import session_module
from facilitator.sessions.running import activity_of
from jurisdictions.models import User

LONGEST_FORM = 256 * 1024
"""Bytes of a form: forty long lines of any script, each byte sent as three signs."""
TOKENS = ("form_token", "entry_token", "part", "remove")


@require_safe
@for_phones
def room(request: HttpRequest, key: str) -> HttpResponseBase:
    """The room on a phone: where it stands now. With a script it follows from here by itself."""
    try:
        seat = seat_of(request, key)
    except RoomOver:
        return render(request, "facilitator/phone/over.html", {"key": key})
    response = render(request, "facilitator/phone/room.html", _room_context(request, seat))
    ticket_renew(response, seat)
    return response


def _room_context(
    request: HttpRequest, seat: Seat, *, error: str = "", typed: Any = None
) -> dict[str, Any]:
    session = seat.session
    module = session_module(session)
    state = machine.state_from_json(session.state)
    slide = phone_slide(module, state, state.slide)
    activity = activity_at_hand(session, state)
    return {
        "session": session,
        "seat": seat,
        "module": module,
        "is_blank": state.is_blank,
        "slide": slide,
        "slide_html": mark_safe(slide["html"]) if slide else "",  # noqa: S308 (our own template's)
        "activity": activity and phone_activity(activity),
        "activity_html": activity and _own_html(request, seat, activity, error=error, typed=typed),
        "form_token": form_token(request),
        "name_form": NameForm(initial={"nickname": seat.nickname, "table": seat.table}),
        "seen": _seen(module, state),
        "styles": activity_styles(),
        "scripts": activity_scripts(),
        "support": support_lines(session.jurisdiction),
        "is_signed_in": is_signed_in_for_credit(session, request.user),
    }


def _seen(module: Any, state: machine.SessionState) -> list[dict[str, Any]]:
    """The slides that the room has seen, in the module's order."""
    rows = (phone_slide(module, state, one) for one in state.visited)
    numbers = {one["number"]: one["id"] for one in rows if one}
    titles = {one.id: one.title for one in module.slides}
    return [
        {"number": number, "id": slide_id, "title": titles[slide_id]}
        for number, slide_id in sorted(numbers.items())
    ]


def _own_html(
    request: HttpRequest, seat: Seat, activity: Activity, *, error: str = "", typed: Any = None
) -> str:
    html = activity_html(
        activity,
        contributions=own_contributions(seat, activity),
        form_token=form_token(request),
        entry_token=secrets.token_urlsafe(9),
        error=error,
        typed=typed,
    )
    return mark_safe(html)  # noqa: S308 (a template of ours, which escapes what people typed)


@require_safe
@for_phones
def look_back(request: HttpRequest, key: str, number: int) -> HttpResponseBase:
    """A slide that the room has seen; others are not there yet."""
    seat = seat_of(request, key)
    module = session_module(seat.session)
    state = machine.state_from_json(seat.session.state)
    seen = _seen(module, state)
    place = next((at for at, one in enumerate(seen) if one["number"] == number), None)
    if place is None:
        return redirect("facilitator:room", key)
    slide = phone_slide(module, state, seen[place]["id"])
    assert slide is not None  # noqa: S101 (it was seen)
    if request.GET.get("part"):
        return HttpResponse(slide["html"])
    context = {
        "session": seat.session,
        "module": module,
        "slide_html": mark_safe(slide["html"]),  # noqa: S308 (our own template's)
        "number": number,
        "before": seen[place - 1]["number"] if place else None,
        "after": seen[place + 1]["number"] if place + 1 < len(seen) else None,
    }
    return render(request, "facilitator/phone/look_back.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_phones
def contribute(request: HttpRequest, key: str, number: int) -> HttpResponseBase:
    """What a phone has sent to an activity, and (POST) something more.

    With `part` in the form or the address the answer is the activity's HTML alone, for the script:
    422 where something was not taken, with the reason in it. After the end 204 says that it had
    been taken before, 403 that it had not.
    """
    try:
        seat = seat_of(request, key)
    except RoomOver as over:
        if request.method != "POST":
            raise
        return _after_the_end(request, over.seat, number)
    problem = ""
    if request.method == "POST":
        try:
            contribution_take(request, seat, number)
        except FacilitatorError as error:
            problem = str(error)
    if request.POST.get("part") or request.GET.get("part"):
        return _part(request, seat, number, problem)
    if problem:
        typed = request.POST
        context = _room_context(request, seat, error=problem, typed=typed)
        context["too_late"] = () if _takes_again(seat, number) else texts_in(typed)
        return render(request, "facilitator/phone/room.html", context, status=422)
    return redirect(reverse("facilitator:room", args=[key]) + "#activity")


def _takes_again(seat: Seat, number: int) -> bool:
    """Whether what was not taken is in a form again, to be mended."""
    activity = seat.session.activities.filter(pk=number).first()
    return activity is not None and activity.is_open and _is_at_hand(seat, activity)


def texts_in(data: QueryDict) -> list[str]:
    """What somebody wrote in a form, for her to have: without tokens and numbers of choices."""
    found = (one for name in data if name not in TOKENS for one in data.getlist(name))
    return [one for one in found if one.strip() and not one.isdecimal()]


def _after_the_end(request: HttpRequest, seat: Seat, number: int) -> HttpResponse:
    """Nobody takes anything any more; who wrote something still has it."""
    is_there = is_own_form(request) and _was_taken(request, seat, number)
    if request.POST.get("part"):
        return HttpResponse(status=204 if is_there else 403)
    late = () if is_there else texts_in(request.POST)
    context = {"key": seat.session.key, "too_late": late}
    status = 200 if is_there else 403
    return render(request, "facilitator/phone/over.html", context, status=status)


def _was_taken(request: HttpRequest, seat: Seat, number: int) -> bool:
    with transaction.atomic():
        activity_lock(number)
        activity = seat.session.activities.filter(pk=number).first()
        if activity is None:
            return False
        activity.session = seat.session
        contribute = kind_of(activity.kind).contribute
        return is_taken(activity, seat, lambda: contribute(activity, seat, request.POST))


def _part(request: HttpRequest, seat: Seat, number: int, problem: str) -> HttpResponse:
    try:
        activity = activity_of(seat.session, number)
        # What is prepared is not there yet.
        if activity.opened_at is None and not _is_at_hand(seat, activity):
            raise ActivityNotFound
    except ActivityNotFound as error:
        return HttpResponse(str(error), status=404, content_type="text/plain; charset=utf-8")
    typed = request.POST if problem else None
    html = _own_html(request, seat, activity, error=problem, typed=typed)
    return HttpResponse(html, status=422 if problem else 200)


def _is_at_hand(seat: Seat, activity: Activity) -> bool:
    return machine.state_from_json(seat.session.state).at_hand == activity.pk


def contribution_take(request: HttpRequest, seat: Seat, number: int) -> None:
    """Take what a device sends to an activity at hand that is open.

    Raises `EntryRefused`, `ActivityNotFound`.
    """
    if not is_own_form(request):
        raise EntryRefused(_("This page is too old. Load it again; what you typed stays."))
    if int(request.META.get("CONTENT_LENGTH") or 0) > LONGEST_FORM:
        raise EntryRefused(_("This is more than can be sent at once."))
    with transaction.atomic():
        # Whoever closes it comes before or after: what was taken is counted. Locked before the seat
        # is written, as at the end of a session, so that neither waits for the other for ever.
        activity_lock(number)
        activity = activity_of(seat.session, number)
        kind = kind_of(activity.kind)
        if not activity.is_open or not _is_at_hand(seat, activity):
            if is_taken(activity, seat, lambda: kind.contribute(activity, seat, request.POST)):
                return
            raise EntryRefused(_("This has been closed, and takes nothing more."))
        kind.contribute(activity, seat, request.POST)
        screens_refresh_soon(seat.session)


@require_POST
@for_phones
def describe(request: HttpRequest, key: str) -> HttpResponseBase:
    """Change one's nickname or table."""
    seat = seat_of(request, key)
    form = NameForm(request.POST)
    if is_own_form(request) and form.is_valid():
        seat_describe(seat, **form.cleaned_data)
    return redirect("facilitator:room", key)


@require_POST
@for_phones
def leave(request: HttpRequest, key: str) -> HttpResponseBase:
    """Leave the room."""
    seat = seat_of(request, key)
    if is_own_form(request):
        seat_leave(seat)
        if isinstance(request.user, User):
            credit_leave(session=seat.session, user=request.user)
        return render(request, "facilitator/phone/left.html", {"session": seat.session})
    return redirect("facilitator:room", key)


@require_safe
@for_phones
def moment(request: HttpRequest, key: str) -> HttpResponseBase:
    """A quiet page with people to turn to. Nobody is told that it was opened."""
    seat = seat_of(request, key)
    context = {"session": seat.session, "support": support_lines(seat.session.jurisdiction)}
    return render(request, "facilitator/phone/moment.html", context)


def own_contributions(seat: Seat, activity: Activity) -> list[Contribution]:
    """What a device has sent to an activity, in its order."""
    return list(seat.contributions.filter(activity=activity).order_by("pk"))
