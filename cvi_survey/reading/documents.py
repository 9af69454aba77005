"""The report as accessible PDF, and charts as pictures. Typeset by Typst, with its own fonts.

Every word goes in as data. System fonts are not used, so that a file looks alike wherever it was
made; nothing is fetched.
"""

import json
from pathlib import Path
from typing import Any

import typst
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cvi_survey.disclosure import Release
from cvi_survey.drawing import svg_standalone
from cvi_survey.errors import FileFailed, FileTooLarge
from cvi_survey.models import Round
from cvi_survey.reading import words as say
from cvi_survey.reading.pages import SummaryWords, parts_of, summary_words
from cvi_survey.reading.shown import ShownItem
from cvi_survey.reading.summing_up import Order
from cvi_survey.reading.words import Words

TEMPLATE = Path(__file__).with_name("report.typ")
FAMILY = "Libertinus Serif"
MOST_STATEMENTS = 120
PIXELS_AN_INCH = 144

PICTURE = b"""
#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg")
"""


def chart_svg(read: Round, shown: ShownItem, *, family: str | None = None) -> str:
    """A statement's chart as a document of its own; empty where nothing is shown."""
    if shown.charts is None:
        return ""
    feet = [f"{read.jurisdiction} · {read.title} · {_closed(read)}"]
    feet.append(_("Release %(fingerprint)s") % {"fingerprint": read.fingerprint})
    options = {"family": family} if family else {}
    return svg_standalone(
        shown.charts.wide, shown.names, heading=shown.item.text, feet=feet, **options
    )


def chart_png(read: Round, shown: ShownItem) -> bytes:
    """The same as a picture; empty where nothing is shown. Raises `FileFailed`."""
    svg = chart_svg(read, shown, family=FAMILY)
    if not svg:
        return b""
    return _typeset(PICTURE, {"svg": svg}, format="png", ppi=float(PIXELS_AN_INCH))


def report_pdf(read: Round, released: Release, words: Words) -> bytes:
    """The whole release as tagged PDF (PDF/UA-1). Raises `FileTooLarge`, `FileFailed`."""
    if len(released.items) > MOST_STATEMENTS:
        raise FileTooLarge(MOST_STATEMENTS)
    data = json.dumps(_report_data(read, released, words))
    return _typeset(TEMPLATE.read_bytes(), {"data": data}, format="pdf", pdf_standards=["ua-1"])


def _typeset(source: bytes, inputs: dict[str, str], **options: Any) -> bytes:
    """Compile a document in memory. Raises `FileFailed`."""
    try:
        compiler = typst.Compiler(source, ignore_system_fonts=True, sys_inputs=inputs)
        made = compiler.compile(**options)
    except typst.TypstError as error:
        raise FileFailed from error
    if not isinstance(made, bytes):
        raise FileFailed
    return made


def _closed(read: Round) -> str:
    return date_format(read.closed_at.date()) if read.closed_at else ""


def _report_data(read: Round, released: Release, words: Words) -> dict[str, Any]:
    summary = summary_words(released, words)
    return {
        "title": read.title,
        "place": str(read.jurisdiction),
        "eyebrow": f"{read.jurisdiction} · {_closed(read)}",
        "language": words.language,
        "paper": "us-letter",
        "keywords": [read.fingerprint],
        "fingerprint": read.fingerprint,
        "fingerprint_label": _("Release"),
        "lead": list(
            filter(
                None,
                (
                    say.size_words(released.size),
                    _("There is no right place on the line.") if released.has_charts else "",
                    words.instrument.notice,
                ),
            )
        ),
        "summary": [] if summary is None else _summary_data(summary),
        "parts": [
            {
                "title": part.title,
                "statements": [_statement_data(shown) for shown in part.items],
            }
            for part in parts_of(released, words, Order.FORM)
        ],
        "reading_title": _("How to read this"),
        "reading": _how_to_read(),
        "source": words.instrument.source,
    }


def _how_to_read() -> list[str]:
    return [
        _(
            "Figures are shares of those who answered, in tenths or finer where many did. "
            "Hatched columns disagree. How many people answered is given only roughly, and "
            "what could tell about single people is left out, so a missing chart can also "
            "mean that nobody answered."
        ),
        _(
            "The diamond is everyone’s average; the dashed line repeats it beside the systems. "
            "A system’s mark lies at its average, in small groups to the nearest half step."
        ),
    ]


def _summary_data(summary: SummaryWords) -> list[dict[str, Any]]:
    divided = [
        f"{group.label}: {', '.join(one.short for one in group.items)}" for group in summary.divided
    ]
    return [
        {
            "title": _("Where we agree"),
            "items": [f"{one.short}. {one.why}" for one in summary.shared],
            "none": _("No statement stands out as shared."),
        },
        {
            "title": _("Where we differ most"),
            "items": [f"{one.short}. {one.why}" for one in summary.differing],
            "none": _("No two systems are seen a whole step apart."),
        },
        {
            "title": _("Where each of us is divided"),
            "items": divided,
            "none": _("In no group that is shown are answers seen to be split."),
        },
    ]


def _statement_data(shown: ShownItem) -> dict[str, Any]:
    if shown.charts is None:
        nothing = _("No picture: nobody answered this statement, or too few.")
        return {"text": shown.item.text, "word": nothing, "svg": "", "alt": ""}
    points = list(shown.words.labels.scale)
    return {
        "text": shown.item.text,
        "word": f"{shown.word} {shown.gap}".strip(),
        "svg": svg_standalone(shown.charts.wide, shown.names, family=FAMILY),
        "alt": shown.names.description,
        "head": [_("Group"), *points, _("Of"), _("On average")],
        "rows": [
            [
                column.label,
                *(map(str, column.reading.parts) if column.reading.parts else ["–"] * len(points)),
                str(column.reading.whole or "–"),
                column.place,
            ]
            for column in shown.columns
        ],
    }
