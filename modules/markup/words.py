"""The bare words of marked-up text, and the keys it cites."""

import re
from collections.abc import Iterator

from modules.markup.flow import (
    CITATION,
    SPACE,
    Flow,
    FlowList,
    FlowParagraph,
    Run,
    citation_keys,
)
from modules.markup.reading import flow_from_markdown, inline_runs


def cited_keys(*texts: str) -> tuple[str, ...]:
    """Every citation key in the texts, in order of first use, once each."""
    keys = (
        key for text in texts for found in CITATION.finditer(text) for key in citation_keys(found)
    )
    return tuple(dict.fromkeys(keys))


def plain_text(text: str, *, smart: bool = False) -> str:
    """The words alone: no marks, no links, no citations; blocks parted by a new line."""
    lines: list[str] = []
    for part in flow_from_markdown(text, smart=smart):
        lines.extend(_plain_lines(part))
    return "\n".join(lines)


def plain_inline(text: str, *, smart: bool = False) -> str:
    """The words of one line alone, for titles and labels."""
    return _plain_runs(inline_runs(text, smart=smart))


def _plain_lines(part: Flow) -> Iterator[str]:
    if isinstance(part, FlowParagraph):
        yield _plain_runs(part.runs)
    elif isinstance(part, FlowList):
        for item in part.items:
            yield _plain_runs(item.runs)
            for inner in item.lists:
                yield from _plain_lines(inner)


def _plain_runs(runs: tuple[Run, ...]) -> str:
    words = CITATION.sub("", "".join(run.text for run in runs))
    return re.sub(r" +([.,;:)])", r"\1", SPACE.sub(" ", words)).strip()
