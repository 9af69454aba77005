"""Where everything of a continuum chart is drawn.

One chart is one statement. Every group has a lane: the line from strong disagreement to strong
agreement, its distribution as columns on it, a mark where its average lies, or a band where only a
side of the line is known. The first lane is the largest and carries the labels of the scale. All
lanes have the same line, one below the other, so that marks can be compared; and because each has
its own, labels cannot collide however close the groups stand.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from cvi_survey.drawing.texts import fits, text_width, wrapped

LINE_HEIGHT = 1.22
SCALE_LINES = 3
LABEL_LINES = 3


@dataclass(frozen=True)
class Format:
    """How a chart is laid out, in units of its view box.

    `size` is the letter size; `gutter` the column of the groups' labels at the side, nought where
    they stand above their lanes.
    """

    name: str
    width: int
    size: int
    gutter: int
    columns: int
    small_columns: int


WIDE = Format(name="wide", width=720, size=18, gutter=178, columns=104, small_columns=40)
NARROW = Format(name="narrow", width=300, size=15, gutter=0, columns=84, small_columns=34)


@dataclass(frozen=True)
class Group:
    """What is published of one group, as far as it is drawn.

    `parts` (of `whole`, the least agreement first) or nothing; `mean` on the scale from 1, or a
    `band` of the line in hundredths of its length; `spread`, a range of the scale around the mean,
    or nothing. `mark` picks shape and color: nought for everyone. `note` follows the label.
    """

    label: str
    mark: int = 0
    parts: tuple[int, ...] = ()
    whole: int = 0
    mean: float | None = None
    band: tuple[float, float] | None = None
    spread: tuple[float, float] | None = None
    note: str = ""


@dataclass(frozen=True)
class Text:
    """A line of text; `y` is its baseline, `anchor` start, middle or end."""

    x: float
    y: float
    text: str
    anchor: str
    kind: str
    size: float

    @property
    def width(self) -> float:
        """An upper estimate."""
        return text_width(self.text, self.size)

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom, on the safe side."""
        shift = {"start": 0.0, "middle": self.width / 2, "end": self.width}[self.anchor]
        left = self.x - shift
        return left, self.y - 0.8 * self.size, left + self.width, self.y + 0.25 * self.size


@dataclass(frozen=True)
class Column:
    """How many parts chose a point; `kind` is the half of the scale: low, middle or high."""

    x: float
    y: float
    width: float
    height: float
    parts: int
    kind: str


@dataclass(frozen=True)
class Band:
    """A part of the line; `kind` is the half that it lies in, or `spread`."""

    x: float
    y: float
    width: float
    height: float
    kind: str


@dataclass(frozen=True)
class Mark:
    """A group's average. `number` picks shape and color."""

    x: float
    y: float
    number: int


@dataclass(frozen=True)
class Stroke:
    """A straight line; `kind` says which."""

    x1: float
    y1: float
    x2: float
    y2: float
    kind: str


@dataclass
class Chart:
    """One statement, drawn. Lengths are in units of the view box."""

    format: Format
    left: float
    right: float
    height: float = 0
    columns: list[Column] = field(default_factory=list)
    bands: list[Band] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)

    @property
    def width(self) -> int:
        return self.format.width

    def x_at(self, share: float) -> float:
        """Where a share of the line's length, 0 to 1, lies."""
        return round(self.left + share * (self.right - self.left), 1)


def chart(groups: Sequence[Group], *, scale: Sequence[str], shape: Format, large: int = 1) -> Chart:
    """Draw `groups` on a scale of these labels, the least agreement first.

    The first `large` groups get lanes of full height. Raises `ValueError` without groups or with
    fewer than two points.
    """
    if not groups or len(scale) < 2:
        raise ValueError("A chart needs a group and a scale.")
    step = (shape.width - shape.gutter) / len(scale)
    drawn = Chart(shape, left=shape.gutter + step / 2, right=shape.width - step / 2)
    y = 0.0
    everyone = groups[0].mean if large == 1 else None
    for number, group in enumerate(groups):
        is_large = number < large
        y = _lane(drawn, group, y, step, points=len(scale), is_large=is_large)
        if number == large - 1:
            y = _scale(drawn, scale, y, step)
        elif everyone is not None and not is_large:
            x = drawn.x_at((everyone - 1) / (len(scale) - 1))
            line_y = drawn.strokes[-1].y1
            drawn.strokes.append(Stroke(x, line_y - 20, x, line_y + 14, "overall"))
    drawn.height = round(y + 4, 1)
    return drawn


def _lane(
    drawn: Chart, group: Group, top: float, step: float, *, points: int, is_large: bool
) -> float:
    """Draw one group below `top`; the height at which the next thing may begin."""
    columns = _columns(drawn, group, step, is_large=is_large)
    room = _room(columns, group, drawn.format.size if is_large else 0)
    line_y = _label(drawn, group, top, room, is_large=is_large)
    for column in columns:
        _stand(drawn, column, line_y, is_large=is_large)
    if group.band:
        _band(drawn, group.band, line_y)
    if group.spread:
        low, high = (drawn.x_at((end - 1) / (points - 1)) for end in group.spread)
        drawn.bands.append(Band(low, line_y + 6, round(high - low, 1), 5, "spread"))
    drawn.strokes.append(
        Stroke(drawn.left, line_y, drawn.right, line_y, "line" if is_large else "track")
    )
    if group.mean is not None:
        x = drawn.x_at((group.mean - 1) / (points - 1))
        drawn.marks.append(Mark(x, line_y, group.mark))
    return line_y + 14


