"""What a round may say about its answers. Pure: answers in, a release out, no Django.

The rules, and why each is there: `docs/survey.md`. In short, for a statement

- under 5 answers: nothing;
- 5 to 7: in which third of the line the mean lies;
- from 8: how the answers lie on the line, as *tenths* ("about 4 in 10"), which always add up to
  ten. Where one or two positions would give single people away, a third of the line again;
- a marker for a system only where every system shown has at least 5 answers to every statement
  and those left over, people who named no system among them, are none or at least 5.

How many answered is never said exactly, neither for the round nor for a statement, so that
neither rounds nor statements can be subtracted from one another.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

SCHEMA = 1

LEAST_FOR_MEAN = AT_LEAST = 5
"""Fewer answers than this, of a group or of those left over, show nothing."""
LEAST_FOR_DISTRIBUTION = FOR_DISTRIBUTION = 8
"""From here on the distribution is shown, and not only a third of the line."""
ALIKE_BELOW = 20
"""In groups smaller than this, all or all but one at one point is not shown as such."""
TENTHS = 10

NO_SYSTEM = ""
"""The group of those who gave no system."""


@dataclass(frozen=True)
class Thresholds:
    """From how many answers a mean (or band) is shown, and from how many a distribution.

    They may be raised, never lowered. Raises `ValueError`.
    """

    mean: int = LEAST_FOR_MEAN
    distribution: int = LEAST_FOR_DISTRIBUTION

    def __post_init__(self) -> None:
        if self.mean < LEAST_FOR_MEAN:
            raise ValueError(f"The threshold for means is at least {LEAST_FOR_MEAN}.")
        if self.distribution < max(LEAST_FOR_DISTRIBUTION, self.mean):
            raise ValueError(
                f"The threshold for distributions is at least {LEAST_FOR_DISTRIBUTION}, and never "
                "below that for means."
            )


class Shown(StrEnum):
    """How much of a statement's answers is shown."""

    NOTHING = "nothing"
    THIRD = "third"
    DISTRIBUTION = "distribution"


class Third(StrEnum):
    """In which third of the line a mean lies."""

    DISAGREE = "disagree"
    MIDDLE = "middle"
    AGREE = "agree"


class Size(StrEnum):
    """Roughly how many took part."""

    UNDER_5 = "under-5"
    FROM_5 = "5-7"
    FROM_8 = "8-19"
    FROM_20 = "20-49"
    FROM_50 = "50-or-more"


@dataclass(frozen=True)
class Answers:
    """One person's answers: a place on the scale from 1 for each statement answered."""

    places: Mapping[str, int]
    system: str = NO_SYSTEM


@dataclass(frozen=True)
class Tally:
    """Counts of one round.

    `people[system]` is how many answered at least one statement; `counts[system][item]` how many
    chose each point, the least agreement first. `NO_SYSTEM` holds those who named none.
    """

    people: Mapping[str, int]
    counts: Mapping[str, Mapping[str, tuple[int, ...]]]


@dataclass(frozen=True)
class SystemPlace:
    """Where a system's answers lie: in a third, or else at a place on the scale in half steps."""

    system: str
    third: Third | None
    place: float | None


@dataclass(frozen=True)
class ItemRelease:
    """What is shown of one statement: nothing, a third of the line, or the tenths."""

    item: str
    shown: Shown
    third: Third | None = None
    tenths: tuple[int, ...] = ()
    systems: tuple[SystemPlace, ...] = ()


@dataclass(frozen=True)
class Release:
    """All that is ever shown of a round.

    `systems_left_out` names the systems that were offered but are not shown: too small, left
    out to protect another, or empty, which look alike.
    """

    size: Size
    points: int
    items: tuple[ItemRelease, ...]
    systems_shown: tuple[str, ...] = ()
    systems_left_out: tuple[str, ...] = ()

    @property
    def has_charts(self) -> bool:
        return any(item.shown is not Shown.NOTHING for item in self.items)


