"""The number that a form carries instead of a cookie. Pure, without Django.

A number is random, signed for one round and one stretch of time, and good for one ballot. It holds
neither a time nor an order: the stretch is part of what is signed, not of what is sent, so a
number does not tell when its form was fetched.
"""

import hmac
import secrets
from base64 import urlsafe_b64encode
from enum import Enum, auto
from hashlib import sha256

STRETCH_SECONDS = 6 * 60 * 60
"""A number lasts for the rest of its stretch and the whole of the next: 6 to 12 hours."""
REMEMBERED_STRETCHES = 60
"""For so many stretches an old number is told from a forged one (two weeks)."""

RANDOM_LETTERS = 22
SEAL_LETTERS = 27


class Standing(Enum):
    """What a number that came back is worth."""

    GOOD = auto()
    EXPIRED = auto()
    FORGED = auto()


def number_make(key: bytes, *, now: float) -> str:
    """A new number under `key`, at `now` in seconds since 1970."""
    body = secrets.token_urlsafe(16)
    return f"{body}.{_seal(key, body, _stretch(now))}"


def number_standing(key: bytes, number: str, *, now: float) -> Standing:
    """Whether `number` was made under `key`, and lately enough."""
    body, _, seal = number.partition(".")
    if not number.isascii() or len(body) != RANDOM_LETTERS or len(seal) != SEAL_LETTERS:
        return Standing.FORGED
    current = _stretch(now)
    for age in range(REMEMBERED_STRETCHES):
        if hmac.compare_digest(seal, _seal(key, body, current - age)):
            return Standing.GOOD if age < 2 else Standing.EXPIRED
    return Standing.FORGED


def number_hash(key: bytes, number: str) -> str:
    """What is kept of a used number: without `key` it leads back to no number."""
    return hmac.new(key, f"used:{number}".encode(), sha256).hexdigest()[:40]


def code_hash(key: bytes, code: str) -> str:
    """What is kept of a single-use code: without `key` it leads back to no code."""
    return hmac.new(key, f"code:{code}".encode(), sha256).hexdigest()[:40]


def _stretch(now: float) -> int:
    return int(now // STRETCH_SECONDS)


def _seal(key: bytes, body: str, stretch: int) -> str:
    digest = hmac.new(key, f"{stretch}:{body}".encode(), sha256).digest()
    return urlsafe_b64encode(digest[:20]).decode().rstrip("=")
