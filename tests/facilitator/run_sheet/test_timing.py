"""Totals, ends, and when each row comes."""

import pytest
from hypothesis import given

from facilitator.run_sheet import (
    RunSheet,
    add_break,
    days_later,
    ends_at,
    set_start,
    skip,
    timeline,
    total_minutes,
    unchoose,
    whole,
)
from modules.document import Module
from tests.facilitator.run_sheet.samples import SMALL, module_of, planned, slide, unhurried

SHEET = add_break(unchoose(whole(SMALL), ["b"]), "answer", 10)
"""25 minutes of slides and a break."""


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [(540, 575, 0), (0, 35, 0), (1404, 1439, 0), (1405, 0, 1), (1430, 25, 1), (None, None, 0)],
)
def test_it_ends_after_its_minutes_if_need_be_on_the_next_day(start, end, days):
    run_sheet = set_start(SHEET, start)

    assert total_minutes(run_sheet) == 35
    assert ends_at(run_sheet) == end
    assert days_later(run_sheet) == days


def test_each_row_has_its_beginning_and_its_end():
    found = timeline(set_start(SHEET, 540), SMALL)

    assert [(one.row.id, one.begins, one.ends) for one in found.rows] == [
        ("a", 0, 1),
        ("b", 1, 1),
        ("question", 1, 11),
        ("answer", 11, 16),
        ("break_1", 16, 26),
        ("c", 26, 32),
        ("d", 32, 34),
        ("z", 34, 35),
    ]
    coffee = next(one for one in found.rows if one.is_break)
    assert (coffee.begins_at, coffee.ends_at, coffee.slide) == (556, 566, None)
    assert (found.minutes, found.ends_at, found.days_later) == (35, 575, 0)


def test_titles_and_numbers_come_from_the_module():
    rows = list(timeline(SHEET, SMALL).rows)

    assert (rows[2].slide, rows[2].number) == (SMALL.slides[2], 3)
    assert rows[2].begins_at is None


def test_lessons_have_their_subtotals_without_breaks():
    found = timeline(SHEET, SMALL).lessons

    assert [(one.id, one.title, one.minutes, one.chosen, one.total) for one in found] == [
        ("one", "Lesson one", 1, 1, 2),
        ("two", "Lesson two", 15, 2, 2),
        ("three", "Lesson three", 9, 3, 3),
    ]
    assert [one.row.id for one in found[1].rows] == ["question", "answer", "break_1"]


def test_a_skipped_slide_keeps_its_time_in_the_plan():
    assert timeline(skip(SHEET, ["c"]), SMALL).minutes == 35
    assert ends_at(skip(set_start(SHEET, 540), ["c"])) == 575


def test_a_slide_that_is_gone_from_the_module_still_has_its_time():
    found = list(timeline(SHEET, module_of(one=[slide("a", 1)])).rows)

    assert (found[2].slide, found[2].number, found[2].ends) == (None, 0, 11)


def test_a_run_sheet_without_rows_takes_no_time():
    empty = Module(id="m", slug="m", number=1, title="M")

    assert timeline(RunSheet(), empty).lessons == ()
    assert total_minutes(RunSheet()) == 0


@unhurried
@given(planned())
def test_rows_follow_each_other_without_a_gap(made):
    module, run_sheet = made

    found = timeline(run_sheet, module)
    rows = list(found.rows)

    assert [one.row for one in rows] == list(run_sheet.rows)
    assert [one.begins for one in rows] == [0, *(one.ends for one in rows)][: len(rows)]
    assert found.minutes == total_minutes(run_sheet) == (rows[-1].ends if rows else 0)
    breaks = sum(row.minutes for row in run_sheet.breaks)
    assert sum(one.minutes for one in found.lessons) + breaks == found.minutes
