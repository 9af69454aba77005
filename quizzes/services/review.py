"""The review of uncertain entries: proposing, deciding, undoing, forgetting.

Nothing is kept here that tells who typed an entry, where, or at what time of the day.
"""

import logging
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import OperationalError, transaction
from django.db.models import Count, F
from django.utils import timezone

from jurisdictions.models import User
from quizzes.accepted import text_key
from quizzes.enums import DecisionKind, PhrasingSource, ReviewReason, ReviewState
from quizzes.errors import AlreadyDecided, ReviewEntryNotFound, UnknownItem
from quizzes.list_access import require_list_review
from quizzes.models import AcceptedPhrasing, ReviewDecision, ReviewEntry
from quizzes.models.review import LONGEST_REVIEWED
from quizzes.scoring import Basis, Confidence, EntryScore, ListScore, Match
from quizzes.scoring.reference import Item
from quizzes.selectors import reference_list_get, scorer_get
from quizzes.services.phrasings import phrasing_accept, phrasing_withdraw

logger = logging.getLogger(__name__)

MOST_A_REQUEST = 5
"""Entries that one comparison may bring."""
MOST_OPEN = 2_000
"""Open entries in all; beyond, only those that are there already are counted on."""
MOST_OPEN_A_LIST = 300
FORGET_AFTER = timedelta(days=180)
STATES = {
    DecisionKind.ACCEPT: ReviewState.ACCEPTED,
    DecisionKind.REJECT: ReviewState.REJECTED,
    DecisionKind.MOVE: ReviewState.MOVED,
}

_LETTER = re.compile(r"[^\W\d_]")
_TELLS_TOO_MUCH = re.compile(r"@|https?:|www\.|<|>|\d[\d\s().-]{4,}\d|\d{4,}", re.IGNORECASE)
"""Addresses, markup, and numbers as long as a telephone's, a case's or a year of birth."""


@dataclass(frozen=True)
class Proposal:
    """An entry, an item that it may mean, and why it is worth a look."""

    text: str
    item_id: str
    reason: ReviewReason
    match: Match | None = None

    @property
    def key(self) -> tuple[str, str]:
        return text_key(self.text), self.item_id


def review_propose(*, list_id: str, text: str, item_id: str, reason: ReviewReason) -> bool:
    """Put an entry before a reviewer, as when a learner says 'I did mean this'.

    Whatever does not fit is passed over without a word: blank, long, telling too much, with a
    privacy note, an unknown list or item, a full table. The answer says whether it was kept.
    """
    try:
        scorer = scorer_get(list_id)
        scorer.reference.item(item_id)
    except KeyError:
        return False
    if not is_fit(text):
        return False
    entry = scorer.score_entry(text)
    if entry.notes:
        return False
    found = next((one for one in (*entry.matches, *entry.possible) if one.item.id == item_id), None)
    return _keep(list_id, [Proposal(text, item_id, reason, found)]) == 1


def review_propose_score(*, score: ListScore) -> int:
    """Put what was uncertain in a compared list before a reviewer, at most `MOST_A_REQUEST` of it.

    That is, matches that are our best guess, and for entries without a match the item that came
    closest. At most four queries, none where all was clear. The number of entries kept.
    """
    found: dict[tuple[str, str], Proposal] = {}
    for entry in score.entries:
        if not entry.notes and is_fit(entry.text):
            found.update((one.key, one) for one in _uncertain(entry))
    if not found:
        return 0
    return _keep(score.reference.id, list(found.values())[:MOST_A_REQUEST])


def is_fit(text: str) -> bool:
    """Whether an entry may be kept for review: short words, nothing that tells of a person."""
    return (
        len(text) <= LONGEST_REVIEWED
        and len(_LETTER.findall(text)) >= 2
        and text.isprintable()
        and not _TELLS_TOO_MUCH.search(text)
        and bool(text_key(text))
    )


def _uncertain(entry: EntryScore) -> Iterable[Proposal]:
    if not entry.matches and entry.possible:
        near = entry.possible[0]
        yield Proposal(entry.text, near.item.id, ReviewReason.POSSIBLE, near)
    for match in entry.matches:
        if match.confidence is Confidence.UNCERTAIN:
            yield Proposal(entry.text, match.item.id, ReviewReason.UNCERTAIN, match)


def _keep(list_id: str, proposals: list[Proposal]) -> int:
    """How many were kept; none where the database is busy, which must not cost a comparison."""
    try:
        with transaction.atomic():
            return _write(list_id, proposals)
    except OperationalError:
        logger.warning("Entries to review were passed over: the database is busy.", exc_info=True)
        return 0


