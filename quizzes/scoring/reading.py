"""One entry read against one list: its words, its parts, and which phrasings stand where.

The evidence by phrasings. Nothing is decided here; `features.py` turns it into figures.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from quizzes.scoring.phrasings import Likeness, PhrasingMatcher
from quizzes.scoring.segments import runs, segments
from quizzes.scoring.words import LONGEST_READ, Token, stems

WINDOW = 3
"""How many words that say something stand in a window over a long part of an entry."""
MOST_PICKS = 8
LEAST_PICK = 0.3
"""A likeness below which nothing is picked any more."""

MOST_PARTS = 8
"""Parts of an entry whose meaning is looked at one by one: each costs some 10 ms."""

Place = tuple[int, int]


@dataclass(frozen=True)
class Pick:
    """A target in the order in which they were picked: each has the words that others left."""

    rank: int
    likeness: Likeness


@dataclass(frozen=True)
class Reading:
    """What the matcher by phrasings sees in an entry.

    `best` is the best likeness of each target to any part of the entry, `whole` that to all of it,
    `picks` the targets that share out the entry's words among them, each word given once.
    """

    text: str
    tokens: Mapping[int, Token]
    parts: tuple[Place, ...]
    best: Mapping[str, Likeness]
    whole: Mapping[str, Likeness]
    picks: Mapping[str, Pick]
    telling: int
    """How many of the tokens say something."""

    @cached_property
    def says_something(self) -> bool:
        """Whether there is a word at all: not only marks, digits, single letters and fillers."""
        words = (self.text[one.start : one.end] for one in self.tokens.values())
        return self.telling > 0 and any(sum(map(str.isalpha, word)) > 1 for word in words)

    @cached_property
    def plain(self) -> str:
        """The stems of the entry."""
        return " ".join(stems(self.text))

    @cached_property
    def plain_parts(self) -> tuple[str, ...]:
        """The stems of each part."""
        return tuple(" ".join(stems(self.text[start:end])) for start, end in self.parts)

    @cached_property
    def part_texts(self) -> tuple[str, ...]:
        """The first parts as typed, where there are several; else nothing."""
        if len(self.parts) < 2:
            return ()
        return tuple(self.text[start:end] for start, end in self.parts[:MOST_PARTS])

    def stretch(self, used: frozenset[int]) -> str:
        """The stretch of the entry from the first of these words to the last."""
        start = min(self.tokens[number].start for number in used)
        end = max(self.tokens[number].end for number in used)
        return self.text[start:end]


def read_entry(text: str, matcher: PhrasingMatcher) -> Reading:
    """Read an entry, whatever it holds; nothing is ever raised."""
    text = text[:LONGEST_READ]
    tokens = dict(enumerate(matcher.reader.tokens(text)))
    parts = tuple(segments(text))
    places = sorted({*runs(list(parts)), *_windows(tokens, parts, matcher)})
    found = {place: _likenesses(text, place, tokens, matcher) for place in places}
    best: dict[str, Likeness] = {}
    for rows in found.values():
        for one in rows:
            if one.target not in best or one.figure > best[one.target].figure:
                best[one.target] = one
    whole = found.get((parts[0][0], parts[-1][1]), []) if parts else []
    return Reading(
        text=text,
        tokens=tokens,
        parts=parts,
        best=best,
        whole={one.target: one for one in whole},
        picks=_picks(text, tokens, found, matcher),
        telling=sum(matcher.says_something(one) for one in tokens.values()),
    )


def _picks(
    text: str,
    tokens: Mapping[int, Token],
    found: Mapping[Place, list[Likeness]],
    matcher: PhrasingMatcher,
) -> dict[str, Pick]:
    """The best target of any part, then the next best of the words left, until none is near."""
    left = dict(tokens)
    known = dict(found)
    picks: dict[str, Pick] = {}
    while len(picks) < MOST_PICKS:
        near = (one for rows in known.values() for one in rows if one.target not in picks)
        best = max(near, key=lambda one: (one.figure, one.target), default=None)
        if best is None or best.figure < LEAST_PICK:
            break
        picks[best.target] = Pick(len(picks), best)
        for number in best.used:
            left.pop(number, None)
        for place in known:
            if any(tokens[n].start < place[1] and tokens[n].end > place[0] for n in best.used):
                known[place] = _likenesses(text, place, left, matcher)
    return picks


def _windows(
    tokens: Mapping[int, Token], parts: tuple[Place, ...], matcher: PhrasingMatcher
) -> set[Place]:
    """Stretches of `WINDOW` words of a long-winded part, where most words say little."""
    found = set()
    for start, end in parts:
        inside = [
            one
            for one in tokens.values()
            if one.start >= start and one.end <= end and matcher.says_something(one)
        ]
        if len(inside) > WINDOW:
            rows = zip(inside, inside[WINDOW - 1 :], strict=False)
            found |= {(first.start, last.end) for first, last in rows}
    return found


def _likenesses(
    text: str, place: Place, left: Mapping[int, Token], matcher: PhrasingMatcher
) -> list[Likeness]:
    start, end = place
    inside = {
        number: token for number, token in left.items() if token.start >= start and token.end <= end
    }
    if not inside:
        return []
    words = " ".join(text[token.start : token.end] for token in inside.values())
    return matcher.likenesses(inside, words)
