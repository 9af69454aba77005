"""Single-use codes: random words without names, of which only keyed hashes are kept."""

import secrets

from django.db import transaction
from django.utils.translation import gettext as _

from cvi_survey.enums import Entry
from cvi_survey.errors import DraftUnusable, RoundClosed, WayClosed
from cvi_survey.form_numbers import code_hash
from cvi_survey.models import Round, UnusedCode
from cvi_survey.secrets_of_rounds import signing_key
from jurisdictions.access import Action, require
from jurisdictions.models import User

# Neither 0 nor o, neither 1, i nor l, neither u nor v, neither s nor 5.
LETTERS = "abcdefghjkmnpqrtvwxyz2346789"
# 28 letters, ten times: 48 bits.
LENGTH = 10
MOST_AT_ONCE = 2_000
MOST = 20_000


def code_tidy(written: str) -> str:
    """A code as it was made, from a code as people write it: capitals, blanks and hyphens."""
    return "".join(letter for letter in written.lower() if letter not in " -\u2010\u2011\u2013\t")


def codes_mint(*, by: User, asked: Round, number: int) -> tuple[str, ...]:
    """Make so many codes for a draft or open round, and give them: this once, for printing.

    Written `abcde-fghjk`. They are in no order, and nothing says who gets which. Raises
    `NotAllowed`, `WayClosed` for a round without codes, `RoundClosed`, `DraftUnusable` for a number
    that is too small or too large.
    """
    require(by, Action.COORDINATE_SURVEYS, asked.jurisdiction)
    with transaction.atomic():
        found = Round.objects.select_for_update().get(pk=asked.pk)
        if found.is_closed:
            raise RoundClosed
        if found.entry != Entry.CODES:
            raise WayClosed
        if not 1 <= number <= MOST_AT_ONCE or found.codes_made + number > MOST:
            raise DraftUnusable(
                _("Make 1 to %(most)s codes at once, and %(all)s in all at most.")
                % {"most": MOST_AT_ONCE, "all": MOST}
            )
        key = signing_key(found)
        codes = {
            "".join(secrets.choice(LETTERS) for _letter in range(LENGTH)) for _code in range(number)
        }
        while len(codes) < number:
            codes.add("".join(secrets.choice(LETTERS) for _letter in range(LENGTH)))
        hashes = sorted(code_hash(key, code) for code in codes)
        UnusedCode.objects.bulk_create(
            [UnusedCode(code_hash=one, round=found) for one in hashes], batch_size=200
        )
        found.codes_made += number
        found.save(update_fields=["codes_made"])
    return tuple(f"{code[:5]}-{code[5:]}" for code in codes)
