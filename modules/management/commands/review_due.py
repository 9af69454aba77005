"""`toolkit review_due`: which content must be looked at again."""

from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from modules.content_folder import CONTENT
from modules.problems import Problem
from modules.reviewing import read_reviews


def day(text: str) -> date:
    """A day as the command line gives it."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"'{text}' is no day; write it as 2026-11-22.") from error


class Command(BaseCommand):
    help = "List the content files whose review is due, oldest first."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--on",
            type=day,
            metavar="DATE",
            help="as of this day, as in 2026-11-22; today if left out",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        on = options["on"] or timezone.localdate()
        problems: list[Problem] = []
        reviews = read_reviews(CONTENT, problems)
        if problems:
            lines = "\n".join(f"  {problem}" for problem in sorted(problems))
            raise CommandError(f"Some dates cannot be read.\n{lines}")
        due = [one for one in reviews if one.due <= on]
        for one in due:
            said = f"reviewed {one.reviewed}, due {one.due}" if one.reviewed else "never reviewed"
            self.stdout.write(f"{one.path}: {said}")
        self.stdout.write(f"{len(due)} of {len(reviews)} files are due for review on {on}.")
        later = next((one for one in reviews if one.due > on), None)
        if later is not None:
            self.stdout.write(f"Next after that: {later.path}, due {later.due}.")
