"""What a release may say, as rules that hold for any answers."""

from itertools import combinations_with_replacement, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cvi_survey.disclosure import (
    ALIKE_BELOW,
    AT_LEAST,
    FOR_DISTRIBUTION,
    NO_SYSTEM,
    Answers,
    Shown,
    Size,
    Tally,
    Third,
    apportion,
    half_step_of,
    release,
    release_as_dict,
    release_from_dict,
    tally,
    tenths_of,
    third_of,
)

ITEMS = ("a", "b", "c")
SYSTEMS = ("court", "treatment", "welfare")


def answers(points: int) -> st.SearchStrategy[Answers]:
    return st.builds(
        Answers,
        places=st.dictionaries(st.sampled_from(ITEMS), st.integers(1, points)),
        system=st.sampled_from((*SYSTEMS, NO_SYSTEM)),
    )


def rooms(points: int, least: int = 0, most: int = 40) -> st.SearchStrategy[list[Answers]]:
    return st.lists(answers(points), min_size=least, max_size=most)


def released(people, points=5, systems=SYSTEMS):
    counted = tally(people, items=ITEMS, points=points, systems=systems)
    return release(counted, items=ITEMS, points=points, systems=systems)


def answered(people, item, system=None):
    return sum(item in person.places and system in (None, person.system) for person in people)


@given(rooms(5, most=AT_LEAST - 1))
def test_under_five_people_a_release_is_the_same_whatever_they_said(people):
    assert released(people) == released([])
    assert released(people).size is Size.UNDER_5


@given(st.sampled_from([4, 5]).flatmap(lambda points: st.tuples(st.just(points), rooms(points))))
def test_how_much_is_shown_follows_from_how_many_answered(given_):
    points, people = given_
    for one in released(people, points).items:
        number = answered(people, one.item)
        if number < AT_LEAST:
            assert one.shown is Shown.NOTHING
        elif number < FOR_DISTRIBUTION:
            assert one.shown is Shown.THIRD
        if one.shown is Shown.DISTRIBUTION:
            assert (one.third, sum(one.tenths), len(one.tenths)) == (None, 10, points)
        else:
            assert one.tenths == ()
        if one.shown is Shown.NOTHING:
            assert (one.third, one.systems) == (None, ())


@given(rooms(5), st.randoms(use_true_random=False))
def test_a_release_does_not_know_the_order_of_answers(people, random):
    shuffled = list(people)
    random.shuffle(shuffled)

    assert released(shuffled) == released(people)


@given(rooms(5, most=80))
def test_a_release_holds_no_count_of_people(people):
    """Only tenths, thirds, half steps and bands: two rooms of unlike size can look the same."""

    def values(data):
        if isinstance(data, dict):
            for name, value in data.items():
                if name not in {"schema", "points"}:
                    yield from values(value)
        elif isinstance(data, list | tuple):
            for value in data:
                yield from values(value)
        else:
            yield data

    data = release_as_dict(released(people))
    for one in data["items"]:
        assert sum(one.pop("tenths")) in {0, 10}
        for place in one["systems"]:
            assert place.pop("place") in {None, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0, 4.5}
    assert not [value for value in values(data) if isinstance(value, int | float)]


@given(rooms(5, least=AT_LEAST, most=60))
def test_no_system_can_be_worked_out_by_subtraction(people):
    result = released(people)
    shown = result.systems_shown
    assert set(shown) | set(result.systems_left_out) == set(SYSTEMS)
    assert len(shown) != 1
    for item in ITEMS if shown else ():
        of_each = [answered(people, item, system) for system in shown]
        rest = answered(people, item) - sum(of_each)
        assert all(number >= AT_LEAST for number in of_each)
        assert rest == 0 or rest >= AT_LEAST
    if shown:
        took_part = [person for person in people if person.places]
        rest = sum(person.system not in shown for person in took_part)
        assert rest == 0 or rest >= AT_LEAST


@given(rooms(5, least=AT_LEAST, most=60))
def test_every_statement_shows_the_same_systems(people):
    result = released(people)

    for one in result.items:
        expected = result.systems_shown if one.shown is not Shown.NOTHING else ()
        assert tuple(place.system for place in one.systems) == expected
        if one.shown is Shown.THIRD:
            assert all(place.place is None for place in one.systems)


@given(rooms(5, least=10, most=30))
def test_an_empty_system_looks_like_one_that_is_too_small(people):
    """Whether a system had nobody or somebody cannot be told from the list of those left out."""
    people = [Answers(person.places, "court") for person in people]
    without = released(people)
    with_some = released([*people[:-1], Answers(people[-1].places, "treatment")])

    assert with_some.systems_left_out == without.systems_left_out == SYSTEMS


