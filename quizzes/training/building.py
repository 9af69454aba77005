"""From labelled entries to the scorer's weights.

1. Models of each list over drawers (and vectors), each author's entries judged by models that have
   not seen that author, as people will be who come later.
2. The combiners, fitted on that evidence; those for lists without a model of their own also see the
   lists as bare item texts.
3. The models once more, on all entries: these are shipped.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from hashlib import sha256
from typing import Any

import numpy as np

from quizzes.labelled import LabelledEntry
from quizzes.scoring import Lexicon, ReferenceList
from quizzes.scoring.features import NONE, PRIVATE, Features, Learned
from quizzes.scoring.grams import SIZE
from quizzes.scoring.linear import Linear
from quizzes.scoring.meaning import MeaningModel
from quizzes.scoring.weights import SCHEMA
from quizzes.training.fitting import bags_matrix, fit_combiner, fit_large
from quizzes.training.samples import Judged, Readers, Sample, bare

Matrix = Callable[[Sequence[Sample]], Any]
OF_LISTS = ("list_", "meaning_list_")
OF_LISTS_ITEMS = frozenset(f"{prefix}{name}" for prefix in OF_LISTS for name in ("item", "none"))


def weights_build(
    entries: Iterable[LabelledEntry],
    lists: Mapping[str, ReferenceList],
    lexicon: Lexicon,
    meaning: MeaningModel | None = None,
) -> dict[str, Any]:
    """The data of the weights file. The same input gives the same data."""
    told = [one for one in entries if one.list in lists]
    source = made_from(told, lists, lexicon)
    used = {one.list for one in told}
    lists = {key: one for key, one in lists.items() if key in used}
    readers = Readers(lists, lexicon, meaning)
    plain = Readers({key: bare(one) for key, one in lists.items()}, lexicon, meaning)
    samples = readers.samples(told)
    words = _Source(_words, samples, readers)
    data: dict[str, Any] = {"schema": SCHEMA, "made_from": source}
    judged = _judged(readers, samples, words, None)
    judged_plain = _judged(plain, plain.samples(told), words, None)
    data["words"] = words.data() | {"judges": _judges(judged, judged_plain)}
    data["partial"] = _partial(judged, readers).as_data()
    if meaning is not None:
        vectors = _Source(_vectors(meaning), samples, readers)
        judged = _judged(readers, samples, words, vectors)
        judged_plain = _judged(plain, plain.samples(told), words, vectors)
        data["meaning"] = vectors.data() | {
            "name": meaning.name,
            "judges": _judges(judged, judged_plain),
        }
    return data


def made_from(
    entries: Iterable[LabelledEntry], lists: Mapping[str, ReferenceList], lexicon: Lexicon
) -> str:
    """A digest of everything that weights are made from: another digest, other weights."""
    told = sorted(entries, key=lambda one: (one.list, one.id))
    labels = [
        (
            one.list,
            one.text,
            one.overshare,
            one.voice,
            *(sorted(items) for items in (one.items, one.partial, one.optional)),
        )
        for one in told
    ]
    known = [
        (
            key,
            [(one.id, one.text, one.phrasings, asdict(one)["parts"]) for one in lists[key].items],
            [(one.kind, one.phrasings) for one in lists[key].private],
        )
        for key in sorted({one.list for one in told})
    ]
    words = (sorted(lexicon.concepts.items()), sorted(lexicon.fillers))
    return sha256(json.dumps([labels, known, words]).encode()).hexdigest()[:16]


class _Source:
    """Learned models over one kind of input: for all samples, and without each author."""

    def __init__(self, matrix: Matrix, samples: Sequence[Sample], readers: Readers) -> None:
        self.items = {key: tuple(one.items) for key, one in readers.scorers.items()}
        self.table = matrix(samples)
        self.samples = samples
        self.by_author = {
            author: self._learned([one.author != author for one in samples])
            for author in sorted({one.author for one in samples})
        }
        self.full = self._learned([True] * len(samples))

    def _learned(self, keep: Sequence[bool]) -> dict[str, Learned]:
        rows = [number for number, kept in enumerate(keep) if kept]
        private = [self.samples[row].entry.overshare for row in rows]
        shared = fit_large(self.table[rows], {PRIVATE: private}, {PRIVATE: [True] * len(rows)})
        return {key: Learned(self._of_list(key, rows), shared) for key in self.items}

    def _of_list(self, key: str, rows: Sequence[int]) -> Linear:
        own = [row for row in rows if self.samples[row].entry.list == key]
        entries = [self.samples[row].entry for row in own]
        answers = {item: [item in one.items for one in entries] for item in self.items[key]}
        counts = {item: [item not in one.optional for one in entries] for item in self.items[key]}
        answers[NONE] = [not one.items for one in entries]
        counts[NONE] = [bool(one.items) or not one.optional for one in entries]
        return fit_large(self.table[own], answers, counts)

    def data(self) -> dict[str, Any]:
        """The models for all samples as plain data."""
        lists = {}
        for key, learned in self.full.items():
            assert learned.items is not None  # noqa: S101 (every list here has entries)
            lists[key] = learned.items.as_data()
        return {"lists": lists, "private": next(iter(self.full.values())).private.as_data()}


def _words(samples: Sequence[Sample]) -> Any:
    return bags_matrix([one.bag for one in samples], SIZE)


def _vectors(meaning: MeaningModel) -> Matrix:
    def matrix(samples: Sequence[Sample]) -> Any:
        return np.asarray(meaning.vectors([one.reading.text for one in samples]))

    return matrix


def _judged(
    readers: Readers, samples: Sequence[Sample], words: _Source, meaning: _Source | None
) -> list[Judged]:
    """Every sample's evidence under models that have not seen its author."""
    found: list[Judged] = []
    for author in words.by_author:
        own = [one for one in samples if one.author == author]
        vectors = meaning.by_author[author] if meaning is not None else None
        found += readers.judged(own, words.by_author[author], vectors)
    return found


def _judges(judged: Sequence[Judged], plain: Sequence[Judged]) -> dict[str, Any]:
    new = [*map(_without_lists, judged), *map(_without_lists, plain)]
    pairs = {"known": judged, "new": new}
    data = {}
    for name, which in pairs.items():
        rows, told, weights = _item_rows(which)
        data[name] = fit_combiner(rows, told, weights).as_data()
        private = [one.sample.entry.overshare for one in which]
        data[f"private_{name}"] = fit_combiner([one.private for one in which], private).as_data()
    return data


def _without_lists(judged: Judged) -> Judged:
    """The same evidence as for a list that has no model of its own."""
    items = {
        item: {name: one for name, one in features.items() if not name.startswith(OF_LISTS)}
        for item, features in judged.items.items()
    }
    private = {name: one for name, one in judged.private.items() if name not in OF_LISTS_ITEMS}
    return Judged(judged.sample, items, private)


def _item_rows(judged: Sequence[Judged]) -> tuple[list[Features], list[bool], list[float]]:
    rows, told, weights = [], [], []
    for one in judged:
        entry = one.sample.entry
        for item, features in one.items.items():
            rows.append(features)
            told.append(item in entry.items)
            weights.append(0.0 if item in entry.optional else 1.0)
    return rows, told, weights


def _partial(judged: Sequence[Judged], readers: Readers) -> Any:
    rows, told = [], []
    for one in judged:
        entry = one.sample.entry
        scorer = readers.scorers[entry.list]
        for item in sorted(entry.items):
            missing = scorer.missing(item, one.sample.reading)
            rows.append(scorer.partial_features(item, one.items[item], missing))
            told.append(item in entry.partial)
    return fit_combiner(rows, told)
