"""Going through a session by its run-sheet: from row to row, past what is not shown."""

from facilitator.run_sheet.errors import UnknownRow
from facilitator.run_sheet.rows import Row, RunSheet


def live_rows(run_sheet: RunSheet) -> tuple[Row, ...]:
    """What one comes through, in order: chosen slides that are not skipped, and breaks."""
    return tuple(row for row in run_sheet.rows if row.is_live)


def first_row(run_sheet: RunSheet) -> Row | None:
    """Where a session begins; None where nothing is chosen."""
    return next(iter(live_rows(run_sheet)), None)


def next_row(run_sheet: RunSheet, row_id: str) -> Row | None:
    """The row after this slide or break, which need not be chosen itself; None at the end.

    Raises `UnknownRow`.
    """
    place = _place(run_sheet, row_id)
    return next((row for row in run_sheet.rows[place + 1 :] if row.is_live), None)


def previous_row(run_sheet: RunSheet, row_id: str) -> Row | None:
    """The row before this slide or break; None at the beginning. Raises `UnknownRow`."""
    place = _place(run_sheet, row_id)
    return next((row for row in reversed(run_sheet.rows[:place]) if row.is_live), None)


def _place(run_sheet: RunSheet, row_id: str) -> int:
    place = run_sheet.place(row_id)
    if place is None:
        raise UnknownRow(row_id)
    return place
