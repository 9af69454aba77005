"""What a facilitator changes in a run-sheet. Each function gives a new one, or raises."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from facilitator.run_sheet.errors import (
    DAY,
    LONGEST_TITLE,
    MinutesOutOfBounds,
    StartOutOfBounds,
    TitleTooLong,
    UnknownRow,
)
from facilitator.run_sheet.making import break_id
from facilitator.run_sheet.rows import BreakRow, Row, RunSheet, SlideRow
from modules.plans import MOST_MINUTES


def choose(run_sheet: RunSheet, slides: Iterable[str]) -> RunSheet:
    """Take these slides in. Raises `UnknownRow`."""
    return _slides(run_sheet, slides, lambda row: replace(row, is_chosen=True))


def unchoose(run_sheet: RunSheet, slides: Iterable[str]) -> RunSheet:
    """Leave these slides out; what else was decided about them is kept. Raises `UnknownRow`."""
    return _slides(run_sheet, slides, lambda row: replace(row, is_chosen=False))


def choose_only(run_sheet: RunSheet, slides: Iterable[str]) -> RunSheet:
    """Take in these slides and no others, as a form sends them. Raises `UnknownRow`."""
    return choose(unchoose(run_sheet, [row.slide for row in run_sheet.slides]), slides)


def choose_lesson(run_sheet: RunSheet, lesson: str) -> RunSheet:
    """Take in every slide of a lesson. Raises `UnknownRow`."""
    return choose(run_sheet, _of_lesson(run_sheet, lesson))


def unchoose_lesson(run_sheet: RunSheet, lesson: str) -> RunSheet:
    """Leave out every slide of a lesson. Raises `UnknownRow`."""
    return unchoose(run_sheet, _of_lesson(run_sheet, lesson))


def mark_optional(
    run_sheet: RunSheet, slides: Iterable[str], *, is_optional: bool = True
) -> RunSheet:
    """Say of these slides that they may be skipped when time runs short. Raises `UnknownRow`."""
    return _slides(run_sheet, slides, lambda row: replace(row, is_optional=is_optional))


def skip(run_sheet: RunSheet, slides: Iterable[str]) -> RunSheet:
    """The run-sheet of a running session in which just these slides are skipped.

    They stay in what was planned. Slides that are not in the run-sheet mean nothing.
    """
    skipped = set(slides)
    return _rows(
        run_sheet,
        [
            replace(row, is_skipped=row.slide in skipped) if isinstance(row, SlideRow) else row
            for row in run_sheet.rows
        ],
    )


def set_minutes(run_sheet: RunSheet, row_id: str, minutes: int) -> RunSheet:
    """Plan other minutes for a slide or a break. Raises `UnknownRow`, `MinutesOutOfBounds`."""
    _check_minutes(minutes)
    place = _place(run_sheet, row_id)
    rows = list(run_sheet.rows)
    rows[place] = replace(rows[place], minutes=minutes)
    return _rows(run_sheet, rows)


def set_start(run_sheet: RunSheet, minute: int | None) -> RunSheet:
    """Say at which minute of the day it starts, or that this is open. Raises `StartOutOfBounds`."""
    if minute is not None and not 0 <= minute < DAY:
        raise StartOutOfBounds(minute)
    return replace(run_sheet, starts_at=minute)


def add_break(run_sheet: RunSheet, after: str, minutes: int, title: str = "") -> RunSheet:
    """Put a break behind a slide, and behind the breaks that stand there already.

    Raises `UnknownRow`, `MinutesOutOfBounds`, `TitleTooLong`.
    """
    _check_minutes(minutes)
    found = BreakRow(break_id(row.id for row in run_sheet.rows), minutes, _title(title))
    return _rows(run_sheet, _with_break(run_sheet.rows, found, after))


def move_break(run_sheet: RunSheet, name: str, after: str) -> RunSheet:
    """Put a break behind another slide. Raises `UnknownRow`."""
    found = _break(run_sheet, name)
    others = [row for row in run_sheet.rows if row is not found]
    return _rows(run_sheet, _with_break(others, found, after))


def rename_break(run_sheet: RunSheet, name: str, title: str) -> RunSheet:
    """Give a break a title, or none. Raises `UnknownRow`, `TitleTooLong`."""
    found = _break(run_sheet, name)
    renamed = replace(found, title=_title(title))
    return _rows(run_sheet, [renamed if row is found else row for row in run_sheet.rows])


def remove_break(run_sheet: RunSheet, name: str) -> RunSheet:
    """Take a break out. Raises `UnknownRow`."""
    found = _break(run_sheet, name)
    return _rows(run_sheet, [row for row in run_sheet.rows if row is not found])


def _rows(run_sheet: RunSheet, rows: Iterable[Row]) -> RunSheet:
    return replace(run_sheet, rows=tuple(rows))


def _slides(
    run_sheet: RunSheet, slides: Iterable[str], change: Callable[[SlideRow], SlideRow]
) -> RunSheet:
    named = list(slides)
    known = {row.slide for row in run_sheet.slides}
    for slide in named:
        if slide not in known:
            raise UnknownRow(slide)
    return _rows(
        run_sheet,
        [
            change(row) if isinstance(row, SlideRow) and row.slide in named else row
            for row in run_sheet.rows
        ],
    )


def _of_lesson(run_sheet: RunSheet, lesson: str) -> list[str]:
    found = [row.slide for row in run_sheet.slides if row.lesson == lesson]
    if not found:
        raise UnknownRow(lesson)
    return found


def _place(run_sheet: RunSheet, row_id: str) -> int:
    place = run_sheet.place(row_id)
    if place is None:
        raise UnknownRow(row_id)
    return place


def _break(run_sheet: RunSheet, name: str) -> BreakRow:
    found = run_sheet.row(name)
    if not isinstance(found, BreakRow):
        raise UnknownRow(name)
    return found


def _with_break(rows: Iterable[Row], found: BreakRow, after: str) -> list[Row]:
    """The rows with the break behind the slide `after`."""
    changed = list(rows)
    place = next(
        (n for n, row in enumerate(changed) if isinstance(row, SlideRow) and row.slide == after),
        None,
    )
    if place is None:
        raise UnknownRow(after)
    place += 1
    while place < len(changed) and isinstance(changed[place], BreakRow):
        place += 1
    changed.insert(place, found)
    return changed


def _check_minutes(minutes: int) -> None:
    if not 0 <= minutes <= MOST_MINUTES:
        raise MinutesOutOfBounds(minutes)


def _title(title: str) -> str:
    found = " ".join(title.split())
    if len(found) > LONGEST_TITLE:
        raise TitleTooLong(found)
    return found
