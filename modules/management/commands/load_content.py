"""`toolkit load_content`: brings pages up to the content files."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from modules.content_folder import module_folder_list
from modules.document import Module
from modules.formats.markdown_reader import read_module
from modules.loading import LoadReport, module_load
from modules.problems import ContentError, Problem


class Command(BaseCommand):
    help = "Load the training content from its files; what editors have changed stays."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "modules", nargs="*", metavar="MODULE", help="module7, opioids …; all if none is named"
        )
        parser.add_argument(
            "--check", action="store_true", help="only read and check the files; no database"
        )
        parser.add_argument(
            "--folder", type=Path, action="append", help="a module's folder outside the toolkit"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        folders = self._folders(options["modules"], options["folder"] or [])
        modules = self._read(folders)
        if options["check"]:
            slides = sum(len(module.slides) for module in modules)
            self.stdout.write(f"{len(modules)} modules with {slides} slides read, no problems.")
            return
        for folder, module in zip(folders, modules, strict=True):
            self._report(module_load(module=module, folder=folder), options["verbosity"])

    def _folders(self, names: list[str], outside: list[Path]) -> list[Path]:
        if outside and not names:
            return outside
        try:
            return [*module_folder_list(names), *outside]
        except LookupError as error:
            known = ", ".join(path.name for path in module_folder_list())
            raise CommandError(f"There is no module '{error}'. Known are: {known}.") from error

    def _read(self, folders: list[Path]) -> list[Module]:
        modules: list[Module] = []
        problems: list[Problem] = []
        for folder in folders:
            try:
                modules.append(read_module(folder))
            except ContentError as error:
                problems += error.problems
        if problems:
            lines = "\n".join(f"  {problem}" for problem in problems)
            raise CommandError(f"{len(problems)} problems; nothing was loaded.\n{lines}")
        return modules

    def _report(self, report: LoadReport, verbosity: int) -> None:
        if verbosity or not report.is_unchanged:
            self._say(report)

    def _say(self, report: LoadReport) -> None:
        parts = [
            f"{len(titles)} {what}"
            for what, titles in (
                ("created", report.created),
                ("updated", report.updated),
                ("withdrawn", report.withdrawn),
                ("drafts kept on top", report.drafts_kept),
            )
            if titles
        ]
        self.stdout.write(f"{report.module_id}: {', '.join(parts) or 'unchanged'}")
        for conflict in report.conflicts:
            self.stdout.write(self.style.WARNING(f"  {conflict}"))