def tally(
    people: Iterable[Answers], *, items: Sequence[str], points: int, systems: Sequence[str]
) -> Tally:
    """Count answers; what was not asked or lies off the scale is not counted."""
    numbers: Counter[str] = Counter()
    counts: dict[str, dict[str, list[int]]] = defaultdict(
        lambda: {item: [0] * points for item in items}
    )
    for person in people:
        system = person.system if person.system in systems else NO_SYSTEM
        answered = {
            item: place
            for item, place in person.places.items()
            if item in items and 1 <= place <= points
        }
        if answered:
            numbers[system] += 1
        for item, place in answered.items():
            counts[system][item][place - 1] += 1
    frozen = {
        system: {item: tuple(row) for item, row in rows.items()} for system, rows in counts.items()
    }
    return Tally(people=dict(numbers), counts=frozen)


def release(
    counted: Tally, *, items: Sequence[str], points: int, systems: Sequence[str] = ()
) -> Release:
    """What may be shown of a round's counts.

    `systems` are those that people could choose from, in order; empty where none was asked.
    """
    people = sum(counted.people.values())
    shown = systems_to_show(counted, items=items, systems=systems)
    return Release(
        size=size_of(people),
        points=points,
        items=tuple(
            _item_release(item, counted, people=people, points=points, systems=shown)
            for item in items
        ),
        systems_shown=shown,
        systems_left_out=tuple(system for system in systems if system not in shown),
    )


def size_of(people: int) -> Size:
    """The band in which a number of people lies."""
    bands = ((50, Size.FROM_50), (20, Size.FROM_20), (8, Size.FROM_8), (5, Size.FROM_5))
    return next((size for least, size in bands if people >= least), Size.UNDER_5)


def systems_to_show(
    counted: Tally, *, items: Sequence[str], systems: Sequence[str]
) -> tuple[str, ...]:
    """The systems that may have a marker: one choice for the whole round.

    Starts with every system that reaches the minimum for every statement, then leaves out the
    smallest until those left over can no longer be worked out (complementary suppression).
    """

    def answers(system: str, item: str) -> int:
        return sum(counted.counts.get(system, {}).get(item, ()))

    groups = (NO_SYSTEM, *systems)
    shown = [
        system for system in systems if all(answers(system, item) >= AT_LEAST for item in items)
    ]

    def is_safe() -> bool:
        rest = [group for group in groups if group not in shown]
        left = [sum(answers(group, item) for group in rest) for item in items]
        left.append(sum(counted.people.get(group, 0) for group in rest))
        return all(number == 0 or number >= AT_LEAST for number in left)

    while shown and not is_safe():
        shown.remove(min(shown, key=lambda system: counted.people.get(system, 0)))
    # A single marker would be compared with nobody.
    return tuple(shown) if len(shown) > 1 else ()


def _item_release(
    item: str, counted: Tally, *, people: int, points: int, systems: Sequence[str]
) -> ItemRelease:
    rows = [row[item] for row in counted.counts.values()]
    counts = tuple(map(sum, zip(*rows, strict=True))) if rows else (0,) * points
    shown = _how_much(counts, people=people)
    if shown is Shown.NOTHING:
        return ItemRelease(item, shown)
    is_full = shown is Shown.DISTRIBUTION
    return ItemRelease(
        item,
        shown,
        third=None if is_full else third_of(counts),
        tenths=tenths_of(counts) if is_full else (),
        systems=tuple(
            _system_place(system, counted.counts[system][item], may_be_exact=is_full)
            for system in systems
        ),
    )


def _how_much(counts: Sequence[int], *, people: int) -> Shown:
    answered = sum(counts)
    if answered < AT_LEAST:
        return Shown.NOTHING
    if answered < FOR_DISTRIBUTION or is_nearly_unanimous(counts):
        return Shown.THIRD
    if 0 < people - answered < AT_LEAST and not could_be_complete(tenths_of(counts), people):
        # Somebody who knows how many were there could tell how many declined.
        return Shown.THIRD
    return Shown.DISTRIBUTION


def is_nearly_unanimous(counts: Sequence[int]) -> bool:
    """All, or all but one, of a small group chose the same point."""
    answered = sum(counts)
    return answered < ALIKE_BELOW and max(counts) >= answered - 1


