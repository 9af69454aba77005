"""What pages, the stage and exports read: module documents, made from pages.

Documents come from live pages. A page that is being previewed stands in for its live self.
"""

import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest
from wagtail.images.models import SourceImageIOError

from modules import markup
from modules.document import Kind, Lesson, Module, Slide
from modules.errors import ModuleNotFound
from modules.formats.flow_blocks import normalized_text
from modules.glossary.selectors import LessonTerms
from modules.rendering import Citations, placed_slides
from modules.stage import StageCitations, stage_slides
from modules.stream import (
    PictureSources,
    references_from_stream,
    resources_from_stream,
    slides_from_stream,
)
from modules.validation import learner_texts, slide_pictures

if TYPE_CHECKING:
    from modules.models import LessonPage, ModulePage, Picture


# Documents ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ReadModule:
    """A module page, its lesson pages in order, the document they make, and its pictures."""

    page: "ModulePage"
    lesson_pages: tuple["LessonPage", ...]
    document: Module
    pictures: dict[str, "Picture"]

    def shown_pictures(self, slides: Iterable[Slide]) -> dict[str, "ShownPicture"]:
        """Each picture of the slides by its `src`. No query for drawings that came with files."""
        wanted = {src for slide in slides for src in slide_pictures(slide)}
        return _shown_by_src(_pictures_by_src(wanted, self.pictures))


def module_get(slug: str) -> ReadModule:
    """The published module with this slug. Raises `ModuleNotFound`. Three queries."""
    from modules.models import ModulePage

    page = (
        ModulePage.objects.live()
        .select_related("locale")
        .filter(slug=slug)
        .order_by("path")
        .first()
    )
    if page is None:
        raise ModuleNotFound(slug)
    return module_of_page(page)


def module_document(slug: str) -> Module:
    """The document of the published module with this slug. Raises `ModuleNotFound`."""
    return module_get(slug).document


def module_of_page(page: "ModulePage", preview: "LessonPage | None" = None) -> ReadModule:
    """The module as published; `preview` stands in for its own live page."""
    lesson_pages = lesson_page_list(page)
    if preview is not None:
        lesson_pages = tuple(preview if one.pk == preview.pk else one for one in lesson_pages)
        if preview not in lesson_pages:
            lesson_pages = (*lesson_pages, preview)
    pictures = upstream_pictures(page.module_id or page.slug)
    sources = PictureSources({src: picture.pk for src, picture in pictures.items()})
    document = _document(page, lesson_pages, sources)
    return ReadModule(page, lesson_pages, document, pictures)


def lesson_page_list(page: "ModulePage") -> tuple["LessonPage", ...]:
    """The published lessons of a module, in order. One query."""
    from modules.models import LessonPage

    return tuple(LessonPage.objects.child_of(page).live().order_by("path"))


def document_of_pages(page: "ModulePage", lesson_pages: Iterable["LessonPage"]) -> Module:
    """The document that a module page and these lesson pages make. One query, for pictures."""
    return _document(page, lesson_pages, picture_sources(page.module_id or page.slug))


def _document(
    page: "ModulePage", lesson_pages: Iterable["LessonPage"], sources: PictureSources
) -> Module:
    return Module(
        id=page.module_id or page.slug,
        slug=page.slug,
        number=page.number,
        title=markup.canonical_inline(page.title),
        kind=Kind(page.kind),
        language=page.locale.language_code,
        minutes=page.minutes,
        introduction=_text(page.introduction),
        goal=_text(page.goal),
        objectives=_list(page.objectives),
        objectives_note=markup.canonical_inline(page.objectives_note),
        audience=_text(page.audience),
        facilitator_qualifications=_text(page.facilitator_qualifications),
        terminology=_text(page.terminology),
        tips=_list(page.tips),
        materials=_list(page.materials),
        lessons=tuple(lesson_of_page(one, sources) for one in lesson_pages),
        references=references_from_stream(page.references.get_prep_value()),
        resources=resources_from_stream(page.resources.get_prep_value()),
    )


