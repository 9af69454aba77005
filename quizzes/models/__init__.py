"""What is kept of exercises: editors' own lists, phrasings, kept results, the review."""

from quizzes.custom_lists.models import CustomList
from quizzes.models.phrasings import AcceptedPhrasing, PhrasingChange
from quizzes.models.results import KeptScore, ListResult, ResultCorrection
from quizzes.models.review import ReviewDecision, ReviewEntry

__all__ = [
    "AcceptedPhrasing",
    "CustomList",
    "KeptScore",
    "ListResult",
    "PhrasingChange",
    "ResultCorrection",
    "ReviewDecision",
    "ReviewEntry",
]