@given(st.integers(FOR_DISTRIBUTION, ALIKE_BELOW - 1), st.integers(1, 5), st.integers(1, 5))
def test_a_small_group_that_is_all_but_one_alike_shows_a_third_only(number, many, lone):
    people = [Answers(dict.fromkeys(ITEMS, many))] * (number - 1)
    people.append(Answers(dict.fromkeys(ITEMS, lone)))

    assert {one.shown for one in released(people).items} == {Shown.THIRD}


def full_rooms(number: int, points: int):
    """Every way in which `number` people can all answer."""
    for bars in combinations_with_replacement(range(points), number):
        yield tuple(bars.count(place) for place in range(points))


@pytest.mark.parametrize("points", [4, 5])
@pytest.mark.parametrize("number", [9, 10, 11, 12])
def test_who_knows_how_many_were_there_cannot_tell_how_many_declined(number, points):
    """A distribution shown although one to four declined could be one of a full room too."""
    of_full_rooms = {tenths_of(counts) for counts in full_rooms(number, points)}
    for declined in range(1, AT_LEAST):
        if number - declined < FOR_DISTRIBUTION:
            continue
        for counts in full_rooms(number - declined, points):
            row = {NO_SYSTEM: {"a": counts, "b": (number,) + (0,) * (points - 1)}}
            counted = Tally(people={NO_SYSTEM: number}, counts=row)
            one = release(counted, items=("a", "b"), points=points).items[0]
            if one.shown is Shown.DISTRIBUTION:
                assert one.tenths in of_full_rooms


@pytest.mark.parametrize("points", [4, 5])
@pytest.mark.parametrize("number", [5, 6, 7])
def test_a_third_leaves_every_answer_open_to_each_person(number, points):
    seen = {third: set() for third in Third}
    for counts in full_rooms(number, points):
        seen[third_of(counts)] |= {place for place, count in enumerate(counts) if count}

    assert all(places == set(range(points)) for places in seen.values())


def test_thirds_are_of_the_line_and_balanced():
    assert third_of((5, 0, 0, 0, 0)) is Third.DISAGREE
    assert third_of((0, 0, 5, 0, 0)) is third_of((3, 0, 0, 3)) is Third.MIDDLE
    for counts in product(range(4), repeat=4):
        if any(counts):
            mirror = {Third.AGREE: Third.DISAGREE, Third.DISAGREE: Third.AGREE}
            third = third_of(counts)
            assert third_of(counts[::-1]) is mirror.get(third, Third.MIDDLE)


@given(st.lists(st.integers(0, 300), min_size=4, max_size=5).filter(any))
def test_tenths_are_each_within_one_of_the_exact_share(counts):
    tenths = tenths_of(counts)

    assert sum(tenths) == 10
    for tenth, count in zip(tenths, counts, strict=True):
        assert abs(tenth - 10 * count / sum(counts)) < 1
    with pytest.raises(ValueError):
        apportion([0, 0], 10)


@given(st.lists(st.integers(0, 60), min_size=4, max_size=5).filter(any))
def test_a_systems_mark_lies_on_a_half_step_and_never_at_an_end(counts):
    place = half_step_of(counts)
    exact = sum(at * count for at, count in enumerate(counts, start=1)) / sum(counts)

    assert 1.5 <= place <= len(counts) - 0.5
    assert place * 2 == int(place * 2)
    assert abs(place - exact) <= 0.5


def leaking(groups: dict[str, tuple[int, ...]]) -> Tally:
    return Tally(
        people={name: sum(counts) for name, counts in groups.items()},
        counts={name: {"a": counts} for name, counts in groups.items()},
    )


def test_published_sectors_do_not_give_away_the_three_who_named_none():
    """ProfChal (R's package HH): all minus the five sectors leaves three people's answers."""
    counted = leaking(
        {
            "academic": (0, 5, 8, 78, 162),
            "business": (0, 11, 5, 88, 72),
            "government": (2, 3, 5, 34, 27),
            "consultant": (0, 0, 2, 15, 11),
            "other": (2, 2, 5, 15, 10),
            NO_SYSTEM: (0, 0, 2, 0, 1),
        }
    )
    sectors = ("academic", "business", "government", "consultant", "other")

    result = release(counted, items=("a",), points=5, systems=sectors)

    assert result.systems_shown == ("academic", "business", "government", "other")
    assert result.systems_left_out == ("consultant",)


def test_published_degrees_do_not_give_away_the_two_who_named_none():
    counted = leaking(
        {
            "bachelor": (2, 12, 10, 86, 65),
            "above": (2, 9, 17, 143, 217),
            NO_SYSTEM: (0, 0, 0, 1, 1),
        }
    )

    result = release(counted, items=("a",), points=5, systems=("bachelor", "above"))

    assert result.systems_shown == ()


@settings(max_examples=50)
@given(rooms(5, most=60))
def test_a_release_is_kept_as_data_and_read_again(people):
    result = released(people)

    assert release_from_dict(release_as_dict(result)) == result
    with pytest.raises(ValueError):
        release_from_dict({**release_as_dict(result), "schema": 99})
