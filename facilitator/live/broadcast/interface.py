"""What both ways of broadcasting can do."""

from collections.abc import Collection, Sequence
from typing import Protocol

from facilitator.live.channels import Kept, Message, TopicName
from facilitator.live.hub import Hub


class ReadsTopics(Protocol):
    """Reads what the database holds."""

    async def topics(self, names: Collection[TopicName]) -> dict[TopicName, Kept]: ...


class Broadcaster(Protocol):
    """Carries messages from whoever publishes to the hubs of all processes that have started it.

    `publish`, `turn_away` and `end` are called inside a transaction, in any thread; hubs hear of
    what has been committed, in that order. `start` and `stop` are called in the event loop of the
    hub.
    """

    def publish(self, messages: Sequence[Message]) -> None: ...

    def turn_away(self, session: str, holders: frozenset[str]) -> None: ...

    def end(self, session: str) -> None: ...

    async def start(self, hub: Hub, reader: ReadsTopics) -> None: ...

    async def stop(self) -> None: ...
