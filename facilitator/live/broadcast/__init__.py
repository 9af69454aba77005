"""How a message gets from the process that publishes it to those that hold streams.

Callers ask for `broadcaster()` and need not know which one it is.
"""

from functools import cache

from facilitator.live.broadcast.in_process import InProcess
from facilitator.live.broadcast.interface import Broadcaster


@cache
def broadcaster() -> Broadcaster:
    """This process's broadcaster."""
    return InProcess()
