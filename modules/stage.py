"""From the module document to the stage: what a slide shows on the wall, and how dense it is.

The stage shows a slide's title, body and sources. Talking points, facilitator notes and the
facilitator's text of prompts are not part of a `StageSlide`, so no stage template can show them;
the one exception is the question of an *ask* prompt, which the facilitator reads to the room
anyway.
"""

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from modules import markup
from modules.document import (
    Block,
    Bullets,
    Callout,
    Columns,
    Definition,
    Layout,
    ListItem,
    Module,
    Numbered,
    Paragraph,
    Picture,
    Purpose,
    Quotation,
    Reference,
    Slide,
    Statistic,
    Steps,
    Table,
    Text,
)
from modules.rendering import Citations, PlacedSlide, placed_slides

_YEAR = re.compile(r"\(((?:\d{4}[a-z]?|n\.d\.|in press))[^)]*\)")
_PERSON = re.compile(r"(?P<family>[^\s,&][^,&]*),\s+(?:[^\W\d_]\.[\s-]?)+")
_KICKER = re.compile(r"(?P<kicker>\w+ (?P<number>\d+)):\s+(?P<rest>.+)", re.DOTALL)

_SOURCE_LINE = re.compile(r"\s*\w*\s*:?[\s.,;]*")


def short_name(reference: Reference) -> str:
    """A reference as a slide names it: "Wulczyn et al., 2011", "Brook & McDonald, 2009".

    Reads the author-date order that reference lists use: names before the year in brackets. An
    organization keeps its name up to the first comma. A text without a year gives its key.
    """
    words = markup.plain_inline(reference.text, smart=True)
    year = _YEAR.search(words)
    if year is None:
        return reference.key
    authors = words[: year.start()].strip().rstrip(".")
    people = [found["family"].strip() for found in _PERSON.finditer(f"{authors}.")]
    if len(people) > 2:
        who = f"{people[0]} et al."
    elif people:
        who = " & ".join(people)
    else:
        who = re.split(r",|\s&\s", authors)[0].strip()
    return f"{who}, {year.group(1)}"


def split_title(title: str) -> tuple[str, str, str]:
    """A title like "Step 3: Share" as ("Step 3", "3", "Share"); others as ("", "", title)."""
    found = _KICKER.fullmatch(title)
    return (found["kicker"], found["number"], found["rest"]) if found else ("", "", title)


class _KeptCitations(Citations):
    """Citations that make the same words into HTML once only: a deck has several hundred texts."""

    def inline(self, text: str) -> SafeString:
        return _inline(self, text)

    def text(self, text: str) -> SafeString:
        return _flow(self, text)


@lru_cache(maxsize=4096)
def _inline(citations: Citations, text: str) -> SafeString:
    return Citations.inline(citations, text)


@lru_cache(maxsize=4096)
def _flow(citations: Citations, text: str) -> SafeString:
    return Citations.text(citations, text)


class StageCitations(_KeptCitations):
    """Citations on the wall: numbers without links; the slide's foot says whose they are."""

    def html(self, keys: tuple[str, ...]) -> SafeString:
        known = [str(self.numbers[key]) for key in keys if key in self.numbers]
        if not known:
            return SafeString()
        numbers = format_html_join(", ", "{}", ((number,) for number in known))
        return format_html('<sup class="citation">{}</sup>', numbers)


class NamedCitations(_KeptCitations):
    """Citations by short name in brackets, for who speaks to a text without a list at hand."""

    def html(self, keys: tuple[str, ...]) -> SafeString:
        known = [self.references[self.numbers[key] - 1] for key in keys if key in self.numbers]
        if not known:
            return SafeString()
        names = "; ".join(short_name(reference) for reference in known)
        return format_html('<cite class="named-citation">({})</cite>', names)


class Density(StrEnum):
    """How much stands on a slide; the style sheet takes its type size from it."""

    AIRY = "airy"
    NORMAL = "normal"
    DENSE = "dense"
    PACKED = "packed"


@dataclass(frozen=True)
class StageSlide:
    """What the stage shows of one slide.

    `kicker` and `number_word` come from a title such as "Step 3: …"; `heading` is the rest.
    `pictures` are the body's pictures and `words` its other blocks, `blocks` all of them in order.
    `list_columns` is 2 where a long list is set in two columns. `sources` are pairs of the
    reference's number and short name. `questions` are the texts of *ask* prompts, for the
    facilitator to show on demand. `is_covered` is true for an answer that the room has to wait for.
    `steps` says of each section slide of the module whether it is "past", "current" or "ahead".
    """

    placed: PlacedSlide
    kicker: str
    number_word: str
    heading: str
    blocks: tuple[Block, ...]
    pictures: tuple[Picture, ...]
    words: tuple[Block, ...]
    density: Density
    list_columns: int
    sources: tuple[tuple[int, str], ...]
    questions: tuple[Text, ...]
    is_covered: bool
    previous_anchor: str = ""
    next_anchor: str = ""
    steps: tuple[str, ...] = ()

    @property
    def slide(self) -> Slide:
        return self.placed.slide

    @property
    def layout_template(self) -> str:
        """The template of the slide's layout."""
        return f"modules/stage/layouts/{self.slide.layout}.html"

    @property
    def is_split(self) -> bool:
        """Whether words and a picture stand side by side."""
        return bool(self.pictures and self.words)

    @property
    def is_led(self) -> bool:
        """Whether one short paragraph stands over a picture rather than beside it."""
        return len(self.words) == 1 and isinstance(self.words[0], Paragraph)

    @property
    def figures(self) -> tuple[Block, ...]:
        """The statistics or quotations, which stand in one row."""
        return tuple(block for block in self.blocks if isinstance(block, Statistic | Quotation))

    @property
    def others(self) -> tuple[Block, ...]:
        """The blocks that are neither statistics nor quotations."""
        return tuple(block for block in self.blocks if not isinstance(block, Statistic | Quotation))

    @property
    def shared_quotation(self) -> Quotation | None:
        """A quotation that stands for all of several, where they share their attribution."""
        quotations = [block for block in self.blocks if isinstance(block, Quotation)]
        said_by = {(one.attribution, one.citation, one.is_saying) for one in quotations}
        return quotations[0] if len(quotations) > 1 and len(said_by) == 1 else None