def _write(list_id: str, proposals: list[Proposal]) -> int:
    day = timezone.now().date()
    rows = ReviewEntry.objects.filter(list_id=list_id, key__in={one.key[0] for one in proposals})
    there = {(row.key, row.item_id): row for row in rows}
    known = [there[one.key] for one in proposals if one.key in there]
    if known:
        ReviewEntry.objects.filter(pk__in=[row.pk for row in known]).update(
            times=F("times") + 1, last_day=day
        )
    meant = [
        there[one.key].pk
        for one in proposals
        if one.key in there and one.reason is ReviewReason.MEANT
    ]
    if meant:
        ReviewEntry.objects.filter(pk__in=meant).update(reason=ReviewReason.MEANT)
    new = [one for one in proposals if one.key not in there]
    new = new and new[: _room(list_id)]
    if new:
        # Two people may type the same at once: the second row is let go.
        ReviewEntry.objects.bulk_create(
            [_row(list_id, one, day) for one in new], ignore_conflicts=True
        )
    return len(known) + len(new)


def _room(list_id: str) -> int:
    """How many more open entries this list may bring."""
    rows = ReviewEntry.objects.filter(state=ReviewState.OPEN).order_by()
    counts = dict(rows.values_list("list_id").annotate(open=Count("pk")))
    return max(0, min(MOST_OPEN - sum(counts.values()), MOST_OPEN_A_LIST - counts.get(list_id, 0)))


def _row(list_id: str, one: Proposal, day: date) -> ReviewEntry:
    match = one.match
    return ReviewEntry(
        list_id=list_id,
        text=" ".join(one.text.split()),
        key=text_key(one.text),
        item_id=one.item_id,
        reason=one.reason,
        # The page says 'was read like', which holds of such a match only.
        phrasing=match.phrasing if match and match.basis is Basis.PHRASING else "",
        part=match.part if match and match.basis is Basis.PHRASING else "",
        band=match.confidence.value if match else "",
        first_day=day,
        last_day=day,
    )


@transaction.atomic
def review_decide(
    *,
    entry: ReviewEntry,
    kind: DecisionKind,
    by: User,
    item_id: str = "",
    makes_phrasing: bool = False,
) -> ReviewDecision:
    """Decide what an entry covers: the item proposed, not this, or another item (`item_id`).

    `makes_phrasing` lets its words count from now on. Raises `NotAllowed`, `AlreadyDecided`,
    `UnknownItem`, `ReviewEntryNotFound`, and `InvalidPhrasing` as `phrasing_accept` does; then
    nothing is decided.
    """
    require_list_review(by, entry.list_id)
    locked = _locked(entry)
    if locked.state != ReviewState.OPEN:
        raise AlreadyDecided
    item = _item(locked.list_id, item_id if kind is DecisionKind.MOVE else locked.item_id)
    if kind is not DecisionKind.REJECT and item is None:
        raise UnknownItem
    if kind is DecisionKind.MOVE and item_id == locked.item_id:
        kind = DecisionKind.ACCEPT
    phrasing: AcceptedPhrasing | None = None
    if makes_phrasing and item is not None and kind is not DecisionKind.REJECT:
        found, is_new = phrasing_accept(
            list_id=locked.list_id,
            item_id=item.id,
            text=locked.text,
            by=by,
            source=PhrasingSource.REVIEW,
        )
        phrasing = found if is_new else None
    locked.state = STATES[kind]
    locked.save(update_fields=["state"])
    decided_item = item.id if item is not None else locked.item_id
    return ReviewDecision.objects.create(
        entry=locked, kind=kind, item_id=decided_item, phrasing=phrasing, by=by
    )


@transaction.atomic
def review_undo(*, entry: ReviewEntry, by: User) -> ReviewEntry:
    """Open a decided entry again; a phrasing that the decision made counts no longer.

    Twice changes nothing. Raises `NotAllowed`, `ReviewEntryNotFound`.
    """
    require_list_review(by, entry.list_id)
    locked = _locked(entry)
    last = locked.decisions.order_by("-pk").select_related("phrasing").first()
    if locked.state == ReviewState.OPEN or last is None:
        return locked
    if last.phrasing is not None:
        phrasing_withdraw(phrasing=last.phrasing, by=by, source=PhrasingSource.REVIEW)
    ReviewDecision.objects.create(
        entry=locked, kind=DecisionKind.UNDO, item_id=last.item_id, phrasing=None, by=by
    )
    locked.state = ReviewState.OPEN
    locked.save(update_fields=["state"])
    return locked


def _locked(entry: ReviewEntry) -> ReviewEntry:
    found = ReviewEntry.objects.select_for_update().filter(pk=entry.pk).first()
    if found is None:
        raise ReviewEntryNotFound
    return found


def _item(list_id: str, item_id: str) -> Item | None:
    try:
        return reference_list_get(list_id).item(item_id)
    except KeyError:
        return None


def review_forget(*, now: datetime) -> int:
    """Delete entries that nobody decided in half a year since they were last typed; how many."""
    before = (now - FORGET_AFTER).date()
    gone = ReviewEntry.objects.filter(state=ReviewState.OPEN, last_day__lt=before)
    return gone.delete()[1].get("quizzes.ReviewEntry", 0)
