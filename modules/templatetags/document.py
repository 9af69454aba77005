"""Template filters and tags for the module document.

`citations` is a `modules.rendering.Citations`; templates get it in their context.
"""

from django import template
from django.template.context import Context
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe

from modules import markup
from modules.document import Block, ListItem
from modules.rendering import Citations, block_template

register = template.Library()


@register.filter
def inline(text: str, citations: Citations | None = None) -> SafeString:
    """One line of a document as HTML; citations as numbers where `citations` is given."""
    return (citations or _PLAIN).inline(text)


@register.filter
def flow(text: str, citations: Citations | None = None) -> SafeString:
    """Paragraphs and lists of a document as HTML; citations as numbers where given."""
    return (citations or _PLAIN).text(text)


@register.filter
def plain(text: str) -> str:
    """One line of a document as bare words, for titles, labels and alternative text."""
    return markup.plain_inline(text, smart=True)


@register.simple_tag(takes_context=True)
def body_block(context: Context, value: Block) -> SafeString:
    """One body block, by its own template, which sees `block`, `citations` and `picture_url`."""
    shared = {key: context.get(key) for key in ("citations", "pictures", "request")}
    return mark_safe(get_template(block_template(value)).render({**shared, "block": value}))  # noqa: S308


@register.filter
def list_html(items: tuple[ListItem, ...], citations: Citations | None = None) -> SafeString:
    """The `li` elements of a bullet or numbered list, nested lists as `ul` inside."""
    return mark_safe(_items_html(items, citations or _PLAIN))  # noqa: S308


def _items_html(items: tuple[ListItem, ...], citations: Citations) -> str:
    parts = []
    for item in items:
        inner = f"<ul>{_items_html(item.items, citations)}</ul>" if item.items else ""
        parts.append(f"<li>{citations.inline(item.text)}{inner}</li>")
    return "".join(parts)


_PLAIN = Citations(())
