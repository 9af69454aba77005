"""From what somebody typed to words with meanings: case, accents, endings, slips of the pen.

A word's meanings are the concepts of the lexicon that it may stand for, or its own stem. Words in
two languages with one concept meet there; so do abbreviations and what they stand for.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from rapidfuzz import fuzz, process

LONGEST_READ = 2_000
"""Characters of one entry that are read; whatever follows is kept but not compared."""

CLOSE = 82
"""RapidFuzz's ratio from which an unknown word is taken for a known one."""
SHORT = 5
CLOSE_WHEN_SHORT = 90
"""The same for stems of five letters, of which too many are a letter or two apart."""

_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]{1,2}\b)?")
_MARKUP = re.compile(r"<[^<>]{0,200}>")
_DOTTED = re.compile(r"\b(?:[a-z]\.){2,6}")


def fold(text: str) -> str:
    """Lower case without accents, of the same length as `text`, so that places stay the same."""
    return "".join(_fold_character(character) for character in text)


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    if character in "’‘`´":
        return "'"
    base = unicodedata.normalize("NFKD", character)[:1].lower()
    return base if len(base) == 1 else " "


def blanked(folded: str) -> str:
    """The folded text with markup as blanks and dotted abbreviations closed up, length kept."""
    without = _MARKUP.sub(lambda found: " " * len(found.group()), folded)
    return _DOTTED.sub(
        lambda found: found.group().replace(".", "").ljust(len(found.group())), without
    )


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """A word without its common English and Spanish endings; light, so that few words collide."""
    word = word.split("'")[0]
    if len(word) <= 3:
        return word
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif word.endswith(("sses", "ches", "shes", "xes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeioulsz":
                word = word[:-1]
            break
    if len(word) >= 5 and word[-1] in "aeo":
        word = word[:-1]
    return word


@dataclass(frozen=True)
class Token:
    """A meaningful stretch of a text: `start` and `end` are its places there."""

    start: int
    end: int
    meanings: frozenset[str]


@dataclass(frozen=True)
class Lexicon:
    """The field's words: each concept with what means it, and the words that say nothing."""

    concepts: Mapping[str, tuple[str, ...]]
    fillers: frozenset[str] = frozenset()

    @cached_property
    def phrases(self) -> Mapping[tuple[str, ...], frozenset[str]]:
        """Stems in a row, and the concepts that they may mean."""
        found: dict[tuple[str, ...], set[str]] = {}
        for concept, words in self.concepts.items():
            for words_in_a_row in (concept, *words):
                found.setdefault(stems(words_in_a_row), set()).add(concept)
        return {key: frozenset(value) for key, value in found.items() if key}

    @cached_property
    def longest(self) -> int:
        """How many words the longest phrase has."""
        return max((len(key) for key in self.phrases), default=1)

    @cached_property
    def known(self) -> tuple[str, ...]:
        """Single stems that a misspelt word may have meant."""
        return tuple(sorted({one for key in self.phrases for one in key if len(one) >= 4}))


def stems(text: str) -> tuple[str, ...]:
    """The stems of a text's words, in order."""
    return tuple(stem(found.group()) for found in _WORD.finditer(blanked(fold(text))))


@dataclass(frozen=True)
class Reader:
    """Reads texts into tokens. `own_words` are stems of a list's items, beside the lexicon's."""

    lexicon: Lexicon
    own_words: frozenset[str] = frozenset()

    @cached_property
    def _known(self) -> frozenset[str]:
        return self.own_words | frozenset(self.lexicon.known)

    @cached_property
    def _choices(self) -> Mapping[str, tuple[str, ...]]:
        """Known stems by their first letter: a slip seldom changes that."""
        found: dict[str, list[str]] = {}
        for one in sorted(self._known):
            found.setdefault(one[0], []).append(one)
        return {letter: tuple(words) for letter, words in found.items()}

    @cached_property
    def _mended(self) -> dict[str, str]:
        return {}

    def mended(self, word: str) -> str:
        """The known stem that a misspelt one stands for; the word itself if none is close."""
        if word in self._known or len(word) < 5 or len(word) > 30:
            return word
        if word not in self._mended:
            if len(self._mended) > 4096:
                self._mended.clear()
            cutoff = CLOSE if len(word) > SHORT else CLOSE_WHEN_SHORT
            best = process.extractOne(
                word, self._choices.get(word[0], ()), scorer=fuzz.ratio, score_cutoff=cutoff
            )
            self._mended[word] = best[0] if best else word
        return self._mended[word]

    def tokens(self, text: str) -> tuple[Token, ...]:
        """The meaningful words of a text in order; longest phrases of the lexicon first."""
        words = [
            (found.start(), found.end(), found.group())
            for found in _WORD.finditer(blanked(fold(text[:LONGEST_READ])))
        ]
        row = [self.mended(stem(word)) for _, _, word in words]
        tokens: list[Token] = []
        place = 0
        while place < len(row):
            length, meanings = self._longest_at(row, place)
            raw = words[place][2]
            if length == 1 and raw in self.lexicon.fillers:
                meanings = frozenset((*meanings, FILLER))
            tokens.append(Token(words[place][0], words[place + length - 1][1], meanings))
            place += length
        return tuple(tokens)

    def _longest_at(self, row: list[str], place: int) -> tuple[int, frozenset[str]]:
        for length in range(min(self.lexicon.longest, len(row) - place), 0, -1):
            concepts = self.lexicon.phrases.get(tuple(row[place : place + length]))
            if concepts:
                return length, concepts
        return 1, frozenset({row[place]})


FILLER = "·filler"
"""A meaning that no word can have: the word says nothing unless a list gives it a meaning."""
