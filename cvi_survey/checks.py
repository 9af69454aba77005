"""Instruments are checked whenever Django checks itself, not when somebody opens a round."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, register

from cvi_survey.services import instruments
from modules.problems import ContentError


@register()
def instruments_are_readable(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """One error for each thing wrong in `content/instruments/`, with file, line and remedy."""
    try:
        instruments()
    except ContentError as error:
        return [
            Error(
                f"{problem.path}:{problem.line}: {problem.message}",
                hint=problem.remedy,
                id="cvi_survey.E001",
            )
            for problem in error.problems
        ]
    return []
