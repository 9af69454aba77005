"""Fitting single models with scikit-learn, and writing them as plain figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from quizzes.scoring.linear import Combiner, Linear

STRENGTH_OF_LARGE = 8.0
"""The inverse of the penalty for models over drawers or vectors; larger trusts entries more."""
STRENGTH_OF_SMALL = 1.0
SEED = 0
CERTAIN = 6.0
"""The logit of an answer that never varied."""


def bags_matrix(bags: Sequence[Mapping[int, float]], size: int) -> csr_matrix:
    """Rows of drawers as one sparse matrix."""
    rows = [number for number, bag in enumerate(bags) for _ in bag]
    columns = [drawer for bag in bags for drawer in bag]
    values = [value for bag in bags for value in bag.values()]
    return csr_matrix((values, (rows, columns)), shape=(len(bags), size))


def fit_large(
    features: Any, answers: Mapping[str, Sequence[bool]], counts: Mapping[str, Sequence[bool]]
) -> Linear:
    """One logistic model a label over many features.

    `answers[label]` says which rows have it; rows that `counts[label]` leaves out teach it nothing.
    A label that all rows or none have gets a constant.
    """
    bias: list[float] = []
    weights: list[list[float]] = []
    for label, told in answers.items():
        keep = np.array(counts[label], bool)
        wanted = np.array(told, bool)[keep]
        if wanted.all() or not wanted.any():
            bias.append(CERTAIN if wanted.all() else -CERTAIN)
            weights.append([0.0] * features.shape[1])
            continue
        model = LogisticRegression(
            C=STRENGTH_OF_LARGE, solver="liblinear", random_state=SEED, max_iter=300
        ).fit(features[keep], wanted)
        bias.append(float(model.intercept_[0]))
        weights.append(model.coef_[0].tolist())
    return Linear.rounded(tuple(answers), bias, weights)


def fit_combiner(
    rows: Sequence[Mapping[str, float]],
    told: Sequence[bool],
    weights: Sequence[float] | None = None,
) -> Combiner:
    """A logistic model over named features; a feature missing from a row is 0 there.

    Where all rows, or none, are told the answer is a constant.
    """
    if len(set(told)) < 2:
        return Combiner(CERTAIN if any(told) else -CERTAIN, {})
    names = sorted({name for row in rows for name in row})
    table = np.array([[row.get(name, 0.0) for name in names] for row in rows])
    middle, spread = table.mean(axis=0), table.std(axis=0)
    spread[spread == 0] = 1.0
    # Goes all the way to the optimum, so that machines agree on rare features too.
    model = LogisticRegression(
        C=STRENGTH_OF_SMALL, solver="newton-cholesky", max_iter=300, tol=1e-9
    ).fit((table - middle) / spread, np.array(told, bool), sample_weight=weights)
    slopes = model.coef_[0] / spread
    bias = float(model.intercept_[0] - (slopes * middle).sum())
    found = {name: round(float(one), 4) for name, one in zip(names, slopes, strict=True)}
    return Combiner(round(bias, 4), {name: one for name, one in found.items() if one})
