"""Taking answers: each form counts once, and leaves a sealed ballot and nothing else."""

import secrets
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache

from django.db import DatabaseError, connection, transaction

from cvi_survey.ballots import Paper
from cvi_survey.encryption import seal
from cvi_survey.enums import Entry, RoundState
from cvi_survey.errors import (
    AnswerUnknown,
    CodeNotGood,
    NumberExpired,
    NumberForged,
    NumberUsed,
    RoundClosed,
    RoundNotFound,
    RoundNotOpen,
    StackWrong,
    WayClosed,
)
from cvi_survey.form_numbers import (
    Standing,
    code_hash,
    number_hash,
    number_make,
    number_standing,
)
from cvi_survey.keys import key_read
from cvi_survey.models import Round, SealedBallot, UnusedCode, UsedNumber
from cvi_survey.secrets_of_rounds import signing_key, signing_key_from
from cvi_survey.services.codes import code_tidy
from cvi_survey.services.mixing import ballots_shuffle, rows_of_round_shuffle
from cvi_survey.storage import deletions_overwrite, durable_commits, row_put, row_remove
from jurisdictions.access import Action, require
from jurisdictions.models import User

MOST_IN_A_STACK = 200


@dataclass(frozen=True)
class PaperForm:
    """A form filled in on paper: places by statement as on the screen, and the system."""

    choices: Mapping[str, str] = field(default_factory=dict)
    system: str = ""


@dataclass(frozen=True)
class _Asked:
    """What counting a form needs to know of its round."""

    pk: int
    state: str
    secret: str
    key_name: str
    entry: str
    closes_at: datetime | None
    shuffle_each: int


def form_number_issue(asked: Round, *, now: float | None = None) -> str:
    """A new number for one form of an open round; nothing is stored.

    Raises `RoundNotOpen`, `RoundClosed`.
    """
    now = time.time() if now is None else now
    _require_open(asked.state, asked.closes_at, now)
    return number_make(signing_key(asked), now=now)


def ballot_cast(
    *,
    code: str,
    number: str,
    choices: Mapping[str, str],
    system: str = "",
    entry_code: str = "",
    now: float | None = None,
) -> None:
    """Count one form, once; when this returns, it is on the disk.

    `choices` holds, for each statement answered, the place on the scale as the form sends it;
    what is missing or empty counts as not answered. `entry_code` is the single-use code where the
    round has them; it is spent with the ballot or not at all. Raises `RoundNotFound`,
    `RoundNotOpen`, `RoundClosed`, `WayClosed`, `NumberForged`, `NumberExpired`, `NumberUsed`,
    `AnswerUnknown`, `CodeNotGood`, `KeyMissing`; nothing is kept then.
    """
    now = time.time() if now is None else now
    with durable_commits(), transaction.atomic():
        asked = _asked(code)
        _require_open(asked.state, asked.closes_at, now)
        if asked.entry == Entry.PAPER:
            raise WayClosed
        _number_spend(asked, number, now)
        if asked.entry == Entry.CODES:
            deletions_overwrite()
            spent = code_hash(signing_key_from(asked.secret), code_tidy(entry_code))
            if not row_remove(UnusedCode, code_hash=spent, round_id=asked.pk):
                raise CodeNotGood
        _ballot_put(asked, choices, system)
    if secrets.randbelow(asked.shuffle_each) == 0:
        # The ballot is kept already; the table is shuffled at the latest by what is due.
        with suppress(DatabaseError):
            ballots_shuffle(asked.pk)