def lesson_of_page(page: "LessonPage", sources: PictureSources) -> Lesson:
    """The document of one lesson page, as the page object holds it (live or a draft)."""
    # A draft straight from the editor's form holds dates where the database has their text.
    stored = json.dumps(page.slides.get_prep_value(), sort_keys=True, cls=DjangoJSONEncoder)
    pictures = tuple(sorted(sources.ids.items()))
    title = markup.canonical_inline(page.title)
    return Lesson(page.lesson_id or page.slug, title, _slides(stored, pictures))


@lru_cache(maxsize=256)
def _slides(stored: str, pictures: tuple[tuple[str, int], ...]) -> tuple[Slide, ...]:
    """Reading HTML is the slow part of a page, and the same text gives the same slides."""
    return slides_from_stream(json.loads(stored), PictureSources(dict(pictures)))


def _text(html: str) -> str:
    return normalized_text(markup.text_from_html(html))


def _list(html: str) -> tuple[str, ...]:
    parts = markup.flow_from_html(html)
    return tuple(
        markup.markdown_from_runs(item.runs)
        for part in parts
        for item in (part.items if isinstance(part, markup.FlowList) else (part,))
        if not isinstance(item, markup.FlowTable)
    )


# Pictures ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ShownPicture:
    """Where a picture's file is, its size in pixels, and the file's name in the store."""

    url: str
    width: int
    height: int
    name: str = ""


def upstream_pictures(module_id: str) -> dict[str, "Picture"]:
    """The pictures that came with a module's files, by their path there. One query."""
    from modules.models import Picture

    prefix = f"{module_id}/"
    rows = Picture.objects.filter(upstream_path__startswith=prefix)
    return {picture.upstream_path.removeprefix(prefix): picture for picture in rows}


def picture_sources(module_id: str) -> PictureSources:
    """Which picture stands behind which path of a module's files. One query."""
    return PictureSources({src: one.pk for src, one in upstream_pictures(module_id).items()})


def pictures_of(module: Module) -> dict[str, ShownPicture]:
    """Each picture of the module's slides by its `src`. One query, two with editors' own."""
    wanted = {src for slide in module.slides for src in slide_pictures(slide)}
    return _shown_by_src(_pictures_by_src(wanted, upstream_pictures(module.id)))


def _pictures_by_src(wanted: set[str], upstream: dict[str, "Picture"]) -> dict[str, "Picture"]:
    from modules.models import Picture

    found = {src: upstream[src] for src in wanted if src in upstream}
    numbers = {int(src.removeprefix("media:")): src for src in wanted if src.startswith("media:")}
    if numbers:
        rows = Picture.objects.filter(pk__in=numbers).prefetch_renditions(SHOWN_SIZE)
        found |= {numbers[picture.pk]: picture for picture in rows}
    return found


SHOWN_SIZE = "max-1600x1200"
"""How large a photograph is shown at most; drawings are shown as they are."""


def _shown_by_src(pictures: dict[str, "Picture"]) -> dict[str, ShownPicture]:
    """What is shown of each. Where a photograph's file is gone its words stand in for it."""
    shown = {}
    for src, picture in pictures.items():
        with suppress(SourceImageIOError):
            shown[src] = _shown(picture)
    return shown


def _shown(picture: "Picture") -> ShownPicture:
    shown = picture if picture.is_svg() else picture.get_rendition(SHOWN_SIZE)
    return ShownPicture(shown.file.url, shown.width, shown.height, shown.file.name)


# What templates get ------------------------------------------------------------------------------


def module_summary_list(request: HttpRequest) -> list[dict[str, Any]]:
    """Every published module in its order, with its address, minutes and number of slides."""
    from modules.models import LessonPage, ModulePage

    counts: dict[str, int] = {}
    lessons = LessonPage.objects.live().values_list("path", "slides")
    for path, slides in lessons:
        counts[path[:-4]] = counts.get(path[:-4], 0) + len(slides)
    pages = ModulePage.objects.live().order_by("number", "path").select_related("locale")
    return [
        {
            "number": page.number,
            "slug": page.slug,
            "title": page.title,
            "kind": page.kind,
            "url": page.get_url(request),
            "minutes": page.minutes,
            "slide_count": counts.get(page.path, 0),
            "goal": _text(page.goal),
        }
        for page in pages
    ]


