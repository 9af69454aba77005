"""What the database holds for live screens, read away from the event loop."""

import asyncio
from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from django.db import close_old_connections, connections

from facilitator.enums import Phase
from facilitator.live.channels import Channel, Kept, Message, TopicName
from facilitator.models import Session

Result = TypeVar("Result")


def topics_get(names: Collection[TopicName]) -> dict[TopicName, Kept]:
    """For each topic its latest message. A session that has ended, or is not there, is over."""
    rows = Session.objects.filter(key__in={session for session, _ in names}).values_list(
        "key", "phase", "turned_away", "messages__channel", "messages__revision", "messages__body"
    )
    sessions: dict[str, tuple[str, frozenset[str]]] = {}
    messages = {}
    for key, phase, turned_away, channel, revision, body in rows:
        sessions[key] = phase, frozenset(turned_away)
        if channel is not None:
            messages[key, channel] = Message(key, Channel(channel), revision, body)
    kept = {}
    for name in names:
        phase, turned_away = sessions.get(name[0], (Phase.ENDED, frozenset()))
        kept[name] = Kept(messages.get(name), phase == Phase.ENDED, turned_away)
    return kept


class Reader:
    """Reads in a thread of its own, so that pages that wait for the database hold nobody up."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="live-reader")

    async def topic(self, name: TopicName) -> Kept:
        """What the database holds for one topic."""
        return (await self.topics([name]))[name]

    async def topics(self, names: Collection[TopicName]) -> dict[TopicName, Kept]:
        """What the database holds for each of the topics."""
        return await self._run(lambda: _topics_get_as_a_request(names))

    async def stop(self) -> None:
        """Close the database and end the thread, after what it does now."""
        await self._run(connections.close_all)
        self._thread.shutdown(wait=False)

    async def _run(self, act: Callable[[], Result]) -> Result:
        return await asyncio.get_running_loop().run_in_executor(self._thread, act)


def _topics_get_as_a_request(names: Collection[TopicName]) -> dict[TopicName, Kept]:
    # As around a request: a connection is kept for `TOOLKIT_DATABASE_MAX_AGE`, a broken one is not.
    close_old_connections()
    try:
        return topics_get(names)
    finally:
        close_old_connections()
