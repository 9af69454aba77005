"""What can be said about a release's statements: from its published shares and nothing else.

Pure: a release in, readings out. Indices come from the published parts, so they are as coarse as
those; where only a side of the line is published there are none.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from cvi_survey import statistics
from cvi_survey.disclosure import ItemRelease, Release, Shown, Side, Size, SystemRelease

SHARED_FROM, SPLIT_TO = 0.6, 0.1
"""Van der Eijk's A from which answers are called shared, and down from which split.

A was taken because it means the same on scales of four and five points.
"""


class Agreement(StrEnum):
    """How near to one another the answers of a group lie."""

    SHARED = "shared"
    MIXED = "mixed"
    SPLIT = "split"


@dataclass(frozen=True)
class Indices:
    """Figures of a distribution. Places and spreads are in steps of the scale, from 1."""

    mean: float
    agreeing: float
    median: float
    quartile_range: float
    agreement: float
    polarization: float
    consensus: float
    leik: float


@dataclass(frozen=True)
class GroupReading:
    """What is published of a group for one statement, and what follows from it.

    `low` and `high` bound the place of the mean on the scale as published: a point where there is
    one, the ends of a side of the line where only that is known. `leaning` is the side on which
    it lies. `system` is empty for everyone.
    """

    system: str
    shown: Shown
    points: int
    parts: tuple[int, ...]
    whole: int
    mean: float | None
    low: float
    high: float
    leaning: Side
    edges: tuple[int, int]

    @property
    def indices(self) -> Indices | None:
        """The figures of the distribution; `None` where none is published."""
        if not self.parts:
            return None
        return Indices(
            mean=statistics.mean(self.parts),
            agreeing=statistics.share_agreeing(self.parts),
            median=statistics.interpolated_median(self.parts),
            quartile_range=statistics.interquartile_range(self.parts),
            agreement=statistics.agreement(self.parts),
            polarization=statistics.polarization(self.parts),
            consensus=statistics.consensus(self.parts),
            leik=statistics.leik(self.parts),
        )

    @property
    def agreement(self) -> Agreement | None:
        """The distribution in a word; `None` where none is published."""
        return agreement_of(self.parts) if self.parts else None

    @property
    def band(self) -> tuple[float, float] | None:
        """The side of the line in hundredths of its length, where only that is published."""
        if self.mean is not None:
            return None
        lower, upper = self.edges
        bounds = {Side.DISAGREE: (0, lower), Side.MIDDLE: (lower, upper), Side.AGREE: (upper, 100)}
        return bounds[self.leaning]


@dataclass(frozen=True)
class Gap:
    """The two systems that stand furthest apart, and by how many steps at least."""

    low: str
    high: str
    steps: float


@dataclass(frozen=True)
class ItemReading:
    """One statement. `everyone` is `None` where nothing is published of it."""

    item: str
    everyone: GroupReading | None
    systems: tuple[GroupReading, ...]

    @property
    def gap(self) -> Gap | None:
        """`None` without two systems."""
        if len(self.systems) < 2:
            return None
        low = min(self.systems, key=lambda group: (group.high, group.low))
        high = max(self.systems, key=lambda group: (group.low, group.high))
        return Gap(low.system, high.system, max(0.0, high.low - low.high))


def agreement_of(parts: Sequence[int]) -> Agreement:
    """A distribution in a word, from van der Eijk's A: see `SHARED_FROM`."""
    # Sums of shares may miss a bound by a hair.
    value = round(statistics.agreement(parts), 9)
    if value >= SHARED_FROM:
        return Agreement.SHARED
    return Agreement.SPLIT if value <= SPLIT_TO else Agreement.MIXED


def readings_of(released: Release) -> tuple[ItemReading, ...]:
    """Every statement of a release, in its order."""
    return tuple(_item(one, released) for one in released.items)


def leaning_of(mean: float, points: int, edges: tuple[int, int]) -> Side:
    """On which side of the line a place on the scale, from 1, lies."""
    hundredths = 100 * (mean - 1) / (points - 1)
    if hundredths <= edges[0]:
        return Side.DISAGREE
    return Side.AGREE if hundredths >= edges[1] else Side.MIDDLE


def _item(one: ItemRelease, released: Release) -> ItemReading:
    if one.shown is Shown.NOTHING:
        return ItemReading(one.item, None, ())
    return ItemReading(
        one.item,
        _group("", one, released),
        tuple(_group(system.system, system, released) for system in one.systems),
    )


def _group(name: str, one: ItemRelease | SystemRelease, released: Release) -> GroupReading:
    edges, points = released.side_edges, released.points
    mean = one.mean
    if mean is None:
        side = one.side or Side.MIDDLE
        bounds = (0, *edges, 100)
        number = list(Side).index(side)
        low, high = (1 + (points - 1) * bounds[number + step] / 100 for step in (0, 1))
    else:
        side, low, high = leaning_of(mean, points, edges), mean, mean
    return GroupReading(
        system=name,
        shown=one.shown,
        points=points,
        parts=one.parts,
        whole=one.whole,
        mean=mean,
        low=low,
        high=high,
        leaning=side,
        edges=edges,
    )


def is_small(size: Size) -> bool:
    """Whether fewer than twenty people took part, so that one or two change a picture."""
    return size.least < Size.FROM_20.least
