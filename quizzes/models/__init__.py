"""What is kept of exercises: accepted phrasings, results that a facilitator kept, the review."""

from quizzes.models.phrasings import AcceptedPhrasing, PhrasingChange
from quizzes.models.results import KeptScore, ListResult, ResultCorrection
from quizzes.models.review import ReviewDecision, ReviewEntry

__all__ = [
    "AcceptedPhrasing",
    "KeptScore",
    "ListResult",
    "PhrasingChange",
    "ResultCorrection",
    "ReviewDecision",
    "ReviewEntry",
]
