"""Shuffling what has come in, and saying in steps whether it is enough.

Ballots are put into their table one by one, and the database could tell in which order. So the
rows of a round are written anew in the order of their random keys: after an answer with a chance
of one in `Round.shuffle_each`, with every stack of paper forms, whenever work that is due is done,
and before the round closes. The chance grows smaller with the table, so that a ballot costs the
rewriting of `ROWS_FOR_EACH` rows on average, however many there are.
"""

from datetime import datetime

from django.db import transaction

from cvi_survey.encryption import Opener
from cvi_survey.errors import KeyMissing
from cvi_survey.keys import key_read
from cvi_survey.models import Round, SealedBallot, UnusedCode, UsedNumber
from cvi_survey.storage import deletions_overwrite, rows_shuffle

LEAST_BATCH = 8
ROWS_FOR_EACH = 16

STEP_SECONDS = 15 * 60
"""Whether there are enough answers is looked up once in each such stretch of the clock."""


def ballots_shuffle(round_id: int) -> None:
    """Write the rows of an open round anew, so that their place tells nothing."""
    with transaction.atomic():
        found = Round.objects.select_for_update().filter(pk=round_id).first()
        if found is not None and found.is_open:
            rows_of_round_shuffle(found)


def rows_of_round_shuffle(found: Round) -> None:
    """The same for a round whose lock the caller holds."""
    deletions_overwrite()
    rows = rows_shuffle(SealedBallot, found.pk)
    rows_shuffle(UsedNumber, found.pk)
    rows_shuffle(UnusedCode, found.pk)
    each = max(LEAST_BATCH, rows // ROWS_FOR_EACH)
    if each != found.shuffle_each:
        found.shuffle_each = each
        found.save(update_fields=["shuffle_each"])


def progress_update(asked: Round) -> bool:
    """Look whether enough people have answered something, and note it; once true, it stays.

    To be called at moments that have nothing to do with answers (`rounds_due`): otherwise the
    note would tell that somebody has answered just now.
    """
    with transaction.atomic():
        found = Round.objects.select_for_update().get(pk=asked.pk)
        if not found.is_open or found.has_enough:
            return found.has_enough
        try:
            found.has_enough = _answered_at_least(found, found.mean_from)
        except KeyMissing:
            return False
        if found.has_enough:
            found.save(update_fields=["has_enough"])
        return found.has_enough


def is_new_step(before: datetime, now: datetime) -> bool:
    """Whether a new stretch of `STEP_SECONDS` has begun between the two moments."""
    return before.timestamp() // STEP_SECONDS != now.timestamp() // STEP_SECONDS


def _answered_at_least(found: Round, number: int) -> bool:
    """Whether so many ballots hold an answer; stops counting there. Raises `KeyMissing`."""
    from cvi_survey.services.answers import paper_of

    paper = paper_of(found.pk, found.key_name)
    opener = Opener(key_read(found.key_name))
    counted = 0
    for key, sealed in found.ballots.values_list("key", "sealed").iterator():
        _system, places = paper.read(opener.open(bytes(sealed), place=key))
        counted += any(place is not None for place in places)
        if counted >= number:
            return True
    return False
