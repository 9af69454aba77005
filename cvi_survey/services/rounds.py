"""Drafting rounds, changing drafts, opening them."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

import content
from cvi_survey.disclosure import Thresholds
from cvi_survey.enums import Entry, RoundState
from cvi_survey.errors import DraftUnusable, RoundClosed, RoundFixed, RoundNotOpen
from cvi_survey.instruments import Instrument, instrument_as_dict, instrument_list
from cvi_survey.keys import key_destroy, key_make, key_read
from cvi_survey.models import Round
from cvi_survey.selectors import require_may_survey
from cvi_survey.systems import OfferedSystem, systems_as_list, systems_offered
from jurisdictions.access import Action, require
from jurisdictions.models import Jurisdiction, User

# No letter or digit that is mistaken for another when read from a wall.
CODE_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
CODE_LENGTH = 8

INSTRUMENTS = Path(content.__file__).parent / "instruments"


def instruments() -> tuple[Instrument, ...]:
    """The instruments of our own that can be asked. Raises `ContentError` when a file is wrong.

    Each process reads the files once: they come with the program, and reading takes long.
    """
    return _instruments_in(INSTRUMENTS)


@lru_cache(maxsize=1)
def _instruments_in(folder: Path) -> tuple[Instrument, ...]:
    return instrument_list(folder)


@dataclass(frozen=True)
class Plan:
    """What a coordinator decides about a round before it opens.

    `systems` are the choices offered, merged already (`systems_offered`); empty: not asked.
    `expected` holds numbers of people by id of a choice, for advice only: forgotten at opening.
    """

    title: str
    languages: tuple[str, ...]
    systems: tuple[OfferedSystem, ...] = ()
    expected: Mapping[str, int] = field(default_factory=dict)
    thresholds: Thresholds = field(default_factory=Thresholds)
    entry: Entry = Entry.LINK
    takes_paper: bool = False
    opens_at: datetime | None = None
    closes_at: datetime | None = None


@transaction.atomic
def round_draft(
    *,
    by: User,
    jurisdiction: Jurisdiction,
    instrument: Instrument,
    plan: Plan,
    is_own: bool = True,
) -> Round:
    """Make a draft. `is_own`: the instrument is one of ours, to be renewed at opening.

    Raises `NotAllowed` unless `by` may coordinate surveys in the jurisdiction, `DraftUnusable`.
    """
    require(by, Action.COORDINATE_SURVEYS, jurisdiction)
    return _drafted(
        by=by, jurisdiction=jurisdiction, instrument=instrument, plan=plan, is_own=is_own
    )


@transaction.atomic
def draft_change(
    *,
    by: User,
    drafted: Round,
    plan: Plan,
    instrument: Instrument | None = None,
    is_own: bool = True,
) -> Round:
    """Change a draft to this plan, and to another instrument where one is given.

    Raises `NotAllowed`, `RoundFixed` once it has been opened, `DraftUnusable`.
    """
    found = _locked_draft(by, drafted)
    if instrument is not None:
        found.instrument_copy = instrument_as_dict(instrument)
        found.instrument_id = instrument.id if is_own else ""
    _plan_apply(found, plan, found.instrument)
    found.save()
    return found


@transaction.atomic
def draft_delete(*, by: User, drafted: Round) -> None:
    """Throw a draft away. Raises `NotAllowed`, `RoundFixed` once it has been opened."""
    _locked_draft(by, drafted).delete()


@transaction.atomic
def round_follow_up(*, by: User, after: Round) -> Round:
    """A new draft with the same plan as an earlier round, linked to it.

    Raises `NotAllowed`; `RoundNotOpen` where the earlier round is a draft itself.
    """
    require(by, Action.COORDINATE_SURVEYS, after.jurisdiction)
    if after.is_draft:
        raise RoundNotOpen
    plan = Plan(
        title=after.title,
        languages=tuple(after.languages),
        systems=after.systems,
        thresholds=after.thresholds,
        entry=Entry(after.entry),
        takes_paper=after.takes_paper,
    )
    return _drafted(
        by=by,
        jurisdiction=after.jurisdiction,
        instrument=after.instrument,
        plan=plan,
        is_own=bool(after.instrument_id),
        follows=after,
    )


def round_open(*, by: User | None, drafted: Round) -> Round:
    """Open a draft: from now on it takes ballots and nothing about it can be changed.

    `by` is `None` when the opening rule opens it. Opening an open round changes nothing. Raises
    `NotAllowed`, `RoundClosed`, `DraftUnusable`, `KeyNotKept` where the key cannot be kept.
    """
    if by is not None:
        require(by, Action.COORDINATE_SURVEYS, drafted.jurisdiction)
    return _opened(drafted, by)


def round_open_in_room(
    *,
    by: User,
    jurisdiction: Jurisdiction,
    instrument: Instrument,
    title: str = "",
    asks_system: bool = False,
) -> Round:
    """Draft and open in one: for a facilitator before a room.

    Raises `NotAllowed` unless `by` may present or coordinate surveys in the jurisdiction,
    `KeyNotKept` where the key cannot be kept.
    """
    require_may_survey(by, jurisdiction)
    plan = Plan(
        title=title,
        languages=instrument.languages,
        systems=systems_of(instrument) if asks_system else (),
    )
    with transaction.atomic():
        drafted = _drafted(
            by=by, jurisdiction=jurisdiction, instrument=instrument, plan=plan, in_room=True
        )
        return _opened(drafted, by)


@transaction.atomic
def round_closes_at_set(*, by: User, asked: Round, closes_at: datetime | None) -> Round:
    """Choose another date for the closing, or (`None`) closing by hand, of a draft or open round.

    Raises `NotAllowed`, `RoundClosed`, `DraftUnusable` for a date in the past.
    """
    require(by, Action.COORDINATE_SURVEYS, asked.jurisdiction)
    found = Round.objects.select_for_update().get(pk=asked.pk)
    if found.is_closed:
        raise RoundClosed
    _dates_check(found.opens_at if found.is_draft else None, closes_at)
    found.closes_at = closes_at
    found.save(update_fields=["closes_at"])
    return found


def systems_of(
    instrument: Instrument, merged: Sequence[Sequence[str]] = ()
) -> tuple[OfferedSystem, ...]:
    """The choices of a round on this instrument; `merged` lists ids that stand together.

    Raises `DraftUnusable` for a merging that does not work out.
    """
    labels = [(one.id, instrument.system_labels(one.id)) for one in instrument.systems]
    try:
        return systems_offered(labels, merged)
    except ValueError as error:
        raise DraftUnusable(
            _("These systems cannot be merged like that. Choose two or more for each group.")
        ) from error


def _drafted(
    *,
    by: User,
    jurisdiction: Jurisdiction,
    instrument: Instrument,
    plan: Plan,
    is_own: bool = True,
    follows: Round | None = None,
    in_room: bool = False,
) -> Round:
    drafted = Round(
        code="".join(secrets.choice(CODE_LETTERS) for _letter in range(CODE_LENGTH)),
        jurisdiction=jurisdiction,
        drafted_by=by,
        instrument_id=instrument.id if is_own else "",
        instrument_copy=instrument_as_dict(instrument),
        secret=secrets.token_hex(32),
        follows=follows,
        in_room=in_room,
    )
    _plan_apply(drafted, plan, instrument)
    drafted.save()
    return drafted


def _plan_apply(drafted: Round, plan: Plan, instrument: Instrument) -> None:
    """Put a plan into a draft. Raises `DraftUnusable`."""
    ids = [system.id for system in plan.systems]
    merged = [name for system in plan.systems for name in system.merges]
    if not set(merged) <= set(instrument.system_ids) or len(set(merged)) != len(merged):
        raise DraftUnusable(_("The systems offered are not those of the statements chosen."))
    if len(ids) == 1:
        raise DraftUnusable(_("A single system cannot be asked for: offer two or more, or none."))
    if not plan.languages:
        raise DraftUnusable(_("Choose at least one language."))
    if set(plan.expected) - set(ids) or any(number < 0 for number in plan.expected.values()):
        raise DraftUnusable(_("Give expected numbers for the systems offered, none below zero."))
    _dates_check(plan.opens_at, plan.closes_at)
    drafted.title = plan.title.strip() or instrument.title
    drafted.languages = list(plan.languages)
    drafted.systems_copy = systems_as_list(plan.systems)
    drafted.expected = dict(plan.expected) or None
    drafted.mean_from = plan.thresholds.mean
    drafted.distribution_from = plan.thresholds.distribution
    drafted.entry = plan.entry
    drafted.takes_paper = plan.takes_paper
    drafted.opens_at = plan.opens_at
    drafted.closes_at = plan.closes_at


def _dates_check(opens_at: datetime | None, closes_at: datetime | None) -> None:
    if closes_at is not None and closes_at <= timezone.now():
        raise DraftUnusable(_("The closing date lies in the past."))
    if closes_at is not None and opens_at is not None and closes_at <= opens_at:
        raise DraftUnusable(_("The survey would close before it opens."))


def _locked_draft(by: User, drafted: Round) -> Round:
    require(by, Action.COORDINATE_SURVEYS, drafted.jurisdiction)
    found = Round.objects.select_for_update().get(pk=drafted.pk)
    if not found.is_draft:
        raise RoundFixed
    return found


def _opened(drafted: Round, by: User | None) -> Round:
    """Open under the round's lock. A key that nothing refers to is removed again."""
    name = ""
    try:
        with transaction.atomic():
            found = Round.objects.select_for_update().get(pk=drafted.pk)
            if found.is_open:
                return found
            if found.is_closed:
                raise RoundClosed
            _instrument_renew(found)
            name = key_make()
            key_read(name)
            found.key_name = name
            found.state = RoundState.OPEN
            found.opened_at = timezone.now()
            found.opened_by = by
            found.expected = None
            found.save()
            return found
    except BaseException:
        if name:
            key_destroy(name)
        raise


def _instrument_renew(found: Round) -> None:
    """Take the present edition of an instrument of ours. Raises `DraftUnusable` where it is gone.

    Only where the systems chosen are still there; a coordinator looks again otherwise.
    """
    if not found.instrument_id:
        return
    current = next((one for one in instruments() if one.id == found.instrument_id), None)
    if current is None:
        return
    merged = {name for system in found.systems for name in system.merges}
    if not merged <= set(current.system_ids):
        raise DraftUnusable(
            _("The statements have been changed since; look at the systems offered once more.")
        )
    found.instrument_copy = instrument_as_dict(current)
