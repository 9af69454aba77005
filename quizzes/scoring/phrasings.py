"""The matcher by phrasings: how much of a known way to say an item stands in a part of an entry.

Words weigh by how few items of the list use them. A part is compared with every phrasing of every
item; the figure is an F measure of shared weight, leaning toward the phrasing, with RapidFuzz's
similarity of the two texts beside it.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from quizzes.scoring.words import FILLER, Reader, Token, stems

BETA = 1.2
"""Above 1: the phrasing's words count for more than the entry's, which may be long-winded."""
UNKNOWN = 0.55
"""Weight of a word that no item of the list uses."""
SIMILARITY = 0.15
"""Share of RapidFuzz's similarity in the figure."""
LEAST_EVIDENCE = 0.45
"""The least weight that should be shared; below it the figure is halved."""


@dataclass(frozen=True)
class Target:
    """Something that phrasings stand for: an item, or a kind of private information."""

    id: str
    phrasings: tuple[str, ...]


@dataclass(frozen=True)
class KnownPhrasing:
    target: str
    text: str
    words: tuple[tuple[frozenset[str], float], ...]
    """The meanings of each telling word, with its weight."""
    weight: float
    plain: str


@dataclass(frozen=True)
class Likeness:
    """How well a part of an entry fits a target, from 0 to 1, and by which phrasing.

    `coverage` is the share of the phrasing's weight that stands in the part, `precision` the share
    of the part's weight that stands in the phrasing, `shared` their common weight, `similarity`
    RapidFuzz's of the two texts.
    """

    target: str
    figure: float
    phrasing: str
    used: frozenset[int]
    """Numbers of the entry's tokens that the phrasing shares."""
    coverage: float = 0.0
    precision: float = 0.0
    shared: float = 0.0
    similarity: float = 0.0


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
            for meaning in {one for word, _ in phrasing.words for one in word}:
                self.by_meaning.setdefault(meaning, []).append(number)

    def _known(self, target: str, text: str) -> KnownPhrasing:
        content = self._content(self.reader.tokens(text))
        words = tuple((word, self._weight(word)) for word in content)
        weight = sum(one for _, one in words)
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
        where: dict[str, list[int]] = {}
        for number, meanings in said.items():
            for one in meanings:
                where.setdefault(one, []).append(number)
        plain = " ".join(stems(text))
        telling = {number for number in said if FILLER not in tokens[number].meanings}
        candidates = {number for one in where for number in self.by_meaning.get(one, ())}
        best: dict[str, Likeness] = {}
        for number in sorted(candidates):
            known = self.known[number]
            used, shared = _shared(known, where)
            if used.isdisjoint(telling):
                continue
            covered = sum(distinct[one] for one in {said[number] for number in used})
            coverage = min(1.0, shared / known.weight) if known.weight else 0.0
            precision = min(1.0, covered / total)
            figure = (1 - SIMILARITY) * _f_measure(precision, coverage)
            before = best.get(known.target)
            if before is not None and figure + SIMILARITY <= before.figure:
                continue
            similarity = fuzz.token_sort_ratio(plain, known.plain) / 100
            figure += SIMILARITY * similarity
            if shared < LEAST_EVIDENCE:
                figure /= 2
            if before is None or figure > before.figure:
                best[known.target] = Likeness(
                    known.target,
                    figure,
                    known.text,
                    frozenset(used),
                    coverage,
                    precision,
                    shared,
                    similarity,
                )
        return sorted(best.values(), key=lambda one: (-one.figure, one.target))


def _shared(known: KnownPhrasing, where: Mapping[str, list[int]]) -> tuple[set[int], float]:
    """Numbers of the shared words, and their weight in the phrasing."""
    used: set[int] = set()
    shared = 0.0
    for word, weight in known.words:
        hits = [where[one] for one in word if one in where]
        if hits:
            used.update(*hits)
            shared += weight
    return used, shared


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
