"""What the facilitator's controls do. Each is a word, with the number of an entry where one row is
meant: `show-12` shows the twelfth, `show` those that are ticked.
"""

import secrets
from collections.abc import Callable

from django.http import QueryDict
from django.utils.translation import gettext as _

from facilitator.activities.contributing import said_aloud_token
from facilitator.activities.group_list import comparing
from facilitator.activities.group_list.comparing import compared
from facilitator.activities.group_list.desk import apart_keep, page_turn
from facilitator.activities.group_list.entries import (
    entries_group,
    entries_lock,
    entries_merge,
    entries_stand,
    entries_take,
    entry_edit,
    entry_split,
    waiting_show,
)
from facilitator.activities.group_list.grouping import group_by_point
from facilitator.activities.group_list.keeping import list_keep
from facilitator.activities.group_list.phones import lines_of
from facilitator.correcting import SAY, UNSAY, correction_in
from facilitator.enums import Standing
from facilitator.errors import EntryRefused
from facilitator.models import Activity
from jurisdictions.models import User

PAGES = ("waiting", "shown", "read")


def act(activity: Activity, do: str, data: QueryDict, by: User) -> None:
    """Do what a button says. Raises `EntryRefused`, also for what is no button of ours."""
    entries_lock(activity)
    word, _dash, number = do.rpartition("-") if do[-1:].isdecimal() else (do, "", "")
    row = _number(number)
    ids = [row] if row else [_number(one) for one in data.getlist("entry")]
    if word in ENTRIES:
        ENTRIES[word](activity, ids, data)
    elif word in LIST:
        LIST[word](activity, data)
    elif word == "keep":
        _keep(activity, by)
    elif word in PAGES and row:
        page_turn(activity, word, row)
    else:
        raise EntryRefused(_("That cannot be done here. Load the page again."))


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 18 else 0


# Entries -----------------------------------------------------------------------------------------


def _show(activity: Activity, ids: list[int], data: QueryDict) -> None:
    entries_stand(activity, _some(ids), Standing.SHOWN)


def _hide(activity: Activity, ids: list[int], data: QueryDict) -> None:
    entries_stand(activity, _some(ids), Standing.HIDDEN)


def _merge(activity: Activity, ids: list[int], data: QueryDict) -> None:
    entries_merge(activity, ids)


def _apart(activity: Activity, ids: list[int], data: QueryDict) -> None:
    apart_keep(activity, ids)


def _split(activity: Activity, ids: list[int], data: QueryDict) -> None:
    for one in ids:
        entry_split(activity, one)


def _split_all(activity: Activity, ids: list[int], data: QueryDict) -> None:
    for one in ids:
        entry_split(activity, one, everything=True)


def _edit(activity: Activity, ids: list[int], data: QueryDict) -> None:
    for one in ids:
        entry_edit(activity, one, data.get("words", ""))
        entries_group(activity, [one], data.get("heading", ""))


def _group(activity: Activity, ids: list[int], data: QueryDict) -> None:
    entries_group(activity, _some(ids), data.get("heading", ""))


def _some(ids: list[int]) -> list[int]:
    if not any(ids):
        raise EntryRefused(_("Tick an entry first."))
    return ids


ENTRIES: dict[str, Callable[[Activity, list[int], QueryDict], None]] = {
    "show": _show,
    "hide": _hide,
    "merge": _merge,
    "apart": _apart,
    "split": _split,
    "split-all": _split_all,
    "edit": _edit,
    "group": _group,
}


# The list ----------------------------------------------------------------------------------------


def _show_all(activity: Activity, data: QueryDict) -> None:
    waiting_show(activity, newest=_number(data.get("newest", "")))


def _add(activity: Activity, data: QueryDict) -> None:
    """What the facilitator types for the room: she has seen it, so it is on the wall at once."""
    lines = lines_of(data)
    token = said_aloud_token(data.get("entry_token", "") or secrets.token_hex(8), "\n".join(lines))
    entries_take(activity, None, lines, token=token, standing=Standing.SHOWN)


def _compare(activity: Activity, data: QueryDict) -> None:
    comparing.list_compare(activity, activity.prepared)


def _say(activity: Activity, data: QueryDict) -> None:
    found = compared(activity)
    value = data.get(SAY, "") or data.get(UNSAY, "")
    one = correction_in(value, found.machine.reference, data) if found else None
    if found is None or one is None or one.entry not in found.words:
        raise EntryRefused(_("Choose one of the points first."))
    if data.get(SAY):
        comparing.correction_add(activity, one)
    else:
        comparing.correction_drop(activity, one)


def _likely(activity: Activity, data: QueryDict) -> None:
    comparing.likely_accept(activity)


def _note(activity: Activity, data: QueryDict) -> None:
    found = compared(activity)
    entry, kind = data.get("note", ""), data.get("kind", "")
    notes = found.notes if found else ()
    if not any((one.entry, one.note.private.kind) == (entry, kind) for one in notes):
        raise EntryRefused(_("This thought is not among those of the list."))
    comparing.note_set(activity, entry, kind, is_confirmed=data.get("shared") == "no")


def _reveal(activity: Activity, data: QueryDict) -> None:
    comparing.reveal_set(activity, is_revealed=True)


def _cover(activity: Activity, data: QueryDict) -> None:
    comparing.reveal_set(activity, is_revealed=False)


def _by_point(activity: Activity, data: QueryDict) -> None:
    group_by_point(activity)


LIST: dict[str, Callable[[Activity, QueryDict], None]] = {
    "show-all": _show_all,
    "add": _add,
    "compare": _compare,
    "say": _say,
    "likely": _likely,
    "note": _note,
    "reveal": _reveal,
    "cover": _cover,
    "group-by-point": _by_point,
}


def _keep(activity: Activity, by: User) -> None:
    found = compared(activity)
    if found is None:
        raise EntryRefused(_("Compare the list first."))
    if list_keep(activity, found, by) is None:
        raise EntryRefused(
            _("It could not be kept: nobody here is a facilitator of this place, or it is empty.")
        )
