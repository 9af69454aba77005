"""Files that are read while people wait are checked at start: glossary, practice, plans."""

from collections.abc import Callable
from typing import Any

from django.core.checks import CheckMessage, Error, register

from modules.glossary.selectors import glossary_get
from modules.plans import plans_by_module
from modules.practice.selectors import library_get
from modules.problems import ContentError


@register()
def check_glossary_and_practice(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """One error for each problem in the files of either."""
    return _errors(glossary_get, library_get)


@register()
def check_ready_made_plans(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """One error for each problem in a module's plans; `toolkit check_content` looks further."""
    return _errors(plans_by_module)


def _errors(*readers: Callable[[], object]) -> list[CheckMessage]:
    found: list[CheckMessage] = []
    for read in readers:
        try:
            read()
        except ContentError as error:
            found += [
                Error(f"{one.path}:{one.line}: {one.message}", hint=one.remedy, id="modules.E001")
                for one in error.problems
            ]
    return found
