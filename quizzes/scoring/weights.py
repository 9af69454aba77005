"""The learned weights as they are shipped: read once, never changed while the site runs.

`toolkit train_scorer` makes the file from the labelled entries in `content/scoring/`.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from quizzes.scoring.features import Learned
from quizzes.scoring.linear import Combiner, Linear

SCHEMA = 1
FILE = Path(__file__).with_name("weights.json")


@dataclass(frozen=True)
class Judges:
    """The combiners for one set of sources: of items, and of private information.

    `known` is for lists with a model of their own, `new` for any other.
    """

    known: Combiner
    new: Combiner
    private_known: Combiner
    private_new: Combiner


@dataclass(frozen=True)
class Source:
    """Learned models over one kind of input: each list's, and that of private information."""

    lists: Mapping[str, Linear]
    private: Linear

    def learned(self, list_id: str, item_ids: frozenset[str]) -> Learned:
        """The models for a list; its items' only if the list still has just these items."""
        model = self.lists.get(list_id)
        if model is not None and item_ids != set(model.labels[:-1]):
            model = None
        return Learned(model, self.private)


@dataclass(frozen=True)
class Weights:
    """Everything learned. `meaning` is None where the weights were made without a meaning model."""

    digest: str
    words: Source
    judges: Judges
    partial: Combiner
    meaning_name: str
    meaning: Source | None
    meaning_judges: Judges | None


def weights_from_data(data: Mapping[str, Any]) -> Weights:
    """Weights from the data of the file. Raises `ValueError` for another schema."""
    if data.get("schema") != SCHEMA:
        raise ValueError(f"Unknown schema of weights: {data.get('schema')!r}")
    meaning = data.get("meaning")
    return Weights(
        digest=sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()[:12],
        words=_source(data["words"]),
        judges=_judges(data["words"]["judges"]),
        partial=Combiner.from_data(data["partial"]),
        meaning_name=meaning["name"] if meaning else "",
        meaning=_source(meaning) if meaning else None,
        meaning_judges=_judges(meaning["judges"]) if meaning else None,
    )


def _source(data: Mapping[str, Any]) -> Source:
    lists = {name: Linear.from_data(one) for name, one in data["lists"].items()}
    return Source(lists, Linear.from_data(data["private"]))


def _judges(data: Mapping[str, Any]) -> Judges:
    return Judges(**{name: Combiner.from_data(one) for name, one in data.items()})


def weights_text(data: Mapping[str, Any]) -> str:
    """The data as the file holds it."""
    return json.dumps(data, indent=1, sort_keys=True) + "\n"


@cache
def shipped_weights() -> Weights:
    """The weights that came with the code."""
    return weights_from_data(json.loads(FILE.read_text(encoding="utf-8")))
