"""The database from one address: SQLite in one file, or PostgreSQL."""

from pathlib import Path
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

SQLITE = "django.db.backends.sqlite3"
POSTGRESQL = "django.db.backends.postgresql"

# What is reported as saved survives a power cut: docs/decisions/0003-sqlite-durability.md.
SYNCHRONOUS_LEVELS = frozenset({"FULL", "NORMAL", "EXTRA"})
# Seconds that a writer waits for another before it gives up.
BUSY_SECONDS = 20


def database(*, url: str, data_dir: Path, synchronous: str, max_age: int) -> dict[str, Any]:
    """Django's settings of one database.

    `url` is empty for a SQLite file in `data_dir`, else `sqlite:///path` or `postgresql://…`;
    `synchronous` is SQLite's setting of that name; `max_age` says for how many seconds a
    connection is kept. Raises `ImproperlyConfigured` for another engine or an unknown level.
    """
    settings: dict[str, Any] = dict(
        dj_database_url.parse(
            url or f"sqlite:///{data_dir / 'toolkit.sqlite3'}",
            conn_max_age=max_age,
            conn_health_checks=True,
        )
    )
    if settings["ENGINE"] == SQLITE:
        if synchronous not in SYNCHRONOUS_LEVELS:
            raise ImproperlyConfigured(
                f"TOOLKIT_SQLITE_SYNCHRONOUS must be one of {', '.join(sorted(SYNCHRONOUS_LEVELS))}"
                f", not {synchronous!r}."
            )
        settings["OPTIONS"] = {
            "timeout": BUSY_SECONDS,
            "transaction_mode": "IMMEDIATE",
            "init_command": (
                "PRAGMA journal_mode = WAL;"
                f"PRAGMA synchronous = {synchronous};"
                "PRAGMA foreign_keys = ON;"
            ),
        }
    elif settings["ENGINE"] != POSTGRESQL:
        raise ImproperlyConfigured(
            "DATABASE_URL must begin with sqlite:/// or postgresql://; "
            f"{settings['ENGINE']} is not supported."
        )
    return settings
