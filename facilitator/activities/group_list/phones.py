"""What phones send to a group list, and what they are told about their own entries."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from facilitator.activities.group_list.entries import entries_of, entries_take, entry_remove
from facilitator.enums import Standing
from facilitator.models import Activity, Contribution, Seat
from facilitator.room.seats import seat_describe

SENT = _("sent")
ON_THE_WALL = _("on the wall")
TOGETHER = _("put together with another one")
LONGEST_NUMBER = 18


@dataclass(frozen=True)
class Fate:
    """One of a phone's own entries, and where it stands, in words that hurt nobody."""

    id: int
    text: str
    words: str | Promise
    can_be_taken_back: bool


def fates(activity: Activity, contributions: Sequence[Contribution]) -> list[Fate]:
    """A phone's own entries in their order. A hidden one was sent, like one that waits."""
    if not contributions:
        return []
    there = entries_of(activity) if any(one.merged_into_id for one in contributions) else None
    found = []
    for one in contributions:
        head = one.standing
        if there is not None and one.pk in there.roots:
            head = there.by_id[there.roots[one.pk]].standing
        is_on_wall = head == Standing.SHOWN
        words = (TOGETHER if one.merged_into_id else ON_THE_WALL) if is_on_wall else SENT
        found.append(Fate(one.pk, one.text, words, not is_on_wall))
    return found


def contribution_take(
    activity: Activity, seat: Seat, data: QueryDict, *, standing: Standing
) -> None:
    """Take entries, one of them back, or the name of the table for which somebody writes.

    Raises `EntryRefused`.
    """
    number = data.get("remove", "")
    if number:
        is_number = number.isdecimal() and len(number) < LONGEST_NUMBER
        entry_remove(activity, seat, int(number) if is_number else 0)
        return
    table = data.get("table", "").strip()
    if table and table != seat.table:
        seat_describe(seat, nickname=seat.nickname, table=table)
    lines = lines_of(data)
    if table and not lines:
        return
    entries_take(activity, seat, lines, token=data.get("entry_token", ""), standing=standing)


def lines_of(data: QueryDict) -> list[str]:
    """The entries in a form: the one of the field, and each line of the larger one."""
    typed = [data.get("entry", ""), *data.get("entries", "").splitlines()]
    return [one for one in typed if one.strip()]
