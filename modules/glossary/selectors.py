"""What pages read of the glossary."""

from dataclasses import dataclass, field
from functools import lru_cache

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from modules import markup
from modules.content_folder import CONTENT
from modules.glossary.entries import Glossary, Term, read_glossary
from modules.glossary.marking import FormIndex, link_to, mark_terms

FOLDER = CONTENT / "glossary"

MOST_IN_A_SLIDE = 3
"""More marks than these would make a slide hard to read."""

LANGUAGE = "en"
"""The language that the terms are in; lessons in another are not marked."""


@lru_cache(maxsize=1)
def glossary_get() -> Glossary:
    """The glossary, read once. Raises `ContentError` where its files are wrong."""
    return read_glossary(FOLDER)


@lru_cache(maxsize=1)
def _forms() -> FormIndex:
    return FormIndex.of((form, term.id) for term in glossary_get().terms for form in term.in_text)


@dataclass
class LessonTerms:
    """The terms marked so far while a lesson is rendered, each at its first occurrence."""

    language: str = LANGUAGE
    ids: list[str] = field(default_factory=list)

    def mark(self, html: str) -> SafeString:
        """The HTML of one slide with its terms marked."""
        if self.language != LANGUAGE:
            return mark_safe(html)  # noqa: S308
        marked, ids = mark_terms(
            html,
            _forms(),
            link=link_to(reverse("glossary:list")),
            taken=frozenset(self.ids),
            most=MOST_IN_A_SLIDE,
        )
        self.ids += ids
        return mark_safe(marked)  # noqa: S308

    @property
    def terms(self) -> list[Term]:
        """Those marked, in the order of the alphabet."""
        return [term for term in glossary_get().terms if term.id in set(self.ids)]


def term_list_by_name(words: list[str]) -> list[Term]:
    """The terms of which one name has all the words."""
    return [
        term
        for term in glossary_get().terms
        if any(all(word in name.lower() for word in words) for name in term.names)
    ]


def term_list_by_meaning(words: list[str]) -> list[Term]:
    """The terms whose explanation has all the words, those found by name left out."""
    named = set(term_list_by_name(words))
    return [
        term
        for term in glossary_get().terms
        if term not in named
        and all(word in f"{term.term} {markup.plain_text(term.means)}".lower() for word in words)
    ]
