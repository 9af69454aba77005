"""What the facilitator sees of a group list: what waits, what is on the wall, what is alike, and
how it compares. Shown by the page, so that hundreds of entries keep the console quick.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator

from facilitator.activities.group_list.comparing import (
    MOST_SCORED,
    Compared,
    ToCheck,
    compared,
    words_on_wall,
)
from facilitator.activities.group_list.entries import entries_of
from facilitator.activities.group_list.keeping import is_kept, kept_number
from facilitator.activities.group_list.likeness import Proposal, proposals
from facilitator.activities.group_list.merging import HIDDEN, SHOWN, WAITING, Entries, Pile
from facilitator.activities.group_list.selectors import missed_before
from facilitator.models import Activity
from quizzes.corrections import JudgedEntry

A_PAGE = 50
MOST_PROPOSALS = 4
MOST_HIDDEN = 50
MOST_TO_CHECK = 40


@dataclass(frozen=True)
class DeskCompared:
    """The comparison as the facilitator works on it."""

    found: Compared
    to_check: tuple[ToCheck, ...]
    to_check_more: int
    read: Page[JudgedEntry]
    is_kept: bool
    kept: int | None

    @property
    def unchecked(self) -> int:
        return len(self.to_check) + self.to_check_more

    @property
    def likely(self) -> int:
        """How many of those to check are very likely."""
        return sum(one.is_likely for one in self.found.to_check)


def desk_of(activity: Activity) -> dict[str, Any]:
    """Everything on the console's panel. A handful of queries, however long the list."""
    there = entries_of(activity)
    shown, waiting = there.standing_as(SHOWN), there.standing_as(WAITING)
    hidden = there.standing_as(HIDDEN)
    alike = proposals((*shown, *waiting), activity.working.get("apart", ()))
    list_id = activity.options.get("list_id", "")
    return {
        "question": activity.options.get("question", ""),
        "list_title": activity.options.get("list_title", ""),
        "list_id": list_id,
        "entries": len(there.by_id),
        "devices": activity.contributions.values("seat").distinct().count(),
        "shown_count": len(shown),
        "waiting_count": len(waiting),
        "hidden_count": len(hidden),
        "newest": max(there.by_id, default=0),
        # The newest first: they are read as they come.
        "waiting": _page(activity, "waiting", tuple(reversed(waiting))),
        "shown": _page(activity, "shown", in_groups(shown)),
        "hidden": tuple(reversed(hidden))[:MOST_HIDDEN],
        "alike": alike[:MOST_PROPOSALS],
        "alike_more": max(len(alike) - MOST_PROPOSALS, 0),
        "headings": headings_of(there),
        "to_compare": len(words_on_wall(shown)),
        "most_scored": MOST_SCORED,
        "compared": _compared(activity, shown),
        "missed_before": missed_before(activity.session, list_id) if list_id else None,
    }


def _page(activity: Activity, name: str, piles: Sequence[Any]) -> Page[Any]:
    number = activity.working.get("pages", {}).get(name, 1)
    return Paginator(piles, A_PAGE).get_page(number)


def page_turn(activity: Activity, name: str, number: int) -> None:
    """Have the console show another page of what waits, or of what is on the wall."""
    pages = {**activity.working.get("pages", {}), name: number}
    activity.working = {**activity.working, "pages": pages}


def headings_of(there: Entries) -> tuple[str, ...]:
    """The headings in use, in the order of their first entry."""
    found = dict.fromkeys(one.head.group for one in there.piles if one.head.group)
    return tuple(found)


def in_groups(piles: Sequence[Pile]) -> tuple[Pile, ...]:
    """The piles with those of one heading together; those without a heading come last."""
    order: dict[str, int] = {}
    for one in piles:
        order.setdefault(one.head.group, len(order))
    order[""] = len(order)
    return tuple(sorted(piles, key=lambda one: order[one.head.group]))


def _compared(activity: Activity, shown: Sequence[Pile]) -> DeskCompared | None:
    found = compared(activity, shown)
    if found is None:
        return None
    return DeskCompared(
        found=found,
        to_check=found.to_check[:MOST_TO_CHECK],
        to_check_more=max(len(found.to_check) - MOST_TO_CHECK, 0),
        read=_page(activity, "read", found.entries),
        is_kept=is_kept(activity, found),
        kept=kept_number(activity),
    )


def proposal_of(activity: Activity, ids: Sequence[int]) -> Proposal | None:
    """The proposal for just these piles, if they are proposed still."""
    there = entries_of(activity)
    found = proposals(there.piles, activity.working.get("apart", ()))
    return next((one for one in found if set(one.ids) == set(ids)), None)


def apart_keep(activity: Activity, ids: Sequence[int]) -> None:
    """Propose these no more."""
    apart = [*activity.working.get("apart", ()), sorted(ids)]
    activity.working = {**activity.working, "apart": apart[-200:]}
