"""Entries that say the same, put together and taken apart again. Pure.

Entries form trees: one stands behind another, which may stand behind a third. Equal words are put
together when they arrive; whatever is only alike is proposed. Since merging hangs a tree under
another one and changes nothing inside it, taking it out again gives back what was there.
"""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

WAITING, SHOWN, HIDDEN, MERGED = "waiting", "shown", "hidden", "merged"
"""Values of `facilitator.enums.Standing`, which a test holds them to."""

_KEPT_SIGNS = frozenset("+%#&")
_APOSTROPHES = frozenset("'’‘`´")


def entry_key(text: str) -> str:
    """What equal entries have in common: words without case, accents and punctuation.

    Accents go from Latin letters only; in other scripts such marks make another letter. A text
    without any word is its own key.
    """
    folded = "".join(_folded(one) for one in unicodedata.normalize("NFKC", text))
    # Marks alone are no word: without this, most emoji would be equal.
    words = (one for one in folded.split() if any(_says_something(sign) for sign in one))
    return " ".join(words) or text.strip()


def _says_something(sign: str) -> bool:
    return sign.isalnum() or sign in _KEPT_SIGNS


def _folded(character: str) -> str:
    if character in _APOSTROPHES:
        return ""
    if character in _KEPT_SIGNS:
        return f" {character} "
    base = unicodedata.normalize("NFD", character)
    if base[0].isascii():
        character = base[0]
    if character.isalnum() or unicodedata.category(character).startswith("M"):
        return character.casefold()
    return " "


@dataclass(frozen=True)
class Entry:
    """One contribution. `behind` is the id of the entry that it stands behind, 0 for none; `was`
    is where it stood before. `signs` are as `likeness.signs_of` makes them.
    """

    id: int
    words: str
    standing: str = WAITING
    behind: int = 0
    was: str = WAITING
    keys: frozenset[str] = frozenset()
    """Of the words as they were sent, and of the facilitator's wording where there is one."""
    group: str = ""
    signs: tuple[str, ...] = ()
    typed: str = ""
    """The words as they were sent, where the facilitator has changed them."""
    table: str = ""


@dataclass(frozen=True)
class Pile:
    """An entry that stands for itself, with those behind it in the order of their arrival."""

    head: Entry
    others: tuple[Entry, ...] = ()

    @property
    def times(self) -> int:
        """How often it was said."""
        return 1 + len(self.others)

    @property
    def members(self) -> tuple[Entry, ...]:
        return (self.head, *self.others)


class Entries:
    """The entries of one list by id, and what they make together. Never changed: rules give the
    entries that are different afterwards.
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.by_id: Mapping[int, Entry] = {
            one.id: one for one in sorted(entries, key=lambda one: one.id)
        }

    def with_changes(self, changed: Iterable[Entry]) -> "Entries":
        return Entries({**self.by_id, **{one.id: one for one in changed}}.values())

    @cached_property
    def roots(self) -> Mapping[int, int]:
        """For each entry the id of the one that stands for it in the end, perhaps its own."""
        found: dict[int, int] = {}
        for start in self.by_id:
            path = []
            at = start
            while at not in found and self.by_id[at].behind in self.by_id:
                path.append(at)
                at = self.by_id[at].behind
            root = found.get(at, at)
            found.update(dict.fromkeys((*path, at), root))
        return found

    @cached_property
    def piles(self) -> tuple[Pile, ...]:
        """Every pile, in the order of their heads' arrival."""
        behind: dict[int, list[Entry]] = {}
        for one in self.by_id.values():
            root = self.roots[one.id]
            others = behind.setdefault(root, [])
            if root != one.id:
                others.append(one)
        return tuple(Pile(self.by_id[root], tuple(behind[root])) for root in sorted(behind))

    def standing_as(self, standing: str) -> tuple[Pile, ...]:
        """The piles whose head stands so."""
        return tuple(one for one in self.piles if one.head.standing == standing)

    def children(self, entry_id: int) -> tuple[Entry, ...]:
        """The entries directly behind this one."""
        return tuple(one for one in self.by_id.values() if one.behind == entry_id)


def arrived(there: Entries, new: Entry) -> Entry:
    """A new entry where it belongs: behind the first with equal words, or for itself.

    Behind an entry that is not on the wall it waits, should it ever be taken out again.
    """
    equal = {one.id: one for one in there.by_id.values() if one.keys & new.keys}
    equal.pop(new.id, None)
    if not equal:
        return new
    place = {SHOWN: 0, WAITING: 1, HIDDEN: 2}

    def by_rank(one: Entry) -> tuple[int, bool, int]:
        root = there.by_id[there.roots[one.id]]
        # Equal words stand behind the first of them, not behind one another in a row.
        return place.get(root.standing, 3), one.behind in equal, one.id

    first = min(equal.values(), key=by_rank)
    root = there.by_id[there.roots[first.id]]
    was = new.standing if root.standing == SHOWN else WAITING
    return replace(new, standing=MERGED, behind=first.id, was=was)


def put_together(there: Entries, ids: Sequence[int]) -> tuple[Entry, ...]:
    """The entries that change when these are put together: one on the wall stands for all, else
    the first that waits, else the first. Nothing for fewer than two piles.
    """
    roots = sorted({there.roots[one] for one in ids if one in there.roots})
    if len(roots) < 2:
        return ()
    place = {SHOWN: 0, WAITING: 1}
    head = min(roots, key=lambda one: (place.get(there.by_id[one].standing, 2), one))
    return tuple(
        replace(there.by_id[one], standing=MERGED, behind=head, was=there.by_id[one].standing)
        for one in roots
        if one != head
    )


def taken_out(there: Entries, entry_id: int) -> tuple[Entry, ...]:
    """The entry, standing where it stood before it was put behind another; those behind it stay
    there. Nothing for one that stands for itself.
    """
    one = there.by_id.get(entry_id)
    if one is None or not one.behind:
        return ()
    return (replace(one, standing=one.was, behind=0, was=WAITING),)


def all_taken_out(there: Entries, entry_id: int) -> tuple[Entry, ...]:
    """Every entry behind this one, standing for itself again."""
    root = there.roots.get(entry_id)
    pile = next((one for one in there.piles if one.head.id == root), None)
    return tuple(
        changed for one in (pile.others if pile else ()) for changed in taken_out(there, one.id)
    )


def removed(there: Entries, entry_id: int) -> tuple[Entry, ...]:
    """What changes when an entry goes: the first behind it takes its place, so that none is lost
    with it.
    """
    gone = there.by_id.get(entry_id)
    children = there.children(entry_id)
    if gone is None or not children:
        return ()
    heir = replace(children[0], standing=gone.standing, behind=gone.behind, was=gone.was)
    return (heir, *(replace(one, behind=heir.id) for one in children[1:]))
