"""What is read from a release: figures, orders, what stands out, the guide, and comparisons."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cvi_survey.charts import Labels, charts_of
from cvi_survey.disclosure import (
    ItemRelease,
    Release,
    Shown,
    Side,
    Size,
    SystemRelease,
    Tally,
    release,
)
from cvi_survey.reading.changing import Verdict, compared
from cvi_survey.reading.figures import Agreement, agreement_of, leaning_of, readings_of
from cvi_survey.reading.guide import Reason, starters_of
from cvi_survey.reading.summing_up import Order, in_order, summary_of
from cvi_survey.statistics import mean

LABELS = Labels(
    scale=("Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree"),
    everyone="Everyone",
    systems={"court": "Courts", "treatment": "Treatment", "cw": "Child welfare"},
    of="(of {whole})",
)


def item(name: str, *parts: int, systems: tuple[SystemRelease, ...] = ()) -> ItemRelease:
    return ItemRelease(name, Shown.DISTRIBUTION, parts=parts, whole=sum(parts), systems=systems)


def at(system: str, half_steps: int) -> SystemRelease:
    return SystemRelease(system, Shown.POSITION, half_steps=half_steps)


def of(system: str, *parts: int) -> SystemRelease:
    return SystemRelease(system, Shown.DISTRIBUTION, parts=parts, whole=sum(parts))


def side(system: str, which: Side) -> SystemRelease:
    return SystemRelease(system, Shown.SIDE, side=which)


SHARED = item("shared", 0, 0, 1, 7, 2)
SPLIT = item("split", 5, 0, 0, 0, 5)
MIXED = item("mixed", 1, 2, 3, 3, 1)
APART = item("apart", 2, 3, 1, 2, 2, systems=(at("court", 4), at("treatment", 8)))
CLOSE = item("close", 0, 0, 4, 5, 1, systems=(at("court", 6), at("treatment", 7)))
ON_A_SIDE = ItemRelease("side", Shown.SIDE, side=Side.AGREE)
HIDDEN = ItemRelease("hidden", Shown.NOTHING)


def released(*items: ItemRelease, size: Size = Size.FROM_20) -> Release:
    return Release(size=size, points=5, items=items, systems_shown=("court", "treatment"))


ALL = released(HIDDEN, ON_A_SIDE, MIXED, SPLIT, SHARED, CLOSE, APART)


@pytest.mark.parametrize(
    ("parts", "word"),
    [
        ((0, 0, 0, 0, 10), Agreement.SHARED),
        ((0, 0, 1, 7, 2), Agreement.SHARED),
        ((1, 2, 3, 3, 1), Agreement.MIXED),
        ((2, 2, 2, 2, 2), Agreement.SPLIT),
        ((5, 0, 0, 0, 5), Agreement.SPLIT),
        ((5, 0, 0, 5), Agreement.SPLIT),
        # At a bound: A is 0.6; and 0.1, which its sum misses by a hair.
        ((2, 4, 4, 0, 0), Agreement.SHARED),
        ((4, 1, 4, 5, 6), Agreement.SPLIT),
        ((0, 5, 5, 0), Agreement.SHARED),
    ],
)
def test_agreement_in_words(parts, word):
    assert agreement_of(parts) is word


def test_readings_come_from_the_published_parts_alone():
    by_name = {one.item: one for one in readings_of(ALL)}
    indices = by_name["shared"].everyone.indices
    assert indices.mean == pytest.approx(4.1)
    assert indices.agreeing == pytest.approx(0.9)
    assert indices.agreement == pytest.approx(0.8)
    assert indices.polarization == pytest.approx(0.1)
    assert by_name["hidden"].everyone is None
    assert by_name["hidden"].gap is None
    aside = by_name["side"].everyone
    assert (aside.indices, aside.agreement, aside.mean) == (None, None, None)
    assert (aside.low, aside.high, aside.band) == (pytest.approx(3.4), 5, (60, 100))


@pytest.mark.parametrize(
    ("systems", "gap"),
    [
        ((at("court", 4), at("treatment", 8)), ("court", "treatment", 2)),
        ((at("court", 8), at("treatment", 4)), ("treatment", "court", 2)),
        ((at("court", 6), at("treatment", 6), at("cw", 6)), ("court", "court", 0)),
        ((of("court", 10, 0, 0, 0, 0), at("treatment", 9)), ("court", "treatment", 3.5)),
        # Of sides only what must lie between them.
        (
            (side("court", Side.DISAGREE), side("treatment", Side.AGREE)),
            ("court", "treatment", 0.8),
        ),
        ((side("court", Side.AGREE), side("treatment", Side.AGREE)), ("court", "court", 0)),
        ((side("court", Side.DISAGREE), at("treatment", 8)), ("court", "treatment", 1.4)),
    ],
)
def test_the_gap_is_what_lies_between_the_outermost_systems(systems, gap):
    found = readings_of(released(item("one", 2, 2, 2, 2, 2, systems=systems)))[0].gap
    assert (found.low, found.high, found.steps) == (gap[0], gap[1], pytest.approx(gap[2]))


def names(readings) -> list[str]:
    return [one.item for one in readings]


def test_statements_are_put_in_order_and_what_cannot_be_compared_comes_last():
    readings = readings_of(ALL)
    assert names(in_order(readings, Order.FORM)) == names(readings)
    assert names(in_order(readings, Order.GAP)) == [
        "apart",
        "close",
        "hidden",
        "side",
        "mixed",
        "split",
        "shared",
    ]
    by_consensus = names(in_order(readings, Order.CONSENSUS))
    assert by_consensus[0] == "split"
    assert by_consensus[-3:] == ["shared", "side", "hidden"]


def test_the_summary_names_what_is_shared_apart_and_divided():
    found = summary_of(ALL)
    assert names(found.shared) == ["shared", "close"]
    assert [(one.item, gap.steps) for one, gap in found.differing] == [("apart", 2)]
    assert [(group.system, names(group.items)) for group in found.divided] == [
        ("", ["split", "apart"])
    ]


def test_a_system_is_called_divided_only_from_its_own_distribution():
    systems = (of("court", 5, 0, 0, 0, 5), at("treatment", 6))
    found = summary_of(released(item("one", 0, 1, 4, 4, 1, systems=systems)))
    assert [(group.system, names(group.items)) for group in found.divided] == [("court", ["one"])]


def test_a_release_of_sides_has_nothing_to_sum_up():
    found = summary_of(released(ON_A_SIDE, HIDDEN, size=Size.FROM_5))
    assert (found.shared, found.differing, found.divided) == ((), (), ())
    assert (found.has_distributions, found.has_systems) == (False, False)


def test_the_guide_begins_on_common_ground_and_goes_on_to_the_gap_and_the_split():
    chosen = [(one.reading.item, one.reason) for one in starters_of(ALL)]
    assert chosen == [
        ("shared", Reason.SHARED),
        ("apart", Reason.GAP),
        ("split", Reason.SPLIT),
    ]


def test_the_guide_takes_what_there_is():
    nothing = starters_of(released(HIDDEN, ON_A_SIDE, size=Size.FROM_5))
    assert [one.reason for one in nothing] == [Reason.SIDE, Reason.NO_PICTURE]
    assert [one.reason for one in starters_of(released(MIXED))] == [Reason.MIXED]
    four = [ItemRelease(name, Shown.NOTHING) for name in "abcd"]
    assert names(one.reading for one in starters_of(released(*four))) == ["a", "b", "c"]


# Comparing


def everyone(*parts: int):
    return readings_of(released(item("one", *parts)))[0].everyone


def sided(which: Side):
    return readings_of(released(ItemRelease("one", Shown.SIDE, side=which)))[0].everyone


LARGE, SMALL = (Size.FROM_100, Size.FROM_100), (Size.FROM_8, Size.FROM_100)


@pytest.mark.parametrize(
    ("one", "other", "sizes", "verdict"),
    [
        (everyone(3, 4, 2, 1, 0), everyone(0, 1, 2, 4, 3), LARGE, Verdict.MORE_AGREEMENT),
        (everyone(0, 1, 2, 4, 3), everyone(3, 4, 2, 1, 0), LARGE, Verdict.LESS_AGREEMENT),
        (everyone(1, 2, 4, 2, 1), everyone(1, 2, 3, 3, 1), LARGE, Verdict.OVERLAP),
        # What is clear among hundreds is not among eight.
        (everyone(2, 3, 3, 1, 1), everyone(1, 1, 3, 3, 2), LARGE, Verdict.OVERLAP),
        (everyone(3, 4, 2, 1, 0), everyone(1, 1, 3, 3, 2), LARGE, Verdict.MORE_AGREEMENT),
        (everyone(3, 4, 2, 1, 0), everyone(1, 1, 3, 3, 2), SMALL, Verdict.OVERLAP),
        (None, everyone(0, 1, 2, 4, 3), LARGE, Verdict.NOTHING),
        (everyone(0, 1, 2, 4, 3), None, LARGE, Verdict.NOTHING),
        (sided(Side.AGREE), sided(Side.AGREE), LARGE, Verdict.SAME_SIDE),
        (sided(Side.DISAGREE), sided(Side.MIDDLE), LARGE, Verdict.OVERLAP),
        (sided(Side.DISAGREE), sided(Side.AGREE), LARGE, Verdict.OVERLAP),
        (sided(Side.DISAGREE), everyone(0, 0, 0, 1, 9), LARGE, Verdict.MORE_AGREEMENT),
    ],
)
def test_of_two_pictures_only_what_the_ranges_bear_is_said(one, other, sizes, verdict):
    assert compared(one, other, sizes).verdict is verdict


def test_under_twenty_people_a_comparison_is_marked_as_small():
    pair = (everyone(5, 5, 0, 0, 0), everyone(0, 0, 0, 5, 5))
    assert compared(*pair, (Size.FROM_8, Size.FROM_100)).is_small
    assert compared(*pair, (Size.FROM_100, Size.FROM_5)).is_small
    assert not compared(*pair, (Size.FROM_20, Size.FROM_100)).is_small


PARTS = st.lists(st.integers(0, 10), min_size=4, max_size=5).filter(any)


@given(PARTS, st.sampled_from([one for one in Size if one.least]))
def test_a_range_holds_the_mean_and_lies_on_the_scale(parts, size):
    one = Release(size=size, points=len(parts), items=(item("one", *parts),))
    reading = readings_of(one)[0].everyone
    low, high = compared(reading, reading, (size, size)).ranges[0]
    assert 1 <= low <= mean(parts) <= high <= len(parts)


@given(st.floats(1, 5))
def test_every_place_leans_to_one_side(place):
    edges = (40, 60)
    mirrored = {Side.AGREE: Side.DISAGREE, Side.DISAGREE: Side.AGREE, Side.MIDDLE: Side.MIDDLE}
    near_an_edge = min(abs(place - 2.6), abs(place - 3.4)) < 1e-9
    assert near_an_edge or leaning_of(6 - place, 5, edges) is mirrored[leaning_of(place, 5, edges)]


# Charts of releases as the rules make them


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.integers(0, 30), min_size=5, max_size=5), min_size=3, max_size=3))
def test_charts_hold_no_number_that_is_not_in_the_release(rows):
    groups = ("court", "treatment", "cw")
    counts = {group: {"one": tuple(row)} for group, row in zip(groups, rows, strict=True)}
    people = {group: sum(row) for group, row in zip(groups, rows, strict=True)}
    made = release(Tally(people, counts), items=("one",), points=5, systems=groups)
    reading = readings_of(made)[0]
    charts = charts_of(reading, LABELS)
    assert (charts is None) == (made.items[0].shown is Shown.NOTHING)
    if charts is None:
        return
    published = {str(part) for part in made.items[0].parts}
    for drawing in (charts.wide, charts.narrow):
        shown = {text.text for text in drawing.texts if any(map(str.isdigit, text.text))}
        whole = f"(of {made.items[0].whole})"
        assert {one for one in shown if whole not in one} <= published
        means = [one.mean for one in (reading.everyone, *reading.systems) if one.mean]
        assert [mark.x for mark in drawing.marks] == [
            drawing.x_at((place - 1) / 4) for place in means
        ]
