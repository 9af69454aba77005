"""How large a list can be written on the wall, and what is left out where it does not fit. Pure.

Lengths are in the unit of `activity_group_list.css`: a hundredth of the wall's height, less where
the wall is narrow. What is to fit has to fit walls of 4:3 and of 16:9. Estimates are good to a few
hundredths; the page's script lowers the letters where a browser's are wider.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

Whole = TypeVar("Whole")

MARGIN = 0.12
"""Of the wall's width and height, on both sides together, as `wall.css` has it."""
GAP = 4.0
"""Between columns."""
LINE = 1.3
"""Height of a line, as a share of the letters' size."""
LETTER = 0.48
"""Width of a letter, the same way."""
BETWEEN = 0.45
"""Space after an entry, the same way."""
HEADING = 2.0
"""Height of a heading with its space, the same way."""
MARK = 1.3
"""Width of what stands before an entry, the same way."""
SPARE = 0.93
"""How much of a column is counted on: columns never come out equally long."""
SIZES = (5.6, 5.0, 4.4, 3.9, 3.4, 3.0, 2.7, 2.4)
MOST_READ = 160
"""Entries that are looked at; more never fit."""


@dataclass(frozen=True)
class Shape:
    """A wall's inner width and height, without its margins."""

    width: float
    height: float


def shape(aspect: float) -> Shape:
    """The shape of a wall of this width by its height."""
    unit = min(1.0, 0.64 * aspect)
    inner = 100 * (1 - MARGIN) / unit
    return Shape(inner * aspect, inner)


SHAPES = (shape(4 / 3), shape(16 / 9))


QUESTION, SMALL_QUESTION, KICKER, COUNT, FOOT = 4.2, 3.4, 2.6, 3.8, 4.0
"""Sizes of the question, of the lines above and below it, and of the line at the foot."""


@dataclass(frozen=True)
class Head:
    """What stands above: who shares with whom, the question, and over a comparison a count, which
    takes the question's place where the line above it says enough.
    """

    question: str
    has_kicker: bool = False
    has_count: bool = False

    def height(self, width: float) -> float:
        """How much of the wall it takes; below a list with the line at the foot."""
        size = SMALL_QUESTION if self.has_count else QUESTION
        found = KICKER * 1.7 if self.has_kicker else 0.0
        if not (self.has_kicker and self.has_count):
            found += rows(self.question, width, size) * size * 1.2 + 2.6
        return found + (COUNT * 1.25 + 2.4 if self.has_count else FOOT)


@dataclass(frozen=True)
class Line:
    """An entry on the wall, and how often it was said."""

    words: str
    times: int = 1


@dataclass(frozen=True)
class Section:
    """Entries under a heading; the heading is empty for those without."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Fitted:
    """What the wall shows: `size` counts from 1, the largest letters; `left_out` is how many more
    there are.
    """

    sections: tuple[Section, ...]
    size: int
    columns: int
    left_out: int = 0


def sections_of(lines: Sequence[tuple[str, Line]]) -> tuple[Section, ...]:
    """Lines with their headings, as sections: in the order of first appearance, those without a
    heading last.
    """
    found: dict[str, list[Line]] = {}
    for heading, line in lines:
        found.setdefault(heading, []).append(line)
    without = found.pop("", None)
    named = [Section(heading, tuple(group)) for heading, group in found.items()]
    return (*named, Section("", tuple(without))) if without else tuple(named)


def fitted(lines: Sequence[tuple[str, Line]], head: Head, *, keep_last: bool = False) -> Fitted:
    """The largest letters in which all of the lines fit below `head`; in the smallest as many as
    fit. With `keep_last` the latest are kept, while a list grows; else the first.
    """
    read = list(lines[-MOST_READ:] if keep_last else lines[:MOST_READ])
    columns = 2 if len(read) <= 24 else 3
    if len(read) == len(lines):
        for number, size in enumerate(SIZES, start=1):
            for wanted in dict.fromkeys((columns, 3)):
                if _all_fit(read, head, size, wanted):
                    return Fitted(sections_of(read), number, wanted)
    kept = _as_many_as_fit(read, lambda some: _all_fit(some, head, SIZES[-1], 3), keep_last)
    return Fitted(sections_of(kept), len(SIZES), 3, len(lines) - len(kept))


def _all_fit(lines: Sequence[tuple[str, Line]], head: Head, size: float, columns: int) -> bool:
    return all(
        _height(lines, size, (one.width - (columns - 1) * GAP) / columns)
        <= columns * (one.height - head.height(one.width)) * SPARE
        for one in SHAPES
    )


def _as_many_as_fit(
    read: list[Whole], fits: Callable[[list[Whole]], bool], keep_last: bool = False
) -> list[Whole]:
    """The longest beginning (or end) that fits; found by halving."""
    low, high = 0, len(read)
    while low < high:
        middle = (low + high + 1) // 2
        some = read[-middle:] if keep_last else read[:middle]
        if fits(some):
            low = middle
        else:
            high = middle - 1
    return (read[-low:] if keep_last else read[:low]) if low else []


def _height(lines: Sequence[tuple[str, Line]], size: float, width: float) -> float:
    headings = {heading for heading, _ in lines}
    total = HEADING * len(headings) if headings != {""} else 0.0
    total += sum(
        rows(line.words, width - MARK * size, size, extra=4 if line.times > 1 else 0) * LINE
        + BETWEEN
        for _, line in lines
    )
    return total * size


def rows(words: str, width: float, size: float, *, extra: int = 0) -> int:
    """In how many rows a text is set, broken between words; `extra` letters come after it."""
    most = max(width / (LETTER * size), 4)
    count, left = 1, most
    for word in [*words.split(), "·" * extra] if extra else words.split():
        length = len(word)
        if length + 1 > left and left < most:
            count, left = count + 1, most
        if length > most:
            count += math.ceil(length / most) - 1
            left = most - length % most
        else:
            left -= length + 1
    return count


# The comparison ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Point:
    """A point of the reference list, and the room's words for it, if any."""

    text: str
    by: tuple[str, ...] = ()
    is_partial: bool = False


