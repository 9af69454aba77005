"""Marked-up words: the canonical Markdown of the module document, to and from HTML.

Text is held as *runs* (a few words that look alike) inside *paragraphs* and *lists*. Markdown from
an author and HTML from the editor are both read into these, and one writer makes the canonical
string, so the same words are the same string whoever typed them. Whatever a reader does not know
(raw HTML, images, headings) becomes plain text or is dropped; markup is never passed through.

`[@key; @other]` inside a run is a citation. It is ordinary text here; `html_from_text` hands it to
the caller's `cite`.
"""

import html
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby

import markdown
from bs4 import BeautifulSoup, NavigableString, Tag

CITATION = re.compile(r"\[@([a-z0-9][a-z0-9-]*(?:\s*;\s*@[a-z0-9][a-z0-9-]*)*)\]")
_SAFE_LINK = re.compile(r"(?:https?://|mailto:|tel:|page:\d+$|/(?!/)|#)", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\n\r\f\v]+")


@dataclass(frozen=True)
class Run:
    """Words that look alike. `href` is empty where they are no link."""

    text: str
    strong: bool = False
    em: bool = False
    href: str = ""


@dataclass(frozen=True)
class FlowParagraph:
    runs: tuple[Run, ...]


@dataclass(frozen=True)
class FlowItem:
    runs: tuple[Run, ...]
    lists: tuple["FlowList", ...] = ()


@dataclass(frozen=True)
class FlowList:
    items: tuple[FlowItem, ...]
    is_ordered: bool = False


@dataclass(frozen=True)
class FlowTable:
    rows: tuple[tuple[tuple[Run, ...], ...], ...]


Flow = FlowParagraph | FlowList | FlowTable

Cite = Callable[[tuple[str, ...]], str]
"""Makes the HTML of one citation from its keys."""


# Reading -----------------------------------------------------------------------------------------


@lru_cache(maxsize=4)
def _markdown(*, smart: bool) -> markdown.Markdown:
    extensions = ["sane_lists", "tables"] + (["smarty"] if smart else [])
    parser = markdown.Markdown(extensions=extensions, output_format="html")
    parser.preprocessors.deregister("html_block")
    for name in ("code", "hashheader", "setextheader", "hr", "quote", "reference"):
        parser.parser.blockprocessors.deregister(name)
    for name in ("html", "backtick", "image_link", "image_reference", "short_image_ref"):
        parser.inlinePatterns.deregister(name)
    return parser


def flow_from_markdown(text: str, *, smart: bool = False) -> tuple[Flow, ...]:
    """Read Markdown into paragraphs, lists and tables. `smart` curls quotes and joins dashes."""
    # The parser keeps two characters for itself and would drop them silently.
    clean = text.replace("\u0002", "").replace("\u0003", "")
    parser = _markdown(smart=smart)
    parser.reset()
    return flow_from_html(parser.convert(clean))


def flow_from_html(source: str) -> tuple[Flow, ...]:
    """Read HTML (Draftail's or Markdown's) into paragraphs, lists and tables.

    Bold and emphasis by any of their tags, links of safe schemes and the editor's links to pages
    (as `page:ID`) are kept; every other tag only gives its words.
    """
    return tuple(_merge_lists(_flow_of(BeautifulSoup(source, "html.parser"))))


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
    tidy = _tidy(runs)
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
        merged = tuple(part for part in _merge_lists(lists) if isinstance(part, FlowList))
        if runs or merged:
            yield FlowItem(_tidy(runs), merged)


def _rows(node: Tag) -> tuple[tuple[tuple[Run, ...], ...], ...]:
    return tuple(
        tuple(
            _tidy([run for child in cell.children for run in _runs(child)])
            for cell in row.find_all(["th", "td"])
        )
        for row in node.find_all("tr")
    )


def _merge_lists(parts: Iterable[Flow]) -> Iterator[Flow]:
    """Two lists of a kind side by side are one list: neither Markdown nor the editor parts them."""
    waiting: FlowList | None = None
    for part in parts:
        if waiting is not None:
            if isinstance(part, FlowList) and part.is_ordered == waiting.is_ordered:
                waiting = replace(waiting, items=waiting.items + part.items)
                continue
            yield waiting
            waiting = None
        if isinstance(part, FlowList):
            waiting = part
        else:
            yield part
    if waiting is not None:
        yield waiting


def _runs(node: object, look: Run = Run("")) -> Iterator[Run]:
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
    return _SPACE.sub("%20", target) if _SAFE_LINK.match(target) else ""


