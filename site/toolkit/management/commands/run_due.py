"""`toolkit run_due`: do now what is due by the clock, where `toolkit serve` does not run."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from toolkit.due import run_due, since


class Command(BaseCommand):
    help = "Do what is due: open and close surveys, for instance. For a timer, once a minute."

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        if problems := run_due(now, since(now)):
            raise CommandError("\n".join(problems))
