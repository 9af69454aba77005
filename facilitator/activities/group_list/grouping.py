"""Headings that follow from the comparison: the point that an entry covers most surely."""

from collections import defaultdict

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from facilitator.activities.group_list.comparing import compared, shown_piles
from facilitator.activities.group_list.entries import LONGEST_HEADING
from facilitator.errors import EntryRefused
from facilitator.models import Activity


def group_by_point(activity: Activity) -> None:
    """Put each entry on the wall under the point that it covers; those beyond the list lose their
    heading. Raises `EntryRefused` before the comparison is revealed: headings name the points.
    """
    piles = shown_piles(activity)
    found = compared(activity, piles)
    if found is None or not found.is_revealed:
        raise EntryRefused(_("Reveal the comparison first: the headings name its points."))
    headings = {}
    for entry in found.score.entries:
        best = max(entry.matches, key=lambda one: one.figure, default=None)
        headings[entry.text] = (
            Truncator(best.item.text).chars(LONGEST_HEADING, truncate="…") if best else ""
        )
    by_heading: dict[str, list[int]] = defaultdict(list)
    for pile in piles:
        by_heading[headings.get(pile.head.words, "")].append(pile.head.id)
    for heading, ids in by_heading.items():
        activity.contributions.filter(pk__in=ids).update(group=heading)
