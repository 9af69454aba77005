"""Counting by network, generously: a whole room stands behind one address.

What is remembered is a keyed digest of the address, in the cache, for as long as it takes until
everything has come back. In several processes without a shared cache each counts for itself.
"""

import math
from dataclasses import dataclass
from time import time

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac


@dataclass(frozen=True)
class Allowance:
    """What one network may do `most` times at once; one comes back every so many seconds."""

    name: str
    most: int
    seconds_each: float

    def wait(self, request: HttpRequest) -> int:
        """Seconds until the next one is allowed; 0 where one is."""
        too_many = self._used(request) - (self.most - 1)
        return max(0, math.ceil(too_many * self.seconds_each))

    def count(self, request: HttpRequest) -> None:
        """Count one."""
        lasts = math.ceil(self.most * self.seconds_each)
        cache.set(self._key(request), (self._used(request) + 1, time()), timeout=lasts)

    def _used(self, request: HttpRequest) -> float:
        used, at = cache.get(self._key(request), (0.0, 0.0))
        return float(max(0.0, used - (time() - at) / self.seconds_each))

    def _key(self, request: HttpRequest) -> str:
        address = get_adapter(request).get_client_ip(request)
        mark = salted_hmac("facilitator.room.networks", address, algorithm="sha256").hexdigest()
        return f"{self.name}:{mark[:32]}"
