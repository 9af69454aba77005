"""What scoring says: of an entry, of an item, of a whole list. Plain values."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from quizzes.scoring.reference import Item, Private, ReferenceList

CLEAR = 0.9
"""A probability from which a match is called clear."""
LIKELY = 0.7
"""A probability from which a match is called likely; below it somebody had better look."""


class Confidence(StrEnum):
    """How sure a match is, for people: in words, never as a figure."""

    CLEAR = "clear"
    LIKELY = "likely"
    UNCERTAIN = "uncertain"


class Basis(StrEnum):
    """What a match rests on most: a known phrasing, how others put it, or its meaning."""

    PHRASING = "phrasing"
    EXAMPLES = "examples"
    MEANING = "meaning"


@dataclass(frozen=True)
class Match:
    """An item that an entry covers: by which phrasing, in which part of it, how sure.

    `figure` is a probability. `missing` names what the item holds besides; `in_part` says that
    something is missing where it cannot be named.
    """

    item: Item
    phrasing: str
    part: str
    figure: float
    missing: tuple[str, ...] = ()
    in_part: bool = False
    basis: Basis = Basis.PHRASING

    @property
    def is_partial(self) -> bool:
        return self.in_part or bool(self.missing)

    @property
    def confidence(self) -> Confidence:
        """The band in which the figure lies."""
        if self.figure >= CLEAR:
            return Confidence.CLEAR
        return Confidence.LIKELY if self.figure >= LIKELY else Confidence.UNCERTAIN


@dataclass(frozen=True)
class PrivacyNote:
    """A part of an entry that goes beyond what should be shared."""

    private: Private
    phrasing: str
    part: str
    figure: float


@dataclass(frozen=True)
class EntryScore:
    """What one entry covers. `text` is as it was typed.

    `possible` are matches that come close but give no credit: what a person may want to look at.
    """

    text: str
    matches: tuple[Match, ...] = ()
    notes: tuple[PrivacyNote, ...] = ()
    possible: tuple[Match, ...] = ()

    @property
    def is_blank(self) -> bool:
        return not self.text.strip()

    @property
    def item_ids(self) -> tuple[str, ...]:
        return tuple(match.item.id for match in self.matches)

    @property
    def partial_ids(self) -> tuple[str, ...]:
        return tuple(match.item.id for match in self.matches if match.is_partial)


@dataclass(frozen=True)
class ItemScore:
    """An item with the entries that cover it, and what none of them names."""

    item: Item
    entries: tuple[EntryScore, ...]
    missing: tuple[str, ...] = ()

    @property
    def is_covered(self) -> bool:
        return bool(self.entries)


@dataclass(frozen=True)
class ListScore:
    """A whole list compared with its reference, by entry and by item."""

    reference: ReferenceList
    entries: tuple[EntryScore, ...]
    version: str = ""
    """Which list, phrasings, lexicon and way of reading made it."""

    @cached_property
    def items(self) -> tuple[ItemScore, ...]:
        """Every item of the reference in its order."""
        return tuple(self._item(item) for item in self.reference.items)

    def _item(self, item: Item) -> ItemScore:
        matches = [
            (entry, match)
            for entry in self.entries
            for match in entry.matches
            if match.item.id == item.id
        ]
        missing = tuple(
            part.name
            for part in item.parts
            if matches and all(part.name in match.missing for _, match in matches)
        )
        return ItemScore(item, tuple(entry for entry, _ in matches), missing)

    @property
    def covered(self) -> tuple[ItemScore, ...]:
        return tuple(one for one in self.items if one.is_covered)

    @property
    def still_open(self) -> tuple[ItemScore, ...]:
        """The items that no entry covers."""
        return tuple(one for one in self.items if not one.is_covered)

    @property
    def open_count(self) -> int:
        """How many items no entry covers."""
        return len(self.still_open)

    @property
    def unmatched(self) -> tuple[EntryScore, ...]:
        """Entries that match no item yet and need no privacy note."""
        return tuple(one for one in self.entries if not one.matches and not one.notes)

    @property
    def noted(self) -> tuple[EntryScore, ...]:
        """Entries with a privacy note."""
        return tuple(one for one in self.entries if one.notes)
