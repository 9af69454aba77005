"""What is known of an entry and an item, as named figures for the combiner.

Three sources, each of which may be missing: the phrasings (always there), the model learned for
the list (`list_…`; only lists with labelled entries have one), and the vectors of a meaning model
(`meaning_…`). A new source is a file beside this one and a few lines in `evidence`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from quizzes.scoring.grams import grams, tokens_within
from quizzes.scoring.linear import Linear
from quizzes.scoring.meaning import MeaningModel
from quizzes.scoring.phrasings import Likeness, PhrasingMatcher
from quizzes.scoring.reading import Reading
from quizzes.scoring.words import fold

if TYPE_CHECKING:
    from numpy import float32
    from numpy.typing import NDArray

NONE = "·none"
"""The label of a list's model for entries that cover nothing."""
PRIVATE = "private"
"""The label of the models that look for private information, and the prefix of its targets."""

_NEGATED = re.compile(r"\b(?:no|not|never|none|without|w/o|\w+n't|sin|ningun|nunca|yet|if)\b")

Features = dict[str, float]


@dataclass(frozen=True)
class Learned:
    """Models of one kind of input: of one list's items, and of private information in any list."""

    items: Linear | None
    private: Linear


@dataclass(frozen=True)
class Logits:
    """What learned models say of an entry: of all of it, and the best of any of its parts."""

    whole: Mapping[str, float]
    parts: Mapping[str, float]


class PhrasingVectors:
    """The vectors of every phrasing of a list, by target."""

    def __init__(self, matcher: PhrasingMatcher, model: MeaningModel) -> None:
        self.model = model
        by_target: dict[str, list[str]] = {}
        for known in matcher.known:
            by_target.setdefault(known.target, []).append(known.text)
        self.texts = by_target
        self.vectors = {target: model.vectors(texts) for target, texts in by_target.items()}


@dataclass(frozen=True)
class Evidence:
    """All features of one entry: by item, and for private information."""

    reading: Reading
    items: Mapping[str, Features]
    private: Features


class EvidenceMaker:
    """Makes the evidence of entries for one list; `targets` are its items and private kinds."""

    def __init__(
        self,
        matcher: PhrasingMatcher,
        item_ids: Sequence[str],
        *,
        words: Learned,
        meaning: Learned | None = None,
        vectors: PhrasingVectors | None = None,
    ) -> None:
        self.matcher = matcher
        self.item_ids = tuple(item_ids)
        self.words = words
        self.meaning = meaning
        self.vectors = vectors
        self.has_private = any(one.target.startswith(PRIVATE) for one in matcher.known)
        self.plain: dict[str, list[str]] = {}
        for known in matcher.known:
            self.plain.setdefault(known.target, []).append(known.plain)

    def evidence(self, reading: Reading, shown: Mapping[str, float | None]) -> Evidence:
        """The features of an entry; `shown` is the share of each item's parts that it names."""
        items = {one: self._by_phrasings(reading, one, shown.get(one)) for one in self.item_ids}
        self._add_similarities(reading, items)
        private = self._private_by_phrasings(reading, items)
        word_logits = self._word_logits(reading)
        _add_logits("list", word_logits, items, private)
        if self.vectors is not None and self.meaning is not None:
            rows = self.vectors.model.vectors((reading.text, *reading.part_texts))
            self._add_meaning(rows, items, private)
            _add_logits("meaning_list", self._vector_logits(rows), items, private)
        return Evidence(reading, items, private)

    def _by_phrasings(self, reading: Reading, item: str, shown: float | None) -> Features:
        one = reading.best.get(item)
        whole = reading.whole.get(item)
        pick = reading.picks.get(item)
        figure = one.figure if one else 0.0
        others = [
            other
            for target, other in reading.best.items()
            if target != item and not target.startswith(PRIVATE)
        ]
        used = one.used if one else frozenset()
        here = (
            other.figure
            for target, other in reading.best.items()
            if target != item and other.used & used
        )
        private = _best_private(reading)
        return {
            "best": figure,
            "coverage": one.coverage if one else 0.0,
            "precision": one.precision if one else 0.0,
            "shared": one.shared if one else 0.0,
            "similarity": one.similarity if one else 0.0,
            "whole": whole.figure if whole else 0.0,
            "picked": pick.likeness.figure if pick else 0.0,
            "picked_early": 1 / (1 + pick.rank) if pick else 0.0,
            "lead": figure - max((other.figure for other in others), default=0.0),
            "lead_here": figure - max(here, default=0.0),
            "private": private.figure if private else 0.0,
            "private_picked": _private_picked(reading),
            "shown": 0.5 if shown is None else shown,
            "bare": float(shown == 0),
            "length": math.log1p(reading.telling),
            "parts": math.sqrt(len(reading.parts)),
            "used": len(used) / max(1, reading.telling),
            "negated": float(bool(_NEGATED.search(fold(reading.text)))),
            "exact": float(reading.plain in self.plain[item]) if reading.plain else 0.0,
            "exact_part": float(any(one in self.plain[item] for one in reading.plain_parts if one)),
        }

    def _add_similarities(self, reading: Reading, items: Mapping[str, Features]) -> None:
        """RapidFuzz's likeness of the whole entry, and of its parts, to each target's phrasings."""
        sets = {
            one: _closest(reading.plain, texts, fuzz.token_set_ratio)
            for one, texts in self.plain.items()
        }
        ratios = {
            one: max(
                (_closest(part, texts, fuzz.ratio) for part in reading.plain_parts), default=0.0
            )
            for one, texts in self.plain.items()
        }
        for name, figures in (("set", sets), ("ratio", ratios)):
            for item, features in items.items():
                features[name] = figures[item]
                features[f"{name}_lead"] = figures[item] - max(
                    (figure for target, figure in figures.items() if target != item), default=0.0
                )

    def _private_by_phrasings(self, reading: Reading, items: Mapping[str, Features]) -> Features:
        private = _best_private(reading)
        return {
            "private": private.figure if private else 0.0,
            "private_picked": _private_picked(reading),
            "best": max((one["best"] for one in items.values()), default=0.0),
            "length": math.log1p(reading.telling),
            "negated": float(bool(_NEGATED.search(fold(reading.text)))),
            "has_private": float(self.has_private),
        }

    def _word_logits(self, reading: Reading) -> tuple[Logits | None, Logits]:
        tokens = reading.tokens
        bags = [grams(reading.text, tokens.values())]
        if reading.part_texts:
            bags += [
                grams(reading.text[start:end], tokens_within(tokens, start, end))
                for start, end in reading.parts
            ]
        return _logits(self.words, bags)

    def _vector_logits(self, rows: NDArray[float32]) -> tuple[Logits | None, Logits]:
        assert self.meaning is not None  # noqa: S101 (the caller asks)
        items, private = self.meaning.items, self.meaning.private
        return None if items is None else _vector_logits(items, rows), _vector_logits(private, rows)

    def _add_meaning(
        self, rows: NDArray[float32], items: Mapping[str, Features], private: Features
    ) -> None:
        assert self.vectors is not None  # noqa: S101 (the caller asks)
        near = {one: rows @ known.T for one, known in self.vectors.vectors.items()}
        best = {one: float(figures.max()) for one, figures in near.items()}
        whole = {one: float(figures[0].max()) for one, figures in near.items()}
        closest_private = max(
            (figure for target, figure in best.items() if target.startswith(PRIVATE)), default=0.0
        )
        for item, features in items.items():
            top = sorted(near[item].ravel().tolist())[-3:]
            others = [one for one in self.item_ids if one != item]
            features |= {
                "meaning_best": best[item],
                "meaning_top": sum(top) / len(top),
                "meaning_whole": whole[item],
                "meaning_lead": best[item] - max((best[one] for one in others), default=0.0),
                "meaning_whole_lead": whole[item]
                - max((whole[one] for one in others), default=0.0),
                "meaning_private": closest_private,
                "meaning_over_private": best[item] - closest_private,
            }
        private["meaning_private"] = closest_private
        private["meaning_best"] = max((best[one] for one in self.item_ids), default=0.0)


