"""Looking, without counting anything, whether a form or a code would be counted."""

import time

from cvi_survey.enums import Entry
from cvi_survey.errors import CodeNotGood, NumberExpired, NumberForged, NumberUsed, WayClosed
from cvi_survey.form_numbers import Standing, code_hash, number_hash, number_standing
from cvi_survey.models import Round, UnusedCode, UsedNumber
from cvi_survey.secrets_of_rounds import signing_key
from cvi_survey.services.codes import code_tidy


def form_number_check(*, asked: Round, number: str, now: float | None = None) -> None:
    """Pass silently when a form with this number would be counted; nothing is stored.

    Raises `NumberForged`, `NumberExpired`, `NumberUsed`.
    """
    key = signing_key(asked)
    match number_standing(key, number, now=time.time() if now is None else now):
        case Standing.FORGED:
            raise NumberForged
        case Standing.EXPIRED:
            raise NumberExpired
    if UsedNumber.objects.filter(number_hash=number_hash(key, number), round=asked).exists():
        raise NumberUsed


def entry_code_check(*, asked: Round, code: str) -> None:
    """Pass silently when the single-use code is good and unused; it is not spent by this.

    Raises `WayClosed` for a round without codes, `CodeNotGood`.
    """
    if asked.entry != Entry.CODES:
        raise WayClosed
    spent = code_hash(signing_key(asked), code_tidy(code))
    if not UnusedCode.objects.filter(code_hash=spent, round=asked).exists():
        raise CodeNotGood
