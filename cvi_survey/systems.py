"""The systems that a round offers to choose from, merged where few people are expected. Pure.

Where a system is too small to be shown, people of two systems can be asked as one group, such as
"Treatment or courts". That is decided before the round opens: afterwards nobody could be asked
which group she meant, and merging by what came in would give the small group away.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class OfferedSystem:
    """One choice of the question for the system.

    `labels` holds the words by language code, the round's main language first; `merges` the ids of
    the instrument's systems that stand together in it (a single one where nothing was merged).
    """

    id: str
    labels: Mapping[str, str]
    merges: tuple[str, ...]

    @property
    def label(self) -> str:
        """The words in the round's main language."""
        return next(iter(self.labels.values()))

    def label_in(self, language: str) -> str:
        """The words in `language`, or in the main one where there are none."""
        return self.labels.get(language, self.label)


def systems_offered(
    systems: Iterable[tuple[str, Mapping[str, str]]], merged: Sequence[Sequence[str]] = ()
) -> tuple[OfferedSystem, ...]:
    """The choices of a round, in the order of the instrument.

    `systems` gives each system's id and labels by language; `merged` the ids that stand together.
    A merged choice has the id of its systems joined by "+", and their labels joined by " / ".
    Raises `ValueError` for an id that is unknown, or in two groups, and for a group of one.
    """
    known = dict(systems)
    group_of: dict[str, tuple[str, ...]] = {}
    for names in merged:
        if len(set(names)) < 2:
            raise ValueError("A merged group needs two systems or more.")
        group = tuple(name for name in known if name in names)
        if len(group) != len(set(names)):
            raise ValueError(f"Unknown system among {', '.join(names)}.")
        for name in group:
            if name in group_of:
                raise ValueError(f"The system {name} stands in two groups.")
            group_of[name] = group
    groups = dict.fromkeys(group_of.get(name, (name,)) for name in known)
    return tuple(_offered(group, known) for group in groups)


def _offered(group: tuple[str, ...], known: Mapping[str, Mapping[str, str]]) -> OfferedSystem:
    languages = dict.fromkeys(language for name in group for language in known[name])
    labels = {
        language: " / ".join(known[name][language] for name in group if language in known[name])
        for language in languages
    }
    return OfferedSystem("+".join(group), labels, group)


def systems_as_list(systems: Iterable[OfferedSystem]) -> list[dict[str, Any]]:
    """The choices as JSON data."""
    return [
        {"id": one.id, "labels": dict(one.labels), "merges": list(one.merges)} for one in systems
    ]


def systems_from_list(data: Iterable[Mapping[str, Any]]) -> tuple[OfferedSystem, ...]:
    """The choices that were kept."""
    return tuple(OfferedSystem(one["id"], one["labels"], tuple(one["merges"])) for one in data)
