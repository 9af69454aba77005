"""Listing every table that a release leaves possible: nobody's answer may be the only one left."""

import random
from collections import defaultdict
from itertools import product

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from cvi_survey.disclosure import NO_SYSTEM, Shown, systems_to_show
from tests.cvi_survey.attacks.attacker import (
    overall_rows,
    released,
    rows_of,
    tallied,
    values_found,
)

SYSTEMS = ("court", "treatment", "welfare")
THRESHOLDS = released({NO_SYSTEM: (0,) * 5}, (), 4).thresholds


def of_others(rows, own, place):
    """What is possible for the others at a place, for somebody who knows his own answer."""
    return {row[place] - (own == place) for row in rows}


@pytest.mark.parametrize("points", [4, 5])
@pytest.mark.parametrize("people", range(5, 13))
def test_where_a_side_is_shown_every_answer_of_the_others_stays_open(points, people):
    """Also for somebody who knows how many took part, and his own answer (or that he declined)."""
    checked = 0
    for (shown, _side, _parts), rows in overall_rows(people, points).items():
        if shown is Shown.DISTRIBUTION:
            continue
        for own, place in product((None, *range(points + 1)), range(points)):
            known = [row for row in rows if own is None or row[own]]
            if known:
                values = of_others(known, own, place)
                assert len(values) > 1, (shown, own, place)
                # Each of the others may have given this answer, and may have given another.
                assert max(values) >= 1
                assert min(values) < people - (own is not None)
                checked += 1
    assert checked >= 3 * points


@pytest.mark.parametrize("points", [4, 5])
@pytest.mark.parametrize("people", range(5, 13))
def test_how_many_others_declined_is_never_certain_unless_nobody_did(points, people):
    for rows in overall_rows(people, points).values():
        for own in (None, *range(points + 1)):
            values = of_others([row for row in rows if own is None or row[own]], own, points)
            assert len(values) != 1 or values == {0}


def test_all_tables_of_two_systems_of_eight_behind_every_release():
    """Everybody's system is known to the attacker too. Where a statement shows no marks of systems

    (one of them is of one mind, or somebody declined), nothing is learned about a system that the
    distribution of the whole group does not tell, up to two people.
    """
    points, systems = 4, ("court", "treatment")
    rows = [row for row in rows_of(8, points) if row[-1] <= 2]
    by_release, by_group = defaultdict(list), defaultdict(list)
    for court, treatment in product(rows, rows):
        one = released({"court": court, "treatment": treatment}, systems, points).items[0]
        overall = (one.shown, one.side, one.parts)
        by_group[overall].append((court, treatment))
        if not one.systems:
            by_release[overall].append((court, treatment))
    assert len(by_release) > 50
    for overall, tables in by_release.items():
        for group, place in product(range(2), range(points)):
            values = {table[group][place] for table in tables}
            without = {table[group][place] for table in by_group[overall]}
            assert max(values) - min(values) >= min(2, max(without) - min(without))


def group_of(number, points):
    """A group's row: any, but often with most answers at few points."""
    favored = st.lists(st.integers(0, points), min_size=1, max_size=3)
    return favored.flatmap(
        lambda liked: st.lists(
            st.one_of(st.sampled_from(liked), st.integers(0, points)),
            min_size=number,
            max_size=number,
        )
    ).map(lambda places: tuple(places.count(place) for place in range(points + 1)))


@st.composite
def rooms(draw):
    """A table of a room in which systems are small, some empty, some named by nobody."""
    points = draw(st.sampled_from([4, 5]))
    sizes = {system: draw(st.sampled_from([0, 2, 4, 6, 8, 9, 12])) for system in SYSTEMS}
    sizes[NO_SYSTEM] = draw(st.sampled_from([0, 1, 2, 4, 6, 9]))
    assume(8 <= sum(sizes.values()) <= 32)
    return points, {group: draw(group_of(number, points)) for group, number in sizes.items()}


# The search is by chance and may give up too early: so the rooms are the same each time.
@settings(
    max_examples=1500,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.filter_too_much],
)
@given(rooms(), st.data())
def test_a_system_left_out_can_have_answered_otherwise(room, data):
    """The attacker knows how many took part. What a left-out system said stays open by as many

    people as the whole group's distribution leaves open, up to five; where marks of other systems
    are shown beside it, up to two.
    """
    points, table = room
    result = released(table, SYSTEMS, points)
    left_out = [*result.systems_left_out, NO_SYSTEM]
    if result.systems_left_out == ():
        # Everybody named a system that is shown, or enough did not.
        assume(sum(table[NO_SYSTEM]))
    group = data.draw(st.sampled_from(left_out))
    place = data.draw(st.integers(0, points - 1))
    together = sum(row[place] for row in table.values())
    most = 2 if result.items[0].systems else 4
    enough = min(most, max(0, together - 1))
    seed = random.Random(data.draw(st.integers(0, 10**6)))

    least, highest = values_found(seed, table, SYSTEMS, points, (group, place), enough)

    assert highest - least >= enough


@settings(max_examples=500, deadline=None)
@given(rooms())
def test_an_empty_system_looks_like_one_left_out(room):
    """For every room in which a system is left out, one with it empty shows the same systems."""
    _points, table = room
    shown = systems_to_show(tallied(table), systems=SYSTEMS, thresholds=THRESHOLDS)
    for system in set(SYSTEMS) - set(shown):
        emptied = dict(table)
        emptied[system] = (0,) * len(table[system])
        rest = [one + other for one, other in zip(table[system], table[NO_SYSTEM], strict=True)]
        emptied[NO_SYSTEM] = tuple(rest)
        again = systems_to_show(tallied(emptied), systems=SYSTEMS, thresholds=THRESHOLDS)
        assert again == shown
