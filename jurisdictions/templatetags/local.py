"""Template filters for local slots."""

import re
from collections.abc import Iterable, Mapping

import nh3
from django import template
from django.utils.safestring import SafeString, mark_safe
from wagtail.rich_text import RichText, expand_db_html

from jurisdictions.local.selectors import FilledSlot
from jurisdictions.local.words import SLOT_WORDS, SlotWords
from jurisdictions.slots import Slot

register = template.Library()

_TAGS = {"p", "br", "b", "strong", "i", "em", "a", "ul", "ol", "li"}


@register.filter
def slot_words(names: Iterable[str]) -> list[tuple[Slot, SlotWords]]:
    """The slots of these names with their words; a name that is no slot is left out."""
    return [(slot, SLOT_WORDS[slot]) for slot in map(_slot, names) if slot is not None]


@register.filter
def filled(slots: Mapping[str, FilledSlot] | None, names: Iterable[str]) -> list[FilledSlot]:
    """Of the slots of a shelf, those of these names, in their order."""
    return [slots[name] for name in names if name in slots] if slots else []


@register.filter
def filled_in(slots: Mapping[str, FilledSlot] | None, names: Iterable[str]) -> list[FilledSlot]:
    """Of these the ones that have material."""
    return [one for one in filled(slots, names) if one.material is not None]


@register.filter
def words(text: RichText) -> SafeString:
    """What an editor wrote as HTML: paragraphs, lists, emphasis and links, and nothing else."""
    html = nh3.clean(expand_db_html(text.source), tags=_TAGS, attributes={"a": {"href"}})
    return mark_safe(html)  # noqa: S308 (cleaned)


@register.filter
def phone_link(phone: str) -> str:
    """A phone number as the address of a link: `tel:` with digits and a leading plus alone."""
    digits = re.sub(r"[^\d+]", "", phone)
    return f"tel:{digits}"


def _slot(name: str) -> Slot | None:
    try:
        return Slot(name)
    except ValueError:
        return None
