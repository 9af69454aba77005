"""The five plans of every module: from its file, or by the rule for all."""

from dataclasses import replace

import pytest
from hypothesis import given

from facilitator.run_sheet import generic_plan, plans_for, run_sheet_for, total_minutes
from modules.content_folder import module_folder_list
from modules.document import Layout, Module
from modules.formats.markdown_reader import read_module
from modules.plans import HALVES, PROMISED, Plan, PlanKey, planned_slides, read_plans
from modules.plans.plan import without_unasked
from tests.facilitator.run_sheet.samples import PROMPT, module_of, modules, slide, unhurried

MODULES = {folder.name: read_module(folder) for folder in module_folder_list()}
TAUGHT = sorted(name for name, module in MODULES.items() if module.slides)
TIMED = [key for key in PlanKey if key not in HALVES]


def chosen(module: Module, key: PlanKey) -> list[str]:
    return list(run_sheet_for(module, generic_plan(module, key)).chosen)


def ids(module: Module) -> list[str]:
    return [one.id for one in module.slides]


@unhurried
@given(modules(most=20))
def test_no_plan_takes_longer_than_it_promises(module):
    # Up to 300 minutes of slides: well over every promise, and well under.
    for key in TIMED:
        assert total_minutes(run_sheet_for(module, generic_plan(module, key))) <= PROMISED[key]


@unhurried
@given(modules(most=20))
def test_plans_keep_the_order_and_no_answer_comes_without_its_question(module):
    for plan in plans_for(module):
        found = [one.slide for one in planned_slides(plan, module)]
        asked = {one.activity.key for one in found if one.activity}
        assert [one.id for one in found] == list(plan.slides)
        assert [one for one in ids(module) if one in plan.slides] == list(plan.slides)
        assert all(one.reveals in asked for one in found if one.reveals)


@unhurried
@given(modules(most=20))
def test_the_halves_cover_the_module_once(module):
    first, second = (chosen(module, key) for key in HALVES)

    assert not set(first) & set(second)
    assert {*first, *second} == {one.id for one in without_unasked(module.slides)}


@unhurried
@given(modules(most=20))
def test_where_nothing_belongs_together_the_halves_differ_by_a_slide_or_some_minutes(module):
    slides = {one.id: replace(one, activity=None, reveals="") for one in module.slides}
    lessons = [
        replace(lesson, slides=tuple(slides[one.id] for one in lesson.slides))
        for lesson in module.lessons
    ]
    plain = replace(module, lessons=tuple(lessons))
    first, second = (sum(slides[one].minutes for one in chosen(plain, key)) for key in HALVES)

    longest = max((one.minutes for one in plain.slides), default=0)
    assert abs(first - second) <= max(longest, 10)


@unhurried
@given(modules(most=20))
def test_nothing_is_left_out_that_would_fit(module):
    for key in TIMED:
        run_sheet = run_sheet_for(module, generic_plan(module, key))
        room = PROMISED[key] - total_minutes(run_sheet)
        shortest = [
            one.minutes
            for one in module.slides
            if one.id not in run_sheet.chosen
            and not (one.activity or one.reveals or one.layout is Layout.SECTION)
            and not any(
                other.layout is Layout.SECTION
                for lesson in module.lessons
                if one in lesson.slides
                for other in lesson.slides
            )
        ]
        # Two hours may have kept ten minutes for a break for which there was no place.
        slack = 10 if key is PlanKey.TWO_HOURS and not run_sheet.breaks else 0
        assert all(minutes > room - slack for minutes in shortest)


def test_what_the_room_does_stays_and_what_is_only_told_goes_first():
    asking = replace(slide("asking", 10), prompts=(PROMPT,))
    module = module_of(
        one=[replace(slide("open", 1), layout=Layout.TITLE), slide("told-1", 12), asking],
        two=[
            replace(slide("divider", 1), layout=Layout.SECTION),
            slide("list", 10, asks="k"),
            slide("told-2", 14),
            slide("answers", 5, answers="k"),
        ],
        three=[replace(slide("empty", 1), layout=Layout.SECTION), slide("told-3", 30)],
        four=[slide("close", 1)],
    )

    plan = generic_plan(module, PlanKey.BROWN_BAG)

    # The second lesson had more, so it gives more.
    assert list(plan.slides) == [
        "open", "told-1", "asking", "divider", "list", "answers", "close",
    ]  # fmt: skip
    assert plan.optional == ("told-1",)


