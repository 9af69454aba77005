"""`toolkit cvi_release --counts FILE`: what our rules let through of a table of counts."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cvi_survey.disclosure import (
    CountsUnreadable,
    counts_read,
    release_as_dict,
    release_fingerprint,
    release_of_counts,
)

LARGEST_FILE = 20_000_000


class Command(BaseCommand):
    help = "Apply the rules of disclosure to a table of counts and print the release as JSON."
    # Needs no database.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--counts",
            type=Path,
            required=True,
            metavar="FILE",
            help='JSON: {"categories": [labels], "groups": {system: {statement: [counts]}}}.',
        )

    def handle(self, *args: Any, counts: Path, **options: Any) -> None:
        try:
            if counts.stat().st_size > LARGEST_FILE:
                raise CommandError(f"{counts} is larger than {LARGEST_FILE // 1_000_000} MB.")
            released = release_of_counts(counts_read(counts.read_text(encoding="utf-8-sig")))
        except OSError as error:
            raise CommandError(f"{counts} cannot be read: {error.strerror}.") from error
        except UnicodeDecodeError as error:
            raise CommandError(f"{counts} is not UTF-8. Save it as UTF-8.") from error
        except CountsUnreadable as error:
            raise CommandError(f"{counts}: {error}") from error
        data = release_as_dict(released)
        data["fingerprint"] = release_fingerprint(data)
        self.stdout.write(json.dumps(data, indent=2, ensure_ascii=False))
