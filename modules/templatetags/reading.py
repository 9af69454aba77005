"""Template filters of the reading pages: minutes and dates in words, activities."""

from datetime import date

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from modules import registry
from modules.document import Activity

register = template.Library()


@register.filter
def duration(minutes: int) -> str:
    """Whole minutes in words: `45 min`, `2 hours`, `1 hour 5 min`."""
    hours, rest = divmod(int(minutes), 60)
    parts = []
    if hours:
        parts.append(ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": hours})
    if rest or not hours:
        parts.append(_("%(count)s min") % {"count": rest})
    return " ".join(parts)


@register.filter
def as_date(iso: str) -> date | None:
    """The day that an ISO date names, for Django's `date` filter; `None` for anything else."""
    try:
        return date.fromisoformat(iso)
    except ValueError:
        return None


@register.filter
def activity_templates(activity: Activity) -> tuple[str, str]:
    """Where the words of an activity are looked for: its kind's own, then the general ones."""
    folder = "modules/components/activities"
    return f"{folder}/{activity.kind}.html", f"{folder}/other.html"


@register.simple_tag
def activity_url(module_slug: str, activity: Activity) -> str:
    """Where this activity of the module is done on the site; empty where it is done on paper."""
    return registry.activity_url(module_slug, activity.kind, activity.key)


@register.simple_tag
def activity_more(module_slug: str, activity: Activity) -> list[tuple[str, str]]:
    """Titles and addresses of what else can be done where this activity is."""
    return registry.activity_more(module_slug, activity.key)


@register.simple_tag
def reveal_url(module_slug: str, key: str) -> str:
    """Where the activity is done that a slide answers; empty where it is done on paper."""
    return registry.reveal_url(module_slug, key)
