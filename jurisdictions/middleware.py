"""Times as the reader's clock shows them."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, tzinfo
from functools import cached_property
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone


class ReaderZone(tzinfo):
    """The time zone of whoever sent the request, looked up when a time is first shown.

    A page that shows no time loads no session and no person on its account; one that does pays
    for nothing but the person's own row, which signed-in pages have loaded already.
    """

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @cached_property
    def _zone(self) -> tzinfo:
        name = getattr(self._request.user, "time_zone", "")
        return ZoneInfo(name) if name else UTC

    def utcoffset(self, when: datetime | None) -> timedelta | None:
        return self._zone.utcoffset(when)

    def dst(self, when: datetime | None) -> timedelta | None:
        return self._zone.dst(when)

    def tzname(self, when: datetime | None) -> str | None:
        return self._zone.tzname(when)

    def fromutc(self, when: datetime) -> datetime:
        return self._zone.fromutc(when.replace(tzinfo=self._zone)).replace(tzinfo=self)

    def __str__(self) -> str:
        """The IANA name: databases get it for sums by local day."""
        return str(self._zone)


class TimeZoneMiddleware:
    """Shows times in the zone of the signed-in person's jurisdiction; to visitors in UTC."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return self.get_response(request)
        with timezone.override(ReaderZone(request)):
            return self.get_response(request)
