"""Writing contributions down: once each, of bounded size, as text and nothing else."""

import hashlib
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from facilitator.enums import Standing
from facilitator.errors import EntryRefused
from facilitator.models import Activity, Contribution, Seat

LONGEST_ENTRY = 300
MOST_ENTRIES_A_SEAT = 40
MOST_ENTRIES = 3000
ONLY = "only"
"""The token of kinds that take one answer a device."""


def activity_lock(number: int) -> None:
    """Let what comes to one activity come one after the other, until the transaction ends."""
    found = Activity.objects.select_for_update(no_key=True).filter(pk=number)
    list(found.values_list("pk"))


class _Tried(Exception):
    """Undoes what was only tried."""


def is_taken(activity: Activity, seat: Seat, take: Callable[[], None]) -> bool:
    """Whether a device sends what it has sent before: `take` would then change nothing.

    Where the answer was lost on its way, a phone sends again, perhaps after the activity has been
    closed: what was counted is not too late. Nothing is changed in any case.
    """
    own = seat.contributions.filter(activity=activity).order_by("pk")
    rows = own.values_list("pk", "token", "text", "data")
    before = list(rows)
    if not before:
        return False
    try:
        with transaction.atomic():
            take()
            after = list(rows.all())
            raise _Tried
    except _Tried:
        return after == before
    except EntryRefused:
        return False


def answer_keep(activity: Activity, seat: Seat, data: dict[str, Any]) -> Contribution:
    """Keep a device's only answer; another one takes its place."""
    found, _is_new = Contribution.objects.update_or_create(
        activity=activity,
        seat=seat,
        token=ONLY,
        defaults={"data": data, "standing": Standing.SHOWN},
    )
    return found


def entry_text(text: str) -> str:
    """A line of free text as it is kept: one line, no control characters.

    Raises `EntryRefused` for nothing, and for more than fits.
    """
    kept = " ".join("".join(one if one.isprintable() else " " for one in text).split())
    if not kept:
        raise EntryRefused(_("There is nothing to send yet. Write something first."))
    if len(kept) > LONGEST_ENTRY:
        raise EntryRefused(
            _("This is longer than %(most)d characters. Make two entries of it.")
            % {"most": LONGEST_ENTRY}
        )
    return kept


def said_aloud_token(token: str, text: str) -> str:
    """The token of what a facilitator types for the room. The panel keeps its token while she types
    on, so the words belong to it: the same press twice is one entry, other words are another one.
    """
    return hashlib.sha256(f"{token}\n{text}".encode()).hexdigest()


def entry_keep(
    activity: Activity, seat: Seat | None, text: str, *, token: str, standing: Standing
) -> Contribution:
    """Keep one entry of free text. The same `token` sent again is the same entry, kept once.

    Raises `EntryRefused` for an empty or overlong one, and where a device or the room has sent as
    many as fit.
    """
    text = entry_text(text)
    token = token.strip()[:64]
    if not token.isascii() or not token.isprintable() or not token:
        raise EntryRefused(_("This page is too old. Load it again; what you typed stays."))
    there = Contribution.objects.filter(activity=activity, seat=seat, token=token).first()
    if there is not None:
        return there
    if seat is not None and seat.contributions.filter(activity=activity).count() >= (
        MOST_ENTRIES_A_SEAT
    ):
        raise EntryRefused(
            ngettext(
                "You have sent %(most)d entry, which is as many as fit.",
                "You have sent %(most)d entries, which is as many as fit.",
                MOST_ENTRIES_A_SEAT,
            )
            % {"most": MOST_ENTRIES_A_SEAT}
        )
    if activity.contributions.count() >= MOST_ENTRIES:
        raise EntryRefused(_("The room has sent as many entries as fit."))
    kept, _is_new = Contribution.objects.get_or_create(
        activity=activity,
        seat=seat,
        token=token,
        defaults={"text": text, "standing": standing},
    )
    return kept
