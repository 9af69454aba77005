"""Joining many small changes into few messages: 300 entries are not 300 sendings.

The first change is told at once, those that come while that is done or shortly after are told
together. One thread a process, started when it is first needed (after a server has forked).
"""

import logging
import threading
from collections.abc import Callable
from functools import lru_cache

from django.conf import settings
from django.db import close_old_connections

logger = logging.getLogger("toolkit.live")


class Refresher:
    """Calls `refresh(session_pk)` for each session that was asked for, at most every so often.

    With `every` 0 seconds it is called at once, in the thread that asks.
    """

    def __init__(self, refresh: Callable[[int], None], *, every: float) -> None:
        self.refresh = refresh
        self.every = every
        self.asked: set[int] = set()
        self.news = threading.Condition()
        self.pause = threading.Event()
        self.thread: threading.Thread | None = None

    def ask(self, session_pk: int) -> None:
        """Have the screens of this session told soon."""
        if not self.every:
            self.refresh(session_pk)
            return
        with self.news:
            self.asked.add(session_pk)
            if self.thread is None or not self.thread.is_alive():
                self.thread = threading.Thread(target=self._run, name="screens", daemon=True)
                self.thread.start()
            self.news.notify()

    def _run(self) -> None:
        while True:
            with self.news:
                self.news.wait_for(lambda: self.asked)
                sessions, self.asked = self.asked, set()
            close_old_connections()
            for one in sessions:
                self._refresh(one)
            # The pause in which changes are collected.
            self.pause.wait(self.every)

    def _refresh(self, session_pk: int) -> None:
        try:
            self.refresh(session_pk)
        except Exception:
            # Asked for once more after the pause, say when the database is there again.
            logger.exception("Screens could not be told")
            with self.news:
                self.asked.add(session_pk)


@lru_cache(maxsize=1)
def refresher() -> Refresher:
    """The refresher of this process."""
    from facilitator.faces.publishing import session_refresh

    return Refresher(session_refresh, every=settings.TOOLKIT_LIVE_REFRESH_MS / 1000)