def test_two_hours_have_a_break_between_lessons_near_the_middle():
    module = module_of(
        one=[slide("a", 20), slide("b", 20)],
        two=[slide("c", 20), slide("d", 20)],
        three=[slide("e", 20)],
    )

    run_sheet = run_sheet_for(module, generic_plan(module, PlanKey.TWO_HOURS))

    assert [row.id for row in run_sheet.rows] == ["a", "b", "break_1", "c", "d", "e"]
    assert total_minutes(run_sheet) == 110


def test_an_hour_needs_no_break():
    module = module_of(one=[slide("a", 30)], two=[slide("b", 30)])

    assert not generic_plan(module, PlanKey.TWO_HOURS).breaks


def test_answers_go_with_their_question_into_one_half():
    module = module_of(one=[slide("a", 30, asks="k"), slide("b", 1)], two=[slide("c", 30)])
    late = replace(module.slides[-1], reveals="k")
    module = replace(
        module, lessons=(*module.lessons[:-1], replace(module.lessons[-1], slides=(late,)))
    )

    assert [chosen(module, key) for key in HALVES] == [["a", "c"], ["b"]]


def test_a_cut_that_parts_no_question_from_its_answers_is_better_than_one_between_lessons():
    module = module_of(
        one=[slide("a", 28), slide("question", 2, asks="k")],
        two=[slide("b", 10), slide("answer", 1, answers="k"), slide("c", 19)],
    )

    assert [chosen(module, key) for key in HALVES] == [["a"], ["question", "b", "answer", "c"]]


def test_a_module_without_slides_has_no_plans():
    assert plans_for(Module(id="m", slug="m", number=1, title="M")) == ()


def test_the_files_plans_come_before_the_rule():
    module = module_of(one=[slide("a", 30)], two=[slide("b", 30)])
    mine = Plan(PlanKey.BROWN_BAG, "Mine", slides=("a",))
    gone = Plan(PlanKey.NINETY_MINUTES, "Gone", slides=("nobody",))
    half = Plan(PlanKey.FIRST_HALF, "Half", slides=("a", "b"))

    found = {plan.key: plan for plan in plans_for(module, (mine, gone, half))}

    assert list(found) == list(PlanKey)
    assert found[PlanKey.BROWN_BAG] is mine
    assert found[PlanKey.NINETY_MINUTES].slides == ("a", "b")
    # One half alone would leave out the rest of the module.
    assert found[PlanKey.FIRST_HALF].slides == ("a",)


@pytest.mark.parametrize("name", TAUGHT)
def test_the_plans_of_each_module_keep_what_they_promise(name):
    module = MODULES[name]
    plans = {plan.key: plan for plan in read_plans(module_folder_list([name])[0], module)}

    assert list(plans) == list(PlanKey)
    for key, plan in plans.items():
        run_sheet = run_sheet_for(module, plan)
        slack = 5 if key in HALVES else 0
        assert abs(total_minutes(run_sheet) - PROMISED[key]) <= slack, key
        assert run_sheet.chosen[0] == module.slides[0].id
        assert plan.optional
        assert plan.optional == tuple(one for one in run_sheet.chosen if one in plan.optional), (
            "in the module's order"
        )
    assert plans[PlanKey.TWO_HOURS].breaks
    assert {one.slide.id for key in HALVES for one in planned_slides(plans[key], module)} == set(
        ids(module)
    )


@pytest.mark.parametrize("name", TAUGHT)
def test_the_rule_makes_plans_of_each_module_that_are_nearly_as_long_as_they_may(name):
    module = MODULES[name]

    for key in TIMED:
        minutes = total_minutes(run_sheet_for(module, generic_plan(module, key)))
        assert PROMISED[key] - 2 <= minutes <= PROMISED[key], key
    for key in HALVES:
        assert (
            55 <= sum(one.minutes for one in module.slides if one.id in chosen(module, key)) <= 65
        )


@pytest.mark.parametrize("name", TAUGHT)
def test_a_plan_survives_the_loss_of_any_slide(name):
    module = MODULES[name]
    plans = read_plans(module_folder_list([name])[0])

    for gone in ids(module):
        lessons = (
            replace(lesson, slides=tuple(one for one in lesson.slides if one.id != gone))
            for lesson in module.lessons
        )
        less = replace(module, lessons=tuple(one for one in lessons if one.slides))
        for plan in plans:
            before, after = (run_sheet_for(one, plan) for one in (module, less))
            answers = [one.id for one in less.slides if one.reveals]
            assert gone not in after.chosen
            assert set(before.chosen) - set(after.chosen) - {gone} <= set(answers)
            assert len(after.breaks) == len(before.breaks)
