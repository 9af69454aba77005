"""Taking one published thing from another: totals and groups, rounds, exports, statements."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cvi_survey.disclosure import (
    NO_SYSTEM,
    Shown,
    Tally,
    apportion,
    release,
    release_as_dict,
    release_of_counts,
    whole_for,
)
from cvi_survey.services import round_close
from tests.cvi_survey.rounds import cast, closed, opened

# R's package HH, data ProfChal: "is your job professionally challenging", five points. The total
# that was published has three people more than the sectors, and two more than the degrees.
CATEGORIES = ["Strongly disagree", "Disagree", "No opinion", "Agree", "Strongly agree"]
SECTORS = {
    "academic": [0, 5, 8, 78, 162],
    "business": [0, 11, 5, 88, 72],
    "government": [2, 3, 5, 34, 27],
    "consultant": [0, 0, 2, 15, 11],
    "other": [2, 2, 5, 15, 10],
    NO_SYSTEM: [0, 0, 2, 0, 1],
}
DEGREES = {
    "bachelor": [2, 12, 10, 86, 65],
    "above": [2, 9, 17, 143, 217],
    NO_SYSTEM: [0, 0, 0, 1, 1],
}


def published(groups):
    rows = {group: {"challenging": row} for group, row in groups.items()}
    return release_of_counts({"categories": CATEGORIES, "groups": rows})


def bounds(parts, people):
    """Between which counts a published distribution lies, for somebody who knows the number."""
    whole = whole_for(people)
    assert sum(parts) == whole
    return [((part - 1) * people / whole, (part + 1) * people / whole) for part in parts]


def remainder(result, numbers):
    """Bounds of everybody who is not in a system with a distribution: total minus systems."""
    one = result.items[0]
    left = bounds(one.parts, sum(numbers.values()))
    for system in one.systems:
        if system.parts:
            theirs = bounds(system.parts, numbers[system.system])
            left = [
                (low - high_of, high - low_of)
                for (low, high), (low_of, high_of) in zip(left, theirs, strict=True)
            ]
    return left


def test_the_three_who_named_no_sector_do_not_come_out():
    result = published(SECTORS)
    numbers = {group: sum(row) for group, row in SECTORS.items()}

    assert result.systems_shown == ("academic", "business", "government", "other")
    assert result.systems_left_out == ("consultant",)
    # Somebody who knows all numbers of people knows the remainder's counts to dozens only.
    for low, high in remainder(result, numbers):
        assert high - low > 20


def test_the_two_who_named_no_degree_do_not_come_out():
    result = published(DEGREES)

    assert (result.systems_shown, result.items[0].systems) == ((), ())
    assert result.items[0].whole == 100


def test_a_published_percentage_comes_from_the_published_parts_only():
    one = published(SECTORS).items[0]
    assert one.share_agreeing == sum(one.parts[3:]) / 100
    assert one.mean == sum(point * part for point, part in enumerate(one.parts, start=1)) / 100
    assert one.share_agreeing != (230 + 283) / 565


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.integers(0, 400), min_size=5, max_size=5).filter(lambda row: sum(row) >= 100),
    st.lists(st.integers(0, 4), min_size=1, max_size=4),
)
def test_a_few_more_people_move_no_part_by_more_than_they_could_be_anybodys(counts, more):
    """Overlapping rounds: in large groups up to four people more change a part by two at most."""
    joined = list(counts)
    for place in more:
        joined[place] += 1
    parts = apportion(counts, 20)
    others = apportion(joined, 20)
    assert all(abs(one - other) <= 2 for one, other in zip(parts, others, strict=True))


@pytest.mark.parametrize("people", [100, 180, 240])
def test_one_person_more_in_a_large_round_mostly_changes_nothing(people):
    """Another one who answers like somebody already there cannot be told from nobody at all."""
    row = [people // 10, people // 5, people // 4, people // 5]
    row.append(people - sum(row))
    same = 0
    for place in range(5):
        more = list(row)
        more[place] += 1
        same += apportion(more, 20) == apportion(row, 20)
    assert same >= 4


@settings(max_examples=300, deadline=None)
@given(st.lists(st.integers(1, 5), min_size=20, max_size=60), st.integers(1, 4), st.data())
def test_statements_that_some_skipped_are_not_told_from_those_that_all_answered(
    places, skipped, data
):
    """Item non-response: between two statements nobody sees how many more answered the one."""
    left = data.draw(st.permutations(places))[skipped:]
    rows = {
        "a": tuple(places.count(point) for point in range(1, 6)),
        "b": tuple(left.count(point) for point in range(1, 6)),
    }
    counted = Tally(people={NO_SYSTEM: len(places)}, counts={NO_SYSTEM: rows})
    _all, some = release(counted, items=("a", "b"), points=5).items
    if some.shown is Shown.DISTRIBUTION:
        full = apportion(rows["b"], len(places))
        again = Tally(people=counted.people, counts={NO_SYSTEM: {"a": rows["a"], "b": full}})
        assert release(again, items=("a", "b"), points=5).items[1] == some


@pytest.mark.parametrize("people", range(5, 20))
def test_a_room_of_one_mind_and_one_but_for_one_voice_look_alike(people):
    """Unanimity: nobody learns that all the others, or all but her, answered the same."""
    alike = [0, 0, 0, people, 0]
    results = {json.dumps(release_as_dict(published({NO_SYSTEM: alike})))}
    for place in (2, 4):
        lone = list(alike)
        lone[3] -= 1
        lone[place] += 1
        results.add(json.dumps(release_as_dict(published({NO_SYSTEM: lone}))))
    assert len(results) == 1
    assert published({NO_SYSTEM: alike}).items[0].shown is Shown.SIDE


@pytest.mark.django_db
def test_a_round_is_released_once_and_every_export_reads_the_same(facilitator, county):
    """Successive exports: there is no second table to take from the first."""
    done = closed(facilitator, county, [[1 + place % 5, 2, 3] for place in range(9)])
    again = round_close(by=facilitator, closing=done)

    assert again.release_copy == done.release_copy
    assert (again.fingerprint, len(again.fingerprint)) == (done.fingerprint, 64)


@pytest.mark.django_db
def test_an_open_round_has_nothing_to_take_from_however_many_answered(facilitator, county):
    asked = opened(facilitator, county)
    for place in range(10):
        cast(asked, [1 + place % 5, 2, 3])
        asked.refresh_from_db()
        assert (asked.release, asked.fingerprint, asked.has_enough) == (None, "", False)
        assert asked.codes_used is None
