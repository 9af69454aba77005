"""Many phones in one process: raw connections that note when which message has come.

`python -m bench.streams.phones PORT COOKIE…`; commands are lines of JSON:
`{"open": 500}` opens so many at once and is answered with the seconds until all have a message;
`{"expect": 3}` is answered, when all have message 3, with the moment each got it;
`{"follow": true}` is answered at once; then all come back by themselves, a second after they lose
the connection, as browsers do, and a second answer says when the last had a message again;
`{"close": true}` closes all.
"""

import asyncio
import itertools
import json
import resource
import sys
import time
from typing import Any, cast

import uvloop

from bench.streams.messages import revision_in
from bench.streams.session import PATH

RETRY = 1.0


class Phone(asyncio.Protocol):
    """One connection."""

    def __init__(self, room: "Room") -> None:
        self.room = room
        self.transport: asyncio.Transport | None = None
        self.revision = -1
        self.tail = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # uvloop's transports are none of asyncio's classes.
        self.transport = cast(asyncio.Transport, transport)
        self.transport.write(next(self.room.requests))

    def data_received(self, data: bytes) -> None:
        revision = revision_in(self.tail + data)
        self.tail = data[-200:]
        if revision is not None and revision > self.revision:
            self.revision = revision
            self.room.got(revision)

    def connection_lost(self, error: Exception | None) -> None:
        self.room.lost(self)


class Room:
    """All phones of this process."""

    def __init__(self, port: int, cookies: list[str]) -> None:
        self.port = port
        head = f"GET {PATH} HTTP/1.1\r\nHost: localhost\r\nCookie: %s\r\n\r\n"
        # Each phone takes the next cookie.
        self.requests = itertools.cycle([(head % cookie).encode() for cookie in cookies])
        self.phones: set[Phone] = set()
        self.arrivals: dict[int, list[float]] = {}
        self.firsts = 0
        self.follows = False
        self.changed = asyncio.Event()
        self.tasks: set[asyncio.Task[None]] = set()

    def got(self, revision: int) -> None:
        self.arrivals.setdefault(revision, []).append(time.monotonic())
        self.firsts += 1
        self.changed.set()

    def lost(self, phone: Phone) -> None:
        self.phones.discard(phone)
        if self.follows:
            task = asyncio.create_task(self.come_back())
            self.tasks.add(task)
            task.add_done_callback(self.tasks.discard)

    async def come_back(self) -> None:
        await asyncio.sleep(RETRY)
        while True:
            try:
                await self.connect()
            except OSError:
                await asyncio.sleep(RETRY)
            else:
                return

    async def connect(self) -> None:
        loop = asyncio.get_running_loop()
        _, phone = await loop.create_connection(lambda: Phone(self), "127.0.0.1", self.port)
        self.phones.add(phone)

    async def open(self, number: int) -> float:
        """Open so many at once; seconds until each has its first message."""
        started = time.monotonic()
        self.firsts = 0
        await asyncio.gather(*(self.connect() for _ in range(number)))
        await self.until(lambda: self.firsts >= number)
        return time.monotonic() - started

    async def close(self) -> None:
        self.follows = False
        for phone in list(self.phones):
            assert phone.transport is not None
            phone.transport.abort()
        while self.phones:
            await asyncio.sleep(0.01)

    async def until(self, is_true: Any) -> None:
        while not is_true():
            self.changed.clear()
            await self.changed.wait()

    async def obey(self, command: dict[str, Any]) -> Any:
        if "open" in command:
            return await self.open(command["open"])
        if "expect" in command:
            revision, number = command["expect"], len(self.phones)
            await self.until(lambda: len(self.arrivals.get(revision, [])) >= number)
            return self.arrivals.pop(revision)
        if "follow" in command:
            self.follows, self.firsts, number = True, 0, len(self.phones)
            print(json.dumps(number), flush=True)
            await self.until(lambda: self.firsts >= number)
            self.follows = False
            return time.monotonic()
        await self.close()
        return None


async def main(port: int, cookies: list[str]) -> None:
    """Obey until standard input ends."""
    room = Room(port, cookies)
    print(json.dumps("ready"), flush=True)
    loop = asyncio.get_running_loop()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        answer = await asyncio.wait_for(room.obey(json.loads(line)), 60)
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    uvloop.run(main(int(sys.argv[1]), sys.argv[2:]))
