"""Rules that hold for every module document, wherever it came from."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from jurisdictions.slots import Slot
from modules.document import (
    Block,
    Bullets,
    Callout,
    Columns,
    Definition,
    ListItem,
    Module,
    Numbered,
    Paragraph,
    Picture,
    Quotation,
    Slide,
    Statistic,
    Steps,
    Table,
)
from modules.markup import cited_keys

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")


@dataclass(frozen=True)
class Finding:
    """A rule broken. `slide` is the id of the slide it stands on, empty for the module itself."""

    slide: str
    message: str
    remedy: str


def block_texts(block: Block) -> Iterator[str]:
    """Every marked-up string of a block, in reading order."""
    match block:
        case Paragraph(text):
            yield text
        case Bullets(items) | Numbered(items):
            yield from _item_texts(items)
        case Statistic():
            yield from (block.label, block.base)
        case Quotation():
            yield from (block.text, block.attribution)
        case Columns(columns):
            for column in columns:
                yield from (column.heading, column.text)
        case Table(header, rows, caption):
            yield from (caption, *header)
            for row in rows:
                yield from row
        case Steps(steps):
            for step in steps:
                yield from (step.title, step.text)
        case Callout():
            yield from (block.heading, block.text)
        case Picture():
            yield block.caption
        case Definition():
            yield from (block.term, block.text)


def _item_texts(items: tuple[ListItem, ...]) -> Iterator[str]:
    for item in items:
        yield item.text
        yield from _item_texts(item.items)


def learner_texts(slide: Slide) -> Iterator[str]:
    """Every marked-up string of a slide that a learner may read, in reading order."""
    yield from (slide.title, slide.content_note)
    for block in slide.body:
        yield from block_texts(block)
    yield from slide.talking_points
    yield from (prompt.learner_text for prompt in slide.prompts)
    if slide.editor_note:
        yield slide.editor_note.text


def slide_citations(slide: Slide) -> tuple[str, ...]:
    """Every citation key of a slide: those listed, then those used in its words and blocks."""
    own = tuple(
        block.citation
        for block in slide.body
        if isinstance(block, Statistic | Quotation | Definition) and block.citation
    )
    notes = (*slide.facilitator_notes, *(prompt.text for prompt in slide.prompts))
    used = cited_keys(*learner_texts(slide), *notes)
    return tuple(dict.fromkeys((*slide.citations, *own, *used)))


def slide_pictures(slide: Slide) -> tuple[str, ...]:
    """Where the slide's pictures are: paths inside the module's folder, or `media:ID`."""
    return tuple(block.src for block in slide.body if isinstance(block, Picture))


def check(module: Module) -> Iterator[Finding]:
    """Every rule that the module breaks."""
    yield from _check_module(module)
    keys = {reference.key for reference in module.references}
    activities = {slide.activity.key for slide in module.slides if slide.activity}
    for slide in module.slides:
        for message, remedy in _check_slide(slide):
            yield Finding(slide.id, message, remedy)
        for number in slide.teaches:
            if not 1 <= number <= len(module.objectives):
                yield Finding(
                    slide.id,
                    f"teaches objective {number}, but the module has {len(module.objectives)}.",
                    "Number the objectives of module.md, from 1.",
                )
        for key in slide_citations(slide):
            if key not in keys:
                yield Finding(
                    slide.id,
                    f"cites '{key}', which is no reference of this module.",
                    "Add it to references.yaml or correct the key.",
                )
        if slide.reveals and slide.reveals not in activities:
            yield Finding(
                slide.id,
                f"reveals '{slide.reveals}', but no slide starts that activity.",
                "Name the key of an activity of this module.",
            )


def _check_module(module: Module) -> Iterator[Finding]:
    if not 1 <= module.number <= 10:
        yield Finding("", f"has number {module.number}.", "Give its place in the toolkit, 1 to 10.")
    named = {
        "lesson": [lesson.id for lesson in module.lessons],
        "slide": [slide.id for slide in module.slides],
        "prompt": [prompt.id for slide in module.slides for prompt in slide.prompts],
        "reference": [reference.key for reference in module.references],
    }
    for what, ids in named.items():
        for name, count in Counter(ids).items():
            if count > 1:
                place = name if what == "slide" else ""
                yield Finding(
                    place, f"has {count} {what}s with the id '{name}'.", "Make each id its own."
                )
            if what != "slide" and not ID.match(name):
                yield Finding("", f"has a {what} with the id '{name}'.", _ID_REMEDY)
    for lesson in module.lessons:
        if not lesson.slides:
            yield Finding("", f"has no slides in lesson '{lesson.id}'.", "Write at least one.")


_ID_REMEDY = "Use lower-case letters, digits and single hyphens."


def _check_slide(slide: Slide) -> Iterator[tuple[str, str]]:
    if not slide.title:
        yield "has no title.", "Give it one: it is read aloud and listed in the contents."
    if slide.minutes < 0 or slide.minutes > 60:
        yield f"plans {slide.minutes} minutes.", "Plan 0 to 60."
    if sum(prompt.minutes for prompt in slide.prompts) > slide.minutes:
        yield "has prompts that take longer than the slide.", "The slide's minutes include them."
    for prompt in slide.prompts:
        if not prompt.text:
            yield f"has a prompt '{prompt.id}' without words.", "Say what to ask, do or tell."
    for name in slide.slots:
        if name not in list(Slot):
            yield f"refers to the local slot '{name}'.", f"Known are: {', '.join(Slot)}."
    for block in slide.body:
        yield from _check_block(block)
    if slide.editor_note:
        try:
            date.fromisoformat(slide.editor_note.date)
        except ValueError:
            yield f"dates its editor's note '{slide.editor_note.date}'.", "Write it as 2026-11-22."
        if not slide.editor_note.source:
            yield "has an editor's note without a source.", "Name the source, with a link."


def _check_block(block: Block) -> Iterator[tuple[str, str]]:
    match block:
        case Picture(src, alt) if not alt.strip():
            yield f"shows {src} without alternative text.", "Say in 'alt' what the picture shows."
        case Statistic() if not (block.value and block.label and block.year and block.citation):
            yield (
                f"has a statistic ('{block.value}') without all of value, label, year, citation.",
                "Add what is missing: a figure without its year and source is not shown.",
            )
        case Quotation() if not block.attribution:
            yield "has a quotation without 'by'.", "Say whose words they are."
        case Columns(columns) if not 2 <= len(columns) <= 3:
            yield f"has {len(columns)} columns.", "Use two or three."
        case Table(header, rows) if any(len(row) != len(header) for row in rows):
            yield "has a table with rows of different lengths.", "Give every row the same cells."
        case Steps(steps) if len(steps) < 2:
            yield "has steps with fewer than two steps.", "Use a paragraph, or add a step."