def _lesson_rows(read: ReadModule, request: HttpRequest, current: str = "") -> list[dict[str, Any]]:
    placed = placed_slides(read.document)
    rows = []
    for lesson, page in zip(read.document.lessons, read.lesson_pages, strict=True):
        slides = tuple(one for one in placed if one.lesson is lesson)
        rows.append(
            {
                "lesson": lesson,
                "title": lesson.title,
                "url": page.get_url(request),
                "minutes": lesson.minutes,
                "slides": slides,
                "first_number": slides[0].number if slides else 0,
                "last_number": slides[-1].number if slides else 0,
                "is_current": lesson.id == current,
            }
        )
    return rows


def module_overview(page: "ModulePage", request: HttpRequest) -> dict[str, Any]:
    """What the overview of a module shows."""
    read = module_of_page(page)
    return {
        "module": read.document,
        "citations": Citations(read.document.references),
        "lessons": _lesson_rows(read, request),
        "slide_total": len(read.document.slides),
    }


def _reading(page: "LessonPage", request: HttpRequest) -> tuple[ReadModule, Lesson]:
    from modules.models import ModulePage

    module_page = ModulePage.objects.select_related("locale").get(path=page.path[:-4])
    read = module_of_page(module_page, preview=page)
    place = [one.pk for one in read.lesson_pages].index(page.pk)
    return read, read.document.lessons[place]


def lesson_reading(page: "LessonPage", request: HttpRequest) -> dict[str, Any]:
    """What a lesson on the self-paced path shows; answers stay closed."""
    read, lesson = _reading(page, request)
    rows = _lesson_rows(read, request, lesson.id)
    place = read.document.lessons.index(lesson)
    citations = Citations(read.document.references)
    base = rows[place]["url"] or ""
    slides = tuple(
        replace(
            one,
            is_closed=True,
            answer_url=base + page.reverse_subpage("answer", args=(one.slide.id,)),
        )
        if one.slide.reveals
        else one
        for one in rows[place]["slides"]
    )
    open_slides = tuple(one.slide for one in slides if not one.is_closed)
    return {
        "module": read.document,
        "module_url": read.page.get_url(request),
        "lesson": lesson,
        "lessons": rows,
        "lesson_number": place + 1,
        "slides": slides,
        "slide_total": len(read.document.slides),
        "citations": citations,
        "references": citations.cited(open_slides),
        "pictures": read.shown_pictures(open_slides),
        "terms": LessonTerms(read.document.language),
        "previous": rows[place - 1] if place else None,
        "next": rows[place + 1] if place + 1 < len(rows) else None,
    }


def lesson_answer(page: "LessonPage", request: HttpRequest, slide_id: str) -> dict[str, Any] | None:
    """One answer of the lesson, opened; nothing where the slide is no answer."""
    read, lesson = _reading(page, request)
    placed = next(
        (
            one
            for one in placed_slides(read.document)
            if one.slide.id == slide_id and one.lesson is lesson and one.slide.reveals
        ),
        None,
    )
    if placed is None:
        return None
    citations = Citations(read.document.references)
    return {
        "module": read.document,
        "module_url": read.page.get_url(request),
        "lesson": lesson,
        "placed": placed,
        "slide_total": len(read.document.slides),
        "citations": citations,
        "references": citations.cited((placed.slide,)),
        "pictures": read.shown_pictures((placed.slide,)),
        "back_url": f"{page.get_url(request) or ''}#{placed.anchor}",
    }


def lesson_on_stage(page: "LessonPage", request: HttpRequest) -> dict[str, Any]:
    """What the stage preview of a lesson shows."""
    read, lesson = _reading(page, request)
    slides = tuple(one for one in stage_slides(read.document) if one.placed.lesson is lesson)
    return {
        "module": read.document,
        "lesson": lesson,
        "slides": slides,
        "total": len(read.document.slides),
        "citations": StageCitations(read.document.references),
        "pictures": read.shown_pictures(lesson.slides),
    }


def lesson_search_text(page: "LessonPage") -> str:
    """The words of a lesson that anybody may find: no answers, no notes for facilitators."""
    lesson = lesson_of_page(page, PictureSources())
    texts = (text for slide in lesson.slides if not slide.reveals for text in learner_texts(slide))
    return "\n".join(filter(None, (markup.plain_text(text) for text in texts)))
