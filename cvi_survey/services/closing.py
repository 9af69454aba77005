"""Closing: the release is worked out once, and the ballots are destroyed with their key."""

from collections.abc import Iterator

from django.db import transaction
from django.utils import timezone

from cvi_survey import disclosure
from cvi_survey.encryption import Opener, SealBroken
from cvi_survey.enums import Entry, RoundState
from cvi_survey.errors import BallotDamaged, KeyNotKept, RoundNotOpen
from cvi_survey.keys import key_destroy, key_read
from cvi_survey.models import Round, SealedBallot, UnusedCode, UsedNumber
from cvi_survey.selectors import require_may_survey
from cvi_survey.services.answers import paper_of
from cvi_survey.storage import deleted_rows_clear, deletions_overwrite
from jurisdictions.access import Action, require
from jurisdictions.models import User


def round_close(*, by: User | None, closing: Round) -> Round:
    """Work out the release once and destroy the ballots, both or neither.

    `by` is `None` when the closing rule closes it. Closing a closed round changes nothing. Raises
    `NotAllowed`, `RoundNotOpen` for a draft, `KeyMissing`, `BallotDamaged`; the round is then still
    open, with its ballots.
    """
    return _closed(by, closing, with_answers=True)


def round_discard(*, by: User, closing: Round) -> Round:
    """Close an open round without reading its ballots: its release shows nothing.

    For a round opened by mistake, or one whose key is lost. Raises `NotAllowed`, `RoundNotOpen`.
    """
    return _closed(by, closing, with_answers=False)


def require_may_hold(user: User, held: Round) -> None:
    """Pass silently when `user` may close this round; raise `NotAllowed` if not.

    Facilitators close what was opened in a session; the others are the coordinators' own.
    """
    if held.in_room:
        require_may_survey(user, held.jurisdiction)
    else:
        require(user, Action.COORDINATE_SURVEYS, held.jurisdiction)


def _closed(by: User | None, closing: Round, *, with_answers: bool) -> Round:
    if by is not None:
        require_may_hold(by, closing)
    with transaction.atomic():
        found = Round.objects.select_for_update().get(pk=closing.pk)
        if found.is_closed:
            return found
        if found.is_draft:
            raise RoundNotOpen
        released = _release(found, with_answers=with_answers)
        if found.entry == Entry.CODES:
            found.codes_used = found.codes_made - found.unused_codes.count()
        deletions_overwrite()
        for model in (SealedBallot, UsedNumber, UnusedCode):
            model._default_manager.filter(round_id=found.pk).delete()
        found.state = RoundState.CLOSED
        found.release_copy = disclosure.release_as_dict(released)
        found.closed_at = timezone.now()
        found.secret = ""
        found.save()
        transaction.on_commit(lambda: traces_remove(found))
    return found


def _release(found: Round, *, with_answers: bool) -> disclosure.Release:
    instrument = found.instrument
    systems = tuple(system.id for system in found.systems)
    points = len(instrument.scale)
    counted = disclosure.tally(
        _answers(found) if with_answers else (),
        items=instrument.item_ids,
        points=points,
        systems=systems,
    )
    return disclosure.release(
        counted,
        items=instrument.item_ids,
        points=points,
        systems=systems,
        thresholds=found.thresholds,
        categories=instrument.scale,
    )


def _answers(found: Round) -> Iterator[tuple[str, list[int | None]]]:
    """Every ballot, opened. Raises `KeyMissing`, `BallotDamaged`."""
    paper = paper_of(found.pk, found.key_name)
    opener = Opener(key_read(found.key_name))
    for key, sealed in found.ballots.values_list("key", "sealed").iterator():
        try:
            yield paper.read(opener.open(bytes(sealed), place=key))
        except SealBroken as error:
            raise BallotDamaged from error


def traces_remove(closed: Round) -> None:
    """Destroy the key of a closed round and clear what its deleted rows left behind.

    What does not succeed (a folder that cannot be written to) is left for what is due.
    """
    try:
        key_destroy(closed.key_name)
    except KeyNotKept:
        return
    Round.objects.filter(pk=closed.pk).update(key_name="")
    closed.key_name = ""
    deleted_rows_clear(SealedBallot, UsedNumber, UnusedCode)
