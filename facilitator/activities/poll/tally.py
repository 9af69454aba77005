"""Counting a poll. Pure: what each device chose goes in, how often each was chosen comes out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Count:
    """One choice, from 1, with how many made it and what share of those who answered."""

    number: int
    label: str
    count: int
    percent: int


@dataclass(frozen=True)
class Tally:
    """A counted poll. `answered` counts devices; with several choices the shares may pass 100."""

    counts: tuple[Count, ...]
    answered: int

    @property
    def most(self) -> int:
        """The largest count: what the longest bar stands for."""
        return max((one.count for one in self.counts), default=0)


def tally(labels: Sequence[str], answers: Iterable[Sequence[int]]) -> Tally:
    """Count the answers; each is the numbers of what one device chose, from 1."""
    rows = [set(one) for one in answers]
    counts = []
    for number, label in enumerate(labels, start=1):
        count = sum(number in row for row in rows)
        percent = round(100 * count / len(rows)) if rows else 0
        counts.append(Count(number, label, count, percent))
    return Tally(tuple(counts), len(rows))