def stage_slides(module: Module) -> tuple[StageSlide, ...]:
    """Every slide of the module as the stage shows it, each knowing its neighbors' anchors."""
    citations = StageCitations(module.references)
    placed = placed_slides(module)
    anchors = ["", *(one.anchor for one in placed), ""]
    return tuple(
        replace(
            _stage_slide(one, citations),
            previous_anchor=anchors[place],
            next_anchor=anchors[place + 2],
            steps=_steps(placed, one),
        )
        for place, one in enumerate(placed)
    )


def _steps(placed: tuple[PlacedSlide, ...], current: PlacedSlide) -> tuple[str, ...]:
    if current.slide.layout != Layout.SECTION:
        return ()
    numbers = [one.number for one in placed if one.slide.layout == Layout.SECTION]
    return tuple(
        "current" if number == current.number else "past" if number < current.number else "ahead"
        for number in numbers
    )


def stage_slide(module: Module, slide_id: str) -> StageSlide | None:
    """One slide as the stage shows it, for a preview; `None` where the module has none such."""
    return next((one for one in stage_slides(module) if one.slide.id == slide_id), None)


def _stage_slide(placed: PlacedSlide, citations: StageCitations) -> StageSlide:
    slide = placed.slide
    kicker, number, heading = split_title(markup.plain_inline(slide.title, smart=True))
    blocks = tuple(block for block in slide.body if not _is_source_line(block))
    return StageSlide(
        placed=placed,
        kicker=kicker,
        number_word=number,
        heading=heading,
        blocks=blocks,
        pictures=tuple(block for block in blocks if isinstance(block, Picture)),
        words=tuple(block for block in blocks if not isinstance(block, Picture)),
        density=density(blocks),
        list_columns=_list_columns(blocks),
        sources=tuple(
            (number, short_name(reference)) for number, reference in citations.cited((slide,))
        ),
        questions=tuple(prompt.text for prompt in slide.prompts if prompt.purpose == Purpose.ASK),
        is_covered=bool(slide.reveals),
    )


def _is_source_line(block: Block) -> bool:
    """Whether a paragraph only says "Source:" and cites; the slide's foot says that already."""
    if not isinstance(block, Paragraph) or not markup.cited_keys(block.text):
        return False
    return _SOURCE_LINE.fullmatch(markup.plain_inline(block.text)) is not None


# How much stands on a slide ----------------------------------------------------------------------

# About how many characters of body text fill the stage at each size; measured on Module 7.
_LIMITS = ((170, Density.AIRY), (430, Density.NORMAL), (720, Density.DENSE))


def density(blocks: tuple[Block, ...]) -> Density:
    """Guess from the words how large the type can be; the fitter in the browser does the rest."""
    load = sum(_load(block) for block in blocks)
    for limit, name in _LIMITS:
        if load <= limit:
            return name
    return Density.PACKED


def _load(block: Block) -> int:
    """The weight of a block in characters of running text, the space around it included."""
    match block:
        case Paragraph():
            return len(block.text) + 20
        case Bullets() | Numbered():
            return sum(_item_load(item) for item in block.items)
        case Statistic():
            return (len(block.label) + len(block.base)) // 2 + 70
        case Quotation():
            return len(block.text) + len(block.attribution) // 2 + 40
        case Columns():
            return max(
                len(column.heading) + _text_load(column.text) for column in block.columns
            ) * (2 if len(block.columns) == 2 else 3)
        case Steps():
            return sum(len(step.title) + _text_load(step.text) + 25 for step in block.steps)
        case Table():
            return sum(len(cell) for row in (block.header, *block.rows) for cell in row) + 40 * len(
                block.rows
            )
        case Callout():
            return len(block.heading) + _text_load(block.text) + 60
        case Definition():
            return len(block.term) + _text_load(block.text) + 30
        case _:
            return 20


def _item_load(item: ListItem) -> int:
    return max(len(item.text), 30) + 20 + sum(_item_load(inner) for inner in item.items)


def _text_load(text: Text) -> int:
    return len(text) + 20 * text.count("\n")


def _list_columns(blocks: tuple[Block, ...]) -> int:
    """Two columns where the only block is a list of seven entries or more."""
    if len(blocks) != 1 or not isinstance(blocks[0], Bullets | Numbered):
        return 1
    items = blocks[0].items
    return 2 if len(items) >= 7 or any(len(item.items) >= 7 for item in items) else 1
