"""The plans in words, on modules as they stand on the site."""

from dataclasses import replace

import pytest

from facilitator.plan_choices import plan_choice_list
from facilitator.run_sheet import total_minutes
from modules.document import Module
from modules.selectors import module_document

pytestmark = pytest.mark.django_db


def test_one_chooses_among_five_plans_in_words():
    choices = plan_choice_list(module_document("module-7"))

    assert [(one.key, one.minutes) for one in choices] == [
        ("two-hours", 120),
        ("ninety-minutes", 90),
        ("brown-bag", 45),
        ("first-half", 58),
        ("second-half", 63),
    ]
    assert choices[0].title == "Two hours, with a break"
    assert all(one.purpose and one.minutes == total_minutes(one.run_sheet) for one in choices)


@pytest.mark.parametrize("slug", ["module-1", "module-2", "module-3"])
def test_the_other_modules_have_theirs_too(slug):
    choices = plan_choice_list(module_document(slug))

    assert [one.minutes for one in choices][:3] == [120, 90, 45]
    assert len(choices) == 5


def test_a_module_without_a_file_has_plans_in_words_too():
    module = replace(module_document("module-7"), id="one-of-an-editor")

    assert [(one.title, one.minutes) for one in plan_choice_list(module)] == [
        ("Two hours", 120),
        ("Ninety minutes", 90),
        ("Brown-bag, 45 minutes", 45),
        ("First half", 58),
        ("Second half", 62),
    ]


def test_a_module_without_slides_offers_none():
    assert plan_choice_list(Module(id="module4", slug="module-4", number=4, title="M")) == ()
