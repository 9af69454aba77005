"""Lists, exercises and knowledge checks are checked at start: none may fail before a room."""

from typing import Any

from django.core.checks import CheckMessage, Error, register

from modules.problems import ContentError
from quizzes.selectors import exercises, knowledge_checks, lexicon


@register()
def check_lists(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """One error for each problem in the lists, the exercises, the checks and the lexicon."""
    found: list[CheckMessage] = []
    for read in (exercises, knowledge_checks, lexicon):
        try:
            read()
        except ContentError as error:
            found += [
                Error(f"{one.path}:{one.line}: {one.message}", hint=one.remedy, id="quizzes.E001")
                for one in error.problems
            ]
    return found
