"""What the rules look at: the content as it stands in its files, line by line and as documents."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from modules.document import Module, Slide
from modules.facts import Fact, read_facts
from modules.formats.markdown_reader import read_module
from modules.problems import ContentError, Problem
from modules.reviewing import content_files

_SLIDE = re.compile(r"# .*\{#(?P<id>[a-z0-9-]+)\}\s*$")
_FIELD = re.compile(r"(?P<key>[a-z][a-z _]*[a-z]):(?:\s|$)")
_OPEN = re.compile(r":::\s*(?P<kind>[a-z]+)")


class Part(StrEnum):
    """Where on a slide, or around the slides, a line stands."""

    AROUND = "around"
    """Front matter, `module.md` and every YAML file."""

    TITLE = "title"
    FIELD = "field"
    BODY = "body"
    TALKING_POINTS = "talking points"
    NOTES = "facilitator notes"
    PROMPT = "prompt"
    EDITOR_NOTE = "editor's note"


_SECTIONS = {
    "## Talking points": Part.TALKING_POINTS,
    "## Facilitator notes": Part.NOTES,
    "## Prompt": Part.PROMPT,
    "## Editor's note": Part.EDITOR_NOTE,
}


@dataclass(frozen=True)
class ContentLine:
    """One line of a file. `container` is the kind of the `:::` around it, `key` its `key:`."""

    path: str
    number: int
    text: str
    part: Part = Part.AROUND
    slide: str = ""
    container: str = ""
    key: str = ""

    def problem(self, message: str, remedy: str) -> Problem:
        return Problem(self.path, self.number, message, remedy)


@dataclass(frozen=True)
class ModuleFiles:
    """A module's folder: its lines, its document (None where it cannot be read), its facts."""

    folder: Path
    lines: tuple[ContentLine, ...]
    module: Module | None
    facts: Mapping[str, Fact]
    problems: tuple[Problem, ...] = ()

    @property
    def name(self) -> str:
        return self.folder.name

    def place(self, slide: Slide) -> tuple[str, int]:
        """File and line of a slide's heading."""
        return next(
            (line.path, line.number)
            for line in self.lines
            if line.part is Part.TITLE and line.slide == slide.id
        )

    def at(self, slide: Slide, message: str, remedy: str) -> Problem:
        return Problem(*self.place(slide), message, remedy)

    def at_module(self, message: str, remedy: str) -> Problem:
        return Problem(f"{self.name}/module.md", 1, message, remedy)


@dataclass(frozen=True)
class Corpus:
    """All content under `root`, or that of some modules, and the lines beside the modules."""

    root: Path
    modules: tuple[ModuleFiles, ...]
    lines: tuple[ContentLine, ...] = field(default=(), repr=False)

    @property
    def all_lines(self) -> Iterator[ContentLine]:
        for one in self.modules:
            yield from one.lines
        yield from self.lines

    @property
    def taught(self) -> Iterator[tuple[ModuleFiles, Module]]:
        """The modules that have slides and can be read."""
        for one in self.modules:
            if one.module is not None and one.module.lessons:
                yield one, one.module


def read_corpus(root: Path, names: tuple[str, ...] = ()) -> Corpus:
    """Read the content under `root`; only the modules in the folders `names` where some are."""
    folders = [path.parent for path in sorted(root.glob("*/module.md"))]
    paths = list(content_files(root))
    chosen = [folder for folder in folders if not names or folder.name in names]
    modules = tuple(_module(root, folder, paths) for folder in chosen)
    rest = [path for path in paths if not names and not _is_of_module(path, folders)]
    return Corpus(root, modules, tuple(line for path in rest for line in _lines(root, path)))


def _is_of_module(path: Path, folders: list[Path]) -> bool:
    return any(folder in path.parents for folder in folders) or (
        path.parent.name == "facts" and path.stem in {folder.name for folder in folders}
    )


def _module(root: Path, folder: Path, paths: list[Path]) -> ModuleFiles:
    lines = tuple(
        line for path in paths if _is_of_module(path, [folder]) for line in _lines(root, path)
    )
    try:
        return ModuleFiles(folder, lines, read_module(folder), read_facts(folder, []))
    except ContentError as error:
        return ModuleFiles(folder, lines, None, {}, error.problems)


def _lines(root: Path, path: Path) -> Iterator[ContentLine]:
    name = str(path.relative_to(root))
    texts = path.read_text(encoding="utf-8-sig", errors="replace").splitlines()
    if path.parent.name == "lessons":
        yield from lesson_lines(name, texts)
        return
    for number, text in enumerate(texts, start=1):
        yield ContentLine(name, number, text)


def lesson_lines(name: str, texts: list[str]) -> Iterator[ContentLine]:
    """The lines of a lesson's file, each with its place on its slide."""
    part, slide, container, key = Part.AROUND, "", "", ""
    for number, text in enumerate(texts, start=1):
        head, opened, named = _SLIDE.match(text), _OPEN.match(text), _FIELD.match(text)
        if head:
            yield ContentLine(name, number, text, Part.TITLE, head["id"])
            part, slide, container, key = Part.FIELD, head["id"], "", ""
            continue
        if text.startswith("## ") and slide:
            part = next((p for start, p in _SECTIONS.items() if text.startswith(start)), part)
            container = key = ""
        elif text.startswith(":::"):
            part = Part.BODY if part is Part.FIELD else part
            container, key = opened["kind"] if opened else "", ""
        elif not text.strip():
            part, key = (Part.BODY if part is Part.FIELD else part), ""
        elif part is Part.FIELD or container:
            # A value goes on in an indented line.
            key = named["key"] if named else key if text.startswith(("  ", "\t")) else ""
            part = Part.BODY if part is Part.FIELD and not key else part
        yield ContentLine(name, number, text, part, slide, container, key)
