"""The room's list beside the reference list: what was scored, and what the facilitator said.

`working` of the activity holds it as plain JSON: `score` as `scores_kept` writes it, `corrections`
as rows of four texts, `notes` that were confirmed, and whether it is `revealed`. Everything hangs
on an entry's words, so it holds for what is compared again; entries that are not on the wall any
more are left out, whatever was scored.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from facilitator.activities.group_list.entries import entries_of
from facilitator.activities.group_list.merging import SHOWN, Pile
from facilitator.errors import EntryRefused
from facilitator.models import Activity
from quizzes.corrections import Correction, Judged, JudgedEntry, Say, corrected, judged
from quizzes.scores_kept import BadScore, score_as_dict, score_from_dict
from quizzes.scoring import Confidence, EntryScore, ItemScore, ListScore, Match, PrivacyNote
from quizzes.scoring.reference import Item
from quizzes.selectors import scorer_get

MOST_SCORED = 300
"""Different entries of one list that are compared: with sentence vectors, some ten seconds."""
MOST_CORRECTIONS = 400

Scores = Mapping[str, EntryScore]
"""Entries as they were scored, by their words."""


@dataclass(frozen=True)
class Scored:
    """What was scored ahead, and the version of the scorer that did it."""

    version: str
    entries: Scores


@dataclass(frozen=True)
class ToCheck:
    """A match that a person had better look at. `is_close` is one that gets no credit yet."""

    entry: str
    match: Match
    is_close: bool = False

    @property
    def is_likely(self) -> bool:
        return not self.is_close and self.match.confidence is Confidence.LIKELY


@dataclass(frozen=True)
class NoteShown:
    """A thought on privacy, and whether the facilitator wants the room to see it."""

    entry: str
    note: PrivacyNote
    is_confirmed: bool


@dataclass(frozen=True)
class Compared:
    """A compared list as it stands now. `machine` holds only entries that are on the wall still;
    `left` are those on the wall that were not compared.
    """

    machine: ListScore
    corrections: tuple[Correction, ...]
    confirmed: frozenset[tuple[str, str]]
    left: tuple[str, ...]
    is_revealed: bool

    @cached_property
    def score(self) -> ListScore:
        """What counts after the facilitator has looked."""
        return corrected(self.machine, self.corrections)

    @cached_property
    def entries(self) -> tuple[JudgedEntry, ...]:
        return judged(self.machine, self.corrections)

    @cached_property
    def words(self) -> frozenset[str]:
        """The entries that were compared."""
        return frozenset(one.text for one in self.machine.entries)

    @property
    def covered(self) -> tuple[ItemScore, ...]:
        return self.score.covered

    @property
    def missed(self) -> tuple[Item, ...]:
        """The points that no entry covers."""
        return tuple(one.item for one in self.score.still_open)

    @cached_property
    def notes(self) -> tuple[NoteShown, ...]:
        return tuple(
            NoteShown(entry.text, note, (entry.text, note.private.kind) in self.confirmed)
            for entry in self.machine.entries
            for note in entry.notes
        )

    @property
    def not_shared(self) -> tuple[NoteShown, ...]:
        """What the facilitator has confirmed: better not shared."""
        return tuple(one for one in self.notes if one.is_confirmed)

    @property
    def beyond(self) -> tuple[str, ...]:
        """The entries that go beyond the list, without those that are better not shared."""
        noted = {one.entry for one in self.not_shared}
        return tuple(
            one.text for one in self.score.entries if not one.matches and one.text not in noted
        )

    @cached_property
    def to_check(self) -> tuple[ToCheck, ...]:
        """What nobody has looked at: guesses first, then what came close where nothing counts,
        then what is very likely. Clear matches need no look.
        """
        said = {(one.entry, item) for one in self.corrections for item in _items_of(one)}
        found = [
            ToCheck(entry.score.text, one.match)
            for entry in self.entries
            for one in entry.matches
            if _needs_a_look(one)
        ]
        found += [
            ToCheck(entry.score.text, match, is_close=True)
            for entry in self.entries
            if not any(one.counts for one in entry.matches)
            for match in entry.possible
            if (entry.score.text, match.item.id) not in said
        ]
        return tuple(sorted(found, key=lambda one: (one.is_likely, one.is_close)))


def _needs_a_look(one: Judged) -> bool:
    return one.is_machine and one.match.confidence is not Confidence.CLEAR


def _items_of(one: Correction) -> tuple[str, str]:
    return one.item_id, one.to_item_id


def compared(activity: Activity, piles: Sequence[Pile] | None = None) -> Compared | None:
    """The list as it was compared; None where it was not. `piles` are those on the wall, which are
    asked for where they are not given.
    """
    working = activity.working
    if not working.get("score"):
        return None
    try:
        score = score_from_dict(working["score"])
    except BadScore:
        return None
    on_wall = words_on_wall(shown_piles(activity) if piles is None else piles)
    scored = {one.text for one in score.entries}
    kept = tuple(one for one in score.entries if one.text in set(on_wall))
    return Compared(
        machine=ListScore(score.reference, kept, score.version),
        corrections=corrections_of(activity),
        confirmed=frozenset((entry, kind) for entry, kind in working.get("notes", ())),
        left=tuple(one for one in on_wall if one not in scored),
        is_revealed=bool(working.get("revealed")),
    )


def shown_piles(activity: Activity) -> tuple[Pile, ...]:
    """The entries on the wall, in their order."""
    return entries_of(activity).standing_as(SHOWN)


def words_on_wall(piles: Iterable[Pile]) -> tuple[str, ...]:
    """What is on the wall, each wording once."""
    return tuple(dict.fromkeys(one.head.words for one in piles))


def corrections_of(activity: Activity) -> tuple[Correction, ...]:
    """What the facilitator said, in that order."""
    rows = activity.working.get("corrections", ())
    return tuple(Correction(Say(say), *rest) for say, *rest in rows)


# Comparing ---------------------------------------------------------------------------------------


def score_ahead(activity: Activity) -> Scored | None:
    """Score what is new on the wall. It may take seconds, so nothing is locked meanwhile."""
    try:
        scorer = scorer_get(activity.options.get("list_id", ""))
    except KeyError:
        return None
    known = _known(activity, scorer.version)
    words = words_on_wall(shown_piles(activity))[:MOST_SCORED]
    fresh = {one: scorer.score_entry(one) for one in words if one not in known}
    return Scored(scorer.version, fresh)


def list_compare(activity: Activity, ahead: Scored | None) -> None:
    """Compare what is on the wall with the reference list. What `ahead` holds is not scored anew.

    Raises `EntryRefused` where there is nothing on the wall, or no list any more.
    """
    words = words_on_wall(shown_piles(activity))[:MOST_SCORED]
    if not words:
        raise EntryRefused(_("Nothing is on the wall yet that could be compared."))
    try:
        scorer = scorer_get(activity.options.get("list_id", ""))
    except KeyError as error:
        raise EntryRefused(_("The list to compare with is not there any more.")) from error
    known = dict(_known(activity, scorer.version))
    if ahead is not None and ahead.version == scorer.version:
        known.update(ahead.entries)
    entries = tuple(known[one] if one in known else scorer.score_entry(one) for one in words)
    score = ListScore(scorer.reference, entries, scorer.version)
    activity.working = {**activity.working, "score": score_as_dict(score)}


def _known(activity: Activity, version: str) -> Scores:
    """What this version has scored before. Items in it are those that were kept with it."""
    kept = activity.working.get("score")
    if not kept or kept.get("version") != version:
        return {}
    try:
        return {one.text: one for one in score_from_dict(kept).entries}
    except BadScore:
        return {}


def corrections_set(activity: Activity, corrections: Iterable[Correction]) -> None:
    """Keep what the facilitator said. Raises `EntryRefused` for more than fit."""
    rows = [[one.say.value, one.entry, one.item_id, one.to_item_id] for one in corrections]
    if len(rows) > MOST_CORRECTIONS:
        raise EntryRefused(_("This list has as many corrections as one can hold."))
    activity.working = {**activity.working, "corrections": rows}


def correction_add(activity: Activity, new: Correction) -> None:
    """Say something about an entry: of two things said about one point the later holds."""
    correction_drop(activity, new)
    corrections_set(activity, (*corrections_of(activity), new))


def correction_drop(activity: Activity, gone: Correction) -> None:
    """Take back what was said."""
    rest = [one for one in corrections_of(activity) if one != gone]
    corrections_set(activity, rest)


def likely_accept(activity: Activity) -> None:
    """Let every match count that is very likely and that nobody has said anything about."""
    found = compared(activity)
    for one in found.to_check if found else ():
        if one.is_likely:
            correction_add(activity, Correction(Say.ACCEPT, one.entry, one.match.item.id))


def note_set(activity: Activity, entry: str, kind: str, *, is_confirmed: bool) -> None:
    """Let the room see a thought on privacy, or not."""
    notes: list[Any] = [
        one for one in activity.working.get("notes", ()) if list(one) != [entry, kind]
    ]
    if is_confirmed:
        notes.append([entry, kind])
    activity.working = {**activity.working, "notes": notes}


def reveal_set(activity: Activity, *, is_revealed: bool) -> None:
    """Let the wall show the comparison once the result is shown, or not."""
    if is_revealed and compared(activity) is None:
        raise EntryRefused(_("Compare the list first."))
    activity.working = {**activity.working, "revealed": is_revealed}
