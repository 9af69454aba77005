"""Figures of answers on an ordered scale. Pure: counts per scale point in, numbers out.

`counts` holds, lowest point first, how many answered each of the K points; the points are coded
1 to K. Every function raises `ValueError` for counts without a single answer.
"""

from collections.abc import Sequence
from math import isclose, log2, sqrt

Counts = Sequence[int]


def _total(counts: Counts) -> int:
    if len(counts) < 2 or any(count < 0 for count in counts):
        raise ValueError("Counts of at least two points are needed, none of them negative.")
    total = sum(counts)
    if not total:
        raise ValueError("There are no answers.")
    return total


def mean(counts: Counts) -> float:
    """The mean answer, from 1 to K."""
    total = _total(counts)
    return sum(point * count for point, count in enumerate(counts, start=1)) / total


def share_agreeing(counts: Counts) -> float:
    """The share, 0 to 1, that answered above the middle of the scale; the neutral do not count."""
    total = _total(counts)
    return sum(counts[(len(counts) + 1) // 2 :]) / total


def consensus(counts: Counts) -> float:
    """Consensus of Tastle and Wierman (2007): 1 when all are alike, 0 with half at each end."""
    total = _total(counts)
    middle = mean(counts)
    return 1 + sum(
        count / total * log2(1 - abs(point - middle) / (len(counts) - 1))
        for point, count in enumerate(counts, start=1)
        if count
    )


def quantile(counts: Counts, share: float) -> float:
    """Where on the scale `share` (0 to 1) of the answers lie below, from 1/2 to K + 1/2.

    Each point stands for the stretch of half a step to either side, over which its answers are
    spread evenly. Where a stretch without answers divides them so, its middle.
    """
    total = _total(counts)
    if not 0 <= share <= 1:
        raise ValueError("A share lies between 0 and 1.")
    wanted = share * total
    below = 0.0
    lower: float | None = None
    for point, count in enumerate(counts, start=1):
        if not count:
            continue
        if lower is not None:
            return (lower + point - 0.5) / 2
        if isclose(below + count, wanted, abs_tol=1e-9 * total):
            lower = point + 0.5
        elif below + count > wanted:
            return point - 0.5 + (wanted - below) / count
        below += count
    # All answers lie below.
    return lower if lower is not None else len(counts) + 0.5


def interpolated_median(counts: Counts) -> float:
    """The median of answers that are spread evenly around their points, from 1/2 to K + 1/2."""
    return quantile(counts, 0.5)


def interquartile_range(counts: Counts) -> float:
    """How much of the scale, in steps, the middle half of the answers takes up."""
    return quantile(counts, 0.75) - quantile(counts, 0.25)


def standard_deviation(counts: Counts) -> float:
    """The standard deviation of the answers, in steps of the scale."""
    total = _total(counts)
    middle = mean(counts)
    squares = sum(count * (point - middle) ** 2 for point, count in enumerate(counts, start=1))
    return sqrt(squares / total)


def leik(counts: Counts) -> float:
    """Ordinal dispersion of Leik (1966): 0 when all are alike, 1 with half at each end."""
    total = _total(counts)
    spread, below = 0.0, 0
    for count in counts[:-1]:
        below += count
        share = below / total
        spread += min(share, 1 - share)
    return 2 * spread / (len(counts) - 1)


def agreement(counts: Counts) -> float:
    """Agreement A of van der Eijk (2001): 1 all alike, 0 evenly spread, -1 half at each end.

    Needs at least three points. Unlike `consensus` it is 0 for an even spread over four points
    and over five, so it can be read alike on both.
    """
    total = _total(counts)
    if len(counts) < 3:
        raise ValueError("Agreement needs at least three points.")
    left = list(counts)
    result = 0.0
    while any(left):
        smallest = min(count for count in left if count)
        pattern = [count > 0 for count in left]
        filled = sum(pattern)
        result += smallest * filled / total * _agreement_of_layer(pattern)
        left = [count - smallest if count else 0 for count in left]
    return result


def polarization(counts: Counts) -> float:
    """0 when all answered alike, 1/2 when evenly spread, 1 with half at each end: (1 - A) / 2."""
    return (1 - agreement(counts)) / 2


def _agreement_of_layer(pattern: Sequence[bool]) -> float:
    """Agreement of a layer in which every point is either filled alike or empty."""
    points, filled = len(pattern), sum(pattern)
    in_one_piece = apart = 0
    for first in range(points):
        for second in range(first + 1, points):
            for third in range(second + 1, points):
                triple = (pattern[first], pattern[second], pattern[third])
                in_one_piece += triple in ((True, True, False), (False, True, True))
                apart += triple == (True, False, True)
    if filled == points or not in_one_piece + apart:
        unimodality = 1.0
    else:
        unimodality = ((points - 2) * in_one_piece - (points - 1) * apart) / (
            (points - 2) * (in_one_piece + apart)
        )
    return unimodality * (1 - (filled - 1) / (points - 1))
