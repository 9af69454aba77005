"""Which slides stand and fall together."""

from hypothesis import given

from facilitator.run_sheet.answers import belonging_together
from tests.facilitator.run_sheet.samples import SMALL, modules, slide, unhurried


def names(slides) -> list[list[str]]:
    return [[one.id for one in group] for group in belonging_together(slides)]


def test_a_question_belongs_to_its_answers_and_every_other_slide_to_itself():
    assert names(SMALL.slides) == [["a"], ["b"], ["question", "answer"], ["c"], ["d"], ["z"]]


def test_an_activity_that_nothing_answers_is_alone():
    assert names([slide("a", asks="k"), slide("b", asks="k")]) == [["a"], ["b"]]


def test_an_answer_that_asks_the_next_question_joins_both():
    chain = [
        slide("first", asks="k1"),
        slide("second", asks="k2"),
        slide("end", answers="k2"),
        slide("between", asks="k2", answers="k1"),
    ]

    assert names(chain) == [["first", "second", "end", "between"]]
    assert names(reversed(chain)) == [["between", "end", "second", "first"]]


@unhurried
@given(modules())
def test_every_slide_is_in_one_group_in_order_with_all_that_shares_its_key(module):
    groups = belonging_together(module.slides)
    place = {one.id: number for number, one in enumerate(module.slides)}
    group_of = {one.id: number for number, group in enumerate(groups) for one in group}

    assert sorted(place.values()) == sorted(place[one.id] for group in groups for one in group)
    for group in groups:
        assert [place[one.id] for one in group] == sorted(place[one.id] for one in group)
    firsts = [place[group[0].id] for group in groups]
    assert firsts == sorted(firsts)
    for answer in module.slides:
        for one in module.slides:
            if answer.reveals and one.activity and one.activity.key == answer.reveals:
                assert group_of[answer.id] == group_of[one.id]
