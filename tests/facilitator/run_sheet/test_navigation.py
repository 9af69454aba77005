"""From row to row."""

import pytest
from hypothesis import given

from facilitator.run_sheet import (
    RunSheet,
    UnknownRow,
    add_break,
    first_row,
    live_rows,
    next_row,
    previous_row,
    skip,
    unchoose,
    whole,
)
from tests.facilitator.run_sheet.samples import SMALL, planned, unhurried

SHEET = skip(add_break(unchoose(whole(SMALL), ["a", "c"]), "answer", 10), ["d"])
"""b, question, answer, a break, z: a and c are not chosen, d is skipped."""


def test_next_and_previous_pass_over_what_is_not_shown():
    forward, backward = [first_row(SHEET)], [SHEET.row("z")]
    for _ in range(4):
        forward.append(next_row(SHEET, forward[-1].id))
        backward.append(previous_row(SHEET, backward[-1].id))

    assert [row.id for row in forward] == ["b", "question", "answer", "break_1", "z"]
    assert backward == forward[::-1]
    assert next_row(SHEET, "z") is None
    assert previous_row(SHEET, "b") is None


def test_one_can_go_on_from_a_slide_that_is_not_chosen():
    assert next_row(SHEET, "c").id == "z"
    assert previous_row(SHEET, "c").id == "break_1"
    assert previous_row(SHEET, "a") is None


def test_there_is_no_going_on_from_what_is_not_there():
    for step in (next_row, previous_row):
        with pytest.raises(UnknownRow):
            step(SHEET, "nobody")


def test_nothing_is_first_where_nothing_is_chosen():
    assert first_row(RunSheet()) is None
    assert first_row(unchoose(whole(SMALL), [one.id for one in SMALL.slides])) is None


@unhurried
@given(planned(least=1))
def test_from_any_row_the_way_leads_through_all_that_is_left(made):
    _, run_sheet = made
    live = list(live_rows(run_sheet))

    for place, row in enumerate(run_sheet.rows):
        after = [one for one in run_sheet.rows[place + 1 :] if one in live]
        before = [one for one in run_sheet.rows[:place] if one in live]
        assert next_row(run_sheet, row.id) == (after[0] if after else None)
        assert previous_row(run_sheet, row.id) == (before[-1] if before else None)
