"""Which entries may say the same in other words: what is proposed, never done. Pure.

Each entry has signs: its telling words as concepts of the field's lexicon or stems, in no order.
Entries with a sign in common are proposed, and those whose signs differ by a slip of the pen.
Every comparison stays inside a block of entries that share a key, so that thousands are no matter.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product

from rapidfuzz import fuzz

from facilitator.activities.group_list.merging import SHOWN, WAITING, Pile
from quizzes.scoring.words import FILLER, Reader

MOST_SIGNS = 4
"""Signs of one entry, where words may mean several things."""
MOST_WORDS = 12
"""An entry of more telling words is only compared word for word."""
CLOSE = 84
"""RapidFuzz's ratio from which one word may be a slip of the other."""
SHORTEST_SLIP = 5
WINDOW = 8
"""Neighbors in alphabetical order with which a word is compared inside a block."""
JOIN = "|"


def signs_of(text: str, reader: Reader) -> tuple[str, ...]:
    """The signs of an entry; none where no word says anything."""
    tokens = (one.meanings for one in reader.tokens(text))
    telling = [sorted(one) for one in tokens if FILLER not in one]
    if not telling or len(telling) > MOST_WORDS:
        return ()
    ways = (JOIN.join(sorted(set(one))) for one in product(*telling))
    return tuple(islice(dict.fromkeys(islice(ways, 16)), MOST_SIGNS))


@dataclass(frozen=True)
class Proposal:
    """Piles that may say the same, in the order of their arrival."""

    piles: tuple[Pile, ...]

    @property
    def ids(self) -> tuple[int, ...]:
        return tuple(one.head.id for one in self.piles)


def proposals(piles: Sequence[Pile], apart: Iterable[Collection[int]] = ()) -> tuple[Proposal, ...]:
    """What may be put together, each pile in one proposal at most.

    `apart` are ids that a person said are to stay apart, set by set. Hidden piles are left alone.
    """
    by_id = {
        one.head.id: one
        for one in sorted(piles, key=lambda one: one.head.id)
        if one.head.standing in (SHOWN, WAITING)
    }
    kept_apart = [frozenset(one) for one in apart]
    blocks = [*_equal(by_id.values()), *_slips(by_id.values())]
    found = []
    used: set[int] = set()
    for ids in sorted(blocks):
        left = tuple(one for one in ids if one not in used)
        if len(left) < 2 or any(set(left) <= one for one in kept_apart):
            continue
        used.update(left)
        found.append(Proposal(tuple(by_id[one] for one in left)))
    return tuple(found)


def _signs(pile: Pile) -> frozenset[str]:
    return frozenset(sign for one in pile.members for sign in one.signs)


def _equal(piles: Iterable[Pile]) -> list[tuple[int, ...]]:
    """Piles that have a sign in common."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for one in piles:
        for sign in _signs(one):
            blocks[sign].append(one.head.id)
    return [tuple(ids) for ids in blocks.values() if len(ids) > 1]


def _slips(piles: Iterable[Pile]) -> list[tuple[int, ...]]:
    """Pairs of piles whose signs differ by one word, and that word by a letter or two."""
    blocks: dict[tuple[str, str], set[tuple[str, int]]] = defaultdict(set)
    for one in piles:
        for sign in _signs(one):
            for rest, word in _one_left_out(sign.split(JOIN)):
                if len(word) >= SHORTEST_SLIP:
                    # A slip seldom changes the first letter.
                    blocks[rest, word[0]].add((word, one.head.id))
    pairs = set()
    for block in blocks.values():
        words = sorted(block)
        for place, (word, head) in enumerate(words):
            for other, other_head in words[place + 1 : place + 1 + WINDOW]:
                if word != other and head != other_head and fuzz.ratio(word, other) >= CLOSE:
                    pairs.add((min(head, other_head), max(head, other_head)))
    return sorted(pairs)


def _one_left_out(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    for place, word in enumerate(words):
        yield JOIN.join((*words[:place], *words[place + 1 :])), word
