"""A list tried out while it is being written: how entries are scored, what is easily confused."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from quizzes.custom_lists.lines import MOST_ITEMS
from quizzes.custom_lists.models import CustomList
from quizzes.custom_lists.readings import (
    Clash,
    Shared,
    clashes_of,
    repeated_items,
    same,
    shared_phrasings,
)
from quizzes.custom_lists.references import reference_of
from quizzes.scoring import ListScore, ReferenceList, Scorer
from quizzes.scoring.reference import Item
from quizzes.selectors import lexicon, reference_lists

CONFUSABLE = 0.6
"""How near (0 to 1) another item may come to a phrasing before the two are called confusable."""
MOST_COMPARED = 160_000
"""Pairs of phrasings that are compared, so that a long list still answers at once."""


@dataclass(frozen=True)
class Confusion:
    """A phrasing of an item that comes near another one: `other` is that item's text."""

    phrasing: str
    other: str


@dataclass(frozen=True)
class CheckedItem:
    """An item, how many ways to say it there are, and which of them come near another item."""

    item: Item
    confusions: tuple[Confusion, ...]

    @property
    def count(self) -> int:
        """How many ways to say it there are, its own text with them."""
        return len(ways_of(self.item))

    @property
    def confusable_count(self) -> int:
        return len({one.phrasing for one in self.confusions})


@dataclass(frozen=True)
class Tried:
    """What the try-out box shows. `score` is None while nothing was typed."""

    reference: ReferenceList
    score: ListScore | None
    items: tuple[CheckedItem, ...]
    shared: tuple[Shared, ...]
    clashes: tuple[Clash, ...]
    repeated: tuple[str, ...]
    is_whole: bool
    """Whether every phrasing was held against the other items."""


def list_try(reference: ReferenceList, entries: tuple[str, ...]) -> Tried:
    """Score `entries` with the list as it is, and look for what is easily confused in it."""
    score = _scorer(reference).score(entries) if entries and reference.items else None
    return Tried(
        reference=reference,
        score=score,
        items=_checked(reference),
        shared=shared_phrasings(reference),
        clashes=clashes_of(reference),
        repeated=repeated_items(reference.items),
        is_whole=_checked_each(reference)
        >= max((len(ways_of(item)) for item in reference.items), default=0),
    )


def ways_of(item: Item) -> tuple[str, ...]:
    """The ways to say an item, its own text first; those that differ in case only come once."""
    return tuple({same(one): one for one in reversed((item.text, *item.phrasings))}.values())[::-1]


def _checked_each(reference: ReferenceList) -> int:
    """How many ways to say it are looked at for each item."""
    total = sum(len(ways_of(item)) for item in reference.items)
    return max(1, MOST_COMPARED // total // len(reference.items)) if total else 0


@lru_cache(maxsize=8)
def _scorer(reference: ReferenceList) -> Scorer:
    return Scorer(reference, lexicon())


@lru_cache(maxsize=8)
def _checked(reference: ReferenceList) -> tuple[CheckedItem, ...]:
    """Each item with those of its phrasings that another item would answer to."""
    if not reference.items:
        return ()
    scorer = _scorer(reference)
    each = _checked_each(reference)
    return tuple(
        CheckedItem(
            item,
            tuple(
                Confusion(phrasing, other)
                for phrasing in ways_of(item)[:each]
                for other in _others(scorer, item, phrasing)
            ),
        )
        for item in reference.items[:MOST_ITEMS]
    )


def _others(scorer: Scorer, item: Item, phrasing: str) -> tuple[str, ...]:
    """The texts of other items that `phrasing`, typed by itself, covers or nearly covers."""
    entry = scorer.score_entry(phrasing)
    near = [*entry.matches, *(one for one in entry.possible if one.figure >= CONFUSABLE)]
    return tuple(dict.fromkeys(one.item.text for one in near if one.item.id != item.id))


def unsaved_reference(*, items: Any, private: Any, private_set: str) -> ReferenceList:
    """The list as it stands in a form: the values of its two streams, and the usual private things.

    Its id is that of a list which was never saved; ids of items are as in the form.
    """
    custom = CustomList(items=items, private=private, private_set=private_set)
    return reference_of(custom, reference_lists())


def saved_reference(custom: CustomList) -> ReferenceList:
    """A list as it stands in `custom`, a draft perhaps."""
    return reference_of(custom, reference_lists())
