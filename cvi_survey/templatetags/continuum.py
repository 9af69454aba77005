"""Brings an instrument to a lesson page, which knows only the key of its activity."""

from functools import cache

from django import template

from cvi_survey.instruments import Instrument
from cvi_survey.services import instruments

register = template.Library()


@cache
def _by_id() -> dict[str, Instrument]:
    return {instrument.id: instrument for instrument in instruments()}


@register.simple_tag
def instrument_named(key: str) -> Instrument | None:
    """The instrument with this id; `None` where there is none, and the exercise does without."""
    return _by_id().get(key)
