"""Reads the practice library from `content/practice/`. Pure.

An entry is a Markdown file: front matter, then sections `## Heading {#id}` made of the same blocks
as a slide. A section may begin with `chart: FILE` or `map: FILE`, which draws a data file.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from modules.document import Block, EditorNote, Reference
from modules.formats.flow_blocks import normalized_text
from modules.formats.markdown_body import BodyReader
from modules.formats.markdown_lines import FrontMatter, Line, Source, sections, take_fields, text_of
from modules.markup import canonical_inline, cited_keys
from modules.practice.figures import Chart, ProcessMap, read_chart, read_map
from modules.problems import ContentError, Problem
from modules.validation import ID
from modules.yaml_lines import Checked, read_yaml

_HEADING = re.compile(r"##\s+(?P<title>.+?)\s*\{#(?P<id>[^}]*)\}\s*$")
_NOTE = re.compile(r"##\s+Editor's note, (?P<date>\d{4}-\d{2}-\d{2})\s*$")
_SLIDE = re.compile(r"[a-z0-9-]+/[a-z0-9-]+#[a-z0-9-]+$")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}$")
_FRONT = ("id", "title", "kind", "order", "summary", "slides", "reviewed", "review_every")


@dataclass(frozen=True)
class Section:
    """One part of an entry, with the chart or the map that is drawn in it."""

    id: str
    title: str
    body: tuple[Block, ...]
    chart: Chart | None = None
    process: ProcessMap | None = None


@dataclass(frozen=True)
class Entry:
    """A model, a policy or a procedure. `slides` are those that call for it, as
    `module-7/LESSON#SLIDE`; `citations` its keys in the library's references."""

    id: str
    title: str
    kind: str
    summary: str
    order: int
    sections: tuple[Section, ...]
    slides: tuple[str, ...]
    citations: tuple[str, ...]
    editor_note: EditorNote | None = None
    reviewed: str = ""


@dataclass(frozen=True)
class Library:
    """The entries in their order, and the references that they share."""

    entries: tuple[Entry, ...]
    references: tuple[Reference, ...]

    def entry(self, entry_id: str) -> Entry | None:
        return next((one for one in self.entries if one.id == entry_id), None)

    def cited(self, entry: Entry) -> tuple[Reference, ...]:
        """What the entry cites, in the order of the references."""
        return tuple(one for one in self.references if one.key in entry.citations)


def read_library(folder: Path) -> Library:
    """Read a folder of entries. Raises `ContentError` with every problem, its line and remedy."""
    problems: list[Problem] = []
    references = tuple(_references(folder / "references.yaml", problems))
    entries = []
    for path in sorted(folder.glob("*.md")):
        try:
            source = Source.read(f"{folder.name}/{path.name}", path)
        except ContentError as error:
            problems += error.problems
            continue
        entries.append(_EntryReader(folder, source, problems).read())
    keys = {reference.key for reference in references}
    for entry in entries:
        for key in entry.citations:
            if key not in keys:
                name = f"{folder.name}/{entry.id}.md"
                problems.append(
                    Problem(name, 0, f"cites '{key}'.", "Add it to references.yaml or correct it.")
                )
    if not entries:
        problems.append(Problem(folder.name, 0, "has no entry.", "Add a Markdown file."))
    if problems:
        raise ContentError(problems)
    return Library(tuple(sorted(entries, key=lambda one: one.order)), references)


def _references(path: Path, problems: list[Problem]) -> Iterator[Reference]:
    file = Checked(f"{path.parent.name}/{path.name}")
    root = read_yaml(path, file)
    for value in root.each("references", required=True) if root else ():
        value.only(("key", "text", "url"))
        key = value.text("key")
        if key and not ID.match(key):
            file.add(value.line, f"has the key '{key}'.", "Use a-z, 0-9 and single hyphens.")
        url = value.text("url", required=False)
        yield Reference(key, canonical_inline(value.text("text")), url)
    problems += file.problems


