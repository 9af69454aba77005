"""How good predictions are against labelled entries. Pure; the measures are those of the guide.

- item F1: micro-averaged over (entry, item) pairs; optional items neither count nor cost;
- false credit: of the entries that deserve none, the share given some;
- oversharing F1: finding the entries that go beyond what may be shared;
- extent: of the items rightly found, the share where wholly or in part is right.
"""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields

from quizzes.labelled import LabelledEntry


@dataclass(frozen=True)
class Prediction:
    """What a scorer says of one entry."""

    items: frozenset[str]
    partial: frozenset[str]
    overshare: bool


@dataclass(frozen=True)
class Counts:
    """What one entry, or many, add to the measures."""

    hits: int = 0
    extra: int = 0
    missed: int = 0
    undeserving: int = 0
    credited: int = 0
    overshare_hits: int = 0
    overshare_extra: int = 0
    overshare_missed: int = 0
    extent_right: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(self)))

    @property
    def precision(self) -> float:
        return _share(self.hits, self.hits + self.extra)

    @property
    def recall(self) -> float:
        return _share(self.hits, self.hits + self.missed)

    @property
    def f1(self) -> float:
        return _share(2 * self.hits, 2 * self.hits + self.extra + self.missed)

    @property
    def false_credit(self) -> float:
        return _share(self.credited, self.undeserving)

    @property
    def overshare_f1(self) -> float:
        wrong = self.overshare_extra + self.overshare_missed
        return _share(2 * self.overshare_hits, 2 * self.overshare_hits + wrong)

    @property
    def extent(self) -> float:
        return _share(self.extent_right, self.hits)


def counts_of(entry: LabelledEntry, found: Prediction) -> Counts:
    """What one entry adds."""
    hits = entry.items & found.items
    is_undeserving = not entry.items and not entry.optional
    return Counts(
        hits=len(hits),
        extra=len(found.items - entry.items - entry.optional),
        missed=len(entry.items - found.items),
        undeserving=int(is_undeserving),
        credited=int(is_undeserving and bool(found.items)),
        overshare_hits=int(entry.overshare and found.overshare),
        overshare_extra=int(found.overshare and not entry.overshare),
        overshare_missed=int(entry.overshare and not found.overshare),
        extent_right=sum((one in entry.partial) == (one in found.partial) for one in hits),
    )


def total(counts: Iterable[Counts]) -> Counts:
    """The counts of many entries together."""
    return sum(counts, Counts())


def f1_interval(
    counts: Sequence[Counts], *, rounds: int = 1000, seed: int = 1
) -> tuple[float, float]:
    """The bootstrap's 95 percent interval of item F1, entries drawn anew `rounds` times."""
    draw = random.Random(seed)  # noqa: S311 (a bootstrap keeps no secret)
    pairs = [(one.hits, one.extra + one.missed) for one in counts]
    figures = []
    for _ in range(rounds):
        drawn = draw.choices(pairs, k=len(pairs))
        hits, wrong = sum(one for one, _ in drawn), sum(one for _, one in drawn)
        figures.append(_share(2 * hits, 2 * hits + wrong))
    figures.sort()
    return figures[int(0.025 * rounds)], figures[int(0.975 * rounds) - 1]


def _share(part: int, of: int) -> float:
    return part / of if of else 0.0
