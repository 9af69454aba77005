"""Between running text and the blocks it is made of: paragraphs, lists and tables."""

from collections.abc import Iterable

from modules.document import Block, Bullets, ListItem, Numbered, Paragraph, Table
from modules.markup import (
    Flow,
    FlowItem,
    FlowList,
    FlowParagraph,
    flow_from_markdown,
    markdown_from_runs,
)

FLOW_BLOCKS = (Paragraph, Bullets, Numbered)


def blocks_from_flow(parts: Iterable[Flow]) -> tuple[Block, ...]:
    """One block for each paragraph, list or table."""
    return tuple(_block(part) for part in parts)


def _block(part: Flow) -> Block:
    if isinstance(part, FlowParagraph):
        return Paragraph(markdown_from_runs(part.runs))
    if isinstance(part, FlowList):
        items = tuple(_item(item) for item in part.items)
        return Numbered(items) if part.is_ordered else Bullets(items)
    header, *rows = [tuple(markdown_from_runs(cell) for cell in row) for row in part.rows]
    return Table(header, tuple(rows))


def _item(item: FlowItem) -> ListItem:
    inner = tuple(_item(child) for part in item.lists for child in part.items)
    return ListItem(markdown_from_runs(item.runs), inner)


def text_from_blocks(blocks: Iterable[Block]) -> str:
    """Canonical Markdown of paragraphs and lists; other blocks are left out."""
    return "\n\n".join(_text(block) for block in blocks if isinstance(block, FLOW_BLOCKS))


def _text(block: Block) -> str:
    if isinstance(block, Paragraph):
        return block.text
    if isinstance(block, Bullets | Numbered):
        return "\n".join(_lines(block.items, is_ordered=isinstance(block, Numbered), indent=""))
    return ""


def _lines(items: tuple[ListItem, ...], *, is_ordered: bool, indent: str) -> list[str]:
    lines: list[str] = []
    for number, item in enumerate(items, start=1):
        lines.append(f"{indent}{f'{number}.' if is_ordered else '-'} {item.text}".rstrip())
        lines += _lines(item.items, is_ordered=False, indent=indent + "    ")
    return lines


def blocks_from_text(text: str) -> tuple[Block, ...]:
    """The blocks of canonical or author's Markdown."""
    return blocks_from_flow(flow_from_markdown(text))


def normalized_text(source: str) -> str:
    """Canonical Markdown, nested numbering as bullets: what a document can hold."""
    return text_from_blocks(blocks_from_text(source))
