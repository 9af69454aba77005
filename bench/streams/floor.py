"""The floor: the least that an event stream can be. No ticket, no database, no goodbye."""

import asyncio
import time
from typing import Any

from bench.streams.messages import body
from toolkit.asgi_types import Receive, Scope, Send

HEADERS = [(b"content-type", b"text/event-stream"), (b"cache-control", b"no-store")]


class Floor:
    """Sends every listener the latest message; never notices that one has gone."""

    def __init__(self) -> None:
        self.event = b""
        self.news: asyncio.Future[None] | None = None
        self.loop: asyncio.AbstractEventLoop | None = None
        self.encode(0)

    def encode(self, revision: int) -> None:
        self.event = f"id: {revision}\nevent: state\ndata: {body(revision)}\n\n".encode()

    def publish(self, revision: int) -> float:
        """Send a message to all, from any thread; gives the moment."""
        assert self.loop is not None
        moment = time.monotonic()
        self.loop.call_soon_threadsafe(self._publish, revision)
        return moment

    def _publish(self, revision: int) -> None:
        self.encode(revision)
        news, self.news = self.news, None
        if news is not None:
            news.set_result(None)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.lifespan(receive, send)
            return
        await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
        while True:
            await send(self.part())
            if self.news is None:
                self.news = asyncio.get_running_loop().create_future()
            await self.news

    def part(self) -> dict[str, Any]:
        return {"type": "http.response.body", "body": self.event, "more_body": True}

    async def lifespan(self, receive: Receive, send: Send) -> None:
        self.loop = asyncio.get_running_loop()
        while True:
            message = await receive()
            await send({"type": f"{message['type']}.complete"})
