"""What people say about how entries were read, laid over what the scorer found. Pure.

A correction names an entry by its words, so that it holds for a list that is typed further and for
a list that is scored again.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from quizzes.scoring import EntryScore, ListScore, Match, ReferenceList
from quizzes.scoring.reference import Item


class Say(StrEnum):
    """What a person says: it counts, not this, another point instead, this point too."""

    ACCEPT = "accept"
    REJECT = "reject"
    MOVE = "move"
    ADD = "add"


@dataclass(frozen=True)
class Correction:
    """One thing said about an entry. `key` is by what it can be undone, where it was kept."""

    say: Say
    entry: str
    item_id: str
    to_item_id: str = ""
    key: int = 0


class Standing(StrEnum):
    """What a match rests on once people have looked."""

    MACHINE = "machine"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    ADDED = "added"


@dataclass(frozen=True)
class Judged:
    """A match with what it rests on, and the correction that says so (None for the machine's).

    A person's own match covers its item wholly; its figure is 1 and its phrasing empty.
    """

    match: Match
    standing: Standing = Standing.MACHINE
    correction: Correction | None = None

    @property
    def counts(self) -> bool:
        return self.standing is not Standing.REJECTED

    @property
    def is_machine(self) -> bool:
        return self.standing is Standing.MACHINE

    @property
    def is_added(self) -> bool:
        return self.standing is Standing.ADDED


@dataclass(frozen=True)
class JudgedEntry:
    """An entry as the scorer read it, and every match, the rejected ones too."""

    score: EntryScore
    matches: tuple[Judged, ...]

    @property
    def corrected(self) -> EntryScore:
        """The entry with what counts after all."""
        counted = tuple(one.match for one in self.matches if one.counts)
        return replace(self.score, matches=counted)

    @property
    def possible(self) -> tuple[Match, ...]:
        """What came close and was not said anything about."""
        said = {one.match.item.id for one in self.matches}
        return tuple(one for one in self.score.possible if one.item.id not in said)


def judged(score: ListScore, corrections: Sequence[Correction]) -> tuple[JudgedEntry, ...]:
    """Every entry with what the scorer found and what people said, in the list's order of items.

    Of two corrections about one item the later holds. Items that the list no longer has are passed
    over, and so are corrections of entries that are not there.
    """
    return tuple(
        _judged_entry(
            entry, [one for one in corrections if one.entry == entry.text], score.reference
        )
        for entry in score.entries
    )


def _judged_entry(
    entry: EntryScore, corrections: Iterable[Correction], reference: ReferenceList
) -> JudgedEntry:
    found = {match.item.id: Judged(match) for match in entry.matches}
    items = {item.id: item for item in reference.items}
    for one in corrections:
        if one.item_id in items:
            _apply(one, found, items[one.item_id])
        if one.say is Say.MOVE and one.to_item_id in items:
            found[one.to_item_id] = Judged(
                own_match(items[one.to_item_id], entry.text), Standing.ADDED, one
            )
    order = {item_id: number for number, item_id in enumerate(items)}
    kept = [one for one in found.values() if one.match.item.id in order]
    return JudgedEntry(entry, tuple(sorted(kept, key=lambda one: order[one.match.item.id])))


def _apply(one: Correction, found: dict[str, Judged], item: Item) -> None:
    there = found.get(one.item_id)
    if one.say in (Say.REJECT, Say.MOVE):
        if there is not None and there.match.phrasing:
            found[one.item_id] = Judged(there.match, Standing.REJECTED, one)
        else:
            found.pop(one.item_id, None)
    elif one.say is Say.ACCEPT and there is not None and there.match.phrasing:
        found[one.item_id] = Judged(there.match, Standing.ACCEPTED, one)
    else:
        found[one.item_id] = Judged(own_match(item, one.entry), Standing.ADDED, one)


def own_match(item: Item, entry: str) -> Match:
    """A match that a person says is there: the whole entry covers the whole item."""
    return Match(item, "", entry, 1.0)


def corrected(score: ListScore, corrections: Sequence[Correction]) -> ListScore:
    """The score with what counts after people looked; its totals follow."""
    entries = tuple(one.corrected for one in judged(score, corrections))
    return ListScore(score.reference, entries, score.version)


@dataclass(frozen=True)
class EntryChange:
    """An entry that two scores read differently: what it gained and what it lost."""

    text: str
    gained: tuple[Item, ...]
    lost: tuple[Item, ...]


@dataclass(frozen=True)
class Comparison:
    """Two scores of one list: how many points each covers of how many, and what differs."""

    covered_before: int
    covered_after: int
    total_before: int
    total_after: int
    changes: tuple[EntryChange, ...]


def compared(before: ListScore, after: ListScore) -> Comparison:
    """What a newer score of the same entries changes."""
    changes = []
    for old, new in zip(before.entries, after.entries, strict=True):
        gained = tuple(one.item for one in new.matches if one.item.id not in old.item_ids)
        lost = tuple(one.item for one in old.matches if one.item.id not in new.item_ids)
        if gained or lost:
            changes.append(EntryChange(old.text, gained, lost))
    return Comparison(
        len(before.covered),
        len(after.covered),
        len(before.items),
        len(after.items),
        tuple(changes),
    )
