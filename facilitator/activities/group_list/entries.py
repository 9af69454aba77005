"""A list's entries in the database: taking them in, and what the facilitator does with them.

The rules are in `merging`; here rows become its values and its changes become rows. `data` of a
contribution holds what merging needs to know: `key`, `signs`, and `was`, where it stood before.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from facilitator.activities.contributing import activity_lock, entry_keep, entry_text
from facilitator.activities.group_list.likeness import signs_of
from facilitator.activities.group_list.merging import (
    Entries,
    Entry,
    all_taken_out,
    arrived,
    entry_key,
    put_together,
    removed,
    taken_out,
)
from facilitator.enums import Standing
from facilitator.errors import EntryRefused
from facilitator.models import Activity, Contribution, Seat
from quizzes.scoring.words import Reader
from quizzes.selectors import lexicon

LONGEST_HEADING = 80
MOST_AT_ONCE = 40
"""Entries that may come in one sending."""


@lru_cache(maxsize=1)
def reader() -> Reader:
    """Reads words into concepts of the field."""
    return Reader(lexicon())


def entries_of(activity: Activity, *, only: Q | None = None) -> Entries:
    """The entries of a list, all of them or some. One query."""
    found = activity.contributions.filter(only) if only is not None else activity.contributions
    rows = found.order_by("pk").values_list(
        *("pk", "text", "edited", "standing", "merged_into", "group", "data", "seat__table")
    )
    return Entries(entry_of(*row) for row in rows)


def entry_of(
    pk: int,
    text: str,
    edited: str,
    standing: str,
    behind: int | None,
    group: str,
    data: dict[str, Any],
    table: str | None,
) -> Entry:
    """A row as merging sees it."""
    return Entry(
        id=pk,
        words=edited or text,
        standing=standing,
        behind=behind or 0,
        was=data.get("was", Standing.WAITING),
        keys=frozenset(data[one] for one in ("key", "edited_key") if one in data),
        group=group,
        signs=tuple(data.get("signs", ())),
        typed=text if edited else "",
        table=table or "",
    )


def changes_keep(activity: Activity, changed: Iterable[Entry]) -> None:
    """Write down where entries stand and behind which."""
    by_id = {one.id: one for one in changed}
    rows = list(activity.contributions.filter(pk__in=by_id))
    for row in rows:
        entry = by_id[row.pk]
        row.standing = entry.standing
        row.merged_into_id = entry.behind or None
        row.data = {**row.data, "was": entry.was}
    Contribution.objects.bulk_update(rows, ["standing", "merged_into", "data"], batch_size=200)


# Taking entries in -------------------------------------------------------------------------------


@transaction.atomic
def entries_take(
    activity: Activity, seat: Seat | None, lines: Sequence[str], *, token: str, standing: Standing
) -> None:
    """Take what was sent at once, each line an entry, all of it or nothing.

    Raises `EntryRefused` as `entry_keep` does, and for too many lines.
    """
    if not lines:
        raise EntryRefused(_("There is nothing to send yet. Write something first."))
    if len(lines) > MOST_AT_ONCE:
        raise EntryRefused(
            _("Send at most %(most)d lines at once; what you typed stays.") % {"most": MOST_AT_ONCE}
        )
    texts = [entry_text(one) for one in lines]
    entries_lock(activity)
    token = token.strip()[:56]
    for place, text in enumerate(texts):
        # Numbered, so that each line that is sent again is known again.
        numbered = f"{token}.{place}" if token else ""
        _entry_take(activity, seat, text, token=numbered, standing=standing)


def entries_lock(activity: Activity) -> None:
    """Let equal entries that come at the same time see one another: one comes after the other."""
    activity_lock(activity.pk)


def _entry_take(
    activity: Activity, seat: Seat | None, text: str, *, token: str, standing: Standing
) -> None:
    kept = entry_keep(activity, seat, text, token=token, standing=standing)
    if "key" in kept.data:
        return
    key = entry_key(kept.text)
    kept.data = {"key": key, "signs": list(signs_of(kept.text, reader()))}
    new = Entry(kept.pk, kept.text, kept.standing, was=kept.standing, keys=frozenset({key}))
    placed = arrived(_equal_entries(activity, key), new)
    kept.standing, kept.merged_into_id = placed.standing, placed.behind or None
    kept.data["was"] = placed.was
    kept.save(update_fields=["data", "standing", "merged_into"])


def _equal_entries(activity: Activity, key: str) -> Entries:
    """The entries with these words, and those that they stand behind."""
    found = entries_of(activity, only=Q(data__key=key) | Q(data__edited_key=key))
    while missing := {one.behind for one in found.by_id.values() if one.behind} - set(found.by_id):
        above = entries_of(activity, only=Q(pk__in=missing))
        if not above.by_id:
            break
        found = found.with_changes(above.by_id.values())
    return found


@transaction.atomic
def entry_remove(activity: Activity, seat: Seat, number: int) -> None:
    """Take one's own entry back while nobody has seen it on the wall; twice changes nothing.

    Raises `EntryRefused` for one that is on the wall.
    """
    entries_lock(activity)
    own = seat.contributions.filter(activity=activity, pk=number).first()
    if own is None:
        return
    there = entries_of(activity)
    root = there.by_id[there.roots[own.pk]]
    if root.standing == Standing.SHOWN:
        raise EntryRefused(_("This is on the wall already. Ask the facilitator to take it off."))
    changes_keep(activity, removed(there, own.pk))
    own.delete()


# What the facilitator does -----------------------------------------------------------------------


def entries_stand(activity: Activity, ids: Sequence[int], standing: Standing) -> None:
    """Show or hide entries; those behind others are left where they are."""
    free = activity.contributions.filter(pk__in=ids).exclude(standing=Standing.MERGED)
    free.update(standing=standing)


def waiting_show(activity: Activity, *, newest: int) -> None:
    """Show what waits up to the entry `newest`: what came later nobody has looked at yet."""
    waiting = activity.contributions.filter(standing=Standing.WAITING, pk__lte=newest)
    waiting.update(standing=Standing.SHOWN)


def entries_merge(activity: Activity, ids: Sequence[int]) -> None:
    """Put entries together. Raises `EntryRefused` for fewer than two."""
    changed = put_together(entries_of(activity), ids)
    if not changed:
        raise EntryRefused(_("Choose two entries or more to put together."))
    changes_keep(activity, changed)


def entry_split(activity: Activity, number: int, *, everything: bool = False) -> None:
    """Take an entry out of its pile again; with `everything` all that are behind it."""
    there = entries_of(activity)
    changed = all_taken_out(there, number) if everything else taken_out(there, number)
    changes_keep(activity, changed)


def entry_edit(activity: Activity, number: int, words: str) -> None:
    """Give an entry another wording; its own words, or none, give it back as it was sent.

    What it is like, and what is put together with it, follows the new words. Raises
    `EntryRefused`.
    """
    row = activity.contributions.filter(pk=number).first()
    if row is None:
        return
    words = entry_text(words) if words.strip() else row.text
    row.edited = "" if words == row.text else words
    row.data = {**row.data, "signs": list(signs_of(row.words, reader()))}
    row.data["edited_key"] = entry_key(row.words)
    row.save(update_fields=["edited", "data"])


def entries_group(activity: Activity, ids: Sequence[int], heading: str) -> None:
    """Put entries under a heading; an empty one takes them out of theirs."""
    heading = entry_text(heading)[:LONGEST_HEADING] if heading.strip() else ""
    activity.contributions.filter(pk__in=ids).update(group=heading)
