"""Writes flow as HTML: for pages, and for the rich-text editor."""

import html
from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby

from modules.markup.flow import CITATION, Flow, FlowParagraph, FlowTable, Run, citation_keys
from modules.markup.reading import flow_from_markdown, inline_runs

Cite = Callable[[tuple[str, ...]], str]
"""Makes the HTML of one citation from its keys."""


def _cite_as_keys(keys: tuple[str, ...]) -> str:
    return html.escape("[" + "; ".join(f"@{key}" for key in keys) + "]")


def _link_to_address(href: str) -> str:
    """A link to a page of this site goes by its number, so that it survives the page's moving."""
    address = f"/go/{href.removeprefix('page:')}/" if href.startswith("page:") else href
    return f'href="{html.escape(address)}"'


def _link_for_editor(href: str) -> str:
    if href.startswith("page:"):
        return f'linktype="page" id="{html.escape(href.removeprefix("page:"))}"'
    return f'href="{html.escape(href)}"'


def html_from_text(text: str, *, cite: Cite = _cite_as_keys, smart: bool = False) -> str:
    """HTML of canonical text: `p`, `ul`, `ol`, `li`, `strong`, `em`, `a`, and what `cite` makes."""
    writer = _HtmlWriter(cite=cite, link=_link_to_address)
    return "".join(writer.part(part) for part in flow_from_markdown(text, smart=smart))


def html_from_inline(text: str, *, cite: Cite = _cite_as_keys, smart: bool = False) -> str:
    """HTML of one line, without a surrounding paragraph."""
    return _HtmlWriter(cite=cite, link=_link_to_address).runs(inline_runs(text, smart=smart))


def editor_html(text: str) -> str:
    """HTML of canonical text as the rich-text editor keeps it; `text_from_html` reads it back."""
    writer = _HtmlWriter(cite=_cite_as_keys, link=_link_for_editor)
    return "".join(writer.part(part) for part in flow_from_markdown(text))


@dataclass(frozen=True)
class _HtmlWriter:
    cite: Cite
    link: Callable[[str], str]

    def part(self, part: Flow) -> str:
        if isinstance(part, FlowParagraph):
            return f"<p>{self.runs(part.runs)}</p>"
        if isinstance(part, FlowTable):
            return ""
        tag = "ol" if part.is_ordered else "ul"
        items = "".join(
            f"<li>{self.runs(item.runs)}{''.join(self.part(inner) for inner in item.lists)}</li>"
            for item in part.items
        )
        return f"<{tag}>{items}</{tag}>"

    def runs(self, runs: tuple[Run, ...]) -> str:
        return "".join(
            self.linked(href, "".join(_html_look(run, self.cite) for run in linked))
            for href, linked in groupby(runs, key=lambda run: run.href)
        )

    def linked(self, href: str, inner: str) -> str:
        return f"<a {self.link(href)}>{inner}</a>" if href else inner


def _html_look(run: Run, cite: Cite) -> str:
    words = _html_words(run.text, cite)
    words = f"<em>{words}</em>" if run.em else words
    return f"<strong>{words}</strong>" if run.strong else words


def _html_words(text: str, cite: Cite) -> str:
    parts: list[str] = []
    end = 0
    for found in CITATION.finditer(text):
        parts += [html.escape(text[end : found.start()], quote=False), cite(citation_keys(found))]
        end = found.end()
    return "".join([*parts, html.escape(text[end:], quote=False)])
