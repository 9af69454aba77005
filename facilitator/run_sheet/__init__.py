"""The run-sheet of a session: what is shown, in how many minutes, and how the session keeps to it.

Pure: a module's document and plain values in, plain values out. `docs/run-sheet.md` has the rules.
"""

from facilitator.run_sheet.answers import answers_not_asked
from facilitator.run_sheet.changing import (
    add_break,
    choose,
    choose_lesson,
    choose_only,
    mark_optional,
    move_break,
    remove_break,
    rename_break,
    set_minutes,
    set_start,
    skip,
    unchoose,
    unchoose_lesson,
)
from facilitator.run_sheet.errors import (
    MinutesOutOfBounds,
    NoRunSheet,
    RunSheetError,
    StartOutOfBounds,
    TitleTooLong,
    UnknownRow,
)
from facilitator.run_sheet.json_form import SCHEMA, run_sheet_from_json, run_sheet_to_json
from facilitator.run_sheet.making import Reconciled, reconciled, run_sheet_for, whole
from facilitator.run_sheet.navigation import first_row, live_rows, next_row, previous_row
from facilitator.run_sheet.pace import Advice, Now, Pace, pace
from facilitator.run_sheet.ready_made import generic_plan, plans_for
from facilitator.run_sheet.rows import BreakRow, Row, RunSheet, SlideRow
from facilitator.run_sheet.timing import (
    TimedLesson,
    TimedRow,
    Timeline,
    days_later,
    ends_at,
    timeline,
    total_minutes,
)

__all__ = [
    "SCHEMA",
    "Advice",
    "BreakRow",
    "MinutesOutOfBounds",
    "NoRunSheet",
    "Now",
    "Pace",
    "Reconciled",
    "Row",
    "RunSheet",
    "RunSheetError",
    "SlideRow",
    "StartOutOfBounds",
    "TimedLesson",
    "TimedRow",
    "Timeline",
    "TitleTooLong",
    "UnknownRow",
    "add_break",
    "answers_not_asked",
    "choose",
    "choose_lesson",
    "choose_only",
    "days_later",
    "ends_at",
    "first_row",
    "generic_plan",
    "live_rows",
    "mark_optional",
    "move_break",
    "next_row",
    "pace",
    "plans_for",
    "previous_row",
    "reconciled",
    "remove_break",
    "rename_break",
    "run_sheet_for",
    "run_sheet_from_json",
    "run_sheet_to_json",
    "set_minutes",
    "set_start",
    "skip",
    "timeline",
    "total_minutes",
    "unchoose",
    "unchoose_lesson",
    "whole",
]
