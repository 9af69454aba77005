"""Lines that belong together, read as one text: a line break parts neither names nor numbers."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from modules.checking.corpus import ContentLine


@dataclass(frozen=True)
class Passage:
    """Lines without an empty one between them, of one part of a slide or of a file."""

    lines: tuple[ContentLine, ...]

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)

    def line_at(self, offset: int) -> ContentLine:
        """The line on which the character of the text at `offset` stands."""
        return self.lines[self.text.count("\n", 0, offset)]


def passages(lines: Iterable[ContentLine]) -> Iterator[Passage]:
    """The lines in passages."""
    together: list[ContentLine] = []
    for line in lines:
        if together and not _goes_on(together[-1], line):
            yield Passage(tuple(together))
            together = []
        if line.text.strip():
            together.append(line)
    if together:
        yield Passage(tuple(together))


def _goes_on(before: ContentLine, line: ContentLine) -> bool:
    return (
        bool(line.text.strip())
        and (line.path, line.part, line.key) == (before.path, before.part, before.key)
        and line.number == before.number + 1
    )


def without(pattern: re.Pattern[str], text: str) -> str:
    """The text with what the pattern finds blanked out; nothing else moves."""
    return pattern.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
