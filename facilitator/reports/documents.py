"""The report as accessible PDF (PDF/UA-1). Typeset by Typst, with its own fonts.

Every word goes in as data. System fonts are not used, so that a file looks alike wherever it was
made; nothing is fetched.
"""

import json
import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import typst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from facilitator.activities.kind import OutcomePart
from facilitator.errors import ReportFailed
from facilitator.reports.reading import ActivityRead, LessonRead, ReportRead

TEMPLATE = Path(__file__).with_name("report.typ")
LONGEST_WORD = 28
HAS_GLYPHS = ((0x00, 0x500), (0x5D0, 0x600), (0x1E00, 0x2040), (0x20A0, 0x2300), (0x2500, 0x2600))
"""Code points for which Typst's own fonts have a picture; tried out one by one."""

CONTROLS = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0)), " ")


def report_pdf(read: ReportRead) -> bytes:
    """The whole report as tagged PDF. Raises `ReportFailed`."""
    data = json.dumps(_printable(_data(read)), ensure_ascii=False)
    try:
        return _typeset(data)
    except typst.TypstError:
        # People type pictures and scripts that the fonts do not have, which PDF/UA forbids.
        pass
    try:
        return _typeset(with_names(data))
    except typst.TypstError as error:
        raise ReportFailed from error


def _printable(value: Any) -> Any:
    """The data with a space for each control character, as comes along where text is pasted."""
    if isinstance(value, str):
        return value.translate(CONTROLS)
    if isinstance(value, list):
        return [_printable(one) for one in value]
    if isinstance(value, dict):
        return {name: _printable(one) for name, one in value.items()}
    return value


def _typeset(data: str) -> bytes:
    compiler = typst.Compiler(
        TEMPLATE.read_bytes(), ignore_system_fonts=True, sys_inputs={"data": data}
    )
    made = compiler.compile(format="pdf", pdf_standards=["ua-1"])
    if not isinstance(made, bytes):
        raise ReportFailed
    return made


def with_names(text: str) -> str:
    """The text with the names of what the fonts cannot show, such as "[grinning face]"."""
    return "".join(one if _has_glyph(one) else f"[{_name(one)}]" for one in text)


def _has_glyph(one: str) -> bool:
    return any(first <= ord(one) < last for first, last in HAS_GLYPHS)


def _name(one: str) -> str:
    return unicodedata.name(one, f"U+{ord(one):04X}").lower()


# Data --------------------------------------------------------------------------------------------


def _data(read: ReportRead) -> dict[str, Any]:
    return {
        "title": read.title,
        "author": read.jurisdiction,
        "eyebrow": f"{_('Report of a session')} · {read.jurisdiction} · {read.date}",
        "language": (get_language() or "en").split("-")[0],
        "facts": [[name, _breakable(value)] for name, value in read.facts],
        "lead": read.lead,
        "by_clock": _("Nobody ended this session; it was ended by the clock.")
        if read.is_ended_by_clock
        else "",
        "attendance": {
            "title": _("Attendance"),
            "said": " ".join(read.attendance),
            "names": list(read.credit),
        },
        "agenda": {
            "title": _("Planned and actual"),
            "head": [_("Lesson"), _("Planned"), _("Actual"), _("Difference")],
            "rows": [
                *(
                    [one.title, str(one.planned), str(one.actual), one.difference]
                    for one in read.lessons
                ),
                [
                    _("Whole session, breaks included"),
                    str(read.planned),
                    str(read.actual),
                    read.difference,
                ],
            ],
            "unit": _("In minutes; breaks are not counted in lessons."),
            "slides": _("Slide by slide"),
            "row_head": [_("Slide"), _("Title"), _("Planned"), _("Actual"), _("Remark")],
            "lessons": [_lesson(one) for one in read.lessons],
        },
        "activities": {
            "title": _("What the room did"),
            "none": _("No activity was opened."),
            "all": [_activity(one) for one in read.activities],
        },
        "notes": {
            "title": _("Notes"),
            "none": _("No notes were written."),
            "all": [
                {
                    "title": _("Slide %(number)d: %(title)s")
                    % {"number": one.number, "title": one.title},
                    "text": [_breakable(line) for line in one.text.splitlines() if line.strip()],
                }
                for one in read.notes
            ],
        },
    }


def _lesson(lesson: LessonRead) -> dict[str, Any]:
    return {
        "title": lesson.title,
        "rows": [
            [str(row.number or ""), row.title, row.planned, row.actual, row.remark]
            for row in lesson.rows
        ],
    }


def _activity(activity: ActivityRead) -> dict[str, Any]:
    return {
        "title": ": ".join(dict.fromkeys(filter(None, (activity.label, activity.title)))),
        "failed": _("The outcome could not be worked out.") if activity.outcome is None else "",
        "parts": [_part(one) for one in activity.parts],
    }


def _part(part: OutcomePart) -> dict[str, Any]:
    return {
        "title": _breakable(part.title),
        "said": _breakable(part.said),
        "widths": _widths([part.head, *part.rows]) if part.head else [],
        "head": [_breakable(cell) for cell in part.head],
        "rows": [[_breakable(cell) for cell in row] for row in part.rows],
    }


def _widths(rows: Sequence[Sequence[str]]) -> list[int]:
    """How wide each column is in relation to the others: by its longest cell, within bounds."""
    columns = zip(*rows, strict=True)
    return [min(max(8, *(len(cell) for cell in column)), 40) for column in columns]


def _breakable(text: str) -> str:
    """The text with places to break words that would run out of their column."""
    return re.sub(rf"\S{{{LONGEST_WORD}}}(?=\S)", lambda found: f"{found[0]}\u200b", text)
