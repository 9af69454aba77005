"""Continuum charts: where everything is drawn. Pure: a release in, shapes out, no Django.

One chart is one statement: a line from strong disagreement to strong agreement, columns for the
distribution above it, a mark for the whole group on it, and a line of its own for each system
below. A template turns the shapes into SVG.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from cvi_survey.disclosure import SIDE_EDGES, ItemRelease, Shown, Side, SystemRelease
from cvi_survey.statistics import agreement, mean

WIDTH = 960
LEFT, RIGHT = 100, 860
COLUMN_WIDTH = 92
COLUMNS_HEIGHT = 168
TOP = 34
LABEL_HEIGHT = 27
ROW = 62
LABEL_LETTERS = 15

# Shapes around 0, 0, so that systems are told apart without color too.
MARKS = (
    "M-13 0a13 13 0 1 0 26 0a13 13 0 1 0-26 0z",
    "M-12-12h24v24h-24z",
    "M0-15l14 26h-28z",
    "M0-16l16 16l-16 16l-16-16z",
    "M-5-14h10v9h9v10h-9v9h-10v-9h-9v-10h9z",
    "M0 15l14-26h-28z",
)


class Closeness(StrEnum):
    """How near to one another the answers lie."""

    CLOSE = "close"
    MIXED = "mixed"
    APART = "apart"


@dataclass(frozen=True)
class Column:
    """How many parts chose a point; `label_y` is the baseline of the figure above it."""

    x: float
    y: float
    height: float
    parts: int
    middle: float
    label_y: float


@dataclass(frozen=True)
class Point:
    """A point of the scale: a tick, and its label in lines."""

    x: float
    lines: tuple[tuple[float, str], ...]


@dataclass(frozen=True)
class Band:
    """A part of the line."""

    x: float
    width: float


@dataclass(frozen=True)
class Row:
    """A system's own line: its mark (a path) at `x`, or a band where only a side is shown."""

    y: float
    label: str
    label_y: float
    mark: str
    x: float | None
    band: Band | None


@dataclass(frozen=True)
class Chart:
    """One statement, drawn. Lengths are in units of the view box."""

    width: int
    height: float
    line_y: float
    left: int
    right: int
    points: tuple[Point, ...]
    columns: tuple[Column, ...]
    band: Band | None
    mean_x: float | None
    rows: tuple[Row, ...]
    column_width: int = COLUMN_WIDTH


def chart(item: ItemRelease, *, scale: Sequence[str], systems: Mapping[str, str]) -> Chart | None:
    """The chart of a statement; `None` where nothing is shown.

    `scale` holds the labels, the least agreement first; `systems` their labels by id.
    """
    if item.shown is Shown.NOTHING:
        return None
    steps = len(scale)
    is_full = item.shown is Shown.DISTRIBUTION
    line_y = TOP + (COLUMNS_HEIGHT if is_full else 34)
    labels = [_wrapped(label) for label in scale]
    rows_y = line_y + 30 + LABEL_HEIGHT * max(map(len, labels)) + 44
    rows = tuple(
        _row(place, systems[place.system], number, rows_y + ROW * number, steps)
        for number, place in enumerate(item.systems)
    )
    bottom = rows[-1].y + 24 if rows else rows_y - 40
    return Chart(
        width=WIDTH,
        height=bottom,
        line_y=line_y,
        left=LEFT,
        right=RIGHT,
        points=tuple(
            Point(
                x_of(place, steps),
                tuple((line_y + 38 + LABEL_HEIGHT * line, text) for line, text in enumerate(lines)),
            )
            for place, lines in enumerate(labels, start=1)
        ),
        columns=_columns(item.parts, line_y) if is_full else (),
        band=band_of(item.side) if item.side else None,
        mean_x=x_of(mean(item.parts), steps) if is_full else None,
        rows=rows,
    )


def x_of(place: float, steps: int) -> float:
    """Where a place on the scale, 1 to `steps`, lies on the line."""
    return round(LEFT + (place - 1) / (steps - 1) * (RIGHT - LEFT), 1)


def band_of(side: Side, edges: tuple[int, int] = SIDE_EDGES) -> Band:
    """The part of the line that a side, or the middle, takes up."""
    bounds = (0, *edges, 100)
    number = list(Side).index(side)
    start, end = (LEFT + (RIGHT - LEFT) * bounds[number + step] / 100 for step in (0, 1))
    return Band(round(start, 1), round(end - start, 1))


def closeness(parts: Sequence[int]) -> Closeness:
    """The distribution in a word, from van der Eijk's agreement: 1 alike, 0 even, -1 two ends."""
    value = agreement(parts)
    if value >= 0.6:
        return Closeness.CLOSE
    return Closeness.MIXED if value > 0.1 else Closeness.APART


def _columns(parts: Sequence[int], line_y: float) -> tuple[Column, ...]:
    unit = (COLUMNS_HEIGHT - 30) / max(max(parts), sum(parts) / 2)
    columns = []
    for place, number in enumerate(parts, start=1):
        middle = x_of(place, len(parts))
        height = round(number * unit, 1)
        y = round(line_y - height, 1)
        columns.append(
            Column(round(middle - COLUMN_WIDTH / 2, 1), y, height, number, middle, y - 10)
        )
    return tuple(columns)


def _row(place: SystemRelease, label: str, number: int, y: float, steps: int) -> Row:
    exact = place.mean
    return Row(
        y=y,
        label=label,
        label_y=y - 22,
        mark=MARKS[number % len(MARKS)],
        x=None if exact is None else x_of(exact, steps),
        band=band_of(place.side) if place.side else None,
    )


def _wrapped(label: str) -> tuple[str, ...]:
    """A label in lines of about `LABEL_LETTERS` letters, broken between words."""
    lines: list[str] = []
    for word in label.split():
        if lines and len(lines[-1]) + 1 + len(word) <= LABEL_LETTERS:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return tuple(lines)
