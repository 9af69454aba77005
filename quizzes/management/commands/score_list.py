"""`toolkit score_list`: which items typed entries cover, for a file of them."""

import os
import tempfile
from argparse import ArgumentParser
from functools import partial
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from quizzes.predictions import ALL, BadEntry, prediction_line, scored
from quizzes.scoring.explanation import explained
from quizzes.selectors import reference_lists, shipped_scorer_get


class Command(BaseCommand):
    help = "Score a file of entries (JSON lines: id, text) against a reference list."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "list", metavar="LIST", help=f"the id of a list, or '{ALL}': each entry names its own"
        )
        parser.add_argument("--in", dest="source", type=Path, required=True, metavar="FILE")
        parser.add_argument("--out", dest="target", type=Path, required=True, metavar="FILE")

        parser.add_argument(
            "--explain", action="store_true", help="print what was matched, by which words, and why"
        )
        parser.add_argument(
            "--without-model", action="store_true", help="leave the sentence vectors out"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        list_id, source, target = options["list"], options["source"], options["target"]
        if list_id != ALL and list_id not in reference_lists():
            known = ", ".join([*sorted(reference_lists()), ALL])
            raise CommandError(f"There is no list '{list_id}'. Known are: {known}.")
        scorer_for = partial(shipped_scorer_get, with_model=not options["without_model"])
        try:
            with source.open(encoding="utf-8") as lines:
                found = list(scored(lines, list_id, scorer_for))
        except BadEntry as error:
            raise CommandError(f"{source}, {error}") from error
        except UnicodeDecodeError as error:
            raise CommandError(f"{source}: this is no text in UTF-8.") from error
        except OSError as error:
            raise CommandError(f"{source}: {error.strerror}.") from error
        try:
            _write(target, "".join(f"{prediction_line(entry, score)}\n" for entry, score in found))
        except OSError as error:
            raise CommandError(f"{target}: {error.strerror}.") from error
        if options["explain"]:
            for entry, score in found:
                self.stdout.write("\n".join(explained(scorer_for(entry.list), score)))
        self.stdout.write(f"{len(found)} entries scored: {target}")


def _write(target: Path, text: str) -> None:
    """All of it or nothing: a file beside, then its name."""
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", dir=target.parent, prefix=f".{target.name}.", delete=False
    ) as beside:
        try:
            beside.write(text)
            beside.flush()
            os.fsync(beside.fileno())
            Path(beside.name).chmod(0o644)
            Path(beside.name).replace(target)
        except BaseException:
            Path(beside.name).unlink(missing_ok=True)
            raise
