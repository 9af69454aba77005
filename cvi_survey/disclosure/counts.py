"""A table of counts from outside, to check the rules with: `toolkit cvi_release --counts FILE`.

    {"categories": ["Disagree", …],
     "groups": {"court": {"statement-1": [1, 4, 10, 5], …}, "": {…}},
     "people": {"court": 21},
     "thresholds": {"mean": 5, "distribution": 8}}

`categories` run from the least agreement to the most. A group is a system; "" holds the people who
named none (or preferred not to say). `people` (optional) says how many of a group took part, where
some of them did not answer every statement; otherwise the largest number of answers counts.
"""

import json
from collections import Counter
from collections.abc import Mapping
from typing import Any

from cvi_survey.disclosure.released import Release, Thresholds
from cvi_survey.disclosure.rules import release
from cvi_survey.disclosure.tallies import NO_SYSTEM, Tally

FIELDS = ("categories", "groups", "people", "thresholds")
TOTALS = frozenset({"all", "everyone", "everybody", "overall", "total"})
FEWEST_CATEGORIES, MOST_CATEGORIES = 3, 11
MOST_PEOPLE = 10_000_000_000
"""More people than there are: a count above it is a slip of the pen."""


class CountsUnreadable(Exception):
    """The table of counts is not as it should be; the text says where and what to do."""


def counts_read(text: str) -> dict[str, Any]:
    """The table in a file's text. Raises `CountsUnreadable`."""
    try:
        data = json.loads(text, object_pairs_hook=_fields, parse_int=_whole)
    except ValueError as error:
        raise CountsUnreadable(f"This is not JSON: {error}.") from error
    except RecursionError as error:
        raise CountsUnreadable("This is nested too deeply to be a table of counts.") from error
    if not isinstance(data, dict):
        raise CountsUnreadable('Begin with {"categories": […], "groups": {…}}.')
    return data


def release_of_counts(data: Mapping[str, Any]) -> Release:
    """What may be shown of a table of counts. Raises `CountsUnreadable`."""
    if unknown := sorted(set(map(str, data)) - set(FIELDS)):
        raise CountsUnreadable(
            f"Unknown: {', '.join(unknown)}. The fields are {', '.join(FIELDS)}."
        )
    categories = _categories(data.get("categories"))
    counts = _groups(data.get("groups"), len(categories))
    items = tuple(dict.fromkeys(item for group in counts.values() for item in group))
    for group, of_group in counts.items():
        if missing := [item for item in items if item not in of_group]:
            raise CountsUnreadable(f'groups: "{group}" has no counts for "{missing[0]}".')
    return release(
        Tally(people=_people(data.get("people", {}), counts), counts=counts),
        items=items,
        points=len(categories),
        systems=tuple(group for group in counts if group != NO_SYSTEM),
        thresholds=_thresholds(data.get("thresholds", {})),
        categories=categories,
    )


def _fields(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of the file; JSON itself would silently keep the last of two of one name."""
    fields = dict(pairs)
    if len(fields) < len(pairs):
        twice, _times = Counter(name for name, _value in pairs).most_common(1)[0]
        raise CountsUnreadable(f"{twice!r} is given twice. Keep one.")
    if any(not _is_text(name) for name in fields):
        raise CountsUnreadable("A name holds half a character (a lone surrogate). Write it anew.")
    return fields


def _whole(digits: str) -> int:
    """A whole number; what is too long to be a count stays too large, whatever its length."""
    return int(digits) if len(digits) <= len(str(MOST_PEOPLE)) else MOST_PEOPLE + 1


def _is_text(value: str) -> bool:
    """Whether a text can be written as UTF-8; JSON can escape halves of characters that cannot."""
    return value.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in value)


def _categories(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not FEWEST_CATEGORIES <= len(value) <= MOST_CATEGORIES:
        raise CountsUnreadable(
            f"categories: list {FEWEST_CATEGORIES} to {MOST_CATEGORIES} labels, the least "
            "agreement first."
        )
    if not all(isinstance(label, str) and label.strip() for label in value):
        raise CountsUnreadable("categories: each label must be a text in quotation marks.")
    if not all(map(_is_text, value)):
        raise CountsUnreadable("categories: a label holds half a character. Write it anew.")
    if len(set(value)) != len(value):
        raise CountsUnreadable("categories: two labels are the same.")
    return tuple(value)


def _groups(value: object, points: int) -> dict[str, dict[str, tuple[int, ...]]]:
    if not isinstance(value, dict) or not value:
        raise CountsUnreadable(
            'groups: give each system and its statements, such as {"court": {"q1": [1, 4, 10, 5]}}.'
        )
    counts: dict[str, dict[str, tuple[int, ...]]] = {}
    for group, of_group in value.items():
        if group.strip().lower() in TOTALS:
            raise CountsUnreadable(f'groups: leave out "{group}"; the total comes from the groups.')
        if not isinstance(of_group, dict) or not of_group:
            raise CountsUnreadable(f'groups: "{group}" needs statements and their counts.')
        counts[group] = {
            item: _row(row, points, f'groups: "{group}", "{item}"')
            for item, row in of_group.items()
        }
    return counts


def _row(row: object, points: int, where: str) -> tuple[int, ...]:
    if not isinstance(row, list) or len(row) != points:
        raise CountsUnreadable(f"{where}: give {points} counts, one for each category.")
    return tuple(_number(one, where) for one in row)


def _number(value: object, where: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise CountsUnreadable(f"{where}: {value!r} is not a whole number from 0.")
    if value > MOST_PEOPLE:
        raise CountsUnreadable(f"{where}: a number is larger than there are people.")
    return value


def _people(value: object, counts: Mapping[str, Mapping[str, tuple[int, ...]]]) -> dict[str, int]:
    if not isinstance(value, dict):
        raise CountsUnreadable('people: give numbers by group, such as {"court": 21}.')
    if unknown := sorted(set(value) - set(counts)):
        raise CountsUnreadable(f'people: there is no group "{unknown[0]}".')
    people = {}
    for group, of_group in counts.items():
        most = max(map(sum, of_group.values()))
        people[group] = _number(value.get(group, most), f'people: "{group}"')
        if people[group] < most:
            raise CountsUnreadable(
                f'people: "{group}" has {most} answers to a statement, but {people[group]} people.'
            )
    return people


def _thresholds(value: object) -> Thresholds:
    if not isinstance(value, dict) or set(value) - {"mean", "distribution"}:
        raise CountsUnreadable('thresholds: write {"mean": 5, "distribution": 8} or more.')
    numbers = {name: _number(one, f"thresholds: {name}") for name, one in value.items()}
    try:
        return Thresholds(**numbers)
    except ValueError as error:
        raise CountsUnreadable(f"thresholds: {error}") from error