def paper_batch_enter(
    *, by: User, asked: Round, number: str, forms: Sequence[PaperForm], now: float | None = None
) -> None:
    """Count a stack of paper forms: all of them or none, once for this form number.

    They are shuffled in with all others at once. Raises `NotAllowed`, `WayClosed` where the round
    takes no paper, `StackWrong` for none or too many, and what `ballot_cast` raises.
    """
    require(by, Action.COORDINATE_SURVEYS, asked.jurisdiction)
    now = time.time() if now is None else now
    with durable_commits(), transaction.atomic():
        found = Round.objects.select_for_update().get(pk=asked.pk)
        if not found.takes_paper_batches:
            raise WayClosed
        if not 1 <= len(forms) <= MOST_IN_A_STACK:
            raise StackWrong(MOST_IN_A_STACK)
        stack = _asked(found.code)
        _require_open(stack.state, stack.closes_at, now)
        _number_spend(stack, number, now)
        for form in forms:
            _ballot_put(stack, form.choices, form.system)
        rows_of_round_shuffle(found)


def _asked(code: str) -> _Asked:
    """The round of a code, under a lock that ballots share and that closing waits for."""
    columns = "id, state, secret, key_name, entry, closes_at, shuffle_each"
    table = connection.ops.quote_name(Round._meta.db_table)
    if connection.vendor == "postgresql":
        # The commit waits for the disk whatever the server is set to: said here, at no cost.
        durable = ", set_config('synchronous_commit', 'on', true)"
        sql = f"SELECT {columns}{durable} FROM {table} WHERE code = %s FOR KEY SHARE"  # noqa: S608
    else:
        sql = f"SELECT {columns} FROM {table} WHERE code = %s"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, [code])
        row = cursor.fetchone()
    if row is None:
        raise RoundNotFound
    pk, state, secret, key_name, entry, closes_at, shuffle_each = row[:7]
    return _Asked(pk, state, secret, key_name, entry, _moment(closes_at), shuffle_each)


def _moment(value: datetime | str | None) -> datetime | None:
    """A time as the database driver gives it (SQLite: as text, in UTC)."""
    if isinstance(value, str):
        value = datetime.fromisoformat(value)
    if value is not None and value.tzinfo is None:
        value = value.replace(tzinfo=UTC)
    return value


def _require_open(state: str, closes_at: datetime | None, now: float) -> None:
    """Raise `RoundNotOpen` or `RoundClosed`; a round is closed from its date, to the second."""
    if state == RoundState.DRAFT:
        raise RoundNotOpen
    if state != RoundState.OPEN or (closes_at is not None and closes_at.timestamp() <= now):
        raise RoundClosed


def _number_spend(asked: _Asked, number: str, now: float) -> None:
    key = signing_key_from(asked.secret)
    match number_standing(key, number, now=now):
        case Standing.FORGED:
            raise NumberForged
        case Standing.EXPIRED:
            raise NumberExpired
    if not row_put(UsedNumber, number_hash=number_hash(key, number), round_id=asked.pk):
        raise NumberUsed


def _ballot_put(asked: _Asked, choices: Mapping[str, str], system: str) -> None:
    """Seal the answers and put them into the table. Raises `AnswerUnknown`, `KeyMissing`."""
    paper = paper_of(asked.pk, asked.key_name)
    if system and system not in paper.systems:
        raise AnswerUnknown
    if any(choice and item not in paper.items for item, choice in choices.items()):
        raise AnswerUnknown
    places = [_place(choices.get(item, ""), paper.points) for item in paper.items]
    row = secrets.token_hex(16)
    sealed = seal(key_read(asked.key_name), paper.document(system, places), place=row)
    row_put(SealedBallot, key=row, round_id=asked.pk, sealed=sealed)


def _place(choice: str, points: int) -> int | None:
    if not choice:
        return None
    if choice not in map(str, range(1, points + 1)):
        raise AnswerUnknown
    return int(choice)


@lru_cache(maxsize=64)
def paper_of(round_id: int, key_name: str) -> Paper:
    """What the ballots of an open round can say; it cannot change, so it is remembered.

    `key_name` is there for the memory only: it is of this opening and no other.
    """
    asked = Round.objects.get(pk=round_id)
    instrument = asked.instrument
    return Paper(
        items=instrument.item_ids,
        points=len(instrument.scale),
        systems=tuple(system.id for system in asked.systems),
    )
