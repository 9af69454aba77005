"""Why an entry was read as it was, in words and in the entry itself."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from quizzes.scoring import Confidence, EntryScore, ItemScore, Match
from quizzes.scoring.reference import Item

register = template.Library()


@register.filter
def match_of(entry: EntryScore, item: Item) -> Match | None:
    """The match by which an entry covers an item."""
    return next((one for one in entry.matches if one.item.id == item.id), None)


@register.filter
def in_part(one: ItemScore) -> bool:
    """Whether the entries together cover an item in part only."""
    matches = [match for entry in one.entries if (match := match_of(entry, one.item))]
    return bool(one.missing) or (bool(matches) and all(match.in_part for match in matches))


@register.filter
def marked(text: str, part: str) -> SafeString:
    """The text as it was typed, escaped, with the part that was read marked in it."""
    before, found, after = text.partition(part) if part else (text, "", "")
    if not found:
        return format_html("{}", text)
    return format_html("{}<mark>{}</mark>{}", before, found, after)


@register.filter
def confidence_words(confidence: Confidence) -> str:
    """How sure a match is, as one would say it."""
    words = {
        Confidence.CLEAR: _("clearly"),
        Confidence.LIKELY: _("very likely"),
        Confidence.UNCERTAIN: _("our guess"),
    }
    return words[confidence]
