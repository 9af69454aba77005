"""Group list: how large a list is written on the wall, by pure rules."""

from hypothesis import given
from hypothesis import strategies as st

from facilitator.activities.group_list.wall import (
    SIZES,
    Head,
    Line,
    Point,
    fitted,
    reveal,
    rows,
    sections_of,
)

HEAD = Head("What should be shared?", has_kicker=True)
LINES = st.lists(
    st.tuples(st.sampled_from(["", "Health", "Court"]), st.sampled_from(["dose", "word " * 40])),
    max_size=60,
).map(lambda some: [(heading, Line(f"{n} {text}")) for n, (heading, text) in enumerate(some)])


def shown(found):
    return [line for section in found.sections for line in section.lines]


@given(LINES, st.booleans())
def test_every_line_is_shown_or_counted(lines, keep_last):
    found = fitted(lines, HEAD, keep_last=keep_last)
    assert len(shown(found)) + found.left_out == len(lines)
    kept = lines[found.left_out :] if keep_last else lines[: len(lines) - found.left_out]
    assert found.sections == sections_of(kept)


@given(LINES)
def test_a_longer_list_is_never_written_larger(lines):
    assert fitted(lines[: len(lines) // 2], HEAD).size <= fitted(lines, HEAD).size


def test_a_short_list_is_large_and_nothing_is_left_out_but_of_the_smallest():
    assert fitted([("", Line("dose"))], HEAD).size == 1
    long = fitted([("", Line("word " * 50))] * 90, HEAD)
    assert (long.size, long.left_out > 0) == (len(SIZES), True)


def test_headings_come_in_the_order_of_their_first_entry_and_without_one_last():
    lines = [("", Line("a")), ("Court", Line("b")), ("Health", Line("c")), ("Court", Line("d"))]
    found = sections_of(lines)
    assert [(one.heading, len(one.lines)) for one in found] == [
        ("Court", 2),
        ("Health", 1),
        ("", 1),
    ]


def test_a_text_is_set_in_rows_of_whole_words():
    assert rows("one two", 100, 1) == 1
    assert rows("word " * 20, 10, 1) == 5
    assert rows("x" * 100, 10, 1) == 5


def test_points_come_before_the_rooms_words_and_those_before_what_goes_beyond():
    covered = [Point("A point of the list", ("said so", "or so", "or like this"))] * 3
    few = reveal(covered, [], ["beyond"], HEAD)
    assert [len(one.by) for one in few.covered] == [3, 3, 3]
    assert (few.size, few.beyond_left_out) == (1, 0)
    many = reveal([Point("A point with a good many words to it", ("said so",))] * 14, [], [], HEAD)
    assert [len(one.by) for one in many.covered] == [0] * 14
    crowded = reveal(covered, [], [f"beyond {number}" for number in range(99)], HEAD)
    assert crowded.size == 1
    assert len(crowded.beyond) + crowded.beyond_left_out == 99
    assert crowded.beyond_left_out > 0
