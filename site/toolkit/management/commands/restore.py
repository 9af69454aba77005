"""`toolkit restore FILE`: bring back what `toolkit backup` wrote."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from toolkit.backup.errors import BackupError
from toolkit.backup.services import backup_restore
from toolkit.preparation import migrations_are_due


class Command(BaseCommand):
    help = "Bring back the database and the media from a file that `toolkit backup` wrote."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--replace", action="store_true", help="Replace what the site holds now."
        )

    def handle(self, *args: Any, file: Path, replace: bool, **options: Any) -> None:
        try:
            manifest = backup_restore(
                source=file,
                connection=connection,
                media=Path(settings.MEDIA_ROOT),
                replace=replace,
            )
        except BackupError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Restored what was backed up at {manifest.created}.")
        if migrations_are_due():
            self.stdout.write("It is from an older version: run `toolkit migrate` now.")
