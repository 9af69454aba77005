"""How a message gets from the process that publishes it to those that hold streams.

Callers ask for `broadcaster()` and need not know which one it is.
"""

from functools import cache

from django.conf import settings

from facilitator.live.broadcast.in_process import InProcess
from facilitator.live.broadcast.interface import Broadcaster
from facilitator.live.broadcast.postgresql import PostgreSQL
from toolkit.settings.live import BY_POSTGRESQL


@cache
def broadcaster() -> Broadcaster:
    """This process's broadcaster, as the setting `TOOLKIT_LIVE_BROADCAST` says."""
    if settings.TOOLKIT_LIVE_BROADCAST == BY_POSTGRESQL:
        return PostgreSQL()
    return InProcess()
