"""Between the stored values of pages and the module document.

Values here are the plain JSON that Wagtail stores for a StreamField. The way back keeps what an
editor's save leaves alone (ids of slides and prompts) and makes no claim on the rest (HTML, ids of
inner blocks): two stored values are compared by their documents, never as they stand.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import uuid4

from jurisdictions.slots import slots_in_order
from modules.document import (
    Activity,
    Block,
    Callout,
    Column,
    Columns,
    Definition,
    Divider,
    EditorNote,
    Layout,
    Mode,
    Picture,
    Prompt,
    Purpose,
    Quotation,
    Reference,
    Resource,
    Slide,
    Statistic,
    Step,
    Steps,
    Table,
    Tone,
)
from modules.formats.flow_blocks import (
    FLOW_BLOCKS,
    blocks_from_flow,
    normalized_text,
    text_from_blocks,
)
from modules.formats.markdown_slide import numbers_in_order
from modules.markup import (
    canonical_inline,
    chunks,
    editor_html,
    flow_from_html,
    inline_from_html,
    text_from_html,
)
from modules.validation import slide_citations

Value = Any
"""JSON as Wagtail stores it."""


@dataclass(frozen=True)
class PictureSources:
    """Which picture stands behind a path in the module's folder, and the other way round."""

    ids: Mapping[str, int] = field(default_factory=dict)

    @property
    def paths(self) -> dict[int, str]:
        return {number: path for path, number in self.ids.items()}

    def id_of(self, src: str) -> int | None:
        if src.startswith("media:"):
            return int(src.removeprefix("media:"))
        return self.ids.get(src)

    def src_of(self, number: int | None) -> str:
        return self.paths.get(number, f"media:{number}") if number else "media:0"


# From stored values ------------------------------------------------------------------------------


def slides_from_stream(stream: Iterable[Value], sources: PictureSources) -> tuple[Slide, ...]:
    """The slides of a lesson page."""
    return tuple(
        _slide(str(child["id"]), child["value"], sources)
        for child in stream
        if child["type"] == "slide"
    )


def _slide(slide_id: str, value: Value, sources: PictureSources) -> Slide:
    activity = value.get("activity") or {}
    slide = Slide(
        id=slide_id,
        title=canonical_inline(value.get("title") or ""),
        layout=Layout(value.get("layout") or Layout.TEXT),
        body=blocks_from_stream(value.get("body") or (), sources),
        talking_points=chunks(_text(value.get("talking_points"))),
        facilitator_notes=chunks(_text(value.get("facilitator_notes"))),
        prompts=tuple(_prompt(child) for child in value.get("prompts") or ()),
        activity=Activity(activity["kind"], activity.get("key") or "")
        if activity.get("kind")
        else None,
        reveals=value.get("reveals") or "",
        slots=slots_in_order(value.get("slots") or ()),
        citations=tuple(
            key.strip() for key in (value.get("citations") or "").split(",") if key.strip()
        ),
        minutes=int(value.get("minutes") or 0),
        content_note=canonical_inline(value.get("content_note") or ""),
        editor_note=_editor_note(value.get("editor_note") or {}),
        teaches=numbers_in_order(re.findall("[0-9]+", value.get("teaches") or "")),
    )
    return replace(slide, citations=slide_citations(slide))


def _text(value: Value) -> str:
    return normalized_text(text_from_html(value or ""))


def _prompt(child: Value) -> Prompt:
    value = child["value"]
    return Prompt(
        id=str(child["id"]),
        purpose=Purpose(value.get("purpose") or Purpose.ASK),
        text=_text(value.get("text")),
        learner_text=_text(value.get("learner_text")),
        mode=Mode(value.get("mode") or Mode.ROOM),
        minutes=int(value.get("minutes") or 0),
    )


def _editor_note(value: Value) -> EditorNote | None:
    text = _text(value.get("text"))
    if not text:
        return None
    return EditorNote(str(value.get("date") or ""), text, _text(value.get("source")))


def blocks_from_stream(stream: Iterable[Value], sources: PictureSources) -> tuple[Block, ...]:
    """The body of a slide."""
    blocks: list[Block] = []
    for child in stream:
        if child["type"] == "text":
            blocks += blocks_from_flow(flow_from_html(child["value"] or ""))
        else:
            blocks.append(_block(child["type"], child["value"] or {}, sources))
    return tuple(blocks)


def _block(kind: str, value: Value, sources: PictureSources) -> Block:
    def line(key: str) -> str:
        return canonical_inline(value.get(key) or "")

    def word(key: str) -> str:
        return (value.get(key) or "").strip()

    match kind:
        case "statistic":
            return Statistic(
                word("value"), word("unit"), line("label"), word("year"), line("base"),
                word("citation"),
            )  # fmt: skip
        case "quotation":
            text = inline_from_html(value.get("text") or "")
            is_saying = bool(value.get("is_saying"))
            return Quotation(text, line("attribution"), word("citation"), is_saying)
        case "columns":
            return Columns(
                tuple(Column(head, text) for head, text in _headed(value, "columns", "heading"))
            )
        case "steps":
            return Steps(tuple(Step(head, text) for head, text in _headed(value, "steps", "title")))
        case "table":
            return Table(
                tuple(canonical_inline(one.get("heading") or "") for one in value["columns"]),
                tuple(
                    tuple(canonical_inline(cell or "") for cell in row["values"])
                    for row in value["rows"]
                ),
                line("caption"),
            )
        case "callout":
            return Callout(
                Tone(value.get("tone") or Tone.NOTE), line("heading"), _text(value["text"])
            )
        case "picture":
            src = sources.src_of(value.get("image"))
            return Picture(src, word("alt"), line("caption"), bool(value.get("is_diagram")))
        case "definition":
            return Definition(line("term"), _text(value.get("text")), word("citation"))
        case "divider":
            return Divider()
    raise ValueError(f"No document block for the stream block '{kind}'.")


