"""One process has both the pages and the streams: a message goes from thread to loop."""

import asyncio
from collections.abc import Callable, Sequence

from django.db import transaction

from facilitator.live.broadcast.interface import ReadsTopics
from facilitator.live.channels import Message
from facilitator.live.hub import Hub


class InProcess:
    """Tells this process's hub, if there is one; a command that publishes reaches no screen."""

    def __init__(self) -> None:
        self._started: tuple[Hub, asyncio.AbstractEventLoop] | None = None

    def publish(self, messages: Sequence[Message]) -> None:
        """Show the messages once the transaction is committed."""
        transaction.on_commit(lambda: self._tell(lambda hub: hub.publish(messages)))

    def turn_away(self, session: str, holders: frozenset[str]) -> None:
        """End the streams of these holders once the transaction is committed."""
        transaction.on_commit(lambda: self._tell(lambda hub: hub.turn_away(session, holders)))

    def end(self, session: str) -> None:
        """End the session's streams once the transaction is committed."""
        transaction.on_commit(lambda: self._tell(lambda hub: hub.end(session)))

    async def start(self, hub: Hub, reader: ReadsTopics) -> None:
        """Tell this hub from now on. Streams read what was published before."""
        self._started = hub, asyncio.get_running_loop()

    async def stop(self) -> None:
        """Tell nobody any more."""
        self._started = None

    def _tell(self, act: Callable[[Hub], None]) -> None:
        if self._started is None:
            return
        hub, loop = self._started
        try:
            loop.call_soon_threadsafe(act, hub)
        except RuntimeError:
            # The loop has just been closed: the server has stopped, its streams with it.
            return
