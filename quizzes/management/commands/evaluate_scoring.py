"""`toolkit evaluate_scoring`: the scorer on entries that it was not made with."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from quizzes.evaluating import evaluation, table
from quizzes.labelled import BadLabel, read_labelled
from quizzes.scoring import Scorer
from quizzes.selectors import KEPT_ASIDE, lexicon, meaning_in_use, reference_lists


class Command(BaseCommand):
    help = "Score the labelled entries that are kept aside, and print how well that went."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--in",
            dest="source",
            type=Path,
            default=KEPT_ASIDE,
            metavar="FILE",
            help="other labelled entries (JSON lines); by default those kept aside",
        )
        parser.add_argument(
            "--without-model", action="store_true", help="leave the sentence vectors out"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            entries = read_labelled(options["source"])
        except BadLabel as error:
            raise CommandError(str(error)) from error
        if not entries:
            raise CommandError(f"{options['source']}: there are no entries.")
        lists = reference_lists()
        unknown = sorted({one.list for one in entries} - lists.keys())
        if unknown:
            raise CommandError(f"There is no list {', '.join(unknown)}.")
        meaning = None if options["without_model"] else meaning_in_use()
        scorers = {
            one: Scorer(lists[one], lexicon(), meaning=meaning)
            for one in {entry.list for entry in entries}
        }
        model = meaning.name if meaning else "no sentence vectors"
        self.stdout.write(f"{len(entries)} entries of {options['source'].name}, {model}\n")
        for line in table(evaluation(entries, scorers.__getitem__)):
            self.stdout.write(line)
