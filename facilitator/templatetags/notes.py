"""What the console needs to find a slide's note."""

from collections.abc import Mapping

from django import template

register = template.Library()


@register.filter
def note_of(notes: Mapping[str, str], slide_id: str) -> str:
    """The note of a slide; empty where there is none."""
    return notes.get(slide_id, "")
