"""The matcher by phrasings: how much of a known way to say an item stands in a part of an entry.

Words weigh by how few items of the list use them. A part is compared with every phrasing of every
item; the figure is an F measure of shared weight, leaning toward the phrasing, with RapidFuzz's
similarity of the two texts beside it.
"""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from quizzes.scoring.words import FILLER, Reader, Token, meanings_of, stems

BETA = 1.2
"""Above 1: the phrasing's words count for more than the entry's, which may be long-winded."""
UNKNOWN = 0.55
"""Weight of a word that no item of the list uses."""
SIMILARITY = 0.15
"""Share of RapidFuzz's similarity in the figure."""
LEAST_EVIDENCE = 0.45
"""The least weight that has to be shared; below it the figure is 0."""


@dataclass(frozen=True)
class Target:
    """Something that phrasings stand for: an item, or a kind of private information."""

    id: str
    phrasings: tuple[str, ...]


@dataclass(frozen=True)
class KnownPhrasing:
    target: str
    text: str
    words: tuple[frozenset[str], ...]
    weight: float
    plain: str


@dataclass(frozen=True)
class Likeness:
    """How well a part of an entry fits a target, from 0 to 1, and by which phrasing."""

    target: str
    figure: float
    phrasing: str
    used: frozenset[int]
    """Numbers of the entry's tokens that the phrasing shares."""


class PhrasingMatcher:
    """Compares parts of entries with the phrasings of `targets`."""

    def __init__(self, targets: Sequence[Target], reader: Reader) -> None:
        self.reader = reader
        self.weights = _weights(targets, reader)
        self.known = tuple(
            self._known(target.id, text) for target in targets for text in target.phrasings
        )
        self.by_meaning: dict[str, list[int]] = {}
        for number, phrasing in enumerate(self.known):
            for meaning in {one for word in phrasing.words for one in word}:
                self.by_meaning.setdefault(meaning, []).append(number)

    def _known(self, target: str, text: str) -> KnownPhrasing:
        words = tuple(self._content(self.reader.tokens(text)))
        weight = sum(self._weight(word) for word in words)
        return KnownPhrasing(target, text, words, weight, " ".join(stems(text)))

    def _content(self, tokens: Iterable[Token]) -> list[frozenset[str]]:
        """The meanings of each word that says something; a word twice counts once."""
        found: list[frozenset[str]] = []
        for token in tokens:
            if self.says_something(token):
                meanings = token.meanings - {FILLER}
                if meanings not in found:
                    found.append(meanings)
        return found

    def says_something(self, token: Token) -> bool:
        """Whether a word counts: no filler, or one whose meaning this list uses."""
        return FILLER not in token.meanings or any(one in self.weights for one in token.meanings)

    def _weight(self, meanings: frozenset[str]) -> float:
        return max((self.weights[one] for one in meanings if one in self.weights), default=UNKNOWN)

    def likenesses(self, tokens: Mapping[int, Token], text: str) -> list[Likeness]:
        """The best likeness of each target to the tokens (by number) of one part of an entry."""
        said = {
            number: token.meanings - {FILLER}
            for number, token in tokens.items()
            if self.says_something(token)
        }
        if not said:
            return []
        distinct = {meanings: self._weight(meanings) for meanings in said.values()}
        total = sum(distinct.values())
        plain = " ".join(stems(text))
        candidates = {
            number
            for one in meanings_of(tokens.values())
            for number in self.by_meaning.get(one, ())
        }
        best: dict[str, Likeness] = {}
        for number in sorted(candidates):
            known = self.known[number]
            used, shared, covered = _shared(known.words, said, self._weight)
            if shared < LEAST_EVIDENCE or all(FILLER in tokens[one].meanings for one in used):
                continue
            coverage = min(1.0, shared / known.weight) if known.weight else 0.0
            precision = min(1.0, covered / total)
            figure = _f_measure(precision, coverage)
            if figure * (1 - SIMILARITY) + SIMILARITY <= 0.3:
                continue
            similarity = fuzz.token_sort_ratio(plain, known.plain) / 100
            figure = (1 - SIMILARITY) * figure + SIMILARITY * similarity
            if known.target not in best or figure > best[known.target].figure:
                best[known.target] = Likeness(known.target, figure, known.text, used)
        return sorted(best.values(), key=lambda one: (-one.figure, one.target))


def _shared(
    words: tuple[frozenset[str], ...],
    said: Mapping[int, frozenset[str]],
    weight: Callable[[frozenset[str]], float],
) -> tuple[frozenset[int], float, float]:
    """Numbers of the shared words, their weight in the phrasing, and their weight in the entry."""
    used: set[int] = set()
    shared = covered = 0.0
    for word in words:
        hits = [number for number, meanings in said.items() if meanings & word]
        if hits:
            used.update(hits)
            shared += weight(word)
    for meanings in {said[number] for number in used}:
        covered += weight(meanings)
    return frozenset(used), shared, covered


def _f_measure(precision: float, coverage: float) -> float:
    below = BETA**2 * precision + coverage
    return (1 + BETA**2) * precision * coverage / below if below else 0.0


def _weights(targets: Sequence[Target], reader: Reader) -> dict[str, float]:
    """The weight of each meaning: 1 where one target uses it, less the more do."""
    users: dict[str, set[str]] = {}
    for target in targets:
        for text in target.phrasings:
            for token in reader.tokens(text):
                if FILLER in token.meanings:
                    continue
                for one in token.meanings:
                    users.setdefault(one, set()).add(target.id)
    most = math.log(len(targets) + 1)
    return {
        one: 0.2 + 0.8 * math.log((len(targets) + 1) / len(which)) / most
        for one, which in users.items()
    }
