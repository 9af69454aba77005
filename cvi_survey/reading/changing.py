"""Two pictures of one statement beside each other: before and after, or here and elsewhere. Pure.

Nothing is tested: no p-values. A mean is given the range in which it could easily lie if others of
the same kind had answered: two standard errors from the published distribution, with the smallest
number of people that the published band of size allows, and the rounding of the published parts.
Where two ranges overlap, nothing is said about change.
"""

from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

from cvi_survey.disclosure import Side, Size
from cvi_survey.reading.figures import GroupReading, is_small
from cvi_survey.statistics import standard_deviation

STANDARD_ERRORS = 2


class Verdict(StrEnum):
    """What may honestly be said of two pictures."""

    # One of the two shows nothing.
    NOTHING = "nothing"
    # The ranges overlap: no change can be told from chance.
    OVERLAP = "overlap"
    # Only sides of the line, and the same one, or two next to each other.
    SAME_SIDE = "same-side"
    MORE_AGREEMENT = "more-agreement"
    LESS_AGREEMENT = "less-agreement"


@dataclass(frozen=True)
class Comparison:
    """Two pictures. `is_small` where fewer than twenty people stand behind one of them.

    `ranges` are on the scale, from 1; `None` where nothing is known.
    """

    one: GroupReading | None
    other: GroupReading | None
    ranges: tuple[tuple[float, float] | None, tuple[float, float] | None]
    verdict: Verdict
    is_small: bool


def compared(
    one: GroupReading | None, other: GroupReading | None, sizes: tuple[Size, Size]
) -> Comparison:
    """Compare two readings of a statement, with the bands of size that stand behind them."""
    ranges = (_range(one, sizes[0]), _range(other, sizes[1]))
    return Comparison(one, other, ranges, _verdict(one, other, ranges), any(map(is_small, sizes)))


def _verdict(
    one: GroupReading | None,
    other: GroupReading | None,
    ranges: tuple[tuple[float, float] | None, tuple[float, float] | None],
) -> Verdict:
    first, second = ranges
    if one is None or other is None or first is None or second is None:
        return Verdict.NOTHING
    if one.mean is None and other.mean is None and one.leaning is other.leaning:
        return Verdict.SAME_SIDE
    if first[1] < second[0]:
        return Verdict.MORE_AGREEMENT
    if second[1] < first[0]:
        return Verdict.LESS_AGREEMENT
    return Verdict.OVERLAP


def _range(reading: GroupReading | None, size: Size) -> tuple[float, float] | None:
    """Where a mean could easily lie, cut off at the ends of the scale."""
    if reading is None:
        return None
    if not reading.parts or reading.mean is None:
        return _side_range(reading)
    people = max(size.least, 1)
    # A part may be rounded by half a part at each point: at most that much across the scale.
    rounding = (reading.points - 1) / (2 * reading.whole)
    margin = STANDARD_ERRORS * standard_deviation(reading.parts) / sqrt(people) + rounding
    return max(1.0, reading.mean - margin), min(float(reading.points), reading.mean + margin)


def _side_range(reading: GroupReading) -> tuple[float, float]:
    """A side of the line of a few people: with one or two others, the next part is as likely."""
    lower, upper = (1 + (reading.points - 1) * edge / 100 for edge in reading.edges)
    match reading.leaning:
        case Side.DISAGREE:
            return 1.0, upper
        case Side.AGREE:
            return lower, float(reading.points)
    return 1.0, float(reading.points)
