"""Shapes as SVG: for a page, whose style sheet colors the classes, or standing alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from cvi_survey.drawing.layout import Chart, Text
from cvi_survey.drawing.texts import wrapped

# Shapes around 0, 0, so that groups are told apart without color too. The first is everyone's.
SHAPES = (
    "M0-11l11 11l-11 11l-11-11z",
    "M-9 0a9 9 0 1 0 18 0a9 9 0 1 0-18 0z",
    "M-8.5-8.5h17v17h-17z",
    "M0-11l10.5 19h-21z",
    "M-3.5-10h7v6.5h6.5v7h-6.5v6.5h-7v-6.5h-6.5v-7h6.5z",
    "M0 11l10.5-19h-21z",
    "M-10 0l5-9h10l5 9l-5 9h-10z",
)
COLORS = ("#e3a13a", "#a9472b", "#2c5f9e", "#7a3b86", "#59660f", "#7d5210", "#3f4a52")

INK, SOFT, PAPER, SPRUCE = "#1d2b33", "#4c5b62", "#ffffff", "#12575a"
FAMILY = "Segoe UI, Noto Sans, Helvetica, Arial, Liberation Sans, sans-serif"
HATCH = "hatch"
MARGIN, HEADING, FOOT = 16, 20, 11


@dataclass(frozen=True)
class Names:
    """What an SVG says of itself. `key` makes its ids its own on a page."""

    key: str
    title: str
    description: str


# What a style sheet says on a page. `{hatch}` is the address of the pattern.
PAINT: Mapping[str, str] = {
    "column-low": f'fill="{{hatch}}" stroke="{SPRUCE}" stroke-width="1.5"',
    "column-middle": f'fill="{PAPER}" stroke="{SPRUCE}" stroke-width="1.5"',
    "column-high": f'fill="{SPRUCE}" stroke="{SPRUCE}" stroke-width="1.5"',
    "band-low": f'fill="{{hatch}}" stroke="{SPRUCE}" stroke-width="1.5"',
    "band-middle": f'fill="#f3eee4" stroke="{SPRUCE}" stroke-width="1.5"',
    "band-high": f'fill="{SPRUCE}" stroke="{SPRUCE}" stroke-width="1.5"',
    "band-spread": f'fill="{INK}"',
    "line": f'stroke="{INK}" stroke-width="3" stroke-linecap="round"',
    "track": 'stroke="#8a8478" stroke-width="1.5"',
    "tick": f'stroke="{INK}" stroke-width="2"',
    "middle": f'stroke="{INK}" stroke-width="1.5" stroke-dasharray="3 3"',
    "overall": f'stroke="{INK}" stroke-width="1.5" stroke-dasharray="4 3"',
    "figure": f'fill="{INK}" font-weight="600"',
    "everyone": f'fill="{INK}" font-weight="600"',
    "group": f'fill="{INK}"',
    "point": f'fill="{INK}"',
}


def svg_inline(chart: Chart, names: Names) -> str:
    """The chart for a page that brings a style sheet for its classes; without any `style`."""
    ids = [f"{names.key}-{what}" for what in ("t", "d", HATCH)]
    head = (
        f'<svg class="continuum continuum--{chart.format.name}" '
        f'viewBox="0 0 {chart.width} {_number(chart.height)}" role="img" '
        f'aria-labelledby="{ids[0]} {ids[1]}">'
        f'<title id="{ids[0]}">{escape(names.title)}</title>'
        f'<desc id="{ids[1]}">{escape(names.description)}</desc>'
    )
    return head + _defs(chart, ids[2], 'class="continuum__hatch"') + _body(chart, ids[2]) + "</svg>"


def svg_standalone(
    chart: Chart,
    names: Names,
    *,
    heading: str = "",
    feet: Sequence[str] = (),
    family: str = FAMILY,
) -> str:
    """The chart as a document of its own: light, in color, with a heading and lines at its foot."""
    lines = wrapped(heading, width=chart.width, size=HEADING, most=4) if heading else ()
    above = MARGIN + len(lines) * HEADING * 1.25
    width = chart.width + 2 * MARGIN
    height = above + chart.height + MARGIN + FOOT * 1.5 * len(feet)
    frame = (-MARGIN, -above, width, height)
    words = [
        f'<text y="{_number((number - len(lines) + 0.75) * HEADING * 1.25)}" '
        f'font-size="{HEADING}" font-weight="600" fill="{INK}">{escape(line)}</text>'
        for number, line in enumerate(lines)
    ]
    words += [
        f'<text y="{_number(chart.height + (number + 1) * FOOT * 1.5)}" font-size="{FOOT}" '
        f'fill="{SOFT}">{escape(line)}</text>'
        for number, line in enumerate(feet)
    ]
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="t d" '
        f'width="{width}" height="{_number(height)}" viewBox="{" ".join(map(_number, frame))}" '
        f'font-family="{escape(family)}">'
        f'<title id="t">{escape(names.title)}</title>'
        f'<desc id="d">{escape(names.description)}</desc>'
        f'<rect {_box(*frame)} fill="{PAPER}"/>'
        + _defs(chart, HATCH, f'stroke="{SPRUCE}" stroke-width="2.5"')
        + _body(chart, HATCH, PAINT)
        + "".join(words)
        + "</svg>"
    )


def _defs(chart: Chart, key: str, paint: str) -> str:
    """The hatching of the half that disagrees, which reads in black and white too."""
    kinds = {column.kind for column in chart.columns} | {band.kind for band in chart.bands}
    if "low" not in kinds:
        return ""
    return (
        f'<defs><pattern id="{key}" width="6" height="6" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><path d="M1.5 0v6" {paint}/></pattern></defs>'
    )


def _body(chart: Chart, hatch: str, paint: Mapping[str, str] | None = None) -> str:
    """All shapes in the order in which they cover one another."""

    def look(kind: str, name: str) -> str:
        if paint is not None:
            return paint[kind].replace("{hatch}", f"url(#{hatch})")
        filled = f' fill="url(#{hatch})"' if kind in ("column-low", "band-low") else ""
        return f'class="continuum__{name}"{filled}'

    parts = []
    for column in chart.columns:
        color = look(f"column-{column.kind}", column.kind)
        parts.append(f"<rect {color} {_box(column.x, column.y, column.width, column.height)}/>")
    for band in chart.bands:
        parts.append(
            f"<rect {look(f'band-{band.kind}', f'band continuum__{band.kind}')} "
            f'{_box(band.x, band.y, band.width, band.height)} rx="4"/>'
        )
    for stroke in chart.strokes:
        parts.append(
            f'<path {look(stroke.kind, stroke.kind)} d="M{_number(stroke.x1)} {_number(stroke.y1)}'
            f'L{_number(stroke.x2)} {_number(stroke.y2)}"/>'
        )
    for mark in chart.marks:
        number = mark.number if mark.number < len(SHAPES) else 1 + mark.number % (len(SHAPES) - 1)
        color = (
            f'class="continuum__mark continuum__mark--{number}"'
            if paint is None
            else f'fill="{COLORS[number]}" stroke="{PAPER if number else INK}" stroke-width="2"'
        )
        place = f"translate({_number(mark.x)} {_number(mark.y)})"
        parts.append(f'<path {color} transform="{place}" d="{SHAPES[number]}"/>')
    parts += [_text(text, look(text.kind, text.kind)) for text in chart.texts]
    return "".join(parts)


def _text(text: Text, look: str) -> str:
    anchor = "" if text.anchor == "start" else f' text-anchor="{text.anchor}"'
    return (
        f'<text {look} x="{_number(text.x)}" y="{_number(text.y)}" '
        f'font-size="{_number(text.size)}"{anchor}>{escape(text.text)}</text>'
    )


def _box(x: float, y: float, width: float, height: float) -> str:
    return f'x="{_number(x)}" y="{_number(y)}" width="{_number(width)}" height="{_number(height)}"'


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