def third_of(counts: Sequence[int]) -> Third:
    """In which third of the line from the first point to the last the mean lies."""
    answered = sum(counts)
    points = len(counts)
    steps = sum(step * count for step, count in enumerate(counts))
    if 3 * steps < (points - 1) * answered:
        return Third.DISAGREE
    if 3 * steps > 2 * (points - 1) * answered:
        return Third.AGREE
    return Third.MIDDLE


def tenths_of(counts: Sequence[int]) -> tuple[int, ...]:
    """Counts as tenths that add up to ten."""
    return apportion(counts, TENTHS)


def apportion(weights: Sequence[int], seats: int) -> tuple[int, ...]:
    """Whole numbers in proportion to `weights` that add up to `seats` (largest remainders).

    Raises `ValueError` when all weights are nought.
    """
    total = sum(weights)
    if not total:
        raise ValueError("There is nothing to apportion.")
    given = [weight * seats // total for weight in weights]
    by_remainder = sorted(
        range(len(weights)), key=lambda place: (-(weights[place] * seats % total), place)
    )
    for place in by_remainder[: seats - sum(given)]:
        given[place] += 1
    return tuple(given)


def could_be_complete(tenths: Sequence[int], people: int) -> bool:
    """Whether some answers of exactly `people` people have these tenths.

    Looks at the likeliest answers and those one or two people away from them; `False` means only
    that none was found, which hides more than is needed, never less.
    """
    start = apportion(tenths, people)
    if tenths_of(start) == tuple(tenths):
        return True
    tried = [start]
    for _ in range(2):
        tried = [other for counts in tried for other in _one_moved(counts)]
        if any(tenths_of(counts) == tuple(tenths) for counts in tried):
            return True
    return False


def _one_moved(counts: tuple[int, ...]) -> Iterable[tuple[int, ...]]:
    """The counts with one person moved from one point to another, in every way."""
    for source, left in enumerate(counts):
        for target in range(len(counts)):
            if left and source != target:
                moved = list(counts)
                moved[source] -= 1
                moved[target] += 1
                yield tuple(moved)


def _system_place(system: str, counts: Sequence[int], *, may_be_exact: bool) -> SystemPlace:
    answered = sum(counts)
    is_exact = may_be_exact and answered >= FOR_DISTRIBUTION and not is_nearly_unanimous(counts)
    if is_exact:
        return SystemPlace(system, None, half_step_of(counts))
    return SystemPlace(system, third_of(counts), None)


def half_step_of(counts: Sequence[int]) -> float:
    """The mean to the nearest half step, never nearer to an end than half a step.

    At an end itself, a marker would say that all of the group had answered alike.
    """
    answered = sum(counts)
    total = sum(place * count for place, count in enumerate(counts, start=1))
    halves = (4 * total + answered) // (2 * answered)
    return min(max(halves, 3), 2 * len(counts) - 1) / 2


def release_as_dict(released: Release) -> dict[str, Any]:
    """The release as JSON data with its schema version."""
    data: dict[str, Any] = json.loads(json.dumps({"schema": SCHEMA, **asdict(released)}))
    return data


def release_from_dict(data: Mapping[str, Any]) -> Release:
    """The release that was kept. Raises `ValueError` for a schema that is not known."""
    if data.get("schema") != SCHEMA:
        raise ValueError(f"Unknown schema of a release: {data.get('schema')!r}")
    return Release(
        size=Size(data["size"]),
        points=data["points"],
        items=tuple(
            ItemRelease(
                item=one["item"],
                shown=Shown(one["shown"]),
                third=_third(one["third"]),
                tenths=tuple(one["tenths"]),
                systems=tuple(
                    SystemPlace(place["system"], _third(place["third"]), place["place"])
                    for place in one["systems"]
                ),
            )
            for one in data["items"]
        ),
        systems_shown=tuple(data["systems_shown"]),
        systems_left_out=tuple(data["systems_left_out"]),
    )


def _third(name: str | None) -> Third | None:
    return None if name is None else Third(name)
