"""What is sent to live screens: a message on a channel of a session. Plain data."""

from dataclasses import dataclass
from enum import StrEnum


class Channel(StrEnum):
    """Who listens. Rows and addresses hold the values: they never change."""

    CONSOLE = "console"
    STAGE = "stage"
    PHONE = "phone"


TopicName = tuple[str, Channel]
"""A session's key and a channel: what one screen listens to."""


@dataclass(frozen=True, slots=True)
class Message:
    """What a channel shows from now on; it replaces every message with a lower revision.

    `session` is the session's key; `body` is JSON in one line. Raises `ValueError` for a body of
    several lines: an event stream ends a message with its line.
    """

    session: str
    channel: Channel
    revision: int
    body: str

    def __post_init__(self) -> None:
        if "\n" in self.body or "\r" in self.body:
            raise ValueError("The body of a live message is one line.")

    @property
    def topic(self) -> TopicName:
        return (self.session, self.channel)


@dataclass(frozen=True, slots=True)
class Kept:
    """What the database holds for a topic: its latest message, whether the session is over, and
    whose tickets no longer open it.
    """

    message: Message | None
    is_over: bool
    turned_away: frozenset[str] = frozenset()
