"""Wrong codes are counted by network; right ones never are, nor is anybody who has the QR code.

A room of forty behind one address mistypes now and then. Somebody who tries codes in bulk runs out
of tries; the room then still gets in by the QR code, whose address holds a key that cannot be
guessed. New seats are counted too, far more generously, so that one device cannot fill a room.
"""

from django.http import HttpRequest

from facilitator.errors import TooManySeats, TooManyWrongCodes
from facilitator.room.networks import Allowance

WRONG_CODES = Allowance("wrong-codes", most=60, seconds_each=5)
NEW_SEATS = Allowance("new-seats", most=600, seconds_each=0.5)


def require_tries_left(request: HttpRequest) -> None:
    """Pass silently while this network has tries left. Raises `TooManyWrongCodes`."""
    if seconds := WRONG_CODES.wait(request):
        raise TooManyWrongCodes(seconds)


def wrong_code_count(request: HttpRequest) -> None:
    """Count one wrong code of this network."""
    WRONG_CODES.count(request)


def new_seat_count(request: HttpRequest) -> None:
    """Count one new seat of this network. Raises `TooManySeats` where it has taken too many."""
    if NEW_SEATS.wait(request):
        raise TooManySeats
    NEW_SEATS.count(request)
