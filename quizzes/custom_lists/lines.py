"""Several things in one field, one a line: how they are read, and how many there may be."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

MOST_ITEMS = 60
MOST_PHRASINGS = 60
MOST_PARTS = 12
MOST_PRIVATE = 20
LONGEST_LINE = 200
LONGEST_NAME = 120
LONGEST_REASON = 500


def lines_of(text: str) -> tuple[str, ...]:
    """The lines of a field, trimmed, without blank ones and without those that are there twice."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return tuple(dict.fromkeys(line for line in lines if line))


def lines_validate(text: str) -> None:
    """Refuse more lines, or longer ones, than a list takes. Raises `ValidationError`."""
    lines = lines_of(text)
    if len(lines) > MOST_PHRASINGS:
        raise ValidationError(
            ngettext(
                "There are %(count)d lines here, and at most %(most)d are read. Keep those that "
                "differ most.",
                "There are %(count)d lines here, and at most %(most)d are read. Keep those that "
                "differ most.",
                len(lines),
            )
            % {"count": len(lines), "most": MOST_PHRASINGS}
        )
    for line in lines:
        if len(line) > LONGEST_LINE:
            raise ValidationError(
                _(
                    "“%(start)s…” is longer than %(most)d characters. Keep it short, as people "
                    "would say it."
                )
                % {"start": line[:40], "most": LONGEST_LINE}
            )
