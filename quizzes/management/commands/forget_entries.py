"""`toolkit forget_entries`: delete entries to review that nobody decided in half a year."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from quizzes.services.review import review_forget


class Command(BaseCommand):
    help = "Delete entries to review that nobody decided in 180 days; run it once a day."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{review_forget(now=timezone.now())} entries forgotten")
