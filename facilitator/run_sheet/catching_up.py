"""The fewest things to leave out that save so many minutes."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Unit:
    """Slides that are left out together, and the minutes that this saves."""

    slides: tuple[str, ...]
    minutes: int


def fewest_that_cover(units: Sequence[Unit], minutes: int) -> tuple[Unit, ...]:
    """The units with the fewest slides that save at least `minutes`; of these, the nearest.

    All of them where they do not suffice. Without any one of the chosen it would not be enough.
    """
    most = _most_by_count(units)
    count = next((n for n, saved in enumerate(most[0]) if saved >= minutes), None)
    if count is None:
        return tuple(units)
    chosen: list[Unit] = []
    needed = minutes
    for place, unit in enumerate(units):
        rest = count - len(unit.slides)
        if rest >= 0 and unit.minutes + most[place + 1][rest] >= needed:
            chosen.append(unit)
            needed, count = needed - unit.minutes, rest
    return tuple(chosen)


def _most_by_count(units: Sequence[Unit]) -> list[list[int]]:
    """For the units from each place on: the most minutes that so many slides can save."""
    total = sum(len(unit.slides) for unit in units)
    most = [[0] * (total + 1) for _ in range(len(units) + 1)]
    for place in range(len(units) - 1, -1, -1):
        unit, after = units[place], most[place + 1]
        size = len(unit.slides)
        most[place] = [
            max(after[n], unit.minutes + after[n - size] if n >= size else 0)
            for n in range(total + 1)
        ]
    return most
