"""Finds slides, terms and practice by their words.

Answers and facilitators' notes are not among what is searched.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from modules import markup
from modules.document import Module
from modules.glossary.entries import Term
from modules.glossary.selectors import term_list_by_meaning, term_list_by_name
from modules.models import LessonPage, ModulePage
from modules.practice.selectors import entry_text, library_get
from modules.selectors import module_of_page
from modules.validation import learner_texts

LONGEST_QUERY = 100
EXCERPT = 180
_MOST_PAGES = 60
_MOST_TERMS = 5


@dataclass(frozen=True)
class Found:
    """One place where the words stand."""

    title: str
    url: str
    excerpt: str
    module_title: str


def found_list(query: str, request: HttpRequest) -> list[Found]:
    """Terms, practice, modules and slides with the query's words, best page first.

    Terms that go by all the words come first, terms that only mention them last. The index finds
    the pages; within a lesson every slide that has one of the words is a result, those with all of
    them first.
    """
    words = re.findall(r"\w+", query.lower())
    if not words:
        return []
    modules = ModulePage.objects.live().public().search(query, operator="and")[:_MOST_PAGES]
    lessons = LessonPage.objects.live().public().search(query, operator="and")[:_MOST_PAGES]
    results = [_found_term(term) for term in term_list_by_name(words)[:_MOST_TERMS]]
    results += _found_practice(words)
    results += [_found_module(page, request, words) for page in modules]
    documents: dict[str, tuple[ModulePage, Module]] = {}
    for page in lessons:
        parent_path = page.path[:-4]
        if parent_path not in documents:
            module_page = ModulePage.objects.get(path=parent_path)
            documents[parent_path] = module_page, module_of_page(module_page).document
        results += _found_slides(page, documents[parent_path][1], request, words)
    return results + [_found_term(term) for term in term_list_by_meaning(words)[:_MOST_TERMS]]


def _found_term(term: Term) -> Found:
    url = f"{reverse('glossary:list')}#{term.id}"
    return Found(term.title, url, markup.plain_text(term.means, smart=True), _("Glossary"))


def _found_practice(words: list[str]) -> Iterator[Found]:
    for entry in library_get().entries:
        text = entry_text(entry)
        if all(word in text.lower() for word in words):
            url = reverse("practice:entry", args=(entry.id,))
            title, _line, rest = text.partition("\n")
            yield Found(title, url, _excerpt(rest, words), _("Practice library"))


def _found_module(page: ModulePage, request: HttpRequest, words: list[str]) -> Found:
    title = markup.plain_inline(page.title, smart=True)
    return Found(title, page.get_url(request) or "", _excerpt(page.search_text(), words), "")


def _found_slides(
    page: LessonPage, module: Module, request: HttpRequest, words: list[str]
) -> Iterator[Found]:
    lesson = next(one for one in module.lessons if one.id == (page.lesson_id or page.slug))
    url = page.get_url(request) or ""
    ranked = []
    for place, slide in enumerate(lesson.slides):
        if slide.reveals:
            continue
        text = "\n".join(markup.plain_text(one, smart=True) for one in learner_texts(slide) if one)
        hits = sum(word in text.lower() for word in words)
        if hits:
            title = markup.plain_inline(slide.title, smart=True)
            found = Found(
                title,
                f"{url}#slide-{slide.id}",
                _excerpt(text.removeprefix(title).strip(), words),
                markup.plain_inline(module.title, smart=True),
            )
            ranked.append((-hits, place, found))
    yield from (found for *_rank, found in sorted(ranked, key=lambda one: one[:2]))


def _excerpt(text: str, words: list[str]) -> str:
    """About 180 characters of the text around the first of the words."""
    line = " ".join(text.split())
    places = [place for word in words if (place := line.lower().find(word)) >= 0]
    start = max(0, min(places, default=0) - EXCERPT // 3)
    start = line.rfind(" ", 0, start) + 1 if start else 0
    end = start + EXCERPT
    if end < len(line):
        end = line.rfind(" ", start, end)
    return ("… " if start else "") + line[start:end] + (" …" if end < len(line) else "")
