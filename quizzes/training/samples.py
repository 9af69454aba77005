"""Labelled entries with their evidence, made by the scorer's own code."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from quizzes.labelled import LabelledEntry
from quizzes.scoring import Lexicon, ReferenceList, Scorer
from quizzes.scoring.features import PRIVATE, EvidenceMaker, Features, Learned, PhrasingVectors
from quizzes.scoring.grams import SIZE, grams
from quizzes.scoring.linear import Combiner, Linear
from quizzes.scoring.meaning import MeaningModel
from quizzes.scoring.reading import Reading, read_entry
from quizzes.scoring.weights import Judges, Source, Weights

NOTHING = Combiner(0.0, {})
SILENT = Linear.rounded((PRIVATE,), (0.0,), ((0.0,) * SIZE,))
BLANK = Weights(
    digest="",
    words=Source({}, SILENT),
    judges=Judges(NOTHING, NOTHING, NOTHING, NOTHING),
    partial=NOTHING,
    meaning_name="",
    meaning=None,
    meaning_judges=None,
)
"""Weights that say nothing: entries are read with them before there are real ones."""


@dataclass(frozen=True)
class Sample:
    """A labelled entry as its list's scorer reads it, with the drawers it falls into."""

    entry: LabelledEntry
    reading: Reading
    bag: Mapping[int, float]

    @property
    def author(self) -> str:
        """Who wrote it: voices of one author begin alike."""
        return self.entry.voice.partition("-")[0]


@dataclass(frozen=True)
class Judged:
    """The evidence of one sample under models that have not seen its author."""

    sample: Sample
    items: Mapping[str, Features]
    private: Features


class Readers:
    """Blank scorers of the lists, by id; with a meaning model, the vectors of their phrasings."""

    def __init__(
        self,
        lists: Mapping[str, ReferenceList],
        lexicon: Lexicon,
        meaning: MeaningModel | None = None,
    ) -> None:
        self.scorers = {key: Scorer(one, lexicon, weights=BLANK) for key, one in lists.items()}
        self.meaning = meaning
        self.vectors: dict[str, PhrasingVectors] = {}

    def samples(self, entries: Iterable[LabelledEntry]) -> list[Sample]:
        """Read every entry."""
        found = []
        for entry in entries:
            reading = read_entry(entry.text, self.scorers[entry.list].matcher)
            found.append(Sample(entry, reading, grams(reading.text, reading.tokens.values())))
        return found

    def judged(
        self,
        samples: Sequence[Sample],
        words: Mapping[str, Learned],
        meaning: Mapping[str, Learned] | None = None,
    ) -> list[Judged]:
        """The evidence of samples under the learned models of each list."""
        makers = {key: self._maker(key, words[key], meaning) for key in self.scorers}
        found = []
        for sample in samples:
            scorer = self.scorers[sample.entry.list]
            evidence = makers[sample.entry.list].evidence(
                sample.reading, scorer.shown(sample.reading)
            )
            found.append(Judged(sample, evidence.items, evidence.private))
        return found

    def _maker(
        self, key: str, words: Learned, meaning: Mapping[str, Learned] | None
    ) -> EvidenceMaker:
        scorer = self.scorers[key]
        if meaning is None or self.meaning is None:
            return EvidenceMaker(scorer.matcher, tuple(scorer.items), words=words)
        if key not in self.vectors:
            self.vectors[key] = PhrasingVectors(scorer.matcher, self.meaning)
        return EvidenceMaker(
            scorer.matcher,
            tuple(scorer.items),
            words=words,
            meaning=meaning[key],
            vectors=self.vectors[key],
        )


def bare(reference: ReferenceList) -> ReferenceList:
    """The list as somebody makes it who writes item texts and nothing else."""
    items = tuple(replace(one, phrasings=(), parts=()) for one in reference.items)
    return replace(reference, items=items)
