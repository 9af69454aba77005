"""From the module document to what a template shows: slides in their place, numbered citations."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from modules import markup
from modules.document import KIND_OF_BLOCK, Block, Lesson, Module, Reference, Slide


@dataclass(frozen=True)
class Citations:
    """The module's references, numbered in their order; makes the HTML of a citation.

    `target` is put before `#reference-KEY`: empty where the list stands on the same page.
    """

    references: tuple[Reference, ...]
    target: str = ""

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        return {reference.key: number for number, reference in enumerate(self.references, start=1)}

    def short_name(self, key: str) -> str:
        """The reference as a tooltip or a screen reader says it: its words without marks."""
        return markup.plain_inline(self.references[self.numbers[key] - 1].text, smart=True)

    def html(self, keys: tuple[str, ...]) -> SafeString:
        """Superscript numbers that lead to the reference list; unknown keys show nothing."""
        known = [key for key in keys if key in self.numbers]
        if not known:
            return SafeString()
        links = format_html_join(
            ", ",
            '<a href="{}#reference-{}" title="{}"><span class="visually-hidden">{}</span>{}</a>',
            (
                (self.target, key, self.short_name(key), _("Reference "), self.numbers[key])
                for key in known
            ),
        )
        return format_html('<sup class="citation">{}</sup>', links)

    def inline(self, text: str) -> SafeString:
        """HTML of one line of a document, quotes curled, citations numbered."""
        return mark_safe(markup.html_from_inline(text, cite=self.html, smart=True))  # noqa: S308

    def text(self, text: str) -> SafeString:
        """HTML of paragraphs and lists of a document, quotes curled, citations numbered."""
        return mark_safe(markup.html_from_text(text, cite=self.html, smart=True))  # noqa: S308

    def cited(self, slides: tuple[Slide, ...]) -> list[tuple[int, Reference]]:
        """The references that the slides cite, with their numbers, in order."""
        keys = {key for slide in slides for key in slide.citations}
        return [
            (number, reference)
            for number, reference in enumerate(self.references, start=1)
            if reference.key in keys
        ]


@dataclass(frozen=True)
class PlacedSlide:
    """A slide with its number in the module (from 1) and the lesson it stands in.

    `is_closed` is true where the slide is an answer that this reader has not opened: a template
    then shows its title and the way to open it (`answer_url`), and nothing else of it.
    """

    number: int
    slide: Slide
    lesson: Lesson
    is_closed: bool = False
    answer_url: str = ""

    @property
    def anchor(self) -> str:
        """The slide's id in the page."""
        return f"slide-{self.slide.id}"


def placed_slides(module: Module) -> tuple[PlacedSlide, ...]:
    """Every slide of the module in its place."""
    return tuple(
        PlacedSlide(number, slide, lesson) for number, lesson, slide in module.numbered_slides()
    )


def block_template(block: Block) -> str:
    """The template that shows a block, named after its kind."""
    return f"modules/blocks/{KIND_OF_BLOCK[type(block)]}.html"
