"""Whether two weights files say the same: machines differ in the last digits of a fit."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from quizzes.scoring.linear import Linear

NEAR = 0.02
"""How far single figures may lie apart, absolutely and in proportion."""
STEPS_APART = 2
"""How far the rounded weights of a large model may lie apart."""


def differences(one: str, other: str) -> list[str]:
    """The places where two files differ by more than fits differ; empty if they are alike."""
    return list(_differences(json.loads(one), json.loads(other), ""))[:20]


def words_part(text: str) -> str:
    """The part of a weights file that needs no meaning model."""
    data = json.loads(text)
    return json.dumps({name: one for name, one in data.items() if name != "meaning"})


def _differences(one: Any, other: Any, place: str) -> Iterator[str]:
    if isinstance(one, dict) and isinstance(other, dict):
        if "rows" in one and "rows" in other:
            yield from _models(one, other, place)
            return
        for name in sorted({*one, *other}):
            yield from _differences(one.get(name, 0), other.get(name, 0), f"{place}/{name}")
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for number, (mine, theirs) in enumerate(zip(one, other, strict=True)):
            yield from _differences(mine, theirs, f"{place}/{number}")
    elif isinstance(one, int | float) and isinstance(other, int | float):
        if abs(one - other) > NEAR * (1 + max(abs(one), abs(other))):
            yield f"{place}: {one} and {other}"
    elif one != other:
        yield f"{place}: different"


def _models(one: Mapping[str, Any], other: Mapping[str, Any], place: str) -> Iterator[str]:
    mine, theirs = Linear.from_data(one), Linear.from_data(other)
    if mine.labels != theirs.labels or len(mine.rows) != len(theirs.rows):
        yield f"{place}: other labels or sizes"
        return
    yield from _differences(list(mine.bias), list(theirs.bias), f"{place}/bias")
    if any(abs(a - b) > NEAR * max(a, b) for a, b in zip(mine.scale, theirs.scale, strict=True)):
        yield f"{place}/scale: different"
    apart = max((abs(a - b) for a, b in zip(mine.rows, theirs.rows, strict=True)), default=0)
    if apart > STEPS_APART:
        yield f"{place}/rows: up to {apart} steps apart"