def _logits(learned: Learned, bags: list[dict[int, float]]) -> tuple[Logits | None, Logits]:
    return (
        None if learned.items is None else _logits_of(learned.items, bags),
        _logits_of(learned.private, bags),
    )


def _vector_logits(model: Linear, rows: NDArray[float32]) -> Logits:
    import numpy as np

    weights = np.frombuffer(model.rows, np.int8).reshape(model.size, len(model.labels))
    figures = np.asarray(model.bias) + np.asarray(model.scale) * (rows @ weights)
    whole = dict(zip(model.labels, figures[0].tolist(), strict=True))
    if len(rows) == 1:
        return Logits(whole, whole)
    return Logits(whole, dict(zip(model.labels, figures[1:].max(axis=0).tolist(), strict=True)))


def _logits_of(model: Linear, bags: list[dict[int, float]]) -> Logits:
    whole, *parts = (model.logits(bag) for bag in bags)
    if not parts:
        return Logits(whole, whole)
    return Logits(whole, {one: max(part[one] for part in parts) for one in model.labels})


def _add_logits(
    name: str,
    logits: tuple[Logits | None, Logits],
    items: Mapping[str, Features],
    private: Features,
) -> None:
    of_items, of_private = logits
    alone, part = of_private.whole[PRIVATE], of_private.parts[PRIVATE]
    private |= {f"{name}_whole": alone, f"{name}_part": part, f"{name}_most": max(alone, part)}
    if of_items is None:
        return
    whole, parts = of_items.whole, of_items.parts
    covering = {one: logit for one, logit in whole.items() if one != NONE}
    private[f"{name}_item"] = max(covering.values())
    private[f"{name}_none"] = whole[NONE]
    for item, features in items.items():
        features |= {
            f"{name}_whole": whole[item],
            f"{name}_part": parts[item],
            f"{name}_most": max(whole[item], parts[item]),
            f"{name}_lead": whole[item]
            - max((logit for one, logit in covering.items() if one != item), default=0.0),
            f"{name}_none": whole[NONE],
            f"{name}_private": alone,
            f"{name}_private_part": part,
        }


def _best_private(reading: Reading) -> Likeness | None:
    found = (one for target, one in reading.best.items() if target.startswith(PRIVATE))
    return max(found, key=lambda one: one.figure, default=None)


def _private_picked(reading: Reading) -> float:
    return max(
        (
            pick.likeness.figure
            for target, pick in reading.picks.items()
            if target.startswith(PRIVATE)
        ),
        default=0.0,
    )


def _closest(text: str, known: list[str], scorer: Callable[..., float]) -> float:
    if not text:
        return 0.0
    best = process.extractOne(text, known, scorer=scorer)
    return best[1] / 100 if best else 0.0
