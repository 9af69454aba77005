"""A run-sheet as JSON, and back."""

import json

import pytest
from hypothesis import given

from facilitator.run_sheet import (
    NoRunSheet,
    RunSheet,
    add_break,
    run_sheet_from_json,
    run_sheet_to_json,
    set_start,
    skip,
    whole,
)
from tests.facilitator.run_sheet.samples import SMALL, planned, unhurried

SHEET = skip(set_start(add_break(whole(SMALL), "b", 10, "Coffee"), 540), ["c"])


@unhurried
@given(planned())
def test_what_was_written_is_read(made):
    _, run_sheet = made

    written = json.loads(json.dumps(run_sheet_to_json(run_sheet)))

    assert run_sheet_from_json(written) == run_sheet


def test_the_form_is_the_one_that_is_kept():
    data = run_sheet_to_json(SHEET)

    assert data["schema"] == 1
    assert data["starts_at"] == 540
    assert data["rows"][1:3] == [
        {
            "slide": "b",
            "lesson": "one",
            "minutes": 4,
            "is_chosen": True,
            "is_optional": False,
            "is_skipped": False,
        },
        {"break": "break_1", "title": "Coffee", "minutes": 10},
    ]
    assert run_sheet_from_json(data) == SHEET


def test_an_empty_object_is_a_run_sheet_without_rows():
    assert run_sheet_from_json({}) == RunSheet()


def changed(row: int | None = None, **values: object) -> dict:
    data = run_sheet_to_json(SHEET)
    (data if row is None else data["rows"][row]).update(values)
    return data


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ([], "run-sheet: expected an object."),
        (None, "run-sheet: expected an object."),
        ({"rows": []}, "schema: expected 1."),
        (changed(schema=2), "schema: expected 1."),
        (changed(schema=True), "schema: expected 1."),
        (changed(titel="x"), "run-sheet: does not know titel."),
        (changed(starts_at=1440), "run-sheet.starts_at: expected a whole number from 0 to 1439."),
        (changed(starts_at="9:00"), "run-sheet.starts_at: expected a whole number from 0 to 1439."),
        (changed(rows={}), "rows: expected a list."),
        (changed(rows=["a"]), "rows[0]: expected an object."),
        (changed(0, slide=""), "rows[0].slide: expected an id."),
        (changed(0, slide=7), "rows[0].slide: expected text."),
        (changed(0, lesson=None), "rows[0].lesson: expected text."),
        (changed(0, minutes=121), "rows[0].minutes: expected a whole number from 0 to 120."),
        (changed(0, minutes=-1), "rows[0].minutes: expected a whole number from 0 to 120."),
        (changed(0, minutes=1.5), "rows[0].minutes: expected a whole number from 0 to 120."),
        (changed(0, minutes=True), "rows[0].minutes: expected a whole number from 0 to 120."),
        (changed(0, is_chosen="yes"), "rows[0].is_chosen: expected true or false."),
        (changed(0, is_optional=None), "rows[0].is_optional: expected true or false."),
        (changed(0, title="x"), "rows[0]: does not know title."),
        (changed(1, slide="a"), "rows[1]: 'a' is there twice."),
        (changed(2, **{"break": "a"}), "rows[2]: 'a' is there twice."),
        (changed(2, slide="b"), "rows[2]: does not know slide."),
        (changed(2, title=5), "rows[2].title: expected text."),
        (changed(2, title="x" * 81), "rows[2].title: expected at most 80 letters."),
    ],
)
def test_anything_else_is_refused_and_the_place_named(data, message):
    with pytest.raises(NoRunSheet) as error:
        run_sheet_from_json(data)

    assert str(error.value) == message


def test_flags_that_an_older_form_did_not_have_are_filled_in():
    data = {"schema": 1, "rows": [{"slide": "a", "lesson": "one", "minutes": 1}]}

    (row,) = run_sheet_from_json(data).rows

    assert (row.is_chosen, row.is_optional, row.is_skipped) == (True, False, False)
