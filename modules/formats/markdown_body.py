"""Reads the body of a slide: plain Markdown, and containers between `:::` lines."""

import re
from collections.abc import Callable
from dataclasses import replace

from modules.document import (
    Block,
    Callout,
    Column,
    Columns,
    Definition,
    Divider,
    Picture,
    Quotation,
    Statistic,
    Step,
    Steps,
    Table,
    Tone,
)
from modules.formats.flow_blocks import blocks_from_text, normalized_text
from modules.formats.markdown_lines import Line, first_words, take_fields, text_of
from modules.markup import canonical_inline
from modules.problems import Problem

_OPEN = re.compile(r":::\s*(?P<kind>[a-z]+)(?:\s+(?P<argument>.+?))?\s*$")
_MARKS = {
    "#": "Begin a section with '## ', or use strong words.",
    ">": "Use '::: quotation' with 'by:'.",
    "![": "Use '::: picture PATH' with 'alt:'.",
    "```": "Code has no place on a slide.",
}

Fields = dict[str, tuple[int, str]]


class BodyReader:
    """Reads bodies of the file `path`; adds what is wrong to `problems`."""

    def __init__(self, path: str, problems: list[Problem]) -> None:
        self.path = path
        self.problems = problems
        self.containers: dict[str, Callable[[str, Fields, list[Line]], Block | None]] = {
            "statistic": self._statistic,
            "quotation": self._quotation,
            "saying": self._saying,
            "columns": self._columns,
            "steps": self._steps,
            "callout": self._callout,
            "picture": self._picture,
            "diagram": self._diagram,
            "definition": self._definition,
            "table": self._table,
        }

    def read(self, lines: list[Line]) -> tuple[Block, ...]:
        """The blocks of a body."""
        blocks: list[Block] = []
        plain: list[Line] = []
        rest = list(lines)
        while rest:
            line = rest.pop(0)
            if line.text.startswith(":::"):
                blocks += self._plain(plain)
                plain = []
                end = next(
                    (n for n, other in enumerate(rest) if other.text.rstrip() == ":::"), None
                )
                if end is None:
                    self._problem(line.number, "opens ':::' and never closes it.", "Add ':::'.")
                    break
                block = self._container(line, rest[:end])
                blocks += [block] if block else []
                rest = rest[end + 1 :]
            elif line.text.rstrip() == "---":
                blocks += [*self._plain(plain), Divider()]
                plain = []
            else:
                plain.append(line)
        return (*blocks, *self._plain(plain))

    def _plain(self, lines: list[Line]) -> tuple[Block, ...]:
        for line in lines:
            for mark, remedy in _MARKS.items():
                if line.text.startswith(mark):
                    self._problem(line.number, f"has '{mark}' in a body.", remedy)
        return blocks_from_text(text_of(lines))

    def _container(self, line: Line, lines: list[Line]) -> Block | None:
        head = _OPEN.match(line.text)
        if head is None or head["kind"] not in self.containers:
            self._problem(
                line.number,
                f"opens '{line.text.strip()}'.",
                f"Known are: {', '.join(self.containers)}.",
            )
            return None
        fields, rest = take_fields(lines)
        block = self.containers[head["kind"]](head["argument"] or "", fields, rest)
        for key, (number, _) in fields.items():
            self._problem(number, f"has '{key}:' in a {head['kind']}.", "It is not known there.")
        return block

    # One method for each kind. They take the fields they know out of `fields`.

    def _statistic(self, argument: str, fields: Fields, lines: list[Line]) -> Block:
        self._nothing_after(lines, "statistic")
        value, unit = _take(fields, "value"), _take(fields, "unit")
        if not unit and value.endswith(" percent"):
            # As a fact says it; a figure that fills the wall is set with the sign.
            value, unit = value.removesuffix(" percent"), "%"
        return Statistic(
            value=value,
            unit=unit,
            label=canonical_inline(_take(fields, "label")),
            year=_take(fields, "year"),
            base=canonical_inline(_take(fields, "base")),
            citation=_take(fields, "citation"),
        )

    def _quotation(self, argument: str, fields: Fields, lines: list[Line]) -> Quotation:
        return Quotation(
            text=canonical_inline(text_of(lines)),
            attribution=canonical_inline(_take(fields, "by")),
            citation=_take(fields, "citation"),
        )

    def _saying(self, argument: str, fields: Fields, lines: list[Line]) -> Block:
        return replace(self._quotation(argument, fields, lines), is_saying=True)

    def _columns(self, argument: str, fields: Fields, lines: list[Line]) -> Block:
        parts = self._headed(lines, "columns")
        return Columns(tuple(Column(heading, text) for heading, text in parts))

    def _steps(self, argument: str, fields: Fields, lines: list[Line]) -> Block:
        return Steps(tuple(Step(title, text) for title, text in self._headed(lines, "steps")))

    def _callout(self, argument: str, fields: Fields, lines: list[Line]) -> Block:
        if argument not in list(Tone):
            self._problem(
                first_words(lines) or 0,
                f"has a callout with the tone '{argument}'.",
                f"Known are: {', '.join(Tone)}.",
            )
            argument = Tone.NOTE
        start = next((n for n, line in enumerate(lines) if line.text.startswith("### ")), None)
        heading = "" if start is None else lines[start].text.removeprefix("### ")
        words = lines if start is None else lines[start + 1 :]
        return Callout(Tone(argument), canonical_inline(heading), normalized_text(text_of(words)))

    def _picture(self, argument: str, fields: Fields, lines: list[Line]) -> Picture:
        self._nothing_after(lines, "picture")
        return Picture(
            src=argument.strip(),
            alt=_take(fields, "alt"),
            caption=canonical_inline(_take(fields, "caption")),
        )

    def _diagram(self, argument: str, fields: Fields, lines: list[Line]) -> Block:
        return replace(self._picture(argument, fields, lines), is_diagram=True)

    def _definition(self, argument: str, fields: Fields, lines: list[Line]) -> Block:
        return Definition(
            term=canonical_inline(argument),
            citation=_take(fields, "citation"),
            text=normalized_text(text_of(lines)),
        )

    def _table(self, argument: str, fields: Fields, lines: list[Line]) -> Block | None:
        caption = canonical_inline(_take(fields, "caption"))
        blocks = blocks_from_text(text_of(lines))
        if len(blocks) != 1 or not isinstance(blocks[0], Table):
            self._problem(first_words(lines), "has no table in '::: table'.", "Write one table.")
            return None
        return replace(blocks[0], caption=caption)

    def _headed(self, lines: list[Line], what: str) -> list[tuple[str, str]]:
        """Parts of a container, each under its `###` heading."""
        parts: list[tuple[str, list[Line]]] = []
        for line in lines:
            if line.text.startswith("### "):
                parts.append((canonical_inline(line.text.removeprefix("### ")), []))
            elif parts:
                parts[-1][1].append(line)
            elif line.text.strip():
                self._problem(
                    line.number,
                    f"has words before the first heading of {what}.",
                    "Begin with '### '.",
                )
        return [(heading, normalized_text(text_of(part))) for heading, part in parts]

    def _nothing_after(self, lines: list[Line], what: str) -> None:
        for line in lines:
            if line.text.strip():
                self._problem(
                    line.number,
                    f"has words after the fields of a {what}.",
                    "Indent a line that goes on from the one above, or move the words out.",
                )
                return

    def _problem(self, line: int, message: str, remedy: str) -> None:
        self.problems.append(Problem(self.path, line, message, remedy))


def _take(fields: Fields, key: str) -> str:
    return fields.pop(key, (0, ""))[1]