def _label(drawn: Chart, group: Group, top: float, room: float, *, is_large: bool) -> float:
    """Write a group's label, beside its line or above it; where that line lies."""
    shape = drawn.format
    size = shape.size
    lines = wrapped(
        f"{group.label} {group.note}".strip(),
        width=(shape.gutter or shape.width) - 12,
        size=size,
        most=LABEL_LINES,
    )
    line_height = size * LINE_HEIGHT
    text_height = line_height * len(lines)
    above = top + (14 if is_large else 12)
    if shape.gutter:
        line_y = above + max(room, text_height - size * 0.9)
        first = line_y - text_height + line_height + size * 0.3
    else:
        line_y = above + text_height + room
        first = above + size * 0.8
    kind = "everyone" if is_large else "group"
    drawn.texts += [
        Text(0, round(first + number * line_height, 1), line, "start", kind, size)
        for number, line in enumerate(lines)
    ]
    return round(line_y, 1)


def _columns(drawn: Chart, group: Group, step: float, *, is_large: bool) -> list[Column]:
    """The columns of a distribution, their feet at nought.

    Half of all answers fill the height, so that charts can be compared; more take it all.
    """
    if not group.parts:
        return []
    tall = drawn.format.columns if is_large else drawn.format.small_columns
    unit = tall / max(max(group.parts), group.whole / 2)
    lift = 11 if group.mean is not None else 3
    width = round(step * 0.6, 1)
    points = len(group.parts)
    columns = []
    for place, parts in enumerate(group.parts):
        left = round(drawn.x_at(place / (points - 1)) - width / 2, 1)
        height = round(parts * unit, 1)
        top = round(-lift - height, 1)
        columns.append(Column(left, top, width, height, parts, _half(place, points)))
    return columns


def _room(columns: Sequence[Column], group: Group, figure: float) -> float:
    """How much stands above a group's line; `figure` is the letter size of figures, or nought."""
    if columns:
        return 5 - min(column.y for column in columns) + 1.3 * figure
    return 16 if group.band else 12


def _stand(drawn: Chart, column: Column, line_y: float, *, is_large: bool) -> None:
    """Put a column on a line, with its figure above where there is room for it."""
    y = round(line_y + column.y, 1)
    if column.parts:
        drawn.columns.append(replace(column, y=y))
    if is_large:
        middle = round(column.x + column.width / 2, 1)
        drawn.texts.append(
            Text(middle, y - 6, str(column.parts), "middle", "figure", drawn.format.size)
        )


def _half(place: int, points: int) -> str:
    """Which half of the scale a point, from 0, lies in."""
    doubled = 2 * place + 1
    return "middle" if doubled == points else "low" if doubled < points else "high"


def _band(drawn: Chart, band: tuple[float, float], line_y: float) -> None:
    start, end = (drawn.x_at(hundredths / 100) for hundredths in band)
    kind = "low" if band[0] == 0 else "high" if band[1] == 100 else "middle"
    drawn.bands.append(Band(start, line_y - 11, round(end - start, 1), 22, kind))


def _scale(drawn: Chart, labels: Sequence[str], top: float, step: float) -> float:
    """Ticks on the last line drawn, and the labels of the scale below it; where they end."""
    shape = drawn.format
    line_y = drawn.strokes[-1].y1
    points = len(labels)
    # A little smaller on a phone, where it still makes 12 px on the smallest.
    size = shape.size if shape.gutter else shape.size - 0.8
    drawn.strokes += [
        Stroke(x, line_y - 6, x, line_y + 6, "tick")
        for x in (drawn.x_at(place / (points - 1)) for place in range(points))
    ]
    if points % 2 == 0:
        x = drawn.x_at(0.5)
        drawn.strokes.append(Stroke(x, line_y - 14, x, line_y + 12, "middle"))
    first = top + size * 0.9
    width = step * 0.97
    longest = 0
    if all(fits(label, width=width, size=size) for label in labels):
        columns = [
            (
                drawn.x_at(place / (points - 1)),
                "middle",
                wrapped(label, width=width, size=size, most=SCALE_LINES),
            )
            for place, label in enumerate(labels)
        ]
    else:
        # Long words: the two ends only, each in its half.
        half = (shape.width - shape.gutter) / 2 - 8
        ends = [
            wrapped(one, width=half, size=size, most=SCALE_LINES) for one in (labels[0], labels[-1])
        ]
        columns = [(shape.gutter, "start", ends[0]), (shape.width, "end", ends[1])]
    for x, anchor, lines in columns:
        longest = max(longest, len(lines))
        drawn.texts += [
            Text(x, round(first + number * size * LINE_HEIGHT, 1), line, anchor, "point", size)
            for number, line in enumerate(lines)
        ]
    return first + (longest - 1) * size * LINE_HEIGHT + size * 0.45
