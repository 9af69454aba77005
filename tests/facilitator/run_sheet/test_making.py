"""A run-sheet from a module and a plan, and after the module has changed."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from facilitator.run_sheet import (
    BreakRow,
    add_break,
    mark_optional,
    reconciled,
    run_sheet_for,
    set_minutes,
    total_minutes,
    unchoose,
    whole,
)
from modules.document import Module
from modules.plans import Plan, PlanKey, PlannedBreak, planned_slides
from tests.facilitator.run_sheet.samples import SMALL, module_of, modules, planned, slide, unhurried

PLAN = Plan(
    PlanKey.TWO_HOURS,
    lessons=("two",),
    slides=("a", "z"),
    minutes=(("question", 8),),
    optional=("z",),
    breaks=(PlannedBreak("answer", 10, "Coffee"),),
)


def ids(run_sheet) -> list[str]:
    return [row.id for row in run_sheet.rows]


def without(module: Module, *gone: str) -> Module:
    lessons = tuple(
        replace(lesson, slides=tuple(one for one in lesson.slides if one.id not in gone))
        for lesson in module.lessons
    )
    return replace(module, lessons=tuple(lesson for lesson in lessons if lesson.slides))


def test_the_whole_module_is_every_slide_with_its_own_minutes():
    run_sheet = whole(SMALL)

    assert run_sheet.chosen == ("a", "b", "question", "answer", "c", "d", "z")
    assert total_minutes(run_sheet) == SMALL.planned_minutes == 29


def test_a_plan_says_what_is_in_for_how_long_and_where_a_break_is():
    run_sheet = run_sheet_for(SMALL, PLAN)

    assert ids(run_sheet) == ["a", "b", "question", "answer", "break_1", "c", "d", "z"]
    assert run_sheet.chosen == ("a", "question", "answer", "z")
    assert run_sheet.row("question").minutes == 8
    assert run_sheet.row("z").is_optional
    assert run_sheet.row("break_1") == BreakRow("break_1", 10, "Coffee")
    assert total_minutes(run_sheet) == 1 + 8 + 5 + 10 + 1


def test_a_plan_that_names_nothing_takes_all_but_what_it_leaves_out():
    run_sheet = run_sheet_for(SMALL, Plan(PlanKey.TWO_HOURS, takes_all=True, without=("c", "d")))

    assert run_sheet.chosen == ("a", "b", "question", "answer", "z")


def test_a_slide_that_an_editor_removed_is_left_out_of_its_plan():
    run_sheet = run_sheet_for(without(SMALL, "z", "b"), PLAN)

    assert run_sheet.chosen == ("a", "question", "answer")


def test_an_answer_whose_question_is_gone_goes_with_it():
    run_sheet = run_sheet_for(without(SMALL, "question"), PLAN)

    assert run_sheet.chosen == ("a", "z")


def test_answers_that_asked_for_answers_go_too():
    chain = module_of(
        one=[slide("first", answers="gone", asks="next"), slide("second", answers="next")]
    )

    assert run_sheet_for(chain, Plan(PlanKey.TWO_HOURS, takes_all=True)).chosen == ()


def test_a_break_behind_a_slide_that_is_gone_comes_near_the_middle():
    run_sheet = run_sheet_for(without(SMALL, "answer"), PLAN)

    # In are a (1), question (8) and z (1): the break parts them where a lesson ends.
    assert ids(run_sheet) == ["a", "break_1", "b", "question", "c", "d", "z"]


@unhurried
@given(planned())
def test_nothing_changes_where_the_module_has_not(made):
    module, run_sheet = made

    found = reconciled(run_sheet, module)

    assert found.run_sheet == run_sheet
    assert not found.has_changed


def test_slides_come_go_and_move_and_what_was_decided_stays():
    run_sheet = whole(SMALL)
    run_sheet = set_minutes(mark_optional(unchoose(run_sheet, ["b"]), ["d"]), "d", 9)
    run_sheet = add_break(add_break(run_sheet, "answer", 10), "d", 5)
    now = module_of(
        one=[slide("a", 1), slide("new", 7), slide("b", 4)],
        two=[slide("question", 10, asks="list")],
        three=[slide("d", 2), slide("c", 6), slide("z", 1)],
    )

    found = reconciled(run_sheet, now)

    assert (found.added, found.removed, found.moved) == (("new",), ("answer",), ("c",))
    assert ids(found.run_sheet) == [
        "a", "new", "b", "question", "break_1", "d", "break_2", "c", "z",
    ]  # fmt: skip
    assert not found.run_sheet.row("new").is_chosen
    assert found.run_sheet.row("new").minutes == 7
    assert not found.run_sheet.row("b").is_chosen
    assert found.run_sheet.row("d").is_optional
    assert found.run_sheet.row("d").minutes == 9


def test_a_slide_in_another_lesson_has_moved():
    now = module_of(
        one=[slide("a", 1)],
        two=[slide("b", 4), slide("question", 10, asks="list"), slide("answer", answers="list")],
        three=[slide("c", 6), slide("d", 2), slide("z", 1)],
    )

    found = reconciled(whole(SMALL), now)

    assert found.moved == ("b",)
    assert found.run_sheet.row("b").lesson == "two"


def test_breaks_stay_where_every_slide_before_them_is_gone():
    run_sheet = add_break(whole(SMALL), "a", 5)

    assert ids(reconciled(run_sheet, without(SMALL, "a")).run_sheet)[:2] == ["break_1", "b"]


@unhurried
@given(planned(), modules())
def test_a_reconciled_run_sheet_has_the_modules_slides_and_the_old_breaks(made, now):
    _, run_sheet = made

    found = reconciled(run_sheet, now)

    assert [row.slide for row in found.run_sheet.slides] == [one.id for one in now.slides]
    assert set(found.run_sheet.breaks) == set(run_sheet.breaks)
    assert reconciled(found.run_sheet, now).run_sheet == found.run_sheet
    old = {row.slide: row for row in run_sheet.slides}
    for row in found.run_sheet.slides:
        kept = old.get(row.slide)
        assert row.is_chosen == (kept.is_chosen if kept else False)
        if kept:
            assert (row.minutes, row.is_optional) == (kept.minutes, kept.is_optional)
    assert set(found.added) == {one.id for one in now.slides} - set(old)
    assert set(found.removed) == set(old) - {one.id for one in now.slides}
    unmoved = [row.slide for row in run_sheet.slides if row.slide not in found.moved]
    assert [row.slide for row in found.run_sheet.slides if row.slide in unmoved] == [
        one for one in unmoved if one not in found.removed
    ]


@unhurried
@given(modules(), st.data())
def test_a_plan_never_shows_an_answer_without_its_question_and_keeps_the_order(module, data):
    some = [one.id for one in module.slides]
    names = st.lists(st.sampled_from([*some, "gone"]), unique=True)
    plan = Plan(
        PlanKey.BROWN_BAG,
        slides=tuple(data.draw(names)),
        without=tuple(data.draw(names)),
        minutes=(("gone", 3),),
        breaks=(PlannedBreak(data.draw(st.sampled_from([*some, "gone"])), 5),),
    )

    run_sheet = run_sheet_for(module, plan)

    chosen = set(run_sheet.chosen)
    asked = {one.activity.key for one in module.slides if one.activity and one.id in chosen}
    assert all(one.reveals in asked for one in module.slides if one.id in chosen and one.reveals)
    assert [row.slide for row in run_sheet.slides] == some
    assert [one.slide.id for one in planned_slides(plan, module)] == list(run_sheet.chosen)
    assert len(run_sheet.breaks) <= 1
