"""A room's words by how many entries hold them. Pure: texts in, words with their sizes out.

Words with one stem are one word, shown as most entries write it. Who writes a word twice in one
entry counts once. Sizes go from 1 to 5; there are no places: it is a list, the most frequent first.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from facilitator.activities.open_question.stop_words import stop_words_for
from quizzes.scoring.words import fold, stem

MOST_WORDS = 36
SIZES = 5
SHORTEST_WORD = 2
ENOUGH_SHARED = 10
"""With so many words that several entries hold, words of a single entry are left out."""

_WORD = re.compile(r"[a-z0-9]+(?:['-][a-z0-9]+)*")


@dataclass(frozen=True)
class CloudWord:
    """A word, how many entries hold it, and its size from 1 to 5."""

    word: str
    count: int
    size: int


def cloud(texts: Iterable[str], *, most: int = MOST_WORDS) -> tuple[CloudWord, ...]:
    """The words that most texts hold, at most so many of them."""
    counts: Counter[str] = Counter()
    spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        for found, spelling in telling_words(text):
            counts[found] += 1
            spellings[found][spelling] += 1
    shared = {found: count for found, count in counts.items() if count > 1}
    told = shared if len(shared) >= ENOUGH_SHARED else counts
    ordered = sorted(told.items(), key=lambda one: (-one[1], one[0]))[:most]
    if not ordered:
        return ()
    top, least = ordered[0][1], ordered[-1][1]
    return tuple(
        CloudWord(_usual(spellings[found]), count, _size(count, least, top))
        for found, count in ordered
    )


@lru_cache(maxsize=8192)
def telling_words(text: str) -> tuple[tuple[str, str], ...]:
    """The words of a text that say something: pairs of a stem and its spelling, each stem once."""
    found: dict[str, str] = {}
    # `fold` keeps places, so that the word can be shown with its accents.
    matches = list(_WORD.finditer(fold(text)))
    stop_words = stop_words_for([match.group() for match in matches])
    for match in matches:
        folded = match.group()
        if len(folded) < SHORTEST_WORD or folded in stop_words or folded.isdigit():
            continue
        found.setdefault(stem(folded), text[match.start() : match.end()].lower())
    return tuple(found.items())


def _usual(spellings: Counter[str]) -> str:
    """The spelling that most entries have; of several the shortest, then the first by letter."""
    return min(spellings, key=lambda one: (-spellings[one], len(one), one))


def _size(count: int, least: int, top: int) -> int:
    """A size between 1 and `SIZES`; where all words are as frequent, one in between."""
    if top == least:
        return 2
    return 1 + round((SIZES - 1) * (count - least) / (top - least))
