"""Work that is due by the clock: one place where apps register it, one that does it.

`toolkit serve` does what is due every minute; elsewhere a timer calls `toolkit run_due`. Work
must be safe to be done at any time, by several servers at once, and again after a crash.
"""

import logging
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from django.db import close_old_connections, connections
from django.utils import timezone

EVERY_SECONDS = 60

Work = Callable[[datetime, datetime], list[str]]
"""Takes the moment, and when it was done last; gives what went wrong, in words."""

logger = logging.getLogger("toolkit.due")
_works: dict[str, Work] = {}


def register(name: str, work: Work) -> None:
    """Have `work` done whenever it is time; from an app's `ready`."""
    _works[name] = work


def run_due(now: datetime, before: datetime) -> list[str]:
    """Do everything that is registered; gives what went wrong, which is logged too.

    Work that fails keeps no other from being done.
    """
    problems = []
    for name, work in list(_works.items()):
        try:
            found = work(now, before)
        except Exception as error:
            logger.exception("%s failed", name)
            found = [f"{name} failed: {type(error).__name__}"]
        else:
            for problem in found:
                logger.warning("%s: %s", name, problem)
        problems += found
    return problems


def since(now: datetime) -> datetime:
    """When it was last done, where nobody remembers: one turn ago."""
    return now - timedelta(seconds=EVERY_SECONDS)


class Clock:
    """Does what is due in a thread of its own, until it is stopped."""

    def __init__(self, *, every: float = EVERY_SECONDS) -> None:
        self.every = every
        self.stopping = threading.Event()
        self.thread = threading.Thread(target=self._run, name="due", daemon=True)

    def start(self) -> None:
        self.thread.start()

    def stop(self) -> None:
        """Stop after what is being done now."""
        self.stopping.set()
        self.thread.join(timeout=EVERY_SECONDS)

    def _run(self) -> None:
        before = datetime.fromtimestamp(0, UTC)
        while not self.stopping.wait(self.every):
            close_old_connections()
            now = timezone.now()
            run_due(now, before)
            before = now
        connections.close_all()
