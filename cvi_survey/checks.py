"""Instruments are checked whenever Django checks itself, not when somebody opens a round."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import DatabaseError, connection

from cvi_survey.enums import RoundState
from cvi_survey.keys import key_is_there
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


@register(Tags.database)
def keys_of_open_rounds_are_here(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """Warn of each open round whose key this server cannot read (`check --database default`)."""
    from cvi_survey.models import Round

    table = Round._meta.db_table
    try:
        if not kwargs.get("databases") or table not in connection.introspection.table_names():
            return []
        rounds = list(Round.objects.filter(state=RoundState.OPEN).only("pk", "key_name"))
    except DatabaseError:
        # Before the migrations that make these columns.
        return []
    return [
        Warning(
            f"The key of open survey round {one.pk} is not in TOOLKIT_BALLOT_KEYS_DIR.",
            hint="Let all servers share that folder. Without the key the round cannot be released.",
            id="cvi_survey.W001",
        )
        for one in rounds
        if not key_is_there(one.key_name)
    ]
