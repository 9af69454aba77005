"""Template filters that the block templates share."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from modules.document import Statistic
from modules.rendering import Citations

register = template.Library()


@register.filter
def cited(key: str, citations: Citations | None = None) -> SafeString:
    """A space and the citation of one reference key as HTML; nothing for an empty or unknown key.

    The space is what stands before a citation in running text, so that both look alike.
    """
    if citations is None or key not in citations.numbers:
        return SafeString()
    return format_html(" {}", citations.html((key,)))


@register.filter
def share(statistic: Statistic) -> float | None:
    """The value of a percentage, 0 to 100, for a bar drawn to scale; `None` for anything else."""
    if statistic.unit.strip() != "%":
        return None
    try:
        value = float(statistic.value.replace(",", "."))
    except ValueError:
        return None
    return value if 0 <= value <= 100 else None


@register.filter
def picture(pictures: Mapping[str, Any] | None, src: str) -> Any:
    """What `pictures` holds for `src` (with `url`, `width`, `height`), or `None`."""
    return pictures.get(src) if pictures else None
