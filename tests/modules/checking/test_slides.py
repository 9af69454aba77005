"""Rules of `check_content` for a slide by its size, slides in a row, and pictures."""

import pytest

from tests.modules.checking.content import (
    LIST,
    TALK,
    body,
    broken,
    corpus,
    slide,
)


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        ("word " * 110, "word " * 111, "shows 111 words."),
        ("- x\n" * 9, "- x\n" * 10, "has a list of 10 entries."),
        ("- " + "word " * 30, "- " + "word " * 31, "has a list entry of 31 words."),
        ("- a\n    - " + "word " * 30, "- a\n    - " + "word " * 31, "a list entry of 31 words."),
    ],
)
def test_a_body_stays_within_bounds(tmp_path, right, wrong, message):
    assert broken("slide-size", body(tmp_path / "good", right)) == []
    assert message in broken("slide-size", body(tmp_path, wrong))[0]


@pytest.mark.parametrize(
    ("words", "is_right"), [(39, False), (40, True), (320, True), (321, False)]
)
def test_talking_points_are_enough_to_teach_from(tmp_path, words, is_right):
    text = slide(1).replace(TALK, "word " * words)

    assert (broken("slide-size", corpus(tmp_path, text, slide(2))) == []) is is_right


def test_a_title_is_no_paragraph(tmp_path):
    def titled(words: int) -> str:
        return slide(1).replace("A claim that one can teach", "word " * words)

    assert broken("slide-size", corpus(tmp_path / "good", titled(16))) == []
    assert "has a title of 17 words" in broken("slide-size", corpus(tmp_path, titled(17)))[0]


def test_a_fourth_list_in_a_row_is_one_too_many(tmp_path):
    lists = [slide(number, LIST) for number in range(1, 5)]
    broken_up = [*lists[:3], slide(9, f"{LIST}\n\n::: callout note\nWords.\n:::"), lists[3]]

    assert broken("bullets-in-a-row", corpus(tmp_path / "three", *lists[:3])) == []
    assert broken("bullets-in-a-row", corpus(tmp_path / "good", *broken_up)) == []
    assert "is list number 4 in a row" in broken("bullets-in-a-row", corpus(tmp_path, *lists))[0]


@pytest.mark.parametrize(
    ("alt", "svg", "message"),
    [
        ("Three circles that overlap in the middle.", "<svg><title>T</title></svg>", ""),
        ("Three circles.", "<svg><title>T</title></svg>", "says of pictures/x.svg only 'Three"),
        ("A picture of three circles that overlap.", "<svg><title>T</title></svg>", "that it is a"),
        (
            "Image showing three circles that overlap.",
            "<svg><title>T</title></svg>",
            "that it is a",
        ),
        ("Three circles that overlap in the middle.", "<svg></svg>", "which has no title"),
    ],
)
def test_a_picture_is_told_to_those_who_do_not_see_it(tmp_path, alt, svg, message):
    text = f"::: diagram pictures/x.svg\nalt: {alt}\n:::"

    found = broken("alternative-text", body(tmp_path, text, **{"m1/pictures/x.svg": svg}))

    assert (found == []) if not message else (message in found[0])
