"""What reviewers read: entries to decide, entries decided, and the phrasings that count."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Count, Max, QuerySet

from jurisdictions.access import Person
from quizzes.enums import ReviewState
from quizzes.errors import ReviewEntryNotFound, UnknownItem
from quizzes.list_access import lists_for_reviewer
from quizzes.models import AcceptedPhrasing, ReviewDecision, ReviewEntry
from quizzes.scoring import ReferenceList
from quizzes.scoring.reference import Item


class Shown(StrEnum):
    """Which entries a page shows."""

    OPEN = "open"
    DECIDED = "decided"


@dataclass(frozen=True)
class Row:
    """An entry of the review with its list, the item proposed, and what was decided.

    `item` is None where the item is no longer on the list. `following` is the next entry's number,
    0 after the last.
    """

    entry: ReviewEntry
    reference: ReferenceList
    decisions: tuple[ReviewDecision, ...]
    following: int = 0

    @property
    def item(self) -> Item | None:
        return item_of(self.reference, self.entry.item_id)

    @property
    def others(self) -> tuple[Item, ...]:
        """The other items that the entry may mean."""
        return tuple(one for one in self.reference.items if one.id != self.entry.item_id)

    @property
    def last(self) -> ReviewDecision | None:
        return self.decisions[-1] if self.decisions else None

    @property
    def decided_item(self) -> Item | None:
        return item_of(self.reference, self.last.item_id) if self.last else None


@dataclass(frozen=True)
class PhrasingRow:
    """An accepted phrasing with its list and item; None where that is gone."""

    phrasing: AcceptedPhrasing
    reference: ReferenceList
    item: Item | None


def item_of(reference: ReferenceList, item_id: str) -> Item | None:
    """The item with this id, if the list still has it."""
    return next((one for one in reference.items if one.id == item_id), None)


def review_entries(user: Person, shown: Shown, list_id: str = "") -> QuerySet[ReviewEntry]:
    """Entries of the lists about which `user` decides, or of one of them.

    The open ones by how often they were typed, the decided ones with the last first. Raises
    `NotAllowed`.
    """
    known = list(lists_for_reviewer(user))
    found = ReviewEntry.objects.filter(list_id__in=[list_id] if list_id in known else known)
    found = found.prefetch_related("decisions__by", "decisions__phrasing")
    if shown is Shown.OPEN:
        return found.filter(state=ReviewState.OPEN).order_by("-times", "pk")
    decided = found.exclude(state=ReviewState.OPEN)
    return decided.annotate(latest=Max("decisions")).order_by("-latest")


def open_counts(user: Person) -> dict[str, int]:
    """How many entries are open in each list about which `user` decides."""
    rows = ReviewEntry.objects.filter(state=ReviewState.OPEN).order_by()
    counts = dict(rows.values_list("list_id").annotate(open=Count("pk")))
    return {one: counts[one] for one in lists_for_reviewer(user) if one in counts}


def rows_of(entries: Sequence[ReviewEntry], lists: Mapping[str, ReferenceList]) -> list[Row]:
    """The entries as a page shows them."""
    following = [*(one.pk for one in entries[1:]), 0]
    return [
        Row(
            one,
            lists[one.list_id],
            tuple(sorted(one.decisions.all(), key=lambda made: made.pk)),
            key,
        )
        for one, key in zip(entries, following, strict=False)
    ]


def review_entry_for_reviewer(user: Person, key: int) -> ReviewEntry:
    """One entry. Raises `NotAllowed`, `ReviewEntryNotFound` also for a list of somebody else."""
    found = ReviewEntry.objects.filter(pk=key, list_id__in=list(lists_for_reviewer(user))).first()
    if found is None:
        raise ReviewEntryNotFound
    return found


def phrasing_rows(user: Person, list_id: str = "") -> list[PhrasingRow]:
    """The accepted phrasings of the lists about which `user` decides, withdrawn ones too, in the
    order of lists, items and words. Raises `NotAllowed`.
    """
    lists = lists_for_reviewer(user)
    asked = [list_id] if list_id in lists else list(lists)
    found = AcceptedPhrasing.objects.filter(list_id__in=asked).prefetch_related("changes__by")
    order = {
        item.id: number
        for number, item in enumerate(item for one in lists.values() for item in one.items)
    }
    rows = [
        PhrasingRow(one, lists[one.list_id], item_of(lists[one.list_id], one.item_id))
        for one in found
    ]
    last = len(order)
    return sorted(
        rows, key=lambda row: (order.get(row.phrasing.item_id, last), row.phrasing.text.casefold())
    )


def phrasing_for_reviewer(user: Person, key: int) -> AcceptedPhrasing:
    """One accepted phrasing. Raises `NotAllowed`, `UnknownItem` also for somebody else's list."""
    lists = list(lists_for_reviewer(user))
    found = AcceptedPhrasing.objects.filter(pk=key, list_id__in=lists).first()
    if found is None:
        raise UnknownItem
    return found
