"""Which items the entries of a list cover, and why; which go beyond what should be shared."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from functools import cached_property
from hashlib import sha256

from quizzes.scoring.phrasings import Likeness, PhrasingMatcher, Target
from quizzes.scoring.reference import Item, Part, Private, ReferenceList
from quizzes.scoring.segments import runs, segments
from quizzes.scoring.words import (
    FILLER,
    LONGEST_READ,
    Lexicon,
    Reader,
    Token,
    stems,
)

ENOUGH = 0.56
"""A likeness from which an entry covers an item."""
ENOUGH_AGAIN = 0.7
"""The same for what is left of a part of an entry whose better half covers another item."""
ENOUGH_PRIVATE = 0.68
"""A likeness from which a privacy note is given."""
CLEAR = 0.8
"""A likeness from which a match is called clear."""
LIKELY = 0.66
"""A likeness from which a match is called likely; below it somebody had better look."""
WINDOW = 3
"""How many words that say something stand in a window over a long part of an entry."""
MOST_MATCHES = 12
POSSIBLE = 0.35
"""A likeness from which an item without credit is worth a look."""
MOST_POSSIBLE = 3
VERSION = 2
"""Raise it when the way of reading changes, so that results say how they were made."""


class Confidence(StrEnum):
    """How sure a match is, for people: in words, never as a figure."""

    CLEAR = "clear"
    LIKELY = "likely"
    UNCERTAIN = "uncertain"


@dataclass(frozen=True)
class Match:
    """An item that an entry covers: by which phrasing, in which part of it, how sure.

    `missing` names what the item holds besides; empty where it is covered wholly.
    """

    item: Item
    phrasing: str
    part: str
    figure: float
    missing: tuple[str, ...] = ()

    @property
    def is_partial(self) -> bool:
        return bool(self.missing)

    @property
    def confidence(self) -> Confidence:
        """The band in which the figure lies."""
        if self.figure >= CLEAR:
            return Confidence.CLEAR
        return Confidence.LIKELY if self.figure >= LIKELY else Confidence.UNCERTAIN

    @property
    def is_clear(self) -> bool:
        """Whether the words are close to a known phrasing; else it is a good guess."""
        return self.confidence is Confidence.CLEAR


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


class Scorer:
    """Scores entries against one reference list. Build it once: it reads every phrasing."""

    def __init__(self, reference: ReferenceList, lexicon: Lexicon) -> None:
        self.reference = reference
        self.lexicon = lexicon
        items = {one.id: one for one in reference.items}
        self.private = {f"private:{one.kind}": one for one in reference.private}
        targets = [
            *(Target(one.id, item_phrasings(one)) for one in items.values()),
            *(Target(key, one.phrasings) for key, one in self.private.items()),
        ]
        own = frozenset(word for one in targets for text in one.phrasings for word in stems(text))
        self.reader = Reader(lexicon, frozenset(word for word in own if len(word) >= 4))
        self.matcher = PhrasingMatcher(targets, self.reader)
        self.items: Mapping[str, Item] = items
        self.parts = {
            one.id: tuple(self._part(part) for part in one.parts) for one in items.values()
        }

    def _part(self, part: Part) -> tuple[str, tuple[tuple[frozenset[str], ...], ...]]:
        ways = (
            tuple(token.meanings - {FILLER} for token in self.reader.tokens(words))
            for words in part.words
        )
        return part.name, tuple(way for way in ways if way)

    def score(self, entries: Iterable[str]) -> ListScore:
        """Every entry by itself: neither their order nor other entries change what one covers."""
        scored = tuple(self.score_entry(text) for text in entries)
        return ListScore(self.reference, scored, self.version)

    @cached_property
    def version(self) -> str:
        """Twelve characters that change when the same entry could be scored otherwise."""
        known = {
            "version": VERSION,
            "reference": asdict(self.reference),
            "concepts": self.lexicon.concepts,
            "fillers": sorted(self.lexicon.fillers),
        }
        return sha256(json.dumps(known, sort_keys=True).encode()).hexdigest()[:12]

    def score_entry(self, text: str) -> EntryScore:
        """What one entry covers. Plain data in, whatever it holds; nothing is ever raised."""
        read = text[:LONGEST_READ]
        tokens = dict(enumerate(self.reader.tokens(read)))
        found = self._found(read, tokens)
        said = tuple(token.meanings - {FILLER} for token in tokens.values())
        matches = []
        notes = []
        for likeness in found:
            part = _part_of(read, tokens, likeness.used)
            if likeness.target in self.private:
                private = self.private[likeness.target]
                notes.append(PrivacyNote(private, likeness.phrasing, part, likeness.figure))
            else:
                item = self.items[likeness.target]
                missing = self._missing(item, said)
                matches.append(Match(item, likeness.phrasing, part, likeness.figure, missing))
        order = {one: number for number, one in enumerate(self.items)}
        matches.sort(key=lambda match: order[match.item.id])
        return EntryScore(text, tuple(matches), tuple(notes), self._possible(read, tokens, found))

    def _possible(
        self, text: str, tokens: Mapping[int, Token], found: list[Likeness]
    ) -> tuple[Match, ...]:
        """The items that come close without credit, the closest first."""
        taken = {one.target for one in found}
        near = self.matcher.likenesses(tokens, text)
        said = tuple(token.meanings - {FILLER} for token in tokens.values())
        return tuple(
            Match(
                self.items[one.target],
                one.phrasing,
                _part_of(text, tokens, one.used),
                one.figure,
                self._missing(self.items[one.target], said),
            )
            for one in near
            if one.target in self.items and one.target not in taken and one.figure >= POSSIBLE
        )[:MOST_POSSIBLE]

    def _found(self, text: str, tokens: Mapping[int, Token]) -> list[Likeness]:
        """The best target of any part, then the next best of the words left, until none is good.

        What is left of a part whose better half covers something has to be surer.
        """
        parts = segments(text)
        places = sorted({*runs(parts), *self._windows(tokens, parts)})
        home = {number: _home(token, parts) for number, token in tokens.items()}
        left = dict(tokens)
        found: list[Likeness] = []
        known = {place: self._likenesses(text, place, left) for place in places}
        while len(found) < MOST_MATCHES:
            taken = {one.target for one in found}
            spent = {home[number] for one in found for number in one.used}
            good = (
                one
                for rows in known.values()
                for one in rows
                if one.target not in taken
                and (one.figure >= ENOUGH_AGAIN or not any(home[n] in spent for n in one.used))
            )
            best = max(good, key=lambda one: (one.figure, one.target), default=None)
            if best is None:
                break
            found.append(best)
            for number in best.used:
                left.pop(number, None)
            for place in places:
                if any(tokens[n].start < place[1] and tokens[n].end > place[0] for n in best.used):
                    known[place] = self._likenesses(text, place, left)
        return found

    def _windows(
        self, tokens: Mapping[int, Token], parts: list[tuple[int, int]]
    ) -> set[tuple[int, int]]:
        """Stretches of `WINDOW` words of a long-winded part, where most words say little."""
        found = set()
        for start, end in parts:
            inside = [
                one
                for one in tokens.values()
                if one.start >= start and one.end <= end and self.matcher.says_something(one)
            ]
            if len(inside) > WINDOW:
                rows = zip(inside, inside[WINDOW - 1 :], strict=False)
                found |= {(first.start, last.end) for first, last in rows}
        return found

    def _likenesses(
        self, text: str, place: tuple[int, int], left: Mapping[int, Token]
    ) -> list[Likeness]:
        start, end = place
        inside = {
            number: token
            for number, token in left.items()
            if token.start >= start and token.end <= end
        }
        if not inside:
            return []
        words = " ".join(text[token.start : token.end] for token in inside.values())
        return [
            one
            for one in self.matcher.likenesses(inside, words)
            if one.figure >= self._enough(one, inside)
        ]

    def _enough(self, one: Likeness, inside: Mapping[int, Token]) -> float:
        if one.target in self.private:
            return ENOUGH_PRIVATE
        item = self.items[one.target]
        said = tuple(token.meanings - {FILLER} for token in inside.values())
        is_bare = bool(item.parts) and len(self._missing(item, said)) == len(item.parts)
        return ENOUGH_AGAIN if is_bare else ENOUGH

    def _missing(self, item: Item, said: tuple[frozenset[str], ...]) -> tuple[str, ...]:
        """Names of the item's parts that no word of the entry shows."""
        return tuple(
            name
            for name, ways in self.parts[item.id]
            if not any(all(any(word & one for one in said) for word in way) for way in ways)
        )


def item_phrasings(item: Item) -> tuple[str, ...]:
    """Everything that an entry is compared with for this item: its own text comes first."""
    head, colon, rest = item.text.partition(": ")
    names = (part.name for part in item.parts)
    return (item.text, *((head, rest) if colon else ()), *item.phrasings, *names)


def _home(token: Token, parts: list[tuple[int, int]]) -> int:
    """The number of the part of the entry in which a word stands; -1 between parts."""
    return next(
        (number for number, (start, end) in enumerate(parts) if start <= token.start < end), -1
    )


def _part_of(text: str, tokens: Mapping[int, Token], used: frozenset[int]) -> str:
    """The stretch of the entry from the first word used to the last."""
    start = min(tokens[number].start for number in used)
    end = max(tokens[number].end for number in used)
    return text[start:end]
