"""Which statements to talk about first, and why. Pure; the words are in the templates.

A talk that begins where people stand together bears it better when it comes to where they do
not. So: something shared, then the largest gap between systems, then the widest split.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from cvi_survey.disclosure import Release
from cvi_survey.reading.figures import Agreement, Gap, ItemReading, readings_of
from cvi_survey.reading.summing_up import GAP_FROM, Order, in_order

STARTERS = 3


class Reason(StrEnum):
    """Why a statement is proposed."""

    SHARED = "shared"
    GAP = "gap"
    SPLIT = "split"
    MIXED = "mixed"
    # A side of the line only, or nothing at all.
    SIDE = "side"
    NO_PICTURE = "no-picture"


@dataclass(frozen=True)
class Starter:
    """A statement to start with."""

    reading: ItemReading
    reason: Reason
    gap: Gap | None = None


def reason_of(reading: ItemReading) -> Reason:
    """What a statement is worth talking about for."""
    if reading.everyone is None:
        return Reason.NO_PICTURE
    if reading.gap and reading.gap.steps >= GAP_FROM:
        return Reason.GAP
    word = reading.everyone.agreement
    return Reason(word.value) if word else Reason.SIDE


def starter_of(reading: ItemReading) -> Starter:
    """A statement with its reason."""
    reason = reason_of(reading)
    return Starter(reading, reason, reading.gap if reason is Reason.GAP else None)


def starters_of(released: Release) -> tuple[Starter, ...]:
    """At most three statements to start with, each once, in the order in which to take them."""
    readings = readings_of(released)
    chosen: list[ItemReading] = []
    wanted = (_most_shared(readings), _widest_gap(readings), _most_split(readings))
    # Who is shared and far apart at once is taken for the gap.
    for one in (*wanted[1:], wanted[0], *in_order(readings, Order.CONSENSUS)):
        if one and one not in chosen and len(chosen) < STARTERS:
            chosen.append(one)
    starters = [starter_of(one) for one in chosen]
    return tuple(sorted(starters, key=lambda starter: starter.reason is not Reason.SHARED))


def _most_shared(readings: Sequence[ItemReading]) -> ItemReading | None:
    shared = [
        one
        for one in in_order(readings, Order.CONSENSUS)
        if reason_of(one) is Reason.SHARED and one.everyone
    ]
    return shared[-1] if shared else None


def _widest_gap(readings: Sequence[ItemReading]) -> ItemReading | None:
    first = next(iter(in_order(readings, Order.GAP)), None)
    return first if first and reason_of(first) is Reason.GAP else None


def _most_split(readings: Sequence[ItemReading]) -> ItemReading | None:
    split = (
        one
        for one in in_order(readings, Order.CONSENSUS)
        if one.everyone and one.everyone.agreement is Agreement.SPLIT
    )
    return next((one for one in split if reason_of(one) is not Reason.GAP), None)
