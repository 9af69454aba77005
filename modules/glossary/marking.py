"""Marks the terms of the glossary in finished HTML. Pure: HTML in, HTML out.

The HTML is our own (well formed, every `<` and `>` of text and attributes escaped), so that tags
and words are told apart without parsing it.
"""

import html
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

_PIECE = re.compile(r"<[^>]*>|[^<]+")
_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)")
_HEADING_CLASS = re.compile(r'class="[^"]*__(?:title|heading|by)\b')
_WORD = re.compile(r"[^\W_]+")
_GOES_ON = re.compile(r"[^\W_]|-[^\W_]")
"""A word that is longer than its form: `planner`, `plan-free`."""

LEFT_ALONE = frozenset(
    ("a", "button", "h1", "h2", "h3", "h4", "h5", "h6", "sup", "dt", "th", "figcaption", "caption",
     "blockquote", "summary", "script", "style", "svg")
)  # fmt: skip
"""Elements in whose words nothing is marked: headings, links, citations, quoted words. A paragraph
whose class says that it is a title or a heading is left alone too."""


@dataclass(frozen=True)
class Form:
    """One way to write a term: `text` stands in lessons, `term_id` is what it means."""

    text: str
    term_id: str

    @property
    def is_exact(self) -> bool:
        """Abbreviations and proper names are looked for as they are written: START, not start."""
        return self.text != self.text.lower()


@dataclass(frozen=True)
class FormIndex:
    """Forms by their first word in small letters, the longest first."""

    by_first_word: Mapping[str, tuple[Form, ...]]

    @classmethod
    def of(cls, forms: Iterable[tuple[str, str]]) -> "FormIndex":
        """Make an index of pairs of form and term id."""
        found: dict[str, list[Form]] = {}
        for text, term_id in forms:
            first = _WORD.search(text.lower())
            if first is not None and text.lower().startswith(first[0]):
                found.setdefault(first[0], []).append(Form(text, term_id))
        ordered = {
            word: tuple(sorted(some, key=lambda form: -len(form.text)))
            for word, some in found.items()
        }
        return cls(ordered)

    def at(self, words: str, lowered: str, place: int, first: str) -> Form | None:
        """The longest form that begins at `place` and ends where a word does."""
        for form in self.by_first_word.get(first, ()):
            end = place + len(form.text)
            found = words[place:end] if form.is_exact else lowered[place:end]
            wanted = form.text if form.is_exact else form.text.lower()
            if found == wanted and not _GOES_ON.match(words, end):
                return form
        return None


Link = Callable[[str, str], str]
"""Makes the HTML of a marked term from its id and its words (HTML already)."""


def mark_terms(
    source: str, index: FormIndex, *, link: Link, taken: Collection[str] = (), most: int
) -> tuple[str, tuple[str, ...]]:
    """The HTML with the first occurrence of each term as a link, and the ids of those marked.

    Terms in `taken` have been marked before; no more than `most` are marked here. Where a longer
    form and a shorter one begin at the same place, the longer counts; a form inside a longer one
    that is taken already is left alone too.
    """
    marked: list[str] = []
    parts: list[str] = []
    closed: list[str] = []
    for piece in _PIECE.findall(source):
        if piece.startswith("<"):
            _follow(piece, closed)
            parts.append(piece)
        elif closed or len(marked) >= most:
            parts.append(piece)
        else:
            parts.append(_marked_words(piece, index, link, taken, most, marked))
    return "".join(parts), tuple(marked)


def _follow(tag: str, closed: list[str]) -> None:
    """Keep track of the elements that are left alone, from outer to inner."""
    found = _TAG.match(tag)
    name = found[1].lower() if found else ""
    if tag.startswith("</"):
        if closed and closed[-1] == name:
            closed.pop()
    elif name in LEFT_ALONE or (name == "p" and _HEADING_CLASS.search(tag)):
        closed.append(name)


def _marked_words(
    words: str,
    index: FormIndex,
    link: Link,
    taken: Collection[str],
    most: int,
    marked: list[str],
) -> str:
    lowered = words.lower()
    if len(lowered) != len(words):  # A letter that grows when made small would shift every place.
        return words
    parts: list[str] = []
    done = 0
    for word in _WORD.finditer(lowered):
        place = word.start()
        if place < done or len(marked) >= most or _is_inside_longer(words, place):
            continue
        form = index.at(words, lowered, place, word[0])
        if form is None:
            continue
        end = place + len(form.text)
        if form.term_id not in taken and form.term_id not in marked:
            parts += [words[done:place], link(form.term_id, words[place:end])]
            marked.append(form.term_id)
        else:
            parts.append(words[done:end])
        done = end
    return "".join([*parts, words[done:]])


def _is_inside_longer(words: str, place: int) -> bool:
    """Whether an entity (`&amp;`) or a joined word goes on here."""
    return words[place - 1 : place] in ("&", "#", "-", "_")


def link_to(address: str) -> Link:
    """Links each term to its entry on the page at `address`."""

    def link(term_id: str, words: str) -> str:
        return f'<a class="term" href="{html.escape(address)}#{term_id}" data-term>{words}</a>'

    return link
