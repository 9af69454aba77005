"""The letters before systems on paper."""

from string import ascii_lowercase

from django import template

register = template.Library()


@register.filter
def letter(place: int) -> str:
    """The letter of a place from 0, as `paper_sheets.sheet_letters` gives them."""
    return ascii_lowercase[place]
