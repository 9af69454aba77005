"""Taking a seat: a random token in the device's cookie, its digest in the database.

The cookie's path is the room's own address. No other page of the site ever sees it, least of all
the one on which people answer a survey.
"""

import hashlib
import hmac
import secrets

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from facilitator.enums import Phase
from facilitator.errors import NotSeated, RoomNotFound, RoomOver
from facilitator.faces.publishing import screens_refresh_soon
from facilitator.live.channels import Channel
from facilitator.live.tickets import seat_holder, ticket_give
from facilitator.models import Seat, Session
from facilitator.sessions.codes import code_as_typed

COOKIE = "toolkit_seat"
SEAT_SECONDS = 16 * 60 * 60
MOST_SEATS = 5000
LONGEST_NICKNAME = 40
LONGEST_TABLE = 20


def session_of_code(typed: str) -> Session:
    """The running session with this code. Raises `RoomNotFound`."""
    code = code_as_typed(typed)
    found = Session.objects.filter(code=code).first() if code else None
    if found is None or not found.is_live:
        raise RoomNotFound
    return found


def session_of_link(typed: str, join_key: str) -> Session:
    """The session of a QR code, planned ones too: nobody guesses its key. Raises `RoomNotFound`."""
    found = Session.objects.filter(code=code_as_typed(typed)).first()
    if found is None or not hmac.compare_digest(found.join_key.encode(), join_key.encode()):
        raise RoomNotFound
    return found


@transaction.atomic
def seat_take(session: Session) -> tuple[Seat, str]:
    """A new seat in a running session, and the token for its device. Raises `RoomNotFound`."""
    if not session.is_live or session.seats.count() >= MOST_SEATS:
        raise RoomNotFound
    token = secrets.token_urlsafe(24)
    seat = Seat.objects.create(
        session=session, token_digest=_digest(token), joined_at=timezone.now()
    )
    # Asked once more: the row of a session that is just ending holds a new seat up until it has.
    if not Session.objects.filter(pk=session.pk, phase=Phase.LIVE).exists():
        raise RoomNotFound
    screens_refresh_soon(session)
    return seat, token


def seat_of(request: HttpRequest, key: str) -> Seat:
    """The seat of the device that asks, in the running session of this name.

    Raises `NotSeated` where there is no such session, or the device has not joined it; `RoomOver`
    where it was in a session that has ended.
    """
    token = request.COOKIES.get(COOKIE, "")
    found = (
        Seat.objects.select_related("session")
        .filter(session__key=key, token_digest=_digest(token), left_at__isnull=True)
        .first()
    )
    if not token or found is None:
        raise NotSeated
    if not found.session.is_live:
        raise RoomOver(found)
    return found


@transaction.atomic
def seat_describe(seat: Seat, *, nickname: str, table: str) -> Seat:
    """Keep a nickname and a table, as far as given; both may be empty."""
    seat.nickname = _line(nickname)[:LONGEST_NICKNAME]
    seat.table = _line(table)[:LONGEST_TABLE]
    seat.save(update_fields=["nickname", "table"])
    screens_refresh_soon(seat.session)
    return seat


@transaction.atomic
def seat_leave(seat: Seat) -> None:
    """Leave: the device is no longer counted as present."""
    seat.left_at = timezone.now()
    seat.save(update_fields=["left_at"])
    screens_refresh_soon(seat.session)


def _line(text: str) -> str:
    return " ".join("".join(one if one.isprintable() else " " for one in text).split())


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


# Cookies -----------------------------------------------------------------------------------------


def seat_give(response: HttpResponseBase, seat: Seat, token: str) -> None:
    """Give a device its seat, and its ticket to the live stream."""
    response.set_cookie(
        COOKIE,
        token,
        max_age=SEAT_SECONDS,
        path=reverse("facilitator:room", args=[seat.session.key]),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    ticket_renew(response, seat)


def ticket_renew(response: HttpResponseBase, seat: Seat) -> None:
    """Give a device that has a seat a new ticket to the live stream of its session."""
    ticket_give(
        response,
        session_key=seat.session.key,
        channels=frozenset({Channel.PHONE}),
        holder=seat_holder(seat),
        secure=settings.SESSION_COOKIE_SECURE,
    )


def form_token(request: HttpRequest) -> str:
    """What a form of this device carries, so that no page elsewhere can send one for it.

    Made from the seat's token. There is no cookie for it: one that is sent to the whole site would
    go to the survey's page too.
    """
    token = request.COOKIES.get(COOKIE, "")
    return salted_hmac("facilitator.room.form", token, algorithm="sha256").hexdigest()[:32]


def is_own_form(request: HttpRequest) -> bool:
    """Whether a form was made for the device that sends it."""
    sent = request.POST.get("form_token", "")
    return hmac.compare_digest(sent.encode(), form_token(request).encode())
