"""Screens without a network: an ASGI application driven by hand, on an event loop of its own."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from http.cookies import SimpleCookie

from django.http import HttpResponse

from facilitator.live.channels import Channel
from facilitator.live.tickets import ticket_give

PATIENCE = 10


def on_a_loop(act):
    """Run an async function to its end in a thread of its own: the test's may have a loop."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, asyncio.wait_for(act(), PATIENCE)).result(PATIENCE + 1)


def cookie(session_key, *channels, holder="seat-1"):
    """A `Cookie` header with a ticket for the channels."""
    response = HttpResponse()
    ticket_give(
        response,
        session_key=session_key,
        channels=frozenset(channels),
        holder=holder,
        secure=False,
    )
    return header_of(response)


def header_of(response):
    """What a browser sends back for the cookies of a response."""
    given = SimpleCookie(response.cookies)
    return "; ".join(f"{name}={morsel.coded_value}" for name, morsel in given.items())


class Screen:
    """A browser that opens a stream; `status`, `headers` and `text` are what has come so far."""

    def __init__(self, application, path, *, cookie="", method="GET", headers=()):
        self.application = application
        self.scope = {
            "type": "http",
            "method": method,
            "path": path,
            "headers": [(b"cookie", cookie.encode()), *headers],
        }
        self.status = None
        self.headers = []
        self.text = ""
        self.is_complete = False
        self.has_room = asyncio.Event()
        self.has_room.set()
        self._left = asyncio.Event()
        self._changed = asyncio.Event()
        self._asked = False
        self._task = None

    def open(self):
        """Send the request, once."""
        self._task = self._task or asyncio.create_task(
            self.application(self.scope, self._receive, self._send)
        )
        return self

    async def answered(self):
        """Send the request and wait for the whole answer."""
        await self.open()._task
        assert self.is_complete
        return self

    async def shows(self, *parts):
        """Wait until all parts have come."""
        await self._until(lambda: all(part in self.text for part in parts))
        return self

    async def ends(self):
        """Wait until the server has ended the response."""
        await self._task
        assert self.is_complete

    async def leave(self):
        """Close the connection and wait until the server has noticed."""
        self._left.set()
        await self._task

    async def _until(self, is_true):
        while not is_true():
            self._changed.clear()
            await self._changed.wait()

    async def _receive(self):
        if not self._asked:
            self._asked = True
            return {"type": "http.request", "body": b"", "more_body": False}
        await self._left.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message):
        await self.has_room.wait()
        assert not self.is_complete
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.headers = message["headers"]
        else:
            self.text += message.get("body", b"").decode()
            self.is_complete = not message.get("more_body", False)
            if self.is_complete:
                self._left.set()
        self._changed.set()


def phone_path(session_key="s1"):
    return f"/live/{session_key}/{Channel.PHONE}"
