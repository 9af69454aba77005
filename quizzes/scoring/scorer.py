"""Which items the entries of a list cover, and why; which go beyond what should be shared."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from functools import cached_property
from hashlib import sha256

from quizzes.scoring.features import (
    PRIVATE,
    Evidence,
    EvidenceMaker,
    Features,
    PhrasingVectors,
)
from quizzes.scoring.linear import Combiner
from quizzes.scoring.meaning import MeaningModel
from quizzes.scoring.phrasings import PhrasingMatcher, Target
from quizzes.scoring.reading import Reading, read_entry
from quizzes.scoring.reference import Item, Part, ReferenceList
from quizzes.scoring.results import Basis, EntryScore, ListScore, Match, PrivacyNote
from quizzes.scoring.weights import Judges, Weights, shipped_weights
from quizzes.scoring.words import FILLER, Lexicon, Reader, stems

VERSION = 3
"""Raise it when the way of reading changes, so that results say how they were made."""

ENOUGH = 0.5
"""A probability from which an entry covers an item."""
ENOUGH_PRIVATE = 0.5
"""A probability from which a privacy note is given."""
POSSIBLE = 0.12
"""A probability from which an item without credit is worth a look."""
MOST_POSSIBLE = 3
MOST_FOR_VECTORS = 400
"""Phrasings up to which a list uses a meaning model, which reads some 100 of them a second."""
AS_KNOWN = 0.98
"""The probability of an entry that is an accepted phrasing, word for word."""
SHOWS_ITS_PHRASING = 0.45
"""A likeness from which a phrasing is what a match rests on."""

Way = tuple[frozenset[str], ...]


class Scorer:
    """Scores entries against one reference list. Build it once: it reads every phrasing.

    `weights` are those shipped unless given. With a `meaning` model that the weights were made
    with, its vectors count too; without one the rest decides.
    """

    def __init__(
        self,
        reference: ReferenceList,
        lexicon: Lexicon,
        *,
        weights: Weights | None = None,
        meaning: MeaningModel | None = None,
    ) -> None:
        self.reference = reference
        self.lexicon = lexicon
        self.weights = weights or shipped_weights()
        self.items: Mapping[str, Item] = {one.id: one for one in reference.items}
        self.private = {f"{PRIVATE}:{one.kind}": one for one in reference.private}
        targets = [
            *(Target(one.id, item_phrasings(one)) for one in reference.items),
            *(Target(key, one.phrasings) for key, one in self.private.items()),
        ]
        own = frozenset(word for one in targets for text in one.phrasings for word in stems(text))
        reader = Reader(lexicon, frozenset(word for word in own if len(word) >= 4))
        self.matcher = PhrasingMatcher(targets, reader)
        fits = meaning is not None and meaning.name == self.weights.meaning_name
        is_small = len(self.matcher.known) <= MOST_FOR_VECTORS
        self.meaning = meaning if fits and is_small else None
        self.known = {
            one: frozenset(" ".join(stems(text)) for text in item_phrasings(item))
            for one, item in self.items.items()
        }
        self.known_private = {
            key: frozenset(" ".join(stems(text)) for text in one.phrasings)
            for key, one in self.private.items()
        }
        self.all_known = frozenset().union(*self.known.values(), *self.known_private.values())
        self.parts = {
            one.id: tuple(self._part(part) for part in one.parts) for one in reference.items
        }

    def _part(self, part: Part) -> tuple[str, tuple[Way, ...]]:
        ways = (
            tuple(token.meanings - {FILLER} for token in self.matcher.reader.tokens(words))
            for words in part.words
        )
        return part.name, tuple(way for way in ways if way)

    @cached_property
    def maker(self) -> EvidenceMaker:
        """Makes evidence with every source there is. With a meaning model this takes a second."""
        ids = frozenset(self.items)
        words = self.weights.words.learned(self.reference.id, ids)
        if self.meaning is None or self.weights.meaning is None:
            return EvidenceMaker(self.matcher, tuple(self.items), words=words)
        return EvidenceMaker(
            self.matcher,
            tuple(self.items),
            words=words,
            meaning=self.weights.meaning.learned(self.reference.id, ids),
            vectors=PhrasingVectors(self.matcher, self.meaning),
        )

    @cached_property
    def version(self) -> str:
        """Twelve characters that change when the same entry could be scored otherwise."""
        known = {
            "version": VERSION,
            "weights": self.weights.digest,
            "meaning": self.meaning.name if self.meaning else "",
            "reference": asdict(_without_hints(self.reference)),
            "concepts": self.lexicon.concepts,
            "fillers": sorted(self.lexicon.fillers),
        }
        return sha256(json.dumps(known, sort_keys=True).encode()).hexdigest()[:12]

    def score(self, entries: Iterable[str]) -> ListScore:
        """Every entry by itself: neither their order nor other entries change what one covers."""
        scored = tuple(self.score_entry(text) for text in entries)
        return ListScore(self.reference, scored, self.version)

    def score_entry(self, text: str) -> EntryScore:
        """What one entry covers. Plain data in, whatever it holds; nothing is ever raised."""
        reading = read_entry(text, self.matcher)
        if not reading.says_something and reading.plain not in self.all_known:
            return EntryScore(text)
        evidence = self.evidence(reading)
        matches: list[Match] = []
        possible: list[Match] = []
        for item_id, features in evidence.items.items():
            figure = self._figure(item_id, reading, features)
            if figure >= POSSIBLE:
                match = self._match(item_id, evidence, figure)
                (matches if figure >= ENOUGH else possible).append(match)
        possible.sort(key=lambda one: -one.figure)
        return EntryScore(
            text, tuple(matches), self._notes(evidence), tuple(possible[:MOST_POSSIBLE])
        )

    def evidence(self, reading: Reading) -> Evidence:
        """Everything that is known of an entry, as named figures; what `--explain` prints."""
        return self.maker.evidence(reading, self.shown(reading))

    def shown(self, reading: Reading) -> dict[str, float | None]:
        """The share of each item's parts that an entry names; None for items without parts."""
        return {
            item_id: 1 - len(self.missing(item_id, reading)) / len(parts) if parts else None
            for item_id, parts in self.parts.items()
        }

    def _figure(self, item_id: str, reading: Reading, features: Features) -> float:
        known = self.known[item_id]
        if reading.plain in known or any(one in known for one in reading.plain_parts if one):
            return AS_KNOWN
        return min(self.judge_of_items(features).probability(features), AS_KNOWN)

    def judge_of_items(self, features: Features) -> Combiner:
        """What turns an item's features into a figure: another one for lists without a model."""
        return self._judges.known if "list_whole" in features else self._judges.new

    @cached_property
    def _judges(self) -> Judges:
        if self.meaning is not None and self.weights.meaning_judges is not None:
            return self.weights.meaning_judges
        return self.weights.judges

    def _match(self, item_id: str, evidence: Evidence, figure: float) -> Match:
        reading, features = evidence.reading, evidence.items[item_id]
        likeness = reading.best.get(item_id)
        missing = self.missing(item_id, reading)
        in_part = self._is_partial(item_id, features, missing)
        phrasing = likeness.phrasing if likeness else self.items[item_id].text
        part = reading.stretch(likeness.used) if likeness else reading.text
        basis = Basis.PHRASING
        if likeness is None or likeness.figure < SHOWS_ITS_PHRASING:
            part = reading.text
            by_meaning = features.get("meaning_list_most", -9.0) > features.get("list_most", -9.0)
            basis = Basis.MEANING if by_meaning else Basis.EXAMPLES
        return Match(
            self.items[item_id],
            phrasing,
            part.strip(),
            figure,
            missing if in_part else (),
            in_part,
            basis,
        )

    def partial_features(
        self, item_id: str, features: Features, missing: tuple[str, ...]
    ) -> Features:
        """What decides whether an item is covered wholly or in part."""
        parts = self.parts[item_id]
        return {
            "shown": 1 - len(missing) / len(parts) if parts else 1.0,
            "all": float(bool(parts) and not missing),
            "none": float(bool(parts) and len(missing) == len(parts)),
            "coverage": features["coverage"],
            "similarity": features["similarity"],
            "length": features["length"],
            "parts": features["parts"],
            item_id: 1.0,
            f"{item_id}:{'missing' if missing else 'all'}": 1.0,
            f"{item_id}:coverage": features["coverage"],
            **{f"{item_id}:missing:{name}": 1.0 for name in missing},
        }

    def _is_partial(self, item_id: str, features: Features, missing: tuple[str, ...]) -> bool:
        """By the weights for items that they know; else whether a part is not named."""
        if item_id not in self.weights.partial.weights:
            return bool(missing)
        found = self.partial_features(item_id, features, missing)
        return self.weights.partial.logit(found) > 0

    def missing(self, item_id: str, reading: Reading) -> tuple[str, ...]:
        """Names of the item's parts that no word of the entry shows."""
        said = tuple(token.meanings - {FILLER} for token in reading.tokens.values())
        return tuple(
            name
            for name, ways in self.parts[item_id]
            if not any(all(any(word & one for one in said) for word in way) for way in ways)
        )

    def _notes(self, evidence: Evidence) -> tuple[PrivacyNote, ...]:
        """One note of the closest kind, where the entry seems to go beyond what may be shared."""
        if not self.private:
            return ()
        features = evidence.private
        has_model = "list_item" in features
        judge = self._judges.private_known if has_model else self._judges.private_new
        reading = evidence.reading
        plain = {reading.plain, *reading.plain_parts} - {""}
        known = next((one for one, texts in self.known_private.items() if plain & texts), None)
        figure = AS_KNOWN if known else judge.probability(features)
        if figure < ENOUGH_PRIVATE:
            return ()
        near = [one for target, one in reading.best.items() if target in self.private]
        best = max(
            near, key=lambda one: (one.target == known, one.figure, one.target), default=None
        )
        if best is None:
            return (PrivacyNote(self.reference.private[-1], "", reading.text.strip(), figure),)
        part = reading.stretch(best.used)
        return (PrivacyNote(self.private[best.target], best.phrasing, part, figure),)


def _without_hints(reference: ReferenceList) -> ReferenceList:
    """Hints lead people; they do not change how anything is scored."""
    return replace(reference, items=tuple(replace(one, hint="") for one in reference.items))


def item_phrasings(item: Item) -> tuple[str, ...]:
    """Everything that an entry is compared with for this item: its own text comes first."""
    head, colon, rest = item.text.partition(": ")
    names = (part.name for part in item.parts)
    return (item.text, *((head, rest) if colon else ()), *item.phrasings, *names)
