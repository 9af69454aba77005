"""Wrong codes are counted by network; right ones never are, nor is anybody who has the QR code.

A room of forty behind one address mistypes now and then. Somebody who tries codes in bulk runs out
of tries; the room then still gets in by the QR code, whose address holds a key that cannot be
guessed. What is remembered is a keyed digest of the address, for as long as tries take to come
back, in the cache.
"""

import math
from time import time

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from facilitator.errors import TooManyWrongCodes

MOST_TRIES = 60
"""Wrong codes that one network may send at once."""
SECONDS_A_TRY = 5
"""Seconds in which one more try comes back."""


def require_tries_left(request: HttpRequest) -> None:
    """Pass silently while this network has tries left. Raises `TooManyWrongCodes`."""
    too_many = _used(request) - (MOST_TRIES - 1)
    if too_many > 0:
        raise TooManyWrongCodes(math.ceil(too_many * SECONDS_A_TRY))


def wrong_code_count(request: HttpRequest) -> None:
    """Count one wrong code of this network."""
    lasts = MOST_TRIES * SECONDS_A_TRY
    cache.set(_name(request), (_used(request) + 1, time()), timeout=lasts)


def _used(request: HttpRequest) -> float:
    """Tries that are used and have not come back yet."""
    used, at = cache.get(_name(request), (0.0, 0.0))
    return float(max(0.0, used - (time() - at) / SECONDS_A_TRY))


def _name(request: HttpRequest) -> str:
    address = get_adapter(request).get_client_ip(request)
    return "wrong-codes:" + salted_hmac("facilitator.room.guessing", address).hexdigest()[:32]
