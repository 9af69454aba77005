"""Writes a module as the folder of Markdown files that `markdown_reader` reads."""

import re
from collections.abc import Iterator

import yaml

from modules.document import (
    Block,
    Callout,
    Columns,
    Definition,
    Divider,
    Lesson,
    Module,
    Picture,
    Prompt,
    Quotation,
    Slide,
    Statistic,
    Steps,
    Table,
)
from modules.formats.flow_blocks import text_from_blocks
from modules.formats.markdown_slide import MODE_NAMES


def module_files(module: Module) -> dict[str, str]:
    """The text of each file, by its path inside the module's folder. Pictures are not written."""
    files = {"module.md": _module_file(module)}
    if module.references or module.resources:
        files["references.yaml"] = _references_file(module)
    for number, lesson in enumerate(module.lessons, start=1):
        files[f"lessons/{number:02}-{lesson.id}.md"] = lesson_file(lesson)
    return files


def lesson_file(lesson: Lesson) -> str:
    """One lesson as its file."""
    slides = "\n\n\n".join("\n\n".join(_slide(slide)) for slide in lesson.slides)
    return _front_matter(id=lesson.id, title=lesson.title) + f"\n{slides}\n"


def _front_matter(**values: str | int) -> str:
    return f"---\n{_yaml(values)}---\n"


def _yaml(data: object) -> str:
    text: str = yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=100)
    return text


def _module_file(module: Module) -> str:
    values: dict[str, str | int] = {
        "id": module.id,
        "slug": module.slug,
        "number": module.number,
        "title": module.title,
        "kind": module.kind.value,
        "language": module.language,
        "minutes": module.minutes,
    }
    if module.objectives_note:
        values["objectives_note"] = module.objectives_note
    parts = [
        ("Introduction", module.introduction),
        ("Goal", module.goal),
        ("Objectives", _bullets(module.objectives)),
        ("Audience", module.audience),
        ("Facilitator qualifications", module.facilitator_qualifications),
        ("Terminology", module.terminology),
        ("Training tips", _bullets(module.tips)),
        ("Materials", _bullets(module.materials)),
    ]
    body = "".join(f"\n## {heading}\n\n{text}\n" for heading, text in parts if text)
    return _front_matter(**values) + body


def _bullets(items: tuple[str, ...]) -> str:
    return "\n".join(f"- {item}" for item in items)


def _references_file(module: Module) -> str:
    data = {
        "references": [
            {"key": one.key, "text": one.text, "url": one.url} for one in module.references
        ],
        "resources": [{"text": one.text, "url": one.url} for one in module.resources],
    }
    return _yaml(data)


# Slides ------------------------------------------------------------------------------------------


def _slide(slide: Slide) -> Iterator[str]:
    yield "\n".join(_heading(slide))
    for block in slide.body:
        yield "\n".join(_block(block))
    if slide.talking_points:
        yield "## Talking points"
        yield from slide.talking_points
    if slide.facilitator_notes:
        yield "## Facilitator notes"
        yield from slide.facilitator_notes
    for prompt in slide.prompts:
        yield from _prompt(prompt)
    if slide.editor_note:
        yield f"## Editor's note, {slide.editor_note.date}"
        yield slide.editor_note.text
        yield from (f"Source: {part}" for part in slide.editor_note.source.split("\n\n"))


def _heading(slide: Slide) -> Iterator[str]:
    yield f"# {slide.title} {{#{slide.id}}}"
    yield f"layout: {slide.layout.value}"
    yield f"minutes: {slide.minutes}"
    if slide.teaches:
        yield f"teaches: {', '.join(map(str, slide.teaches))}"
    if slide.citations:
        yield f"citations: {', '.join(slide.citations)}"
    if slide.content_note:
        yield f"content note: {slide.content_note}"
    if slide.activity:
        yield f"activity: {slide.activity.kind} {slide.activity.key}"
    if slide.reveals:
        yield f"reveals: {slide.reveals}"
    if slide.slots:
        yield f"slots: {', '.join(slide.slots)}"


def _prompt(prompt: Prompt) -> Iterator[str]:
    unit = "minute" if prompt.minutes == 1 else "minutes"
    mode = MODE_NAMES[prompt.mode]
    yield f"## Prompt: {prompt.purpose}, {mode}, {prompt.minutes} {unit} {{#{prompt.id}}}"
    yield prompt.text
    if prompt.learner_text:
        yield "### For the learner"
        yield prompt.learner_text


# Body --------------------------------------------------------------------------------------------


def _block(block: Block) -> Iterator[str]:
    match block:
        case Divider():
            yield "---"
        case Table() if not block.caption:
            yield from _table(block)
        case Table():
            yield from _container("table", [("caption", block.caption)], "\n".join(_table(block)))
        case Statistic():
            names = ("value", "unit", "label", "year", "base", "citation")
            yield from _container("statistic", [(name, getattr(block, name)) for name in names])
        case Quotation():
            kind = "saying" if block.is_saying else "quotation"
            yield from _container(
                kind, [("by", block.attribution), ("citation", block.citation)], block.text
            )
        case Columns(columns):
            yield from _container(
                "columns", [], _headed((one.heading, one.text) for one in columns)
            )
        case Steps(steps):
            yield from _container("steps", [], _headed((one.title, one.text) for one in steps))
        case Callout():
            heading = f"### {block.heading}\n\n" if block.heading else ""
            yield from _container(f"callout {block.tone}", [], heading + block.text)
        case Picture():
            kind = "diagram" if block.is_diagram else "picture"
            yield from _container(
                f"{kind} {block.src}", [("alt", block.alt), ("caption", block.caption)]
            )
        case Definition():
            yield from _container(
                f"definition {block.term}", [("citation", block.citation)], block.text
            )
        case _:
            yield text_from_blocks((block,))


def _container(head: str, values: list[tuple[str, str]], text: str = "") -> Iterator[str]:
    yield f"::: {head}"
    filled = [f"{key}: {_one_line(value)}" for key, value in values if value]
    yield from filled
    if text:
        yield from ([""] if filled else [])
        yield text
    yield ":::"


def _one_line(value: str) -> str:
    return re.sub(r"\s+", " ", value)


def _headed(parts: Iterator[tuple[str, str]]) -> str:
    return "\n\n".join(f"### {head}\n\n{text}" if text else f"### {head}" for head, text in parts)


def _table(block: Table) -> Iterator[str]:
    def row(cells: tuple[str, ...]) -> str:
        return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"

    yield row(block.header)
    yield "|" + "---|" * len(block.header)
    yield from (row(cells) for cells in block.rows)
