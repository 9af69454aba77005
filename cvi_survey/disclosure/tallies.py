"""Counting answers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

NO_SYSTEM = ""
"""The group of those who named no system."""


@dataclass(frozen=True)
class Tally:
    """Counts of one round.

    `people[system]` is how many answered at least one statement; `counts[system][item]` how many
    chose each point, the least agreement first. `NO_SYSTEM` holds those who named none.
    """

    people: Mapping[str, int]
    counts: Mapping[str, Mapping[str, tuple[int, ...]]]

    def answered(self, system: str, item: str) -> int:
        """How many of a system answered a statement."""
        return sum(self.counts.get(system, {}).get(item, ()))

    def together(self, systems: Iterable[str], item: str, points: int) -> tuple[int, ...]:
        """The counts of several systems in one."""
        rows = [self.counts[one][item] for one in systems if item in self.counts.get(one, {})]
        return tuple(map(sum, zip(*rows, strict=True))) if rows else (0,) * points


def tally(
    ballots: Iterable[tuple[str, Sequence[int | None]]],
    *,
    items: Sequence[str],
    points: int,
    systems: Sequence[str] = (),
) -> Tally:
    """Count ballots, each a system and a place on the scale (from 1) for each of `items`.

    `None` for no answer; a system that is not among `systems` counts as none. A form without any
    answer is nobody who took part. Raises `ValueError` for a place off the scale, or a ballot of
    another length.
    """
    rows: dict[str, list[list[int]]] = {}
    people: dict[str, int] = {}
    known = frozenset(systems)
    for named, places in ballots:
        if not any(places):
            continue
        system = named if named in known else NO_SYSTEM
        if system not in rows:
            rows[system] = [[0] * (points + 1) for _item in items]
            people[system] = 0
        people[system] += 1
        if len(places) != len(items) or min(filter(None, places)) < 1:
            raise ValueError("A ballot does not fit these statements.")
        try:
            for row, place in zip(rows[system], places, strict=True):
                row[place or 0] += 1
        except IndexError as error:
            raise ValueError("A ballot has a place off the scale.") from error
    counts = {
        system: {item: tuple(row[1:]) for item, row in zip(items, of_items, strict=True)}
        for system, of_items in rows.items()
    }
    return Tally(people=people, counts=counts)
