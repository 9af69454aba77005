"""What the facilitator sees of the entries: the newest first, a page at a time."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Q, QuerySet

from facilitator.enums import Standing
from facilitator.models import Activity, Contribution

ENTRIES_A_PAGE = 12
WAITING, ALL = "waiting", "all"
VIEWS = (WAITING, ALL)


@dataclass(frozen=True)
class DeskPage:
    """A page of entries: which ones (`view`), its number from 1, of how many, and the entries."""

    view: str
    number: int
    total: int
    entries: tuple[Contribution, ...]

    @property
    def before(self) -> int:
        """The page with newer entries; 0 where there is none."""
        return self.number - 1

    @property
    def after(self) -> int:
        """The page with older entries; 0 where there is none."""
        return self.number + 1 if self.number < self.total else 0


def entry_counts(activity: Activity) -> dict[str, int]:
    """How many entries wait, are shown, are hidden, are there in all; and the key of the newest."""
    found: dict[str, Any] = activity.contributions.aggregate(
        waiting=Count("pk", filter=Q(standing=Standing.WAITING)),
        shown=Count("pk", filter=Q(standing=Standing.SHOWN)),
        hidden=Count("pk", filter=Q(standing=Standing.HIDDEN)),
        all=Count("pk"),
        newest=Max("pk"),
    )
    return found


def desk_page(activity: Activity, counts: dict[str, int]) -> DeskPage:
    """The page that the facilitator has turned to. Only its own entries are fetched."""
    view = activity.working.get("desk_view", WAITING)
    view = view if view in VIEWS else WAITING
    entries: QuerySet[Contribution] = activity.contributions.select_related("seat").order_by("-pk")
    if view == WAITING:
        entries = entries.filter(standing=Standing.WAITING)
    total = max(1, -(-counts[view] // ENTRIES_A_PAGE))
    number = min(max(1, activity.working.get("desk_page", 1)), total)
    begin = (number - 1) * ENTRIES_A_PAGE
    return DeskPage(view, number, total, tuple(entries[begin : begin + ENTRIES_A_PAGE]))
