"""Who listens in this process, and what they see: the latest message of a topic, encoded once.

Everything here runs in the event loop's thread. There is no queue: a listener remembers which
revision it has been sent, and a slow one skips to the latest when its connection has room again.
"""

import asyncio
import types
from collections.abc import Awaitable, Callable, Coroutine, Generator, Iterable, Iterator
from typing import Any

from facilitator.live.channels import Channel, Kept, Message, TopicName

Send = Callable[[dict[str, Any]], Awaitable[None]]
Load = Callable[[TopicName], Awaitable[Kept]]

BEAT_SECONDS = 5.0
# Listeners that hear a beat before others get their turn in the loop.
BEATS_AT_ONCE = 100


def chunk(body: bytes, *, more: bool = True) -> dict[str, Any]:
    """A part of a response's body, as ASGI wants it; one is shared by all who get it."""
    return {"type": "http.response.body", "body": body, "more_body": more}


RETRY = b"retry: 1000\n\n"
# Browsers drop an event without data.
BEAT = chunk(b"event: beat\ndata: 1\n\n")
END = chunk(b"", more=False)


def event(message: Message) -> bytes:
    """A message as an event of the stream."""
    return f"id: {message.revision}\nevent: state\ndata: {message.body}\n\n".encode()


class HubClosed(Exception):
    """The server is stopping: nobody can listen any more."""


class Listener:
    """One open stream. `task` is what is being sent to it just now, if that has to wait."""

    __slots__ = ("holder", "is_over", "send", "sent", "task", "topic")

    def __init__(self, topic: "Topic", holder: str, send: Send) -> None:
        self.topic = topic
        self.holder = holder
        self.send = send
        self.sent = topic.revision
        self.is_over = False
        self.task: asyncio.Task[None] | None = None

    def push(self, first: dict[str, Any] | None = None) -> None:
        """Send `first`, then what is newer than what was sent; nothing new while it still sends."""
        if self.task is not None or self.is_over:
            return
        rest = begun(self._catch_up(first))
        if rest is not None:
            self.task = asyncio.get_running_loop().create_task(self._finish(rest))

    async def _finish(self, rest: Awaitable[None]) -> None:
        await rest
        self.task = None

    async def _catch_up(self, first: dict[str, Any] | None) -> None:
        try:
            if first is not None:
                await self.send(first)
            while self.sent < self.topic.revision and self.topic.admits(self.holder):
                self.sent = self.topic.revision
                await self.send(self.topic.chunk)
            if self.topic.is_over or not self.topic.admits(self.holder):
                self.is_over = True
                await self.send(END)
        except (OSError, RuntimeError):
            # The connection is gone, as servers say it; its handler hears of it and leaves.
            self.is_over = True


def begun(work: Coroutine[Any, None, None]) -> Awaitable[None] | None:
    """Do some work at once as far as it goes without waiting; gives what is left, to be awaited.

    Nearly always a connection has room, and all is done: a task for each listener would take half
    as much time again. (From Python 3.12 on tasks can begin like this by themselves.)
    """
    try:
        waits_for = work.send(None)
    except StopIteration:
        return None
    return _rest(work, waits_for)


@types.coroutine
def _rest(work: Coroutine[Any, None, None], waits_for: Any) -> Generator[Any, None, None]:
    try:
        yield waits_for
        yield from work
    finally:
        work.close()


class Topic:
    """What one channel of one session shows, and who listens."""

    __slots__ = (
        "chunk",
        "is_over",
        "listeners",
        "loading",
        "name",
        "revision",
        "turned_away",
        "users",
    )

    def __init__(self, name: TopicName) -> None:
        self.name = name
        self.revision = -1
        self.chunk = chunk(b"")
        self.is_over = False
        self.listeners: set[Listener] = set()
        self.loading: asyncio.Task[None] | None = None
        self.turned_away: frozenset[str] = frozenset()
        # Listeners, and those who wait for the first message to be read.
        self.users = 0

    def take(self, message: Message | None) -> None:
        """Show a message from now on, unless one at least as new is shown."""
        if message is not None and message.revision > self.revision:
            self.revision = message.revision
            self.chunk = chunk(event(message))
            self.push()

    def admits(self, holder: str) -> bool:
        """Whether somebody's ticket opens this topic still."""
        return holder not in self.turned_away

    def turn_away(self, holders: frozenset[str]) -> None:
        """End the streams of these from now on, and of nobody else."""
        self.turned_away = holders
        for listener in self.listeners:
            if listener.holder in holders:
                listener.push()

    def end(self) -> None:
        """Send the last message to who has not got it, and end every stream."""
        self.is_over = True
        self.push()

    def push(self) -> None:
        for listener in self.listeners:
            listener.push()