@dataclass(frozen=True)
class Reveal:
    """The comparison as the wall shows it, in three columns, `layout` of them being wide."""

    covered: tuple[Point, ...]
    missed: tuple[Point, ...]
    beyond: tuple[str, ...]
    size: int
    layout: str
    beyond_left_out: int = 0


REVEAL_SIZES = (4.4, 3.9, 3.5, 3.1, 2.8, 2.5)
WORDS = 0.8
"""Size of the room's words under a point, as a share of the point's."""
NOTE = 2.8
"""Size of a thought on privacy below the columns."""
MOST_WORDS = ((3, 3.1), (1, 2.5), (0, 0.0))
"""Wordings of the room under a point, and the smallest size in which there are so many."""
LAYOUTS = {
    "even": (1.0, 1.0, 1.0),
    "covered": (1.7, 1.1, 0.9),
    "missed": (1.1, 1.7, 0.9),
    "both": (1.5, 1.5, 0.8),
}
"""Shares of the three columns: covered, missed, beyond."""


def reveal(
    covered: Sequence[Point],
    missed: Sequence[Point],
    beyond: Sequence[str],
    head: Head,
    notes: Sequence[str] = (),
) -> Reveal:
    """The largest letters in which both lists fit beside each other, over the thoughts on privacy.

    What of the entries beyond the list does not fit then is left out.
    """
    columns = Columns(tuple(covered), tuple(missed), tuple(beyond), head, tuple(notes))
    ways = (
        (most, number, layout)
        for most, smallest in MOST_WORDS
        for number, size in enumerate(REVEAL_SIZES, start=1)
        if size >= smallest
        for layout in LAYOUTS
    )
    last = (0, len(REVEAL_SIZES), "both")
    most, number, layout = next((one for one in ways if columns.fit(*one)), last)
    kept = columns.beyond_that_fit(number, layout)
    return Reveal(
        covered=tuple(replace(one, by=one.by[:most]) for one in covered),
        missed=tuple(missed),
        beyond=kept,
        size=number,
        layout=layout,
        beyond_left_out=len(beyond) - len(kept),
    )


@dataclass(frozen=True)
class Columns:
    """What is to stand in the three columns, and above and below them."""

    covered: tuple[Point, ...]
    missed: tuple[Point, ...]
    beyond: tuple[str, ...]
    head: Head
    notes: tuple[str, ...]

    def room(self, shape: Shape) -> float:
        """The height that is left for the columns."""
        below = sum(rows(one, shape.width, NOTE) * LINE * NOTE for one in self.notes)
        more = below + 2.6 * NOTE if self.notes else 0.0
        return shape.height - self.head.height(shape.width) - more

    def fit(self, most: int, number: int, layout: str) -> bool:
        """Whether the points fit, with so many wordings of the room under each."""
        size = REVEAL_SIZES[number - 1]
        for one in SHAPES:
            first, second, _third = _widths(layout, one)
            heights = (
                _points_height(self.covered, size, first, most),
                _points_height(self.missed, size, second, 0),
            )
            if max(heights) > self.room(one):
                return False
        return True

    def beyond_that_fit(self, number: int, layout: str) -> tuple[str, ...]:
        """As many of the entries beyond the list as fit."""
        size = REVEAL_SIZES[number - 1]

        def fits(some: list[str]) -> bool:
            points = [Point(one) for one in some]
            more = 0.0 if len(some) == len(self.beyond) else LINE * size
            return all(
                _points_height(points, size, _widths(layout, one)[2], 0) + more <= self.room(one)
                for one in SHAPES
            )

        return tuple(_as_many_as_fit(list(self.beyond[:MOST_READ]), fits))


def _widths(layout: str, shape: Shape) -> tuple[float, float, float]:
    shares = LAYOUTS[layout]
    whole = (shape.width - 2 * GAP) / sum(shares)
    return shares[0] * whole, shares[1] * whole, shares[2] * whole


def _points_height(points: Sequence[Point], size: float, width: float, most: int) -> float:
    inner = width - MARK * size
    total = (HEADING + 0.3) * size
    for one in points:
        total += rows(one.text, inner, size, extra=8 if one.is_partial else 0) * LINE * size
        if by := one.by[:most]:
            small = WORDS * size
            total += rows(" · ".join(by), inner, small) * LINE * small
        total += BETWEEN * size
    return total
