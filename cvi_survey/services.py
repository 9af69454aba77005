"""What changes rounds and ballots. Each call is one transaction and validates first."""

import secrets
import time
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

import content
from cvi_survey import disclosure
from cvi_survey.errors import (
    AnswerUnknown,
    NumberExpired,
    NumberForged,
    NumberUsed,
    RoundClosed,
    RoundNotFound,
)
from cvi_survey.form_numbers import Standing, number_hash, number_make, number_standing
from cvi_survey.instruments import Instrument, instrument_as_dict, instrument_list
from cvi_survey.models import Ballot, Round, UsedNumber
from cvi_survey.selectors import require_may_survey
from cvi_survey.storage import deleted_rows_clear, deletions_overwrite, rows_shuffle
from jurisdictions.models import Jurisdiction, User

# No letter or digit that is mistaken for another when read from a wall.
CODE_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
CODE_LENGTH = 8

INSTRUMENTS = Path(content.__file__).parent / "instruments"


def instruments() -> tuple[Instrument, ...]:
    """The instruments that can be asked. Raises `ContentError` when a file is wrong."""
    return instrument_list(INSTRUMENTS)


@transaction.atomic
def round_open(
    *,
    by: User,
    jurisdiction: Jurisdiction,
    instrument: Instrument,
    title: str = "",
    asks_system: bool = False,
) -> Round:
    """Open a round; from now on anybody with its code can answer, and nobody sees anything.

    Raises `NotAllowed` unless `by` may present or coordinate surveys in the jurisdiction.
    """
    require_may_survey(by, jurisdiction)
    return Round.objects.create(
        code="".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH)),
        title=title.strip() or instrument.title,
        jurisdiction=jurisdiction,
        opened_by=by,
        instrument_copy=instrument_as_dict(instrument),
        asks_system=asks_system and bool(instrument.systems),
        secret=secrets.token_hex(32),
    )


def form_number_issue(asked: Round, *, now: float | None = None) -> str:
    """A new number for one form of an open round; nothing is stored.

    Raises `RoundClosed`.
    """
    if not asked.is_open:
        raise RoundClosed
    return number_make(_key(asked), now=time.time() if now is None else now)


def ballot_cast(
    *,
    code: str,
    number: str,
    choices: Mapping[str, str],
    system: str = "",
    now: float | None = None,
) -> None:
    """Count one form, once.

    `choices` holds, for each statement answered, the place on the scale as the form sends it;
    what is missing or empty counts as not answered. Raises `RoundNotFound`, `RoundClosed`,
    `NumberForged`, `NumberExpired`, `NumberUsed`, `AnswerUnknown`; nothing is kept then.
    """
    now = time.time() if now is None else now
    with transaction.atomic():
        # The lock lets ballots of a round take turns, with its closing too.
        asked = Round.objects.select_for_update().filter(code=code).first()
        if asked is None:
            raise RoundNotFound
        if not asked.is_open:
            raise RoundClosed
        key = _key(asked)
        match number_standing(key, number, now=now):
            case Standing.FORGED:
                raise NumberForged
            case Standing.EXPIRED:
                raise NumberExpired
        answers = _checked(asked, choices, system)
        try:
            with transaction.atomic():
                UsedNumber.objects.create(number_hash=number_hash(key, number), round=asked)
        except IntegrityError as error:
            raise NumberUsed from error
        Ballot.objects.create(key=secrets.token_hex(16), round=asked, answers=answers)
        rows_shuffle(UsedNumber, asked.pk)
        rows_shuffle(Ballot, asked.pk)


def _checked(asked: Round, choices: Mapping[str, str], system: str) -> dict[str, object]:
    """The document that a ballot keeps. Raises `AnswerUnknown` for what was not offered."""
    instrument = asked.instrument
    offered = {str(place): place for place, _label in instrument.form_points}
    places = {}
    for item, choice in sorted(choices.items()):
        if choice:
            if item not in instrument.item_ids or choice not in offered:
                raise AnswerUnknown
            places[item] = offered[choice]
    if system and not (asked.asks_system and system in instrument.system_ids):
        raise AnswerUnknown
    return {"system": system, "places": places}


def round_close(*, by: User, closing: Round) -> Round:
    """Work out the release once and destroy the ballots, both or neither.

    Closing a closed round changes nothing. Raises `NotAllowed` unless `by` may present or
    coordinate surveys in the round's jurisdiction.
    """
    require_may_survey(by, closing.jurisdiction)
    with transaction.atomic():
        closing = Round.objects.select_for_update().get(pk=closing.pk)
        if not closing.is_open:
            return closing
        instrument = closing.instrument
        systems = instrument.system_ids if closing.asks_system else ()
        points = len(instrument.scale)
        counted = disclosure.tally(
            _answers(closing), items=instrument.item_ids, points=points, systems=systems
        )
        released = disclosure.release(
            counted, items=instrument.item_ids, points=points, systems=systems
        )
        deletions_overwrite()
        closing.ballots.all().delete()
        closing.used_numbers.all().delete()
        closing.release_copy = disclosure.release_as_dict(released)
        closing.closed_at = timezone.now()
        closing.secret = ""
        closing.save(update_fields=["release_copy", "closed_at", "secret"])
        transaction.on_commit(lambda: deleted_rows_clear(Ballot, UsedNumber))
    return closing


def _answers(closing: Round) -> Iterator[disclosure.Answers]:
    for answers in closing.ballots.values_list("answers", flat=True).iterator():
        yield disclosure.Answers(places=answers["places"], system=answers["system"])


def _key(asked: Round) -> bytes:
    """Signs this round's form numbers: of no use without the site's own secret."""
    return sha256(f"cvi_survey.form_number:{settings.SECRET_KEY}:{asked.secret}".encode()).digest()
