"""What a phone shows of an ordering: each thing with the place that this device gave it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import template

register = template.Library()


@dataclass(frozen=True)
class PlacedThing:
    """A thing and the number of its place; 0 where it has none yet."""

    thing: str
    chosen: int


@register.simple_tag
def placed_things(
    shared: Mapping[str, Any], own: Mapping[str, Any] | None, typed: Mapping[str, str] | None
) -> list[PlacedThing]:
    """The things with what was just tried (`typed`), or else with what this device has sent."""
    things = shared["things"]
    if typed:
        chosen = [_whole(typed.get(f"place-{at}", "")) for at in range(1, len(things) + 1)]
    else:
        chosen = (own or {}).get("places") or [0] * len(things)
    return [PlacedThing(thing, place) for thing, place in zip(things, chosen, strict=True)]


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 4 else 0
