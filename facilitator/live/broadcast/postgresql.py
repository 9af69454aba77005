"""Several processes, on one machine or many: PostgreSQL carries what has changed.

PostgreSQL allows 8,000 bytes in a notification. A message that fits travels in it; of a longer one
only the topic is named, and whoever has listeners on it reads the message. Notifications come with
the commit of the transaction that published, or not at all.
"""

import asyncio
import logging
from collections.abc import Iterable, Sequence
from typing import Any

import psycopg
from django.db import Error as DatabaseError
from django.db import connection

from facilitator.live.broadcast.interface import ReadsTopics
from facilitator.live.channels import Channel, Message, TopicName
from facilitator.live.hub import Hub

CHANNEL = "toolkit_live"
# How the listening connections are called in PostgreSQL's own views.
APPLICATION = "toolkit-live"
# In place of a topic's channel: the whole session has ended.
ENDED = "ended"
# Bytes of a notification; PostgreSQL refuses 8,000.
LONGEST = 7900
# Seconds between two looks at the connection. Everything listened to is read then anyway, so that
# nothing stays old for longer, whatever went wrong.
LOOK_AGAIN = 20.0
# Seconds until the next try after a connection was lost: the first wait, and the longest.
FIRST_WAIT, LONGEST_WAIT = 0.1, 5.0
WAIT_TO_READ = 0.5

logger = logging.getLogger("toolkit.live")


class PostgreSQL:
    """Publishes by NOTIFY; listens with a connection of its own, renewed when it is lost.

    `parameters` say how that one is made: by default as Django's.
    """

    def __init__(
        self, *, parameters: dict[str, Any] | None = None, look_again: float = LOOK_AGAIN
    ) -> None:
        self._parameters = parameters or listening_parameters()
        self._look_again = look_again
        self._listening: asyncio.Task[None] | None = None
        self._changes: Changes | None = None

    def publish(self, messages: Sequence[Message]) -> None:
        """Notify with the commit of the transaction."""
        self._notify(payload_of(one) for one in messages)

    def turn_away(self, session: str, holders: frozenset[str]) -> None:
        """Notify with the commit; who is turned away is read with the topics."""
        self._notify(f"{session} {channel}" for channel in Channel)

    def end(self, session: str) -> None:
        """Notify with the commit of the transaction."""
        self._notify([f"{session} {ENDED}"])

    async def start(self, hub: Hub, reader: ReadsTopics) -> None:
        """Listen for this hub from now on."""
        self._changes = Changes(hub, reader)
        self._listening = asyncio.create_task(self._listen_for_ever(self._changes))

    async def stop(self) -> None:
        """Listen no more."""
        if self._listening is not None and self._changes is not None:
            self._listening.cancel()
            await asyncio.gather(self._listening, return_exceptions=True)
            await self._changes.stop()

    def _notify(self, payloads: Iterable[str]) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_notify(%s, payload) FROM unnest(%s::text[]) AS payload",
                [CHANNEL, list(payloads)],
            )

    async def _listen_for_ever(self, changes: "Changes") -> None:
        wait = FIRST_WAIT
        while True:
            try:
                async with await psycopg.AsyncConnection.connect(**self._parameters) as listening:
                    await listening.execute(f"LISTEN {CHANNEL}")
                    wait = FIRST_WAIT
                    await self._listen(listening, changes)
            except (psycopg.Error, TimeoutError) as error:
                logger.warning("Live updates lost their database: %s", type(error).__name__)
            await asyncio.sleep(wait)
            wait = min(2 * wait, LONGEST_WAIT)

    async def _listen(
        self, listening: psycopg.AsyncConnection[tuple[Any, ...]], changes: "Changes"
    ) -> None:
        while True:
            # Also right after connecting: what was notified before has been missed.
            changes.everything()
            async for notification in listening.notifies(timeout=self._look_again):
                changes.notified(notification.payload)
            await asyncio.wait_for(listening.execute("SELECT 1"), self._look_again)


class Changes:
    """Reads what has changed and shows it; what changes while it reads is read together."""

    def __init__(self, hub: Hub, reader: ReadsTopics) -> None:
        self._hub = hub
        self._reader = reader
        self._names: set[TopicName] = set()
        self._ended: set[str] = set()
        self._reading: asyncio.Task[None] | None = None

    def everything(self) -> None:
        """Read every topic that somebody listens to."""
        self._ask(self._hub.topics())

    def notified(self, payload: str) -> None:
        """Show the message that a notification brings, read the topic that it names, or end its
        session.
        """
        match payload.split(" ", 3):
            case [session, word] if word == ENDED:
                self._ended.add(session)
                self._ask(name for name in self._hub.topics() if name[0] == session)
            case [session, channel] if channel in list(Channel):
                self._ask([(session, Channel(channel))])
            case [session, channel, revision, body] if channel in list(Channel):
                self._hub.publish([Message(session, Channel(channel), int(revision), body)])

    async def stop(self) -> None:
        """Read no more."""
        if self._reading is not None:
            self._reading.cancel()
            await asyncio.gather(self._reading, return_exceptions=True)

    def _ask(self, names: Iterable[TopicName]) -> None:
        self._names.update(names)
        if self._reading is None and (self._names or self._ended):
            self._reading = asyncio.create_task(self._read())

    async def _read(self) -> None:
        try:
            while self._names or self._ended:
                await self._read_once()
        finally:
            self._reading = None

    async def _read_once(self) -> None:
        names, self._names = self._names.intersection(self._hub.topics()), set()
        ended, self._ended = self._ended, set()
        try:
            kept = await self._reader.topics(names) if names else {}
        except DatabaseError as error:
            logger.warning("Live updates could not be read: %s", type(error).__name__)
            self._names |= names
            self._ended |= ended
            await asyncio.sleep(WAIT_TO_READ)
            return
        self._hub.show(kept)
        for session in ended:
            self._hub.end(session)


def payload_of(message: Message) -> str:
    """A message as a notification: whole where it fits, else its topic alone."""
    topic = f"{message.session} {message.channel}"
    whole = f"{topic} {message.revision} {message.body}"
    return whole if len(whole.encode()) <= LONGEST else topic


def listening_parameters() -> dict[str, Any]:
    """How to connect as Django does, but without what belongs to its cursors."""
    parameters = connection.get_connection_params()
    for name in ("cursor_factory", "context", "prepare_threshold"):
        parameters.pop(name, None)
    return {
        "connect_timeout": 5,
        "keepalives_idle": 10,
        **parameters,
        "autocommit": True,
        "application_name": APPLICATION,
    }
