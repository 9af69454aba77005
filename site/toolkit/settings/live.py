"""How live messages travel between processes."""

from django.core.exceptions import ImproperlyConfigured

from toolkit.settings.databases import POSTGRESQL

PROCESS = "process"
BY_POSTGRESQL = "postgresql"


def live_broadcast(name: str, *, engine: str) -> str:
    """The way to broadcast, checked against the database's engine.

    Raises `ImproperlyConfigured` for an unknown one, and for `postgresql` on another database.
    """
    if name not in (PROCESS, BY_POSTGRESQL):
        raise ImproperlyConfigured(
            f"TOOLKIT_LIVE_BROADCAST must be {PROCESS} or {BY_POSTGRESQL}, not {name!r}."
        )
    if name == BY_POSTGRESQL and engine != POSTGRESQL:
        raise ImproperlyConfigured(
            "TOOLKIT_LIVE_BROADCAST=postgresql needs a DATABASE_URL that begins with "
            "postgresql://. With SQLite everything runs in one process: leave it out."
        )
    return name
