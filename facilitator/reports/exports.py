"""The report as a table for spreadsheets: one file, its parts one below the other."""

import csv
import io
from collections.abc import Iterator

from django.utils.translation import gettext as _

from cvi_survey.reading.exports import FORMULA_STARTS
from facilitator.reports.reading import ReportRead

BYTE_ORDER_MARK = "\ufeff"
"""Without it spreadsheets take UTF-8 for something else."""

Row = tuple[object, ...]


def report_csv(read: ReportRead) -> str:
    """The whole report. Cells that a spreadsheet would take for a formula begin with a quote."""
    out = io.StringIO()
    writer = csv.writer(out)
    for row in _rows(read):
        writer.writerow([_cell(one) for one in row])
    return BYTE_ORDER_MARK + out.getvalue()


def _cell(value: object) -> object:
    if isinstance(value, str) and value.lstrip(" ").startswith(FORMULA_STARTS):
        return f"'{value}"
    return value


def _rows(read: ReportRead) -> Iterator[Row]:
    yield (_("Session"), read.title)
    yield from read.facts
    yield ()
    yield (_("Attendance"),)
    for said in read.attendance:
        yield ("", said)
    for name in read.credit:
        yield (_("Signed in for credit"), name)
    yield ()
    yield (_("Agenda"),)
    yield (
        _("Lesson"),
        _("Slide"),
        _("Title"),
        _("Planned minutes"),
        _("Actual minutes"),
        _("Remark"),
    )
    for lesson in read.lessons:
        for row in lesson.rows:
            number = row.number or _("Break")
            yield (lesson.title, number, row.title, row.planned, row.actual, row.remark)
    for activity in read.activities:
        yield ()
        yield (_("Activity"), activity.label, activity.title)
        if activity.outcome is None:
            yield (_("The outcome could not be worked out."),)
        yield from map(tuple, activity.rows)
    yield ()
    yield (_("Notes"),)
    yield (_("Slide"), _("Title"), _("Note"))
    for note in read.notes:
        yield (note.number, note.title, note.text)
