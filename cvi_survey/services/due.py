"""What rounds need done by the clock: opening, closing, shuffling, progress, tidying up."""

from datetime import datetime, timedelta

from django.db.models import Count, Q

from cvi_survey.enums import RoundState
from cvi_survey.errors import SurveyError
from cvi_survey.models import Round, SealedBallot, UnusedCode, UsedNumber
from cvi_survey.services.closing import round_close, traces_remove
from cvi_survey.services.mixing import ballots_shuffle, is_new_step, progress_update
from cvi_survey.services.rounds import round_open
from cvi_survey.storage import deleted_rows_clear

# How many rows each round had when this process last shuffled them: nothing new, nothing to do.
_rows_seen: dict[int, int] = {}


def rounds_due(now: datetime, before: datetime) -> list[str]:
    """Do what is due at `now`, when the last time was `before`; gives what went wrong, in words.

    Safe to be called at any time, by several servers at once, and again after a crash.
    """
    problems = []
    for work in (_open_due, _close_due, _tidy):
        problems += work(now)
    still_open = list(Round.objects.filter(state=RoundState.OPEN).annotate(rows=Count("ballots")))
    shuffled = [one for one in still_open if _rows_seen.get(one.pk) != one.rows]
    for one in shuffled:
        ballots_shuffle(one.pk)
        _rows_seen[one.pk] = one.rows
    if is_new_step(before, now):
        for one in still_open:
            progress_update(one)
    if shuffled or Round.objects.filter(closed_at__gte=now - timedelta(hours=1)).exists():
        deleted_rows_clear(SealedBallot, UsedNumber, UnusedCode)
    return problems


def _open_due(now: datetime) -> list[str]:
    due = Round.objects.filter(state=RoundState.DRAFT, opens_at__lte=now)
    # Somebody who has not opened it until its closing date has changed her mind.
    due = due.filter(Q(closes_at__isnull=True) | Q(closes_at__gt=now))
    problems = []
    for one in due:
        try:
            round_open(by=None, drafted=one)
        except SurveyError as error:
            problems.append(f"survey round {one.pk} was not opened: {error}")
    return problems


def _close_due(now: datetime) -> list[str]:
    problems = []
    for one in Round.objects.filter(state=RoundState.OPEN, closes_at__lte=now):
        try:
            round_close(by=None, closing=one)
        except SurveyError as error:
            problems.append(f"survey round {one.pk} was not closed: {error}")
    return problems


def _tidy(now: datetime) -> list[str]:
    """Destroy keys that could not be destroyed when their rounds closed."""
    problems = []
    for one in Round.objects.filter(state=RoundState.CLOSED).exclude(key_name=""):
        traces_remove(one)
        if one.key_name:
            problems.append(f"the key of closed survey round {one.pk} could not be removed")
    return problems
