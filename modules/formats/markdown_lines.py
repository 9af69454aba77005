"""Lines of a content file, with the numbers that error messages need."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from modules.problems import ContentError, Problem

_FIELD = re.compile(r"(?P<key>[a-z][a-z _]*[a-z]):(?:\s+(?P<value>.*))?$")


@dataclass(frozen=True)
class Line:
    """One line of a file; `number` counts from 1."""

    number: int
    text: str


@dataclass(frozen=True)
class FrontMatter:
    """The YAML at the head of the file `name`."""

    name: str
    values: dict[str, Any]


@dataclass(frozen=True)
class Source:
    """A file's lines under the name that messages give it."""

    name: str
    lines: tuple[Line, ...]

    @classmethod
    def read(cls, name: str, path: Path) -> "Source":
        """Read a UTF-8 file. Raises `ContentError` where it is none."""
        try:
            text = path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError as error:
            raise ContentError(
                [Problem(name, 0, f"is not UTF-8 ({error.reason}).", "Save the file as UTF-8.")]
            ) from error
        return cls(name, tuple(Line(n, line) for n, line in enumerate(text.splitlines(), start=1)))

    def front_matter(self, problems: list[Problem]) -> tuple[FrontMatter, list[Line]]:
        """The values between the first two `---` lines, and the lines after them."""
        rest = list(self.lines)
        ends = [place for place, line in enumerate(rest) if line.text.rstrip() == "---"]
        if len(ends) < 2 or ends[0] != 0:
            problems.append(
                Problem(self.name, 1, "has no front matter.", "Begin with '---', values, '---'.")
            )
            return FrontMatter(self.name, {}), rest
        text = "\n".join(line.text for line in rest[1 : ends[1]])
        values: Any = {}
        try:
            values = yaml.safe_load(text) or {}
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            problems.append(
                Problem(
                    self.name,
                    (mark.line if mark else 0) + 2,
                    "has front matter that is not YAML.",
                    "Put values with a colon or a quote between double quotes.",
                )
            )
        if not isinstance(values, dict):
            problems.append(
                Problem(self.name, 1, "has front matter without keys.", "Write 'key: value'.")
            )
            values = {}
        return FrontMatter(self.name, values), rest[ends[1] + 1 :]


def sections(lines: list[Line]) -> Iterator[tuple[Line, list[Line]]]:
    """Each `##` heading with the lines below it; lines before the first are not given."""
    heading: Line | None = None
    part: list[Line] = []
    for line in lines:
        if line.text.startswith("## "):
            if heading is not None:
                yield heading, part
            heading, part = line, []
        else:
            part.append(line)
    if heading is not None:
        yield heading, part


def take_fields(lines: list[Line]) -> tuple[dict[str, tuple[int, str]], list[Line]]:
    """The `key: value` lines at the start, each with its line number, and the lines after them.

    A value goes on in the next line where that is indented. The first empty line or any other
    line ends the fields.
    """
    fields: dict[str, tuple[int, str]] = {}
    key = ""
    for place, line in enumerate(lines):
        found = _FIELD.match(line.text)
        if found:
            key = found["key"]
            fields[key] = (line.number, (found["value"] or "").strip())
        elif key and line.text.startswith(("  ", "\t")) and line.text.strip():
            number, value = fields[key]
            fields[key] = (number, f"{value} {line.text.strip()}".strip())
        else:
            return fields, lines[place:]
    return fields, []


def text_of(lines: list[Line]) -> str:
    """The lines as one string."""
    return "\n".join(line.text for line in lines)


def first_words(lines: list[Line]) -> int:
    """The number of the first line that is not empty, or of the first line; 0 where none."""
    for line in lines:
        if line.text.strip():
            return line.number
    return lines[0].number if lines else 0
