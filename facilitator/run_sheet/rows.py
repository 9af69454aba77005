"""What a run-sheet is: rows of slides and breaks, in the order in which they come."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True)
class SlideRow:
    """A slide of the module, whether it is shown or not.

    `is_optional` says that it may be skipped when time runs short; `is_skipped`, that it was
    planned and is left out now. A skipped slide still counts in what was planned.
    """

    slide: str
    lesson: str
    minutes: int
    is_chosen: bool = True
    is_optional: bool = False
    is_skipped: bool = False

    @property
    def id(self) -> str:
        return self.slide

    @property
    def is_planned(self) -> bool:
        """Whether its minutes count in the plan."""
        return self.is_chosen

    @property
    def is_live(self) -> bool:
        """Whether one comes to it on going forward."""
        return self.is_chosen and not self.is_skipped


@dataclass(frozen=True)
class BreakRow:
    """A break. Its id, `break_1`, is never that of a slide; without a title it is just a break."""

    id: str
    minutes: int
    title: str = ""

    @property
    def is_planned(self) -> bool:
        return True

    @property
    def is_live(self) -> bool:
        return True


Row: TypeAlias = SlideRow | BreakRow


@dataclass(frozen=True)
class RunSheet:
    """A plan for one session: when it starts (minute of the day, or not said), and its rows.

    `available` are the minutes that there are, by which people see whether the plan fits.

    There is a row for every slide of the module, chosen or not, in the module's order. Only ids and
    numbers are kept: titles come from the module's document when they are shown.
    """

    starts_at: int | None = None
    rows: tuple[Row, ...] = ()
    available: int | None = None

    @property
    def slides(self) -> tuple[SlideRow, ...]:
        """The rows that are slides."""
        return tuple(row for row in self.rows if isinstance(row, SlideRow))

    @property
    def breaks(self) -> tuple[BreakRow, ...]:
        """The rows that are breaks."""
        return tuple(row for row in self.rows if isinstance(row, BreakRow))

    @property
    def chosen(self) -> tuple[str, ...]:
        """The ids of the slides that are planned, skipped ones included, in order."""
        return tuple(row.slide for row in self.slides if row.is_chosen)

    def place(self, row_id: str) -> int | None:
        """The place of a row, from 0; None where there is none of this id."""
        return next((place for place, row in enumerate(self.rows) if row.id == row_id), None)

    def row(self, row_id: str) -> Row | None:
        """The row of this id."""
        place = self.place(row_id)
        return None if place is None else self.rows[place]
