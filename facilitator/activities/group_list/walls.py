"""What the wall shows of a group list, and phones where the result is on the wall."""

from dataclasses import replace
from typing import Any

from facilitator.activities.group_list.comparing import (
    Compared,
    NoteShown,
    compared,
    shown_piles,
)
from facilitator.activities.group_list.wall import (
    Head,
    Line,
    Point,
    Section,
    fitted,
    reveal,
    sections_of,
)
from facilitator.models import Activity
from quizzes.scoring import ItemScore
from quizzes.scoring.reference import Direction
from quizzes.selectors import reference_lists
from quizzes.templatetags.list_results import in_part

MOST_ON_PHONES = 120
MOST_WORDINGS = 3
"""Of the room, under one point."""
MOST_NOTES = 2
"""Thoughts on privacy that have a place on the wall; the facilitator speaks of the others."""


def wall_of(activity: Activity) -> dict[str, Any]:
    """The room's list as it grows; with the result shown and revealed, the comparison."""
    piles = shown_piles(activity)
    found = compared(activity, piles) if activity.is_shown else None
    lines = [(one.head.group, Line(one.head.words, one.times)) for one in piles]
    direction = direction_of(activity)
    head = Head(activity.options.get("question", ""), has_kicker=direction is not None)
    context: dict[str, Any] = {
        "direction": direction,
        "question": activity.options.get("question", ""),
        "shown_count": len(piles),
        "said": sum(one.times for one in piles),
    }
    if found is not None and found.is_revealed:
        return {**context, "compared": _revealed(found, replace(head, has_count=True))}
    return {
        **context,
        "list": fitted(lines, head, keep_last=activity.is_open),
        "sections": _for_phones(lines),
        "more_on_phones": max(len(lines) - MOST_ON_PHONES, 0),
    }


def _for_phones(lines: list[tuple[str, Line]]) -> tuple[Section, ...]:
    return sections_of(lines[:MOST_ON_PHONES])


def _revealed(found: Compared, head: Head) -> dict[str, Any]:
    covered = [_point(one) for one in found.covered]
    missed = [Point(one.text) for one in found.missed]
    notes = found.not_shared[:MOST_NOTES]
    beyond = found.beyond
    return {
        "covered_count": len(covered),
        "total": len(covered) + len(missed),
        "wall": reveal(covered, missed, beyond, head, [_note_words(one) for one in notes]),
        "notes": notes,
        "notes_left_out": len(found.not_shared) - len(notes),
        "beyond": beyond[:MOST_ON_PHONES],
        "beyond_more": max(len(beyond) - MOST_ON_PHONES, 0),
    }


def _note_words(one: NoteShown) -> str:
    return f"{one.entry} {one.note.private.reason}"


def _point(one: ItemScore) -> Point:
    words = tuple(entry.text for entry in one.entries[:MOST_WORDINGS])
    return Point(one.item.text, words, in_part(one))


def direction_of(activity: Activity) -> Direction | None:
    """Who shares with whom, where the list of the toolkit says so."""
    found = reference_lists().get(activity.options.get("list_id", ""))
    return found.direction if found else None
