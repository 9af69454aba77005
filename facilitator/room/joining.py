"""Joining: by the code from the wall, or by the QR code; with no account, and no name required."""

from collections.abc import Callable
from functools import wraps
from urllib.parse import urlencode

from django import forms
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from facilitator.errors import NotSeated, RoomNotFound, TooManySeats, TooManyWrongCodes
from facilitator.models import Session
from facilitator.room.guessing import new_seat_count, require_tries_left, wrong_code_count
from facilitator.room.seats import (
    LONGEST_NICKNAME,
    LONGEST_TABLE,
    seat_describe,
    seat_give,
    seat_of,
    seat_take,
    session_of_code,
    session_of_link,
)

PASS_SECONDS = 60 * 60
LONGEST_TYPED = 40
FROM_HERE = {"same-origin", "none"}

_passes = TimestampSigner(salt="facilitator.room.joining")

View = Callable[..., HttpResponseBase]


def for_phones(view: View) -> View:
    """Guard what a phone sends without the site-wide cookie that Django's own protection sets.

    Browsers say where a form comes from (`Sec-Fetch-Site`); forms of those who have joined carry
    a token besides (`seats.is_own_form`). Nothing is kept by browsers or proxies.
    """

    @csrf_exempt
    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        comes_from = request.headers.get("Sec-Fetch-Site", "none")
        if request.method == "POST" and comes_from not in FROM_HERE:
            response: HttpResponseBase = render(request, "facilitator/phone/lost.html", status=403)
        else:
            try:
                response = view(request, *args, **kwargs)
            except NotSeated as error:
                context = {"problem": str(error)}
                response = render(request, "facilitator/phone/lost.html", context, status=403)
        patch_cache_control(response, private=True, no_store=True)
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    return guarded


class NameForm(forms.Form):
    """What people may say about themselves, all of it optional."""

    nickname = forms.CharField(
        label=_("Nickname"), max_length=LONGEST_NICKNAME, required=False, strip=True
    )
    table = forms.CharField(label=_("Table"), max_length=LONGEST_TABLE, required=False, strip=True)


@require_http_methods(["GET", "HEAD", "POST"])
@for_phones
def join(request: HttpRequest) -> HttpResponseBase:
    """The place to type a code: the address that is read aloud."""
    if request.method != "POST":
        return render(request, "facilitator/phone/join.html", {"typed": ""})
    typed = request.POST.get("code", "")[:LONGEST_TYPED]
    try:
        require_tries_left(request)
        session = session_of_code(typed)
    except RoomNotFound as error:
        wrong_code_count(request)
        return _again(request, typed, str(error), 404)
    except TooManyWrongCodes as error:
        response = _again(request, typed, str(error), 429)
        response.headers["Retry-After"] = str(error.seconds)
        return response
    return redirect(_entrance(session))


def _again(request: HttpRequest, typed: str, problem: str, status: int) -> HttpResponse:
    context = {"typed": typed, "problem": problem}
    return render(request, "facilitator/phone/join.html", context, status=status)


@require_safe
@for_phones
def join_by_link(request: HttpRequest, code: str, join_key: str) -> HttpResponseBase:
    """Where the QR code leads."""
    try:
        session = session_of_link(code, join_key)
    except RoomNotFound as error:
        wrong_code_count(request)
        return _again(request, "", str(error), 404)
    if session.is_planned:
        return render(request, "facilitator/phone/early.html", {"session": session})
    return redirect(_entrance(session))


def _entrance(session: Session) -> str:
    """The door of the room, with a pass that is good for an hour."""
    query = urlencode({"pass": _passes.sign(session.key)})
    return f"{reverse('facilitator:room_enter', args=[session.key])}?{query}"


@require_http_methods(["GET", "HEAD", "POST"])
@for_phones
def enter(request: HttpRequest, key: str) -> HttpResponseBase:
    """The door: a nickname or a table if one likes, and in. A device that is in stays who it is."""
    try:
        seat_of(request, key)
    except NotSeated:
        pass
    else:
        return redirect("facilitator:room", key)
    given = request.GET.get("pass", "")
    session = _session_of_pass(given, key)
    form = NameForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            new_seat_count(request)
            seat, token = seat_take(session)
        except TooManySeats as error:
            context = {"problem": str(error)}
            return render(request, "facilitator/phone/lost.html", context, status=429)
        except RoomNotFound as error:
            raise NotSeated from error
        seat_describe(seat, **form.cleaned_data)
        response = redirect("facilitator:room", key)
        seat_give(response, seat, token)
        return response
    return render(request, "facilitator/phone/enter.html", {"session": session, "form": form})


def _session_of_pass(given: str, key: str) -> Session:
    try:
        is_good = _passes.unsign(given, max_age=PASS_SECONDS) == key
    except BadSignature as error:
        raise NotSeated from error
    found = Session.objects.filter(key=key).first() if is_good else None
    if found is None or not found.is_live:
        raise NotSeated
    return found
