"""What a facilitator changes in a run-sheet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.run_sheet import (
    MinutesOutOfBounds,
    StartOutOfBounds,
    TitleTooLong,
    UnknownRow,
    add_break,
    answers_not_asked,
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
    total_minutes,
    unchoose,
    unchoose_lesson,
    whole,
)
from tests.facilitator.run_sheet.samples import SMALL, planned, unhurried

SHEET = whole(SMALL)


def ids(run_sheet) -> list[str]:
    return [row.id for row in run_sheet.rows]


def test_slides_are_taken_in_and_left_out():
    fewer = unchoose(SHEET, ["b", "d"])

    assert fewer.chosen == ("a", "question", "answer", "c", "z")
    assert total_minutes(fewer) == 23
    assert choose(fewer, ["d"]).chosen == ("a", "question", "answer", "c", "d", "z")
    assert choose(fewer, ["b", "d"]) == SHEET


def test_a_form_sends_all_that_are_chosen():
    assert choose_only(unchoose(SHEET, ["a"]), ["a", "z"]).chosen == ("a", "z")
    assert choose_only(SHEET, []).chosen == ()


def test_a_whole_lesson_is_taken_in_or_left_out():
    fewer = unchoose_lesson(SHEET, "three")

    assert fewer.chosen == ("a", "b", "question", "answer")
    assert choose_lesson(fewer, "three") == SHEET


def test_what_was_decided_about_a_slide_outlives_leaving_it_out():
    run_sheet = set_minutes(mark_optional(SHEET, ["c"]), "c", 9)

    assert choose(unchoose(run_sheet, ["c"]), ["c"]) == run_sheet


def test_slides_are_optional_or_not():
    run_sheet = mark_optional(SHEET, ["b", "c"])

    assert [row.slide for row in run_sheet.slides if row.is_optional] == ["b", "c"]
    assert mark_optional(run_sheet, ["b", "c"], is_optional=False) == SHEET


@pytest.mark.parametrize("minutes", [0, 120])
def test_a_slide_may_take_up_to_two_hours(minutes):
    assert set_minutes(SHEET, "a", minutes).row("a").minutes == minutes


@pytest.mark.parametrize("minutes", [-1, 121])
def test_other_minutes_are_refused_and_named(minutes):
    with pytest.raises(MinutesOutOfBounds, match=f"{minutes} minutes cannot be planned: 0 to 120"):
        set_minutes(SHEET, "a", minutes)
    with pytest.raises(MinutesOutOfBounds):
        add_break(SHEET, "a", minutes)


def test_a_start_is_a_minute_of_the_day_or_open():
    assert set_start(SHEET, 0).starts_at == 0
    assert set_start(set_start(SHEET, 1439), None).starts_at is None
    for minute in (-1, 1440):
        with pytest.raises(StartOutOfBounds):
            set_start(SHEET, minute)


def test_a_break_is_put_behind_a_slide_moved_named_and_taken_out():
    one = add_break(SHEET, "answer", 10, "  Coffee \n and air ")
    two = add_break(one, "answer", 5)

    assert ids(two)[3:7] == ["answer", "break_1", "break_2", "c"]
    assert one.row("break_1").title == "Coffee and air"
    assert ids(move_break(two, "break_1", "a"))[:3] == ["a", "break_1", "b"]
    assert ids(move_break(two, "break_1", "answer"))[3:7] == ["answer", "break_2", "break_1", "c"]
    assert rename_break(two, "break_2", "Stretch").row("break_2").title == "Stretch"
    assert set_minutes(two, "break_2", 7).row("break_2").minutes == 7
    assert remove_break(two, "break_2") == one
    assert total_minutes(two) == total_minutes(SHEET) + 15


def test_a_new_break_takes_an_id_that_is_free():
    two = add_break(add_break(SHEET, "a", 5), "b", 5)

    again = add_break(remove_break(two, "break_1"), "c", 5)

    assert {row.id for row in again.breaks} == {"break_1", "break_2"}


def test_a_title_that_is_too_long_is_refused():
    run_sheet = add_break(SHEET, "a", 5, "x" * 80)

    with pytest.raises(TitleTooLong):
        rename_break(run_sheet, "break_1", "x" * 81)
    with pytest.raises(TitleTooLong):
        add_break(SHEET, "a", 5, "x" * 81)


@pytest.mark.parametrize(
    "change",
    [
        lambda one: choose(one, ["nobody"]),
        lambda one: unchoose(one, ["a", "nobody"]),
        lambda one: choose_only(one, ["nobody"]),
        lambda one: mark_optional(one, ["nobody"]),
        lambda one: choose_lesson(one, "nobody"),
        lambda one: unchoose_lesson(one, "nobody"),
        lambda one: set_minutes(one, "nobody", 5),
        lambda one: add_break(one, "nobody", 5),
        lambda one: move_break(one, "break_1", "nobody"),
        lambda one: move_break(one, "nobody", "a"),
        lambda one: remove_break(one, "nobody"),
        lambda one: rename_break(one, "nobody", "x"),
    ],
)
def test_what_is_not_there_is_named(change):
    with pytest.raises(UnknownRow, match="The run-sheet has no 'nobody'") as error:
        change(add_break(SHEET, "a", 5))

    assert error.value.name == "nobody"


def test_slides_are_no_breaks_and_breaks_are_no_slides():
    run_sheet = add_break(SHEET, "a", 5)

    for change in (
        lambda: remove_break(run_sheet, "a"),
        lambda: unchoose(run_sheet, ["break_1"]),
        lambda: add_break(run_sheet, "break_1", 5),
    ):
        with pytest.raises(UnknownRow):
            change()


def test_skipped_slides_stay_in_the_plan():
    run_sheet = skip(SHEET, ["b", "nobody"])

    assert run_sheet.chosen == SHEET.chosen
    assert total_minutes(run_sheet) == total_minutes(SHEET)
    assert [row.slide for row in run_sheet.slides if not row.is_live] == ["b"]
    assert skip(run_sheet, []) == SHEET


def test_answers_that_nobody_asks_for_are_told():
    assert answers_not_asked(SHEET, SMALL) == ()
    assert answers_not_asked(unchoose(SHEET, ["question"]), SMALL) == ("answer",)
    assert answers_not_asked(skip(SHEET, ["question"]), SMALL) == ("answer",)
    assert answers_not_asked(unchoose(SHEET, ["question", "answer"]), SMALL) == ()


@unhurried
@given(planned(least=1), st.data())
def test_no_change_touches_the_order_of_the_slides_or_the_other_rows(made, data):
    _, run_sheet = made
    slide = data.draw(st.sampled_from([row.slide for row in run_sheet.slides]))
    minutes = data.draw(st.integers(0, 120))

    for changed in (
        choose(run_sheet, [slide]),
        unchoose(run_sheet, [slide]),
        mark_optional(run_sheet, [slide]),
        set_minutes(run_sheet, slide, minutes),
        skip(run_sheet, [slide]),
    ):
        assert ids(changed) == ids(run_sheet)
        assert [row for row in changed.rows if row.id != slide] == [
            row for row in run_sheet.rows if row.id != slide
        ]
    more = add_break(run_sheet, slide, minutes)
    (new,) = set(ids(more)) - set(ids(run_sheet))
    assert remove_break(more, new) == run_sheet
    assert total_minutes(more) == total_minutes(run_sheet) + minutes
