"""Lists and exercises are checked at start: a slide must not lead to a page that cannot be made."""

from typing import Any

from django.core.checks import CheckMessage, Error, register

from modules.problems import ContentError
from quizzes.selectors import exercises, lexicon


@register()
def check_lists(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """One error for each problem in the reference lists, the exercises and the lexicon."""
    found: list[CheckMessage] = []
    for read in (exercises, lexicon):
        try:
            read()
        except ContentError as error:
            found += [
                Error(f"{one.path}:{one.line}: {one.message}", hint=one.remedy, id="quizzes.E001")
                for one in error.problems
            ]
    return found
