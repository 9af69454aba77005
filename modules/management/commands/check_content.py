"""`toolkit check_content`: the rules that content keeps to, and what is worth knowing about it."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from modules.checking import REPORTS, RULES, Corpus, read_corpus
from modules.checking.identity import record_new_ids
from modules.content_folder import CONTENT, module_folder_list
from modules.facts import fact_uses


class Command(BaseCommand):
    help = "Check all content against the house's rules; fails where one is broken."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "modules", nargs="*", metavar="MODULE", help="module7, opioids …; all if none is named"
        )
        parser.add_argument(
            "--rules", action="store_true", help="say what each rule looks for, and check nothing"
        )
        parser.add_argument(
            "--uses", metavar="FACT", help="list where this figure is used, and check nothing"
        )
        parser.add_argument(
            "--record-ids",
            action="store_true",
            help="add new ids to content/ids.txt: from then on they must stay",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["rules"]:
            for rule in RULES:
                self.stdout.write(f"{rule.name}: {rule.looks_for}")
            return
        if options["uses"]:
            self._uses(options["uses"], options["modules"])
            return
        corpus = read_corpus(CONTENT, self._names(options["modules"]))
        if options["record_ids"]:
            self.stdout.write(f"{record_new_ids(corpus)} new ids recorded.")
        self._report(corpus)
        broken = 0
        for rule in RULES:
            problems = sorted(set(rule.check(corpus)))
            broken += len(problems)
            for problem in problems:
                self.stdout.write(f"{problem} [{rule.name}]")
        if broken:
            raise CommandError(f"{broken} problems in the content.")
        slides = sum(len(module.slides) for _, module in corpus.taught)
        self.stdout.write(f"{len(corpus.modules)} modules with {slides} slides keep to all rules.")

    def _names(self, names: list[str]) -> tuple[str, ...]:
        try:
            return tuple(folder.name for folder in module_folder_list(names)) if names else ()
        except LookupError as error:
            known = ", ".join(path.name for path in module_folder_list())
            raise CommandError(f"There is no module '{error}'. Known are: {known}.") from error

    def _uses(self, fact: str, names: list[str]) -> None:
        folders = [path.parent for path in sorted(CONTENT.glob("*/module.md"))]
        chosen = self._names(names)
        uses = [
            use
            for folder in folders
            if not chosen or folder.name in chosen
            for use in fact_uses(folder)
            if use.fact == fact
        ]
        for use in uses:
            self.stdout.write(f"{use.path}:{use.line}")
        self.stdout.write(f"'{fact}' is used on {len(uses)} lines.")

    def _report(self, corpus: Corpus) -> None:
        for report in REPORTS:
            lines = list(report.lines(corpus))
            if lines:
                self.stdout.write(f"{report.tells}:")
            for line in lines:
                self.stdout.write(f"  {line}")
