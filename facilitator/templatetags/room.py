"""What the presenter's view says about a slide's exercise, and what buttons say about an entry."""

from django import template

from facilitator.correcting import value_of
from facilitator.exercises import room_exercise_url
from modules.document import Slide
from quizzes.corrections import Correction, Say

register = template.Library()


@register.simple_tag
def room_exercise(module_slug: str, slide: Slide) -> str:
    """Where the room's list for this slide is typed; empty for slides without one."""
    return room_exercise_url(module_slug, slide)


@register.simple_tag
def say_value(say: str, entry: str, item_id: str = "", number: int = 0, place: int = 0) -> str:
    """The value of a button that says something about an entry.

    With the numbers of a list and of an entry the other item is the one chosen beside that entry.
    """
    to = f"to-{number}-{place}" if number else ""
    return value_of(Correction(Say(say), entry, item_id, to))


@register.filter
def as_value(one: Correction) -> str:
    """A correction as a field's value."""
    return value_of(one)
