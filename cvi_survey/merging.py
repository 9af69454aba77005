"""Advice on merging systems before a round opens, from the numbers of people expected. Pure.

Too small a system cannot be shown by itself. Asked as one group with another, its people are part
of what is seen; and where they are merged beforehand, everybody knows what she chooses.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

Group = tuple[str, ...]


@dataclass(frozen=True)
class Offer:
    """A merging of two choices, with the number of people then expected."""

    first: str
    second: str
    together: int


@dataclass(frozen=True)
class Advice:
    """What the numbers expected mean.

    `too_small` are the choices that cannot be shown by themselves, `offers` the mergings that help
    one of them (the smallest group that is large enough first), `is_too_small_in_all` that even all
    people together are too few for any picture.
    """

    too_small: tuple[str, ...]
    offers: tuple[Offer, ...]
    is_too_small_in_all: bool


def advice(expected: Mapping[str, int], *, least: int, least_in_all: int) -> Advice:
    """Advice on choices whose numbers are given; the others are left alone.

    A system is shown from `least` people on, which is what a distribution needs; the whole group
    from `least_in_all`.
    """
    too_small = tuple(name for name, number in expected.items() if number < least)
    return Advice(
        too_small=too_small,
        offers=tuple(_offers(expected, too_small, least)),
        is_too_small_in_all=bool(expected) and sum(expected.values()) < least_in_all,
    )


def _offers(expected: Mapping[str, int], small: Sequence[str], least: int) -> Iterator[Offer]:
    seen = set()
    for name in small:
        others = [other for other in expected if other != name]
        # A partner that makes the group large enough, and is no larger than it has to be.
        others.sort(key=lambda other: (expected[other] + expected[name] < least, expected[other]))
        for other in others:
            pair = frozenset({name, other})
            if pair not in seen:
                seen.add(pair)
                yield Offer(name, other, expected[name] + expected[other])


def merged_as_advised(
    groups: Mapping[str, Group], expected: Mapping[str, int], *, least: int
) -> tuple[Group, ...]:
    """Merge the two smallest choices until each holds `least` people, or all are one.

    `groups` gives the ids of systems in each choice; choices without a number are left alone.
    Gives the ids that stand together, for each group of two or more.
    """
    sizes = [(expected[name], list(groups[name])) for name in groups if name in expected]
    rest = [list(groups[name]) for name in groups if name not in expected]
    while len(sizes) > 1:
        sizes.sort(key=lambda one: one[0])
        (least_people, smallest), (more, other) = sizes[0], sizes[1]
        if least_people >= least:
            break
        sizes = [(least_people + more, smallest + other), *sizes[2:]]
    found = [*(names for _people, names in sizes), *rest]
    return tuple(tuple(names) for names in found if len(names) > 1)
