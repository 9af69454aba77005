"""Who may listen: a signed cookie, checked without the database.

A ticket names one session, the channels that it opens, whom it was given and when. It travels in a
cookie for `/live/<session>/` only, because addresses end up in logs. The pages that give tickets
decide who gets which; here nothing is looked up.
"""

from datetime import timedelta

from django.core.signing import BadSignature, TimestampSigner
from django.http.response import HttpResponseBase

from facilitator.live.channels import Channel
from facilitator.models import Seat
from jurisdictions.models import User

LIVE_PREFIX = "/live/"
LASTS = timedelta(hours=16)

# Two names: a facilitator who joins as a participant, in the same browser, keeps both.
STAFF_COOKIE = "toolkit_live_staff"
SEAT_COOKIE = "toolkit_live_seat"

# Whoever holds the ticket of a stage on another computer, which names nobody.
WALL_HOLDER = "wall"

_signer = TimestampSigner(salt="facilitator.live.tickets")


def person_holder(user: User) -> str:
    """How the tickets of somebody who signed in name her."""
    return f"person-{user.pk}"


def seat_holder(seat: Seat) -> str:
    """How the ticket of a participant's device names it."""
    return f"seat-{seat.pk}"


def ticket_give(
    response: HttpResponseBase,
    *,
    session_key: str,
    channels: frozenset[Channel],
    holder: str,
    secure: bool,
) -> None:
    """Set the cookie that opens `channels` of one session to `holder` for sixteen hours.

    `secure` is true where the site speaks HTTPS. A ticket for the phone's channel alone is a
    seat's; any other is staff's.
    """
    response.set_cookie(
        _cookie_name(channels),
        _signer.sign(f"{session_key}:{'.'.join(sorted(channels))}:{holder}"),
        max_age=LASTS,
        path=f"{LIVE_PREFIX}{session_key}/",
        secure=secure,
        httponly=True,
        samesite="Strict",
    )


def ticket_holder(cookie_header: str, session_key: str, channel: Channel) -> str | None:
    """Who asks with this `Cookie` header; None where no ticket in it opens the session's channel.

    Of a facilitator who has joined as a participant too, her seat's ticket comes first: it holds
    after she was taken off.
    """
    cookies = [part.strip().partition("=")[::2] for part in cookie_header.split(";")]
    for wanted in (SEAT_COOKIE, STAFF_COOKIE):
        for name, value in cookies:
            holder = _opens(value, session_key, channel) if name == wanted else None
            if holder is not None:
                return holder
    return None


def _cookie_name(channels: frozenset[Channel]) -> str:
    return SEAT_COOKIE if channels <= {Channel.PHONE} else STAFF_COOKIE


def _opens(ticket: str, session_key: str, channel: Channel) -> str | None:
    try:
        key, channels, holder = _signer.unsign(ticket, max_age=LASTS).split(":")
    except (BadSignature, ValueError):
        return None
    return holder if key == session_key and channel in channels.split(".") else None