def _headed(value: Value, key: str, heading: str) -> Iterable[tuple[str, str]]:
    for child in value.get(key) or ():
        one = child["value"] if "value" in child and "type" in child else child
        yield canonical_inline(one.get(heading) or ""), _text(one.get("text"))


def references_from_stream(stream: Iterable[Value]) -> tuple[Reference, ...]:
    """The references of a module page."""
    return tuple(
        Reference(
            child["value"]["key"],
            inline_from_html(child["value"].get("text") or ""),
            child["value"].get("url") or "",
        )
        for child in stream
    )


def resources_from_stream(stream: Iterable[Value]) -> tuple[Resource, ...]:
    """The further resources of a module page."""
    return tuple(
        Resource(
            inline_from_html(child["value"].get("text") or ""), child["value"].get("url") or ""
        )
        for child in stream
    )


# To stored values --------------------------------------------------------------------------------


def stream_from_slides(
    slides: Iterable[Slide], sources: PictureSources, kept: Mapping[str, Value] | None = None
) -> list[Value]:
    """The stored value of a lesson's slides.

    `kept` maps the id of a slide that has not changed to its stored child, which is taken over.
    """
    kept = kept or {}
    return [kept.get(slide.id) or _slide_value(slide, sources) for slide in slides]


def _slide_value(slide: Slide, sources: PictureSources) -> Value:
    note = slide.editor_note
    return {
        "type": "slide",
        "id": slide.id,
        "value": {
            "title": slide.title,
            "layout": slide.layout.value,
            "body": _body_value(slide.body, sources),
            "talking_points": editor_html("\n\n".join(slide.talking_points)),
            "facilitator_notes": editor_html("\n\n".join(slide.facilitator_notes)),
            "prompts": [_prompt_value(prompt) for prompt in slide.prompts],
            "minutes": slide.minutes,
            "teaches": ", ".join(map(str, slide.teaches)),
            "citations": ", ".join(slide.citations),
            "content_note": slide.content_note,
            "activity": {
                "kind": slide.activity.kind if slide.activity else "",
                "key": slide.activity.key if slide.activity else "",
            },
            "reveals": slide.reveals,
            "slots": list(slide.slots),
            "editor_note": {
                "date": note.date if note else None,
                "text": editor_html(note.text) if note else "",
                "source": editor_html(note.source) if note else "",
            },
        },
    }


def _prompt_value(prompt: Prompt) -> Value:
    return {
        "type": "item",
        "id": prompt.id,
        "value": {
            "purpose": prompt.purpose.value,
            "mode": prompt.mode.value,
            "minutes": prompt.minutes,
            "text": editor_html(prompt.text),
            "learner_text": editor_html(prompt.learner_text),
        },
    }


def _body_value(body: tuple[Block, ...], sources: PictureSources) -> list[Value]:
    """Paragraphs and lists that follow each other share one text block."""
    values: list[Value] = []
    flow: list[Block] = []

    def flush() -> None:
        if flow:
            values.append({"type": "text", "value": editor_html(text_from_blocks(flow))})
            flow.clear()

    for block in body:
        if isinstance(block, FLOW_BLOCKS):
            flow.append(block)
        else:
            flush()
            kind, value = _block_value(block, sources)
            values.append({"type": kind, "value": value})
    flush()
    return values


def _block_value(block: Block, sources: PictureSources) -> tuple[str, Value]:
    match block:
        case Statistic():
            names = ("value", "unit", "label", "year", "base", "citation")
            return "statistic", {name: getattr(block, name) for name in names}
        case Quotation():
            return "quotation", {
                "text": editor_html(block.text),
                "attribution": block.attribution,
                "citation": block.citation,
                "is_saying": block.is_saying,
            }
        case Columns(columns):
            parts = [{"heading": one.heading, "text": editor_html(one.text)} for one in columns]
            return "columns", {"columns": _items(parts)}
        case Steps(steps):
            parts = [{"title": one.title, "text": editor_html(one.text)} for one in steps]
            return "steps", {"steps": _items(parts)}
        case Table(header, rows, caption):
            return "table", {
                "columns": [{"type": "text", "heading": heading} for heading in header],
                "rows": [{"values": list(row)} for row in rows],
                "caption": caption,
            }
        case Callout():
            return "callout", {
                "tone": block.tone.value,
                "heading": block.heading,
                "text": editor_html(block.text),
            }
        case Picture():
            return "picture", {
                "image": sources.id_of(block.src),
                "alt": block.alt,
                "caption": block.caption,
                "is_diagram": block.is_diagram,
            }
        case Definition():
            return "definition", {
                "term": block.term,
                "text": editor_html(block.text),
                "citation": block.citation,
            }
        case Divider():
            return "divider", None
    raise ValueError(f"No stream block for the document block {type(block).__name__}.")


def _items(values: Iterable[Value]) -> list[Value]:
    """A list block's children. Wagtail takes a child without an id for a bare value."""
    return [{"type": "item", "id": str(uuid4()), "value": value} for value in values]


def stream_from_references(references: Iterable[Reference]) -> list[Value]:
    """The stored value of a module's references."""
    return [
        {
            "type": "reference",
            "value": {"key": one.key, "text": editor_html(one.text), "url": one.url},
        }
        for one in references
    ]


def stream_from_resources(resources: Iterable[Resource]) -> list[Value]:
    """The stored value of a module's further resources."""
    return [
        {"type": "resource", "value": {"text": editor_html(one.text), "url": one.url}}
        for one in resources
    ]
