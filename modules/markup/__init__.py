"""Marked-up words: the canonical Markdown of the module document, to and from HTML.

Text is held as *runs* (a few words that look alike) inside *paragraphs* and *lists* (`flow`).
Markdown from an author and HTML from the editor are both read into these (`reading`), and one
writer makes the canonical string (`writing`), so the same words are the same string whoever typed
them. Whatever a reader does not know (raw HTML, images, headings) becomes plain text or is
dropped; markup is never passed through.

`[@key; @other]` inside a run is a citation. It is ordinary text here; `html_from_text` hands it to
the caller's `cite`.
"""

from modules.markup.flow import (
    CITATION,
    Flow,
    FlowItem,
    FlowList,
    FlowParagraph,
    FlowTable,
    Run,
    tidy_runs,
)
from modules.markup.reading import flow_from_html, flow_from_markdown, inline_runs
from modules.markup.showing import editor_html, html_from_inline, html_from_text
from modules.markup.words import cited_keys, plain_inline, plain_text
from modules.markup.writing import (
    canonical_inline,
    canonical_text,
    chunks,
    inline_from_html,
    markdown_from_flow,
    markdown_from_runs,
    text_from_html,
)

__all__ = [
    "CITATION",
    "Flow",
    "FlowItem",
    "FlowList",
    "FlowParagraph",
    "FlowTable",
    "Run",
    "canonical_inline",
    "canonical_text",
    "chunks",
    "cited_keys",
    "editor_html",
    "flow_from_html",
    "flow_from_markdown",
    "html_from_inline",
    "html_from_text",
    "inline_from_html",
    "inline_runs",
    "markdown_from_flow",
    "markdown_from_runs",
    "plain_inline",
    "plain_text",
    "text_from_html",
    "tidy_runs",
]
