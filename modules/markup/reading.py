"""Reads authors' Markdown and editors' HTML into flow."""

import re
import threading
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

import markdown
from bs4 import BeautifulSoup, NavigableString, Tag

from modules.markup.flow import (
    SPACE,
    Flow,
    FlowItem,
    FlowList,
    FlowParagraph,
    FlowTable,
    Run,
    merge_lists,
    tidy_runs,
)

_SAFE_LINK = re.compile(r"(?:https?://|mailto:|tel:|page:\d+$|/(?!/)|#)", re.IGNORECASE)
LINE_START = re.compile(r"^(\d+)\.(?=\s|$)|^(?:[-+](?=\s|$|--)|[#>|]|:::)")
"""A sign at the start of a line that would begin a block."""

KEPT_TEXTS = 8192
"""Texts whose reading is remembered: reading is the slow part of a page, and texts repeat."""

_PLAIN = Run("")

# A parser keeps state while it reads, so each thread has its own.
_parsers = threading.local()


def _markdown(*, smart: bool) -> markdown.Markdown:
    name = "smart" if smart else "plain"
    parser: markdown.Markdown | None = getattr(_parsers, name, None)
    if parser is None:
        parser = _new_parser(["sane_lists", "tables"] + (["smarty"] if smart else []))
        setattr(_parsers, name, parser)
    parser.reset()
    return parser


def _new_parser(extensions: list[str]) -> markdown.Markdown:
    parser = markdown.Markdown(extensions=extensions, output_format="html")
    parser.preprocessors.deregister("html_block")
    for name in ("code", "hashheader", "setextheader", "hr", "quote", "reference"):
        parser.parser.blockprocessors.deregister(name)
    for name in ("html", "backtick", "image_link", "image_reference", "short_image_ref"):
        parser.inlinePatterns.deregister(name)
    return parser


@lru_cache(maxsize=KEPT_TEXTS)
def flow_from_markdown(text: str, *, smart: bool = False) -> tuple[Flow, ...]:
    """Read Markdown into paragraphs, lists and tables. `smart` curls quotes and joins dashes."""
    # The parser keeps two characters for itself and would drop them silently.
    clean = text.replace("\u0002", "").replace("\u0003", "")
    return flow_from_html(_markdown(smart=smart).convert(clean))


@lru_cache(maxsize=KEPT_TEXTS)
def flow_from_html(source: str) -> tuple[Flow, ...]:
    """Read HTML (Draftail's or Markdown's) into paragraphs, lists and tables.

    Bold and emphasis by any of their tags, links of safe schemes and the editor's links to pages
    (as `page:ID`) are kept; every other tag only gives its words.
    """
    return tuple(merge_lists(_flow_of(BeautifulSoup(source, "html.parser"))))


def _flow_of(parent: Tag) -> Iterator[Flow]:
    loose: list[Run] = []
    for node in parent.children:
        name = node.name if isinstance(node, Tag) else None
        if isinstance(node, Tag) and (name in _BLOCK_TAGS or node.find(_BLOCK_TAGS) is not None):
            yield from _paragraph(loose)
            loose = []
            if name in ("ul", "ol"):
                items = tuple(_items(node))
                if items:
                    yield FlowList(items, is_ordered=name == "ol")
            elif name == "table":
                yield FlowTable(_rows(node))
            else:
                yield from _flow_of(node)
        else:
            loose.extend(_runs(node))
    yield from _paragraph(loose)


_BLOCK_TAGS = [
    *("p", "ul", "ol", "table", "div", "blockquote", "section", "article", "pre", "li"),
    *("h1", "h2", "h3", "h4", "h5", "h6"),
]


def _paragraph(runs: list[Run]) -> Iterator[FlowParagraph]:
    tidy = tidy_runs(runs)
    if tidy:
        yield FlowParagraph(tidy)


def _items(node: Tag) -> Iterator[FlowItem]:
    for child in node.find_all("li", recursive=False):
        runs: list[Run] = []
        lists: list[FlowList] = []
        for part in _flow_of(child):
            if isinstance(part, FlowList):
                lists.append(part)
            elif isinstance(part, FlowParagraph):
                if runs:
                    runs.append(Run(" "))
                runs.extend(part.runs)
        merged = tuple(part for part in merge_lists(lists) if isinstance(part, FlowList))
        if runs or merged:
            yield FlowItem(tidy_runs(runs), merged)


def _rows(node: Tag) -> tuple[tuple[tuple[Run, ...], ...], ...]:
    return tuple(
        tuple(
            tidy_runs([run for child in cell.children for run in _runs(child)])
            for cell in row.find_all(["th", "td"])
        )
        for row in node.find_all("tr")
    )


def _runs(node: object, look: Run = _PLAIN) -> Iterator[Run]:
    if isinstance(node, NavigableString):
        if type(node) is NavigableString:
            yield replace(look, text=str(node))
    elif isinstance(node, Tag):
        if node.name in ("script", "style", "template"):
            return
        if node.name == "br":
            yield replace(look, text=" ")
        if node.name in ("strong", "b"):
            look = replace(look, strong=True)
        elif node.name in ("em", "i"):
            look = replace(look, em=True)
        elif node.name == "a":
            look = replace(look, href=_href(node))
        for child in node.children:
            yield from _runs(child, look)


def _href(node: Tag) -> str:
    if node.get("linktype") == "page":
        target = f"page:{node.get('id', '')}"
    else:
        target = str(node.get("href", "")).strip()
    return SPACE.sub("%20", target) if _SAFE_LINK.match(target) else ""


def escape_start(found: re.Match[str]) -> str:
    """The sign that `LINE_START` has found, written so that it stays a word."""
    if found.group(1):
        return f"{found.group(1)}\\."
    if found.group(0).startswith(":"):
        return "&#58;" + found.group(0)[1:]
    return "\\" + found.group(0)


def inline_runs(source: str, *, smart: bool = False) -> tuple[Run, ...]:
    """Read one line of Markdown; `source` may be canonical or as an author wrote it."""
    line = LINE_START.sub(escape_start, SPACE.sub(" ", source).strip())
    runs: list[Run] = []
    for part in flow_from_markdown(line, smart=smart):
        runs.extend(part.runs if isinstance(part, FlowParagraph) else ())
    return tuple(runs)
