"""How a room placed things. Pure: what each device chose goes in, shares of each place come out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Cell:
    """One place of one thing: how many put it there, and what share of those who answered."""

    place: str
    count: int
    percent: int
    is_right: bool

    @property
    def above(self) -> int:
        """What of a cell's height its bar leaves empty, in percent."""
        return 100 - self.percent


@dataclass(frozen=True)
class Row:
    """One thing, with every place it could get. `right` is where it belongs, from 1."""

    thing: str
    cells: tuple[Cell, ...]
    right: int


@dataclass(frozen=True)
class PlacingTally:
    """A counted placing. `answered` counts devices."""

    places: tuple[str, ...]
    rows: tuple[Row, ...]
    answered: int

    @property
    def in_right_order(self) -> "PlacingTally":
        """The same, with the things where they belong; those of one place stay in their order."""
        rows = tuple(sorted(self.rows, key=lambda row: row.right))
        return PlacingTally(self.places, rows, self.answered)


def placing_tally(
    things: Sequence[str],
    places: Sequence[str],
    right: Sequence[int],
    answers: Iterable[Sequence[int]],
) -> PlacingTally:
    """Count where each thing was put.

    An answer holds a place, from 1, for each thing in their order, as `right` does.
    """
    given = [tuple(one) for one in answers]
    rows = []
    for at, thing in enumerate(things):
        cells = []
        for number, place in enumerate(places, start=1):
            count = sum(one[at] == number for one in given)
            percent = round(100 * count / len(given)) if given else 0
            cells.append(Cell(place, count, percent, number == right[at]))
        rows.append(Row(thing, tuple(cells), right[at]))
    return PlacingTally(tuple(places), tuple(rows), len(given))
