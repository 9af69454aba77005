"""What ASGI applications take and are, in types."""

from collections.abc import Awaitable, Callable
from typing import Any, Protocol

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]


class Service(Protocol):
    """Something that lives as long as the server does; all in the server's event loop."""

    async def start(self) -> None:
        """Called before the first request."""

    def end_streams(self) -> None:
        """Called as soon as the server is told to stop: end what would never end by itself."""

    async def stop(self) -> None:
        """Called after the last request."""
