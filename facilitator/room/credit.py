"""Signing in for credit from a phone that has a seat, and taking one's name off again."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_http_methods

from facilitator.errors import NotSeated, SessionNotFound
from facilitator.models import Seat
from facilitator.room.seats import seat_of
from facilitator.sessions.credit import credit_sign_in, credit_withdraw, is_signed_in_for_credit
from jurisdictions.models import User

View = Callable[[HttpRequest, Seat, User], HttpResponseBase]


def for_seated_people(view: View) -> Callable[..., HttpResponseBase]:
    """Let through who has both a seat and an account; without the latter, to sign-in and back.

    Unlike other pages of the room this one is Django's own to protect, as is every page on which
    somebody is signed in.
    """

    @wraps(view)
    def guarded(request: HttpRequest, key: str) -> HttpResponseBase:
        try:
            seat = seat_of(request, key)
        except NotSeated as error:
            context = {"problem": str(error)}
            response: HttpResponseBase = render(
                request, "facilitator/phone/lost.html", context, status=403
            )
        else:
            if not seat.session.takes_credit:
                response = redirect("facilitator:room", key)
            elif not isinstance(request.user, User):
                response = redirect_to_login(request.get_full_path())
            else:
                response = view(request, seat, request.user)
        patch_cache_control(response, private=True, no_store=True)
        return response

    return guarded


@require_http_methods(["GET", "HEAD", "POST"])
@for_seated_people
def credit(request: HttpRequest, seat: Seat, user: User) -> HttpResponseBase:
    """Say who one is for the attendance list; what one sends stays without a name."""
    session = seat.session
    if request.method == "POST":
        try:
            if request.POST.get("do") == "withdraw":
                credit_withdraw(session=session, user=user)
            else:
                credit_sign_in(seat=seat, user=user)
        except SessionNotFound as error:
            problem = {"problem": str(error)}
            return render(request, "facilitator/phone/lost.html", problem, status=403)
        return redirect("facilitator:room", session.key)
    context = {
        "session": session,
        "person": user,
        "is_signed_in": is_signed_in_for_credit(session, user),
    }
    return render(request, "facilitator/phone/credit_page.html", context)
