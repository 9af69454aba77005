"""Scoring free-text list entries: plain data in, plain data out, no Django.

`score_list(entries, reference, lexicon)` says which items each entry covers, wholly or in part, by
which phrasing, and which entries go beyond what should be shared. A matcher is one file here that
gives `Likeness`es; `scorer.py` puts them together.
"""

from collections.abc import Iterable

from quizzes.scoring.reference import ReferenceList
from quizzes.scoring.results import (
    Basis,
    Confidence,
    EntryScore,
    ItemScore,
    ListScore,
    Match,
    PrivacyNote,
)
from quizzes.scoring.scorer import Scorer
from quizzes.scoring.words import Lexicon

__all__ = [
    "Basis",
    "Confidence",
    "EntryScore",
    "ItemScore",
    "Lexicon",
    "ListScore",
    "Match",
    "PrivacyNote",
    "ReferenceList",
    "Scorer",
    "score_list",
]


def score_list(entries: Iterable[str], reference: ReferenceList, lexicon: Lexicon) -> ListScore:
    """Compare entries, as typed, with a reference list."""
    return Scorer(reference, lexicon).score(entries)
