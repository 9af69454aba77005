"""Writes flow as the canonical Markdown."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from modules.markup.flow import CITATION, Flow, FlowList, FlowParagraph, Run, tidy_runs
from modules.markup.reading import (
    LINE_START,
    escape_start,
    flow_from_html,
    flow_from_markdown,
    inline_runs,
)

_SPECIAL = re.compile(r"([\\`*_\[\]])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_TAG = re.compile(r"<(?=\S|$)")


def markdown_from_flow(parts: Iterable[Flow]) -> str:
    """Write the canonical Markdown: one paragraph a line, lists nested by four spaces."""
    return "\n\n".join(_markdown_part(part) for part in parts)


def _markdown_part(part: Flow) -> str:
    if isinstance(part, FlowParagraph):
        return markdown_from_runs(part.runs)
    if isinstance(part, FlowList):
        return "\n".join(_markdown_list(part, indent=""))
    return "\n".join("| " + " | ".join(map(markdown_from_runs, row)) + " |" for row in part.rows)


def _markdown_list(part: FlowList, *, indent: str) -> Iterator[str]:
    for number, item in enumerate(part.items, start=1):
        marker = f"{number}. " if part.is_ordered else "- "
        yield indent + marker + markdown_from_runs(item.runs)
        for inner in item.lists:
            yield from _markdown_list(inner, indent=indent + "    ")


def markdown_from_runs(runs: tuple[Run, ...]) -> str:
    """Write one run of text as inline Markdown; a sign at its start never begins a block."""
    text = ""
    for href, linked in groupby(runs, key=lambda run: run.href):
        inner = ""
        for is_strong, strong in groupby(linked, key=lambda run: run.strong):
            words = "".join(
                f"*{_escape(run.text)}*" if run.em else _escape(run.text) for run in strong
            )
            inner += f"**{words}**" if is_strong else words
        if href:
            text = f"{text[:-1]}\\!" if text.endswith("!") else text
            text += f"[{inner}]({_escape_href(href)})"
        else:
            text += inner
    return LINE_START.sub(escape_start, text)


def _escape(text: str) -> str:
    parts: list[str] = []
    end = 0
    for found in CITATION.finditer(text):
        parts += [_escape_words(text[end : found.start()]), found.group()]
        end = found.end()
    return "".join([*parts, _escape_words(text[end:])])


def _escape_words(text: str) -> str:
    return _TAG.sub("&lt;", _SPECIAL.sub(r"\\\1", _ENTITY.sub("&amp;", text)))


def _escape_href(href: str) -> str:
    return href.replace("(", "%28").replace(")", "%29").replace('"', "%22").replace("\\", "%5C")


def canonical_text(source: str) -> str:
    """The canonical form of author's Markdown: paragraphs and lists."""
    return markdown_from_flow(flow_from_markdown(source))


def canonical_inline(source: str) -> str:
    """The canonical form of one line of author's Markdown; block marks at its start are words."""
    return markdown_from_runs(inline_runs(source))


def text_from_html(source: str) -> str:
    """The canonical Markdown of HTML with paragraphs and lists."""
    return markdown_from_flow(flow_from_html(source))


def inline_from_html(source: str) -> str:
    """The canonical Markdown of HTML that should be one line; several paragraphs become one."""
    runs: list[Run] = []
    for part in flow_from_html(source):
        if isinstance(part, FlowParagraph):
            runs += [Run(" "), *part.runs] if runs else [*part.runs]
    return markdown_from_runs(tidy_runs(runs))


def chunks(text: str) -> tuple[str, ...]:
    """Split canonical text into its paragraphs and lists, one string each."""
    return tuple(part for part in text.split("\n\n") if part)
