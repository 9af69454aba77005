"""`toolkit backup FILE`: the database and the media in one file."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from toolkit.backup.errors import BackupError
from toolkit.backup.services import backup_make


class Command(BaseCommand):
    help = "Write the database and the media to one file, while the site runs."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="Such as toolkit-2026-11-22.tar.gz.")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            manifest = backup_make(
                target=file, connection=connection, media=Path(settings.MEDIA_ROOT)
            )
        except BackupError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"{file}: {manifest.engine} database and {len(manifest.digests) - 1} media files, "
            f"{file.stat().st_size / 1_000_000:.1f} MB."
        )