class _EntryReader:
    def __init__(self, folder: Path, source: Source, problems: list[Problem]) -> None:
        self.folder = folder
        self.source = source
        self.problems = problems
        self.note: EditorNote | None = None
        self.citations: list[str] = []

    def read(self) -> Entry:
        front, lines = self.source.front_matter(self.problems)
        self._only_known(front)
        parts = tuple(self._sections(lines))
        entry_id = self._text(front, "id")
        stem = Path(self.source.name).stem
        if entry_id and entry_id != stem:
            self._problem(1, f"has the id '{entry_id}'.", f"Its id is its file's name, '{stem}'.")
        if not parts:
            self._problem(1, "has no section.", "Write '## Heading {#its-id}' and words below.")
        order = front.values.get("order")
        if not isinstance(order, int):
            self._problem(1, f"has 'order: {order}'.", "Write a whole number.")
        reviewed = self._text(front, "reviewed")
        if reviewed and not _DAY.match(reviewed):
            self._problem(1, f"has 'reviewed: {reviewed}'.", "Write a day as 2026-11-22.")
        return Entry(
            id=entry_id,
            title=canonical_inline(self._text(front, "title")),
            kind=self._text(front, "kind"),
            summary=canonical_inline(self._text(front, "summary")),
            order=order if isinstance(order, int) else 0,
            sections=parts,
            slides=tuple(self._slides(front)),
            citations=tuple(dict.fromkeys(self.citations)),
            editor_note=self.note,
            reviewed=reviewed,
        )

    def _sections(self, lines: list[Line]) -> Iterator[Section]:
        seen: set[str] = set()
        for heading, part in sections(lines):
            noted = _NOTE.match(heading.text)
            if noted:
                self._editor_note(heading, noted["date"], part)
                continue
            head = _HEADING.match(heading.text)
            if head is None or not ID.match(head["id"]) or head["id"] in seen:
                message = f"has a heading without an id of its own: '{heading.text}'."
                self._problem(heading.number, message, "Write '## Heading {#its-id}'.")
                continue
            seen.add(head["id"])
            yield self._section(head["id"], canonical_inline(head["title"]), part)

    def _section(self, section_id: str, title: str, lines: list[Line]) -> Section:
        while lines and not lines[0].text.strip():
            lines = lines[1:]
        fields, rest = take_fields(lines)
        chart: Chart | None = None
        process: ProcessMap | None = None
        for key, (number, value) in fields.items():
            if key == "chart":
                chart = read_chart(self.folder / value, self.problems)
            elif key == "map":
                process = read_map(self.folder / value, self.problems)
            else:
                self._problem(number, f"has '{key}:'.", "Known here are 'chart:' and 'map:'.")
        body = BodyReader(self.source.name, self.problems).read(rest)
        self._cite(cited_keys(text_of(rest)))
        self._cite(line.text.partition(":")[2].strip() for line in rest if _is_citation(line))
        self._cite(chart.citations if chart else process.citations if process else ())
        return Section(section_id, title, body, chart, process)

    def _editor_note(self, heading: Line, date: str, lines: list[Line]) -> None:
        text = text_of(lines)
        words, _, source = text.partition("\nSource:")
        if not source.strip():
            remedy = "End it with a line 'Source: …'."
            self._problem(heading.number, "has an editor's note without a source.", remedy)
        self._cite(cited_keys(text))
        self.note = EditorNote(date, normalized_text(words), normalized_text(source))

    def _cite(self, keys: Iterable[str]) -> None:
        self.citations += keys

    def _slides(self, front: FrontMatter) -> Iterator[str]:
        slides = front.values.get("slides") or []
        for slide in slides if isinstance(slides, list) else [slides]:
            if _SLIDE.match(str(slide)):
                yield str(slide)
            else:
                self._problem(1, f"names the slide '{slide}'.", "Write MODULE/LESSON#SLIDE.")

    def _only_known(self, front: FrontMatter) -> None:
        for key in front.values:
            if key not in _FRONT:
                self._problem(1, f"has '{key}:'.", f"Known are: {', '.join(_FRONT)}.")

    def _text(self, front: FrontMatter, key: str) -> str:
        value = front.values.get(key)
        if value in (None, ""):
            self._problem(1, f"has no '{key}'.", f"Add '{key}:' to the front matter.")
            return ""
        return str(value).strip()

    def _problem(self, line: int, message: str, remedy: str) -> None:
        self.problems.append(Problem(self.source.name, line, message, remedy))


def _is_citation(line: Line) -> bool:
    return line.text.startswith("citation:")