class Hub:
    """The topics that somebody listens to. `load` reads what the database holds for one."""

    def __init__(self, load: Load) -> None:
        self._load = load
        self._topics: dict[TopicName, Topic] = {}
        self.is_closed = False
        # Open streams, and those about to open.
        self.users = 0

    async def join(self, name: TopicName) -> Topic | None:
        """The topic with its current message; None when its session is over.

        Whoever gets a topic gives it back with `leave`. The first reads from the database, all who
        come meanwhile share that, and a message that is published meanwhile wins. Raises
        `HubClosed`, and whatever reading raises.
        """
        if self.is_closed:
            raise HubClosed
        topic = self._topics.get(name)
        if topic is None:
            topic = self._topics[name] = Topic(name)
            topic.loading = asyncio.get_running_loop().create_task(self._read(topic))
        topic.users += 1
        self.users += 1
        try:
            if topic.loading is not None:
                await asyncio.shield(topic.loading)
            if self.is_closed:
                raise HubClosed
        except BaseException:
            self.leave(topic)
            raise
        if topic.is_over:
            self.leave(topic)
            return None
        return topic

    def leave(self, topic: Topic) -> None:
        """Give a topic back; without users it is dropped."""
        topic.users -= 1
        self.users -= 1
        if not topic.users and self._topics.get(topic.name) is topic:
            del self._topics[topic.name]

    async def listen(self, topic: Topic, holder: str, send: Send, gone: Awaitable[object]) -> None:
        """Send the current message and every newer one, until `gone` is done."""
        listener = Listener(topic, holder, send)
        topic.listeners.add(listener)
        try:
            listener.push(chunk(RETRY + topic.chunk["body"]))
            await gone
        finally:
            topic.listeners.discard(listener)
            if listener.task is not None:
                listener.task.cancel()

    def publish(self, messages: Iterable[Message]) -> None:
        """Send messages to those who listen to their topics; older ones are passed over."""
        for message in messages:
            if topic := self._topics.get(message.topic):
                topic.take(message)

    def turn_away(self, session: str, holders: frozenset[str]) -> None:
        """End the streams that these have in a session; their tickets open it no more."""
        for channel in Channel:
            if topic := self._topics.get((session, channel)):
                topic.turn_away(holders)

    def end(self, session: str) -> None:
        """End all streams of a session."""
        for channel in Channel:
            if topic := self._topics.pop((session, channel), None):
                topic.end()

    def show(self, kept: dict[TopicName, Kept]) -> None:
        """Bring topics to what the database holds for them."""
        for name, one in kept.items():
            if topic := self._topics.get(name):
                topic.turn_away(one.turned_away)
                topic.take(one.message)
            if one.is_over:
                self.end(name[0])

    def topics(self) -> list[TopicName]:
        """What somebody listens to."""
        return list(self._topics)

    def close(self) -> None:
        """End all streams; nobody can join from now on."""
        self.is_closed = True
        for topic in list(self._topics.values()):
            topic.end()
        self._topics.clear()

    async def beat(self) -> None:
        """Send everybody a sign of life: on a dead network it is missed."""
        for number, listener in enumerate(list(self._listeners())):
            listener.push(BEAT)
            if number % BEATS_AT_ONCE == BEATS_AT_ONCE - 1:
                await asyncio.sleep(0)

    async def beat_for_ever(self, every: float = BEAT_SECONDS) -> None:
        """Beat until cancelled; seconds."""
        while True:
            await asyncio.sleep(every)
            await self.beat()

    def _listeners(self) -> Iterator[Listener]:
        for topic in self._topics.values():
            yield from topic.listeners

    async def _read(self, topic: Topic) -> None:
        kept = await self._load(topic.name)
        topic.turned_away = topic.turned_away or kept.turned_away
        topic.take(kept.message)
        topic.is_over = topic.is_over or kept.is_over
        topic.loading = None
