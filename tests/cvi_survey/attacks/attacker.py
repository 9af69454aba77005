"""Somebody who wants to know: what tables of answers could have led to a release?

The attacker knows the rules (this very code), how many took part, and one ballot: his own. He
lists every table of counts that gives the same release, and looks what they have in common. One
statement, one table: for each group the people who chose each point, and those who declined.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from cvi_survey.disclosure import (
    NO_SYSTEM,
    ItemRelease,
    Release,
    Tally,
    release,
)

Counts = tuple[int, ...]
Table = dict[str, Counts]
"""By group: the counts of each point, and last how many declined."""
ITEM = "a"


def released(table: Table, systems: Sequence[str], points: int) -> Release:
    """What the rules let through of a table."""
    return release(tallied(table), items=(ITEM,), points=points, systems=systems)


def tallied(table: Table) -> Tally:
    return Tally(
        people={group: sum(row) for group, row in table.items() if any(row)},
        counts={group: {ITEM: row[:-1]} for group, row in table.items() if any(row)},
    )


def sums_to(number: int, places: int) -> Iterator[Counts]:
    """Every way to put `number` people at so many places."""
    if places == 1:
        yield (number,)
        return
    for first in range(number + 1):
        for rest in sums_to(number - first, places - 1):
            yield (first, *rest)


@cache
def rows_of(number: int, points: int) -> tuple[Counts, ...]:
    """Every row of a group of so many people, those who declined last."""
    return tuple(sums_to(number, points + 1))


def overall_of(one: ItemRelease) -> tuple:
    return (one.shown, one.side, one.parts)


@cache
def overall_rows(number: int, points: int) -> dict[tuple, list[Counts]]:
    """Every row of the whole group, by what is shown of it."""
    found = defaultdict(list)
    for row in rows_of(number, points):
        one = released({NO_SYSTEM: row}, (), points).items[0]
        found[overall_of(one)].append(row)
    return found


def moved(random, table: Table, points: int) -> Table | None:
    """Another table of as many people: some exchanged, moved to another group, or changed."""
    new = {group: list(row) for group, row in table.items()}
    groups, places = list(table), range(points + 1)
    one, other = random.sample(groups, 2)
    here, there = random.sample(places, 2)
    kind = random.random()
    if kind < 0.4:
        number = random.choice([1, 1, 2, 3])
        new[one][here] -= number
        new[one][there] += number
        new[other][here] += number
        new[other][there] -= number
    elif kind < 0.7:
        for _person in range(random.choice([1, 2, 5, 8])):
            filled = [place for place in places if new[one][place]]
            if filled:
                place = random.choice(filled)
                new[one][place] -= 1
                new[other][place] += 1
    elif kind < 0.8:
        new[one], new[other] = new[other], new[one]
    else:
        new[one][here] -= 1
        new[one][there] += 1
    if min(map(min, new.values())) < 0:
        return None
    return {group: tuple(row) for group, row in new.items()}


STEPS, WALKS = 6_000, 40
"""How long a walk is, and how many begin anew at the table before the search is given up."""


def values_found(
    random, table: Table, systems: Sequence[str], points: int, cell: tuple[str, int], enough: int
) -> tuple[int, int]:
    """Two values of a cell, as far apart as found (or `enough`), in tables of the same release.

    Walks from table to table, first upward, then downward, and so on.
    """
    group, place = cell
    target = released(table, systems, points)
    here, upward = table, True
    least = most = table[group][place]
    for step in range(STEPS * WALKS):
        if most - least >= enough:
            break
        if step % STEPS == 0:
            here = table
        if step % 150 == 149:
            upward = not upward
        there = moved(random, here, points)
        if there is None or released(there, systems, points) != target:
            continue
        gain = there[group][place] - here[group][place]
        if (gain >= 0) is upward or not gain or random.random() < 0.3:
            here = there
        least, most = min(least, here[group][place]), max(most, here[group][place])
    return least, most
