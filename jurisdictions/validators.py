"""Checks of single values, shared by models and forms."""

from functools import cache
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# Names that the operating system's database carries beside the real places.
_NOT_PLACES = frozenset({"Factory", "localtime", "posixrules"})


@cache
def time_zone_names() -> frozenset[str]:
    """Every time zone that this machine knows, as IANA names such as `America/Denver`."""
    return frozenset(available_timezones()) - _NOT_PLACES


def validate_time_zone(value: str) -> None:
    """Accept an IANA time zone name.

    Raises `ValidationError` for anything else.
    """
    if value not in time_zone_names():
        raise ValidationError(
            _("“%(value)s” is not a time zone. Use a name such as America/Denver."),
            code="time_zone",
            params={"value": value},
        )
