"""`toolkit export_module`: a published module as JSON or as its folder of Markdown."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from modules.document import Module
from modules.errors import ModuleNotFound
from modules.formats.json_form import module_to_json
from modules.formats.markdown_writer import module_files
from modules.models import ModulePage, Picture
from modules.selectors import module_document
from modules.validation import slide_pictures


class Command(BaseCommand):
    help = "Write a published module as one JSON text, or as a folder of Markdown files."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", help="the module's address, as in module-7")
        parser.add_argument("--format", choices=("json", "markdown"), default="json")
        parser.add_argument(
            "--out",
            type=Path,
            help="a file for json (printed if not given), a folder that is not there yet "
            "or empty for markdown",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            module = module_document(options["slug"])
        except ModuleNotFound as error:
            known = ", ".join(ModulePage.objects.live().values_list("slug", flat=True))
            raise CommandError(f"{error} Known are: {known}.") from error
        if options["format"] == "json":
            self._json(module, options["out"])
        else:
            self._markdown(module, options["out"])

    def _json(self, module: Module, out: Path | None) -> None:
        text = json.dumps(module_to_json(module), ensure_ascii=False, indent=2)
        if out:
            out.write_text(f"{text}\n", encoding="utf-8")
        else:
            self.stdout.write(text)

    def _markdown(self, module: Module, out: Path | None) -> None:
        files = module_files(module)
        if out is None:
            for name, text in files.items():
                self.stdout.write(f"==> {name} <==\n{text}")
            return
        if out.exists() and (not out.is_dir() or any(out.iterdir())):
            raise CommandError(f"{out} is not empty. Name a folder that is not there yet.")
        for name, text in files.items():
            path = out / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        self._pictures(module, out)
        self.stdout.write(f"{len(files)} files written to {out}")

    def _pictures(self, module: Module, out: Path) -> None:
        for src in {src for slide in module.slides for src in slide_pictures(slide)}:
            picture = Picture.objects.filter(upstream_path=f"{module.id}/{src}").first()
            if picture is None:
                continue
            path = out / src
            path.parent.mkdir(parents=True, exist_ok=True)
            with picture.open_file() as file:
                path.write_bytes(file.read())