def _tidy(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Fold white space, keep it outside bold, emphasis and links, and join runs that look alike."""
    pieces: list[Run] = []
    for run in runs:
        text = _SPACE.sub(" ", run.text)
        head = " " if text.startswith(" ") else ""
        tail = " " if text.endswith(" ") and text.strip(" ") else ""
        inner = text.strip(" ")
        pieces += [Run(head)] if head else []
        pieces += [replace(run, text=inner)] if inner else []
        pieces += [Run(tail)] if tail else []
    pieces = _rejoin(pieces)
    joined: list[Run] = []
    for look, group in groupby(pieces, key=lambda run: replace(run, text="")):
        text = _SPACE.sub(" ", "".join(run.text for run in group))
        joined.append(replace(look, text=text))
    if joined:
        joined[0] = replace(joined[0], text=joined[0].text.lstrip(" "))
        joined[-1] = replace(joined[-1], text=joined[-1].text.rstrip(" "))
    return tuple(run for run in joined if run.text)


def _rejoin(pieces: list[Run]) -> list[Run]:
    """Leave one space of several; a space has the look of its neighbours where they look alike.

    Where two different emphases touch inside a word the second is dropped: Markdown cannot say it.
    """
    spaced: list[Run] = []
    for piece in pieces:
        if piece.text == " " and (not spaced or spaced[-1].text == " "):
            continue
        before = spaced[-1] if spaced else None
        if before and _clash(before, piece):
            piece = replace(piece, strong=False, em=False)
        spaced.append(piece)
    return [
        replace(spaced[place - 1], text=" ")
        if piece.text == " "
        and 0 < place < len(spaced) - 1
        and _same_look(spaced[place - 1], spaced[place + 1])
        else piece
        for place, piece in enumerate(spaced)
    ]


def _clash(before: Run, run: Run) -> bool:
    emphasized = all(one.text != " " and (one.strong or one.em) for one in (before, run))
    return emphasized and before.href == run.href and not _same_look(before, run)


def _same_look(one: Run, other: Run) -> bool:
    return replace(one, text="") == replace(other, text="")


# Writing Markdown --------------------------------------------------------------------------------

_SPECIAL = re.compile(r"([\\`*_\[\]])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_TAG = re.compile(r"<(?=\S|$)")
_LINE_START = re.compile(r"^(\d+)\.(?=\s|$)|^(?:[-+](?=\s|$|--)|[#>|]|:::)")


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
    return _LINE_START.sub(_escape_start, text)


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


def _escape_start(found: re.Match[str]) -> str:
    if found.group(1):
        return f"{found.group(1)}\\."
    if found.group(0).startswith(":"):
        return "&#58;" + found.group(0)[1:]
    return "\\" + found.group(0)


def canonical_text(source: str) -> str:
    """The canonical form of author's Markdown: paragraphs and lists."""
    return markdown_from_flow(flow_from_markdown(source))


def canonical_inline(source: str) -> str:
    """The canonical form of one line of author's Markdown; block marks at its start are words."""
    return markdown_from_runs(inline_runs(source))


def inline_runs(source: str, *, smart: bool = False) -> tuple[Run, ...]:
    """Read one line of Markdown; `source` may be canonical or as an author wrote it."""
    line = _LINE_START.sub(_escape_start, _SPACE.sub(" ", source).strip())
    runs: list[Run] = []
    for part in flow_from_markdown(line, smart=smart):
        runs.extend(part.runs if isinstance(part, FlowParagraph) else ())
    return tuple(runs)


def text_from_html(source: str) -> str:
    """The canonical Markdown of HTML with paragraphs and lists."""
    return markdown_from_flow(flow_from_html(source))


def inline_from_html(source: str) -> str:
    """The canonical Markdown of HTML that should be one line; several paragraphs become one."""
    runs: list[Run] = []
    for part in flow_from_html(source):
        if isinstance(part, FlowParagraph):
            runs += [Run(" "), *part.runs] if runs else [*part.runs]
    return markdown_from_runs(_tidy(runs))


def chunks(text: str) -> tuple[str, ...]:
    """Split canonical text into its paragraphs and lists, one string each."""
    return tuple(part for part in text.split("\n\n") if part)


# Writing HTML ------------------------------------------------------------------------------------


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
        parts += [html.escape(text[end : found.start()], quote=False), cite(_keys(found))]
        end = found.end()
    return "".join([*parts, html.escape(text[end:], quote=False)])


# Plain words and citations -----------------------------------------------------------------------


def _keys(found: re.Match[str]) -> tuple[str, ...]:
    return tuple(key.strip().removeprefix("@") for key in found.group(1).split(";"))


def cited_keys(*texts: str) -> tuple[str, ...]:
    """Every citation key in the texts, in order of first use, once each."""
    keys = (key for text in texts for found in CITATION.finditer(text) for key in _keys(found))
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
    return re.sub(r" +([.,;:)])", r"\1", _SPACE.sub(" ", words)).strip()
