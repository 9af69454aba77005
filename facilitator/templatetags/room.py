"""What the presenter's view says about a slide's exercise."""

from django import template

from facilitator.exercises import room_exercise_url
from modules.document import Slide

register = template.Library()


@register.simple_tag
def room_exercise(module_slug: str, slide: Slide) -> str:
    """Where the room's list for this slide is typed; empty for slides without one."""
    return room_exercise_url(module_slug, slide)
