"""Why an entry was read as it was, in words and in the entry itself."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from quizzes.scoring import Basis, Confidence, EntryScore, ItemScore, Match
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
def basis_words(match: Match) -> str:
    """What a match rests on, beside its item; only some were read like a phrasing."""
    words = {
        Basis.PHRASING: _("“%(part)s” was read like “%(phrasing)s”"),
        Basis.EXAMPLES: _("“%(part)s” sounds like what others have written for it"),
        Basis.MEANING: _("“%(part)s” is close to it in meaning"),
    }
    return words[match.basis] % {"part": match.part, "phrasing": match.phrasing}


@register.filter
def named_missing(match: Match) -> tuple[str, ...]:
    """What the item holds besides; nothing where no part could be told, so all of it is open."""
    return match.missing if len(match.missing) < len(match.item.parts) else ()


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
