"""The glossary and the practice library are checked at start: every lesson reads the first."""

from collections.abc import Callable
from typing import Any

from django.core.checks import CheckMessage, Error, register

from modules.glossary.selectors import glossary_get
from modules.practice.selectors import library_get
from modules.problems import ContentError


@register()
def check_glossary_and_practice(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """One error for each problem in the files of either."""
    found: list[CheckMessage] = []
    readers: tuple[Callable[[], object], ...] = (glossary_get, library_get)
    for read in readers:
        try:
            read()
        except ContentError as error:
            found += [
                Error(f"{one.path}:{one.line}: {one.message}", hint=one.remedy, id="modules.E001")
                for one in error.problems
            ]
    return found
