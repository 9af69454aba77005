"""One jurisdiction beside everyone else, from releases only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cvi_survey.disclosure.released import (
    LEAST_FOR_DISTRIBUTION,
    ItemRelease,
    Release,
    Shown,
)
from cvi_survey.disclosure.rounding import apportion
from cvi_survey.statistics import mean, share_agreeing

OTHERS_AT_LEAST = 2
WHOLE = 100


@dataclass(frozen=True)
class ElsewhereItem:
    """How everyone else answered a statement: hundredths, the least agreement first."""

    item: str
    parts: tuple[int, ...]
    whole: int = WHOLE

    @property
    def mean(self) -> float:
        return mean(self.parts)

    @property
    def share_agreeing(self) -> float:
        return share_agreeing(self.parts)


def everyone_else(releases: Mapping[str, Sequence[Release]]) -> dict[str, ElsewhereItem]:
    """All other jurisdictions together, by statement; without those that cannot be shown.

    `releases` holds the releases of rounds on the same statements by jurisdiction, one's own left
    out. A statement is in the result only if at least two jurisdictions show a distribution of it
    and they are enough people together. The result is a weighted mean of what is published
    already (the weight is the least of the band of size), so it tells nothing about anybody that
    the releases do not tell; the numbers of people are unknown here.
    """
    by_item: dict[str, list[tuple[str, int, ItemRelease]]] = {}
    for place, of_place in releases.items():
        for released in of_place:
            for one in released.items:
                if one.shown is Shown.DISTRIBUTION:
                    by_item.setdefault(one.item, []).append((place, released.size.least, one))
    return {
        item: ElsewhereItem(item, _pooled([(weight, one) for _place, weight, one in found]))
        for item, found in by_item.items()
        if len({place for place, _weight, _one in found}) >= OTHERS_AT_LEAST
        and sum(weight for _place, weight, _one in found) >= LEAST_FOR_DISTRIBUTION
        and len({len(one.parts) for _place, _weight, one in found}) == 1
    }


def _pooled(found: Sequence[tuple[int, ItemRelease]]) -> tuple[int, ...]:
    # Every `whole` divides 100.
    rows = [[weight * part * (WHOLE // one.whole) for part in one.parts] for weight, one in found]
    return apportion([sum(column) for column in zip(*rows, strict=True)], WHOLE)
