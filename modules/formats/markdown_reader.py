"""Reads a module from its folder of Markdown files (the format: `content/README.md`)."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from modules.document import Bullets, Kind, Lesson, Module, Reference, Resource, Slide
from modules.facts import Fact, expand, read_facts
from modules.formats.flow_blocks import blocks_from_flow, normalized_text
from modules.formats.markdown_lines import FrontMatter, Line, Source, sections
from modules.formats.markdown_slide import SlideReader
from modules.markup import canonical_inline, flow_from_markdown
from modules.problems import ContentError, Problem
from modules.validation import ID, check, slide_pictures

_SLIDE = re.compile(r"#\s+(?P<title>.+?)\s*\{#(?P<id>[^}]*)\}\s*$")

_TEXT_SECTIONS = {
    "Introduction": "introduction",
    "Goal": "goal",
    "Audience": "audience",
    "Facilitator qualifications": "facilitator_qualifications",
    "Terminology": "terminology",
}
_LIST_SECTIONS = {
    "Objectives": "objectives",
    "Training tips": "tips",
    "Materials": "materials",
}


def read_module(folder: Path) -> Module:
    """Read one module.

    `folder` holds `module.md`, `references.yaml` and `lessons/*.md`; the figures they use stand
    beside it in `facts/`. Raises `ContentError` with every problem, each with its file, line and
    remedy.
    """
    return _ModuleReader(folder).read()


class _ModuleReader:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[Problem] = []
        self.places: dict[str, tuple[str, int]] = {}
        self.facts: dict[str, Fact] = {}
        self.has_facts = True

    def read(self) -> Module:
        references, resources = self._references()
        self.facts = read_facts(self.folder, self.problems, {one.key for one in references})
        self.has_facts = not self.problems
        lessons = tuple(self._lessons())
        module = self._module(lessons, references, resources)
        if module is not None:
            if module.id != self.folder.name:
                self._problem(
                    f"{self.folder.name}/module.md",
                    1,
                    f"has the id '{module.id}'.",
                    f"Its id is the name of its folder, '{self.folder.name}'.",
                )
            for finding in check(module):
                path, line = self.places.get(finding.slide, (f"{self.folder.name}/module.md", 1))
                self.problems.append(Problem(path, line, finding.message, finding.remedy))
            self._check_pictures(module)
        if self.problems or module is None:
            raise ContentError(self.problems)
        return module

    def _check_pictures(self, module: Module) -> None:
        for slide in module.slides:
            path, line = self.places[slide.id]
            for src in slide_pictures(slide):
                if not (src.startswith("media:") or (self.folder / src).is_file()):
                    self.problems.append(
                        Problem(path, line, f"shows {src}, which is not there.", "Add the file.")
                    )

    def _source(self, path: Path) -> Source | None:
        name = f"{self.folder.name}/{path.relative_to(self.folder)}"
        try:
            return Source.read(name, path)
        except ContentError as error:
            self.problems.extend(error.problems)
            return None

    def _finished(self, source: Source, lines: list[Line]) -> list[Line]:
        """The lines with the words that their marks stand for."""
        finished = []
        for line in lines:
            text, wrong = expand(line.text, self.facts)
            # Where the facts could not be read, each use of one would be wrong for that alone.
            for message, remedy in wrong if self.has_facts else ():
                self._problem(source.name, line.number, message, remedy)
            finished.append(replace(line, text=text))
        return finished

    # Lessons

    def _lessons(self) -> Iterator[Lesson]:
        for path in sorted((self.folder / "lessons").glob("*.md")):
            source = self._source(path)
            if source is None:
                continue
            front, raw = source.front_matter(self.problems)
            lines = self._finished(source, raw)
            lesson_id = self._required(front, "id")
            title = self._required(front, "title")
            if lesson_id and not ID.match(lesson_id):
                self._problem(front.name, 1, f"has the id '{lesson_id}'.", "Use a-z, 0-9 and -.")
            yield Lesson(lesson_id, canonical_inline(title), tuple(self._slides(source, lines)))

    def _slides(self, source: Source, lines: list[Line]) -> Iterator[Slide]:
        start: Line | None = None
        block: list[Line] = []
        for line in [*lines, Line(0, "# ")]:
            if not line.text.startswith("# "):
                block.append(line)
                continue
            if start is None:
                self._stray(source, block)
            else:
                slide = self._slide(source, start, block)
                if slide is not None:
                    yield slide
            start, block = line, []

    def _stray(self, source: Source, lines: list[Line]) -> None:
        for line in lines:
            if line.text.strip():
                self._problem(
                    source.name,
                    line.number,
                    "has words before the first slide.",
                    "Begin a slide with '# Title {#id}'.",
                )
                return

    def _slide(self, source: Source, start: Line, lines: list[Line]) -> Slide | None:
        head = _SLIDE.match(start.text)
        if head is None or not ID.match(head["id"]):
            self._problem(
                source.name,
                start.number,
                f"has a slide heading without an id: '{start.text}'.",
                "Write '# Title {#its-id}'; ids are lower-case letters, digits and hyphens.",
            )
            return None
        self.places.setdefault(head["id"], (source.name, start.number))
        reader = SlideReader(source.name, self.problems)
        return reader.read(head["id"], canonical_inline(head["title"]), start.number, lines)

    # References

    def _references(self) -> tuple[tuple[Reference, ...], tuple[Resource, ...]]:
        path = self.folder / "references.yaml"
        if not path.exists():
            return (), ()
        name = f"{self.folder.name}/references.yaml"
        try:
            data = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
            references = tuple(
                Reference(
                    str(entry["key"]), canonical_inline(entry["text"]), str(entry.get("url") or "")
                )
                for entry in data.get("references") or ()
            )
            resources = tuple(
                Resource(canonical_inline(entry["text"]), str(entry.get("url") or ""))
                for entry in data.get("resources") or ()
            )
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            line = mark.line + 1 if mark else 1
            self._problem(name, line, f"is not YAML: {error}.", "See content/README.md.")
        except UnicodeDecodeError:
            self._problem(name, 1, "is not UTF-8.", "Save the file as UTF-8.")
        except (AttributeError, KeyError, TypeError) as error:
            self._problem(name, 1, f"misses a part ({error}).", "Each entry has key, text and url.")
        else:
            return references, resources
        return (), ()

    # The module itself

    def _module(
        self,
        lessons: tuple[Lesson, ...],
        references: tuple[Reference, ...],
        resources: tuple[Resource, ...],
    ) -> Module | None:
        path = self.folder / "module.md"
        if not path.exists():
            self._problem(f"{self.folder.name}/module.md", 0, "is not there.", "Write it.")
            return None
        source = self._source(path)
        if source is None:
            return None
        front, lines = source.front_matter(self.problems)
        fields: dict[str, Any] = {}
        for heading, part in sections(self._finished(source, lines)):
            self._section(source, heading, part, fields)
        kind = self._required(front, "kind")
        if kind not in list(Kind):
            self._problem(front.name, 1, f"has the kind '{kind}'.", "Say core or special_topic.")
            kind = Kind.CORE
        return Module(
            id=self._required(front, "id"),
            slug=self._required(front, "slug"),
            number=self._whole(front, "number"),
            title=canonical_inline(self._required(front, "title")),
            kind=Kind(kind),
            language=str(front.values.get("language", "en")),
            minutes=self._whole(front, "minutes", default=120),
            objectives_note=canonical_inline(str(front.values.get("objectives_note", ""))),
            lessons=lessons,
            references=references,
            resources=resources,
            **fields,
        )

    def _section(
        self, source: Source, heading: Line, lines: list[Line], fields: dict[str, Any]
    ) -> None:
        title = heading.text.removeprefix("##").strip()
        text = "\n".join(line.text for line in lines)
        if title in _TEXT_SECTIONS:
            fields[_TEXT_SECTIONS[title]] = normalized_text(text)
        elif title in _LIST_SECTIONS:
            fields[_LIST_SECTIONS[title]] = self._list(source, heading, text)
        else:
            known = ", ".join([*_TEXT_SECTIONS, *_LIST_SECTIONS])
            self._problem(
                source.name, heading.number, f"has a section '{title}'.", f"Known are: {known}."
            )

    def _list(self, source: Source, heading: Line, text: str) -> tuple[str, ...]:
        blocks = blocks_from_flow(flow_from_markdown(text))
        if not blocks:
            return ()
        if len(blocks) != 1 or not isinstance(blocks[0], Bullets):
            self._problem(
                source.name,
                heading.number,
                "has a section that should be one bullet list.",
                "Write one '- ' line for each entry and nothing else.",
            )
            return ()
        return tuple(item.text for item in blocks[0].items)

    def _required(self, front: FrontMatter, key: str) -> str:
        value = front.values.get(key)
        if value in (None, ""):
            self._problem(front.name, 1, f"has no '{key}'.", f"Add '{key}:' to the front matter.")
            return ""
        return str(value)

    def _whole(self, front: FrontMatter, key: str, default: int = 0) -> int:
        value = front.values.get(key, default)
        if not isinstance(value, int):
            self._problem(front.name, 1, f"has {key}: '{value}'.", "Write a whole number.")
            return default
        return value

    def _problem(self, path: str, line: int, message: str, remedy: str) -> None:
        self.problems.append(Problem(path, line, message, remedy))
