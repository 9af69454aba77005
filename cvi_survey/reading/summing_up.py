"""Orders of statements, and what stands out. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from cvi_survey.disclosure import Release
from cvi_survey.reading.figures import Agreement, Gap, ItemReading, readings_of
from cvi_survey.statistics import agreement

AT_MOST = 5
GAP_FROM = 1.0
"""Steps of the scale between two systems that are worth naming. Half a step is rounding."""


class Order(StrEnum):
    """In which order statements are read."""

    FORM = "form"
    GAP = "gap"
    CONSENSUS = "consensus"


@dataclass(frozen=True)
class Divided:
    """A group (empty for everyone), and the statements on which its own answers are split."""

    system: str
    items: tuple[ItemReading, ...]


@dataclass(frozen=True)
class Summary:
    """What stands out, each list strongest first and at most `AT_MOST` long.

    `has_distributions` and `has_systems` say whether there was anything to look for.
    """

    shared: tuple[ItemReading, ...]
    differing: tuple[tuple[ItemReading, Gap], ...]
    divided: tuple[Divided, ...]
    has_distributions: bool
    has_systems: bool


def in_order(readings: Sequence[ItemReading], order: Order) -> tuple[ItemReading, ...]:
    """The statements with the largest gap, or the least consensus, first; else as on the form.

    What cannot be compared comes last, in the order of the form.
    """
    match order:
        case Order.GAP:
            return tuple(sorted(readings, key=_gap_key))
        case Order.CONSENSUS:
            return tuple(sorted(readings, key=_consensus_key))
    return tuple(readings)


def summary_of(released: Release) -> Summary:
    """What stands out in a release."""
    readings = readings_of(released)
    with_parts = [one for one in readings if one.everyone and one.everyone.parts]
    shared = [one for one in with_parts if _word(one) is Agreement.SHARED]
    gaps = [(one, gap) for one in in_order(readings, Order.GAP) if (gap := one.gap)]
    return Summary(
        shared=tuple(sorted(shared, key=_consensus_key, reverse=True)[:AT_MOST]),
        differing=tuple((one, gap) for one, gap in gaps if gap.steps >= GAP_FROM)[:AT_MOST],
        divided=_divided(released, readings),
        has_distributions=bool(with_parts),
        has_systems=bool(gaps),
    )


def _divided(released: Release, readings: Sequence[ItemReading]) -> tuple[Divided, ...]:
    """Everyone first, then the systems whose distributions are published, if split on anything."""
    found = []
    for name in ("", *released.systems_shown):
        split = []
        for one in readings:
            groups = one.systems if name else [one.everyone] if one.everyone else []
            group = next((each for each in groups if each.system == name), None)
            if group and group.agreement is Agreement.SPLIT:
                split.append((agreement(group.parts), one))
        split.sort(key=lambda pair: pair[0])
        if split:
            found.append(Divided(name, tuple(one for _value, one in split[:AT_MOST])))
    return tuple(found)


def _word(reading: ItemReading) -> Agreement | None:
    return reading.everyone.agreement if reading.everyone else None


def _gap_key(reading: ItemReading) -> float:
    return 1.0 if reading.gap is None else -reading.gap.steps


def _consensus_key(reading: ItemReading) -> tuple[int, float]:
    if reading.everyone is None:
        return 2, 0.0
    if not reading.everyone.parts:
        return 1, 0.0
    return 0, agreement(reading.everyone.parts)
