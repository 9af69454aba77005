"""What a server process holds for live screens, from its start to its end."""

import asyncio

from django.conf import settings

from facilitator.live.broadcast import broadcaster
from facilitator.live.hub import Hub
from facilitator.live.reading import Reader
from facilitator.live.stream import StreamApplication


class LiveService:
    """The application under `/live/` with its hub, the broadcaster and the beats."""

    def __init__(self) -> None:
        self.reader = Reader()
        self.hub = Hub(self.reader.topic)
        self.broadcaster = broadcaster()
        self.application = StreamApplication(self.hub, most=settings.TOOLKIT_LIVE_MOST_STREAMS)
        self._beats: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin to hear what is published; in the event loop that serves."""
        await self.broadcaster.start(self.hub, self.reader)
        self._beats = asyncio.create_task(self.hub.beat_for_ever())

    def end_streams(self) -> None:
        """End every open stream, so that a server can stop; in the event loop that serves."""
        self.hub.close()

    async def stop(self) -> None:
        """End everything."""
        self.hub.close()
        if self._beats is not None:
            self._beats.cancel()
        await self.broadcaster.stop()
        await self.reader.stop()
