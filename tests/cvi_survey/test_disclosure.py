"""What a release may say, as rules that hold for any answers."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cvi_survey.disclosure import (
    LEAST_FOR_DISTRIBUTION,
    LEAST_FOR_MEAN,
    NO_SYSTEM,
    Shown,
    Side,
    Size,
    Tally,
    Thresholds,
    apportion,
    everyone_else,
    half_steps_of,
    release,
    release_as_dict,
    release_fingerprint,
    release_from_dict,
    side_of,
    tally,
    whole_for,
)

ITEMS = ("a", "b", "c")
SYSTEMS = ("court", "treatment", "welfare")


def ballots(points: int):
    places = st.lists(st.none() | st.integers(1, points), min_size=3, max_size=3)
    return st.tuples(st.sampled_from((*SYSTEMS, NO_SYSTEM)), places)


def rooms(points: int, least: int = 0, most: int = 60):
    return st.lists(ballots(points), min_size=least, max_size=most)


def released(people, points=5, systems=SYSTEMS, **options):
    counted = tally(people, items=ITEMS, points=points, systems=systems)
    return release(counted, items=ITEMS, points=points, systems=systems, **options)


def one_row(counts, people=None, **options):
    """The release of one statement that a whole group answered like this."""
    counted = Tally(
        people={NO_SYSTEM: people or sum(counts)}, counts={NO_SYSTEM: {"a": tuple(counts)}}
    )
    return release(counted, items=("a",), points=len(counts), **options).items[0]


@given(rooms(5, most=LEAST_FOR_MEAN - 1))
def test_under_five_people_a_release_is_the_same_whatever_they_said(people):
    assert released(people) == released([])
    assert released(people).size is Size.TOO_FEW


@given(st.sampled_from([4, 5]).flatmap(lambda points: st.tuples(st.just(points), rooms(points))))
def test_how_much_is_shown_follows_from_how_many_answered(given_):
    points, people = given_
    for place, one in enumerate(released(people, points).items):
        number = sum(places[place] is not None for _system, places in people)
        if number < LEAST_FOR_MEAN:
            assert one.shown is Shown.NOTHING
        elif number < LEAST_FOR_DISTRIBUTION:
            assert one.shown is Shown.SIDE
        if one.shown is Shown.DISTRIBUTION:
            assert (one.side, sum(one.parts), len(one.parts)) == (None, 10, points)
            assert one.mean is not None
        else:
            assert (one.parts, one.whole, one.systems, one.mean) == ((), 0, (), None)
        assert (one.side is not None) is (one.shown is Shown.SIDE)


@given(rooms(5, most=30), st.integers(6, 12), st.integers(0, 5))
def test_raised_thresholds_are_kept(people, mean, more):
    raised = Thresholds(mean=mean, distribution=max(8, mean + more))
    result = released(people, thresholds=raised)
    for place, one in enumerate(result.items):
        number = sum(places[place] is not None for _system, places in people)
        assert (one.shown is Shown.NOTHING) is (number < raised.mean)
        assert one.shown is not Shown.DISTRIBUTION or number >= raised.distribution
    assert result.thresholds == raised


@pytest.mark.parametrize(("mean", "distribution"), [(4, 8), (5, 7), (9, 8), (0, 0)])
def test_thresholds_cannot_be_lowered(mean, distribution):
    assert Thresholds(mean=9, distribution=9)
    with pytest.raises(ValueError):
        Thresholds(mean=mean, distribution=distribution)


@given(rooms(5), st.randoms(use_true_random=False))
def test_a_release_does_not_know_the_order_of_answers(people, random):
    shuffled = list(people)
    random.shuffle(shuffled)

    assert released(shuffled) == released(people)


@given(rooms(5, least=8))
def test_a_release_holds_no_count_of_people(people):
    """Parts of ten, half steps, bands and thresholds: nothing else is a number."""
    data = release_as_dict(released(people))
    for one in data.pop("items"):
        assert sum(one.pop("parts")) == one.pop("whole")
        for system in one.pop("systems"):
            assert sum(system.pop("parts")) == system.pop("whole")
            assert system.pop("half_steps") in {None, *range(3, 10)}
            assert not [value for value in system.values() if isinstance(value, int | float)]
        assert not [value for value in one.values() if isinstance(value, int | float)]
    assert {name for name, value in data.items() if isinstance(value, int | float)} == {
        "schema",
        "points",
    }


@given(rooms(5, least=16, most=80))
def test_no_system_can_be_worked_out_by_subtraction(people):
    result = released(people)
    shown = result.systems_shown
    took_part = [(system, places) for system, places in people if any(places)]
    assert set(shown) | set(result.systems_left_out) == set(SYSTEMS)
    assert len(shown) != 1
    for one in shown:
        assert sum(system == one for system, _places in took_part) >= LEAST_FOR_DISTRIBUTION
    rest = sum(system not in shown for system, _places in took_part)
    if shown:
        assert rest >= LEAST_FOR_DISTRIBUTION or (not rest and not result.systems_left_out)
    for place, one in enumerate(result.items):
        assert tuple(part.system for part in one.systems) in {shown, ()}
        if one.systems:
            left = sum(bool(places[place]) for system, places in took_part if system not in shown)
            assert left == 0 or left >= LEAST_FOR_DISTRIBUTION


def test_distributions_of_systems_where_everybody_named_one_that_is_shown():
    rows = {"court": (1, 3, 4, 2), "treatment": (4, 3, 1, 0)}
    counted = Tally(
        people={name: sum(row) for name, row in rows.items()},
        counts={name: {"a": row} for name, row in rows.items()},
    )
    one = release(counted, items=("a",), points=4, systems=("court", "treatment")).items[0]
    assert [system.parts for system in one.systems] == [(1, 3, 4, 2), (5, 4, 1, 0)]

    declined = Tally(people={"court": 11, "treatment": 8}, counts=counted.counts)
    again = release(declined, items=("a",), points=4, systems=("court", "treatment"))
    assert (again.systems_shown, again.items[0].systems) == (("court", "treatment"), ())


@pytest.mark.parametrize("answered", range(8, 20))
def test_a_small_group_that_is_all_or_all_but_one_alike_shows_a_side_only(answered):
    assert one_row((0, 0, 0, 0, answered)).shown is Shown.SIDE
    assert one_row((1, 0, 0, 0, answered - 1)).shown is Shown.SIDE
    assert one_row((2, 0, 0, 0, answered - 2)).shown is Shown.DISTRIBUTION


@pytest.mark.parametrize("place", range(5))
def test_in_larger_groups_a_lone_answer_disappears_among_the_others(place):
    for people in (20, 35, 60, 120, 300, 700):
        for other in set(range(5)) - {place}:
            alike = [0] * 5
            alike[place] = people
            lone = list(alike)
            lone[place], lone[other] = people - 1, 1
            assert one_row(lone) == one_row(alike)


@pytest.mark.parametrize(
    ("people", "whole"),
    [(8, 10), (49, 10), (99, 10), (100, 20), (249, 20), (250, 50), (499, 50), (500, 100)],
)
def test_the_parts_grow_finer_with_the_people_and_stand_for_five_or_more_of_them(people, whole):
    assert whole_for(people) == whole
    assert people < 50 or people / whole_for(people) >= 5


@given(st.lists(st.integers(0, 60), min_size=4, max_size=5).filter(lambda row: sum(row) >= 12))
def test_a_few_who_declined_leave_no_trace_in_the_parts(counts):
    """Whatever is shown although one to four declined could be of a full room too."""
    people = sum(counts) + 1
    one = one_row(counts, people=people)
    if one.shown is Shown.DISTRIBUTION:
        full = apportion(counts, people)
        assert sum(full) == people
        assert one_row(full) == one


def test_sides_are_of_the_line_and_balanced():
    assert side_of((5, 0, 0, 0, 0)) is Side.DISAGREE
    assert side_of((0, 0, 5, 0, 0)) is side_of((3, 0, 0, 3)) is Side.MIDDLE
    for counts in product(range(4), repeat=4):
        if any(counts):
            mirror = {Side.AGREE: Side.DISAGREE, Side.DISAGREE: Side.AGREE}
            side = side_of(counts)
            assert side_of(counts[::-1]) is mirror.get(side, Side.MIDDLE)


@given(st.lists(st.integers(0, 300), min_size=4, max_size=5).filter(any), st.integers(10, 100))
def test_parts_are_each_within_one_of_the_exact_share(counts, whole):
    parts = apportion(counts, whole)

    assert sum(parts) == whole
    for part, count in zip(parts, counts, strict=True):
        assert abs(part - whole * count / sum(counts)) < 1
    with pytest.raises(ValueError):
        apportion([0, 0], whole)


@given(st.lists(st.integers(0, 60), min_size=4, max_size=5).filter(any))
def test_a_systems_mark_lies_on_a_half_step_and_never_at_an_end(counts):
    place = half_steps_of(counts) / 2
    exact = sum(at * count for at, count in enumerate(counts, start=1)) / sum(counts)

    assert 1.5 <= place <= len(counts) - 0.5
    assert abs(place - exact) <= 0.5


@settings(max_examples=50)
@given(rooms(5, most=60))
def test_a_release_is_kept_as_data_and_read_again(people):
    result = released(people, categories=("1", "2", "3", "4", "5"))
    data = release_as_dict(result)

    assert release_from_dict(data) == result
    assert len(release_fingerprint(data)) == 64
    backward = dict(reversed(data.items()))
    assert release_fingerprint({**backward, "fingerprint": "x"}) == release_fingerprint(data)
    assert release_fingerprint({**data, "size": "elsewhere"}) != release_fingerprint(data)
    with pytest.raises(ValueError):
        release_from_dict({**data, "schema": 99})


def test_releases_of_the_first_edition_are_still_read():
    system = {"system": "court", "third": None, "place": 3.5}
    other = {"system": "treatment", "third": "agree", "place": None}
    items = [
        {"item": "a", "shown": "nothing", "third": None, "tenths": [], "systems": []},
        {"item": "b", "shown": "third", "third": "middle", "tenths": [], "systems": []},
        {
            "item": "c",
            "shown": "distribution",
            "third": None,
            "tenths": [1, 2, 3, 4],
            "systems": [system, other],
        },
    ]
    result = release_from_dict(
        {
            "schema": 1,
            "size": "50-or-more",
            "points": 4,
            "items": items,
            "systems_shown": ["court", "treatment"],
            "systems_left_out": [],
        }
    )

    assert [one.shown for one in result.items] == ["nothing", "side", "distribution"]
    assert result.items[1].side is Side.MIDDLE
    assert (result.items[2].parts, result.items[2].whole) == ((1, 2, 3, 4), 10)
    assert [one.mean for one in result.items[2].systems] == [3.5, None]
    assert (result.size, result.side_edges) == (Size.FROM_50, (33, 67))


def test_a_ballot_that_does_not_fit_is_refused():
    assert tally([("", [1, None])], items=("a", "b"), points=4).people == {"": 1}
    for places in ([5, 1], [-1, 1], [1], [1, 2, 3]):
        with pytest.raises(ValueError):
            tally([("", places)], items=("a", "b"), points=4)


def test_everyone_else_needs_two_other_places_and_is_made_of_what_they_show():
    def of(counts):
        counted = Tally(people={"": sum(counts)}, counts={"": {"a": counts}})
        return release(counted, items=("a",), points=4)

    small, large = of((4, 4, 0, 0)), of((0, 0, 300, 300))
    few = of((2, 1, 1, 1))

    assert everyone_else({"maple": [small]}) == {}
    assert everyone_else({"maple": [small, small]}) == {}
    assert everyone_else({"maple": [small], "oak": [few]}) == {}
    both = everyone_else({"maple": [small], "oak": [large]})["a"]
    assert (both.parts, both.whole) == ((1, 1, 49, 49), 100)
    assert both.mean == pytest.approx(3.46)
