"""Drawing continuum charts. Pure: figures in, shapes out, shapes as SVG. No Django, no script."""

from cvi_survey.drawing.layout import (
    NARROW,
    WIDE,
    Band,
    Chart,
    Column,
    Format,
    Group,
    Mark,
    Stroke,
    Text,
    chart,
)
from cvi_survey.drawing.svg import PAINT, Names, svg_inline, svg_standalone

__all__ = [
    "NARROW",
    "PAINT",
    "WIDE",
    "Band",
    "Chart",
    "Column",
    "Format",
    "Group",
    "Mark",
    "Names",
    "Stroke",
    "Text",
    "chart",
    "svg_inline",
    "svg_standalone",
]
