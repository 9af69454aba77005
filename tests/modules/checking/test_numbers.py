"""A number on a slide is a fact, is marked, or is plainly no statistic."""

import pytest

from modules.checking.numbers import unmarked
from tests.modules.checking.content import (
    BODY_LINE,
    body,
    broken,
    corpus,
    slide,
)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("About 39.1 percent of them", ["39.1 percent"]),
        ("5% of them, 5 percent of others", ["5%", "5 percent"]),
        ("1 in 8 children", ["1 in 8"]),
        ("3 times as likely", ["3 times as"]),
        ("443,000 children, 20 parents", ["443,000", "20"]),
        ("After 22 months", ["22"]),
        ("A mean of 2.5 years", ["2.5"]),
    ],
)
def test_a_number_that_may_be_a_statistic_is_named(text, numbers):
    assert sorted(one for _, one in unmarked(text)) == sorted(numbers)


@pytest.mark.parametrize(
    "text",
    [
        "{fact:a-figure} and {number:15 of the last 22} months",
        "Five steps, 5 steps, 12 months, 3, 4, and 9.",
        "In 2021, from 2015-2019, in the 1990s, on 16 February 2026, on November 22, 2026",
        "42 CFR Part 2, 42 CFR 2.31, 45 CFR 164.512(e), 89 FR 12472, 42 U.S.C. 675, section 471(a)",
        "Public Law 115-123, title 42, §290dd-2, Part 2",
        "Module 7, slides 9, 21, 25, and 26, step 13",
        "children under 18, ages 0 to 17, 18 and older",
        "90 minutes, a 45-minute visit, at 9:30, 24/7",
        "DSM-5 and PHQ-9 and the 20th birthday",
        "Call 988 or 1-800-662-4357",
        "[@hhs-2022] and [this](https://example.org/2022/41)",
        "13. the thirteenth",
    ],
)
def test_a_number_that_is_plainly_none_may_stand(text):
    assert unmarked(text) == []


def test_numbers_on_slides_are_facts_or_marked(tmp_path):
    found = broken("numbers", body(tmp_path, "It was 39.1 percent\nof 400 children."))

    assert [one.partition(" ")[0] for one in found] == [BODY_LINE, "m1/lessons/01-one.md:11:"]
    assert "Keep it in content/facts/ and write {fact:its-id}" in found[0]
    good = "It was {fact:a-figure} of {number:400} children."
    assert broken("numbers", body(tmp_path / "good", good)) == []


def test_the_figure_of_a_statistic_is_always_a_fact(tmp_path):
    text = "::: statistic\nvalue: {}\nlabel: of them\nyear: 2021\ncitation: hhs\n:::"

    assert broken("numbers", body(tmp_path / "good", text.format("{fact:a-figure}"))) == []
    assert "has the number 5," in broken("numbers", body(tmp_path, text.format("5")))[0]


def test_notes_for_the_facilitator_may_have_numbers_and_talking_points_may_not(tmp_path):
    notes = slide(1) + "\n## Facilitator notes\n\nPut out 30 chairs.\n"
    spoken = slide(1) + "\nThere were 30 families.\n"

    assert broken("numbers", corpus(tmp_path / "notes", notes, slide(2))) == []
    assert len(broken("numbers", corpus(tmp_path / "spoken", spoken, slide(2)))) == 1
