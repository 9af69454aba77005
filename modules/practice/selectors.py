"""What pages read of the practice library."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from modules import markup
from modules.content_folder import CONTENT
from modules.models import LessonPage
from modules.practice.entries import Entry, Library, read_library
from modules.selectors import lesson_of_page
from modules.stream import PictureSources

FOLDER = CONTENT / "practice"


@lru_cache(maxsize=1)
def library_get() -> Library:
    """The library, read once. Raises `ContentError` where its files are wrong."""
    return read_library(FOLDER)


@dataclass(frozen=True)
class CallingSlide:
    """A slide that calls for an entry, with its address."""

    title: str
    url: str


def calling_slide_list(entry: Entry) -> list[CallingSlide]:
    """The slides of published lessons that call for the entry, in its order. One query."""
    places = [slide.partition("#")[::2] for slide in entry.slides]
    slugs = [lesson.rpartition("/")[2] for lesson, _ in places]
    pages = list(LessonPage.objects.live().public().filter(slug__in=slugs))
    found = []
    for lesson, slide_id in places:
        page = next((one for one in pages if one.url_path.endswith(f"/{lesson}/")), None)
        slides = lesson_of_page(page, PictureSources()).slides if page else ()
        slide = next((one for one in slides if one.id == slide_id), None)
        if slide is not None:
            title = markup.plain_inline(slide.title, smart=True)
            found.append(CallingSlide(title, f"/modules/{lesson}/#slide-{slide_id}"))
    return found


def entry_text(entry: Entry) -> str:
    """The words of an entry, for the search."""
    return "\n".join(_texts(entry))


def _texts(entry: Entry) -> Iterator[str]:
    yield markup.plain_inline(entry.title, smart=True)
    yield markup.plain_inline(entry.summary, smart=True)
    for section in entry.sections:
        yield section.title
        for block in section.body:
            yield from _words(block)
        if section.process:
            yield from (markup.plain_text(step.what) for step in section.process.steps)
        if section.chart:
            yield from (panel.title for panel in section.chart.panels)


def _words(part: object) -> Iterator[str]:
    """Every string inside a block, however deep."""
    if isinstance(part, str):
        yield markup.plain_text(part, smart=True)
    elif isinstance(part, tuple | list):
        for one in part:
            yield from _words(one)
    elif hasattr(part, "__dataclass_fields__"):
        for name in part.__dataclass_fields__:
            yield from _words(getattr(part, name))
