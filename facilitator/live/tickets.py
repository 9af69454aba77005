"""Who may listen: a signed cookie, checked without the database.

A ticket names one session, the channels that it opens and when it was given. It travels in a
cookie for `/live/<session>/` only, because addresses end up in logs. The pages that give tickets
decide who gets which; here nothing is looked up.
"""

from datetime import timedelta

from django.core.signing import BadSignature, TimestampSigner
from django.http.response import HttpResponseBase

from facilitator.live.channels import Channel

LIVE_PREFIX = "/live/"
LASTS = timedelta(hours=16)

# Two names: a facilitator who joins as a participant, in the same browser, keeps both.
STAFF_COOKIE = "toolkit_live_staff"
SEAT_COOKIE = "toolkit_live_seat"

_signer = TimestampSigner(salt="facilitator.live.tickets")


def ticket_give(
    response: HttpResponseBase, *, session_key: str, channels: frozenset[Channel], secure: bool
) -> None:
    """Set the cookie that opens `channels` of one session for sixteen hours.

    `secure` is true where the site speaks HTTPS. A ticket for the phone's channel alone is a
    seat's; any other is staff's.
    """
    response.set_cookie(
        _cookie_name(channels),
        _signer.sign(f"{session_key}:{'.'.join(sorted(channels))}"),
        max_age=LASTS,
        path=f"{LIVE_PREFIX}{session_key}/",
        secure=secure,
        httponly=True,
        samesite="Strict",
    )


def ticket_allows(cookie_header: str, session_key: str, channel: Channel) -> bool:
    """Whether a request with this `Cookie` header may listen to the channel of the session."""
    return any(
        _opens(value, session_key, channel)
        for name, _, value in (part.strip().partition("=") for part in cookie_header.split(";"))
        if name in (STAFF_COOKIE, SEAT_COOKIE)
    )


def _cookie_name(channels: frozenset[Channel]) -> str:
    return SEAT_COOKIE if channels <= {Channel.PHONE} else STAFF_COOKIE


def _opens(ticket: str, session_key: str, channel: Channel) -> bool:
    try:
        key, _, channels = _signer.unsign(ticket, max_age=LASTS).partition(":")
    except BadSignature:
        return False
    return key == session_key and channel in channels.split(".")
