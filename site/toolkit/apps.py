from pathlib import Path

from django.apps import AppConfig
from django.conf import settings


class ToolkitConfig(AppConfig):
    """What every app shares: base templates, styles, and the server command."""

    name = "toolkit"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from toolkit import checks  # noqa: F401 (registers the checks)

        database = settings.DATABASES["default"]
        if database["ENGINE"].endswith("sqlite3") and ":memory:" not in str(database["NAME"]):
            # SQLite makes the file, but not the folder it lies in.
            Path(database["NAME"]).parent.mkdir(parents=True, exist_ok=True)
