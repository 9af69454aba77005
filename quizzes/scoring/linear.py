"""Linear models: small ones written out by name, and large ones over drawers or vectors.

All are logistic: a sum of weights times features, whose logistic is a probability.
"""

import math
from array import array
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

STEPS = 127
"""Large weights are kept as whole numbers from -127 to 127 and a scale for each label."""


def logistic(logit: float) -> float:
    """The probability of a logit; safe for any size."""
    if logit >= 0:
        return 1 / (1 + math.exp(-logit))
    grown = math.exp(logit)
    return grown / (1 + grown)


@dataclass(frozen=True)
class Combiner:
    """A probability from named features; features without a weight count nothing."""

    bias: float
    weights: Mapping[str, float]

    def logit(self, features: Mapping[str, float]) -> float:
        return self.bias + sum(
            weight * features.get(name, 0.0) for name, weight in self.weights.items()
        )

    def probability(self, features: Mapping[str, float]) -> float:
        return logistic(self.logit(features))

    def as_data(self) -> dict[str, Any]:
        return {"bias": self.bias, "weights": dict(self.weights)}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Combiner":
        return cls(float(data["bias"]), {k: float(v) for k, v in data["weights"].items()})


@dataclass(frozen=True)
class Linear:
    """One logit for each label from `size` features. `rows` holds a feature's weights together."""

    labels: tuple[str, ...]
    bias: tuple[float, ...]
    scale: tuple[float, ...]
    rows: "array[int]"

    @property
    def size(self) -> int:
        """How many features there are."""
        return len(self.rows) // len(self.labels)

    def logits(self, features: Mapping[int, float]) -> dict[str, float]:
        """The logit of each label."""
        width = len(self.labels)
        sums = [0.0] * width
        for number, value in features.items():
            start = number * width
            for place, weight in enumerate(self.rows[start : start + width]):
                sums[place] += value * weight
        return {
            label: self.bias[place] + self.scale[place] * sums[place]
            for place, label in enumerate(self.labels)
        }

    def as_data(self) -> dict[str, Any]:
        return {
            "labels": list(self.labels),
            "bias": list(self.bias),
            "scale": list(self.scale),
            "rows": b64encode(self.rows.tobytes()).decode("ascii"),
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Linear":
        rows = array("b")
        rows.frombytes(b64decode(data["rows"]))
        return cls(tuple(data["labels"]), tuple(data["bias"]), tuple(data["scale"]), rows)

    @classmethod
    def rounded(
        cls, labels: Sequence[str], bias: Sequence[float], weights: Sequence[Sequence[float]]
    ) -> "Linear":
        """A model from full weights, one row a label, rounded to `STEPS`."""
        scale = [round(max(map(abs, row), default=0.0) / STEPS, 9) or 1.0 for row in weights]
        rows = array("b")
        for column in zip(*weights, strict=True):
            rows.extend(round(value / step) for value, step in zip(column, scale, strict=True))
        return cls(tuple(labels), tuple(round(one, 6) for one in bias), tuple(scale), rows)
