"""The bare ASGI application under `/live/`: one open response a screen, without Django around it.

`GET /live/<session>/<channel>` answers with an event stream: the current message at once, each
newer one as it comes, a beat every five seconds. What each status means: `docs/live-transport.md`.
It never logs what it is asked.
"""

import re

from django.db import Error as DatabaseError

from facilitator.live.channels import Channel, TopicName
from facilitator.live.hub import Hub, HubClosed
from facilitator.live.tickets import ticket_allows
from toolkit.asgi_types import Receive, Scope, Send

ADDRESS = re.compile(r"/live/([A-Za-z0-9_-]{1,16})/([a-z]{1,10})")
SAME_SITE = {b"same-origin", b"none"}
Headers = list[tuple[bytes, bytes]]

STREAM_HEADERS: Headers = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store, no-transform"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
]

NOT_FOUND = "There is nothing live at this address.\n"
NOT_ALLOWED = "Only GET and HEAD are answered here.\n"
FORBIDDEN = "This browser may not follow this session here. Open the session's page again.\n"
FULL = "No more screens can be followed just now. Try again in a few seconds.\n"
STOPPING = "The server is not ready. Try again in a moment.\n"


class StreamApplication:
    """Streams of a hub, at most `most` at a time."""

    def __init__(self, hub: Hub, *, most: int) -> None:
        self.hub = hub
        self.most = most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one HTTP request."""
        refusal = self._refusal(scope)
        if refusal is not None:
            status, text, headers = refusal
            await answer(scope, send, status, text, headers)
            return
        try:
            topic = await self.hub.join(_topic_name(scope))
        except (HubClosed, DatabaseError):
            await answer(scope, send, 503, STOPPING, [(b"retry-after", b"1")])
            return
        if topic is None:
            await answer(scope, send, 204, "", [])
            return
        try:
            await send({"type": "http.response.start", "status": 200, "headers": STREAM_HEADERS})
            if scope["method"] == "HEAD":
                await send({"type": "http.response.body"})
            else:
                await self.hub.listen(topic, send, gone(receive))
        finally:
            self.hub.leave(topic)

    def _refusal(self, scope: Scope) -> tuple[int, str, Headers] | None:
        """Status, words and headers for what gets no stream; None when it may have one."""
        found = ADDRESS.fullmatch(scope["path"])
        if not found or found[2] not in list(Channel):
            return 404, NOT_FOUND, []
        if scope["method"] not in ("GET", "HEAD"):
            return 405, NOT_ALLOWED, [(b"allow", b"GET, HEAD")]
        headers = scope["headers"]
        sites = {value for name, value in headers if name == b"sec-fetch-site"}
        cookies = b"; ".join(value for name, value in headers if name == b"cookie")
        key, channel = _topic_name(scope)
        if not sites <= SAME_SITE or not ticket_allows(cookies.decode("latin-1"), key, channel):
            return 403, FORBIDDEN, []
        if self.hub.users >= self.most:
            return 503, FULL, [(b"retry-after", b"5")]
        return None


def _topic_name(scope: Scope) -> TopicName:
    _, _, key, channel = scope["path"].split("/")
    return key, Channel(channel)


async def gone(receive: Receive) -> None:
    """Wait until the other side has gone, or the response is complete."""
    while (await receive())["type"] != "http.disconnect":
        pass


async def answer(scope: Scope, send: Send, status: int, text: str, more: Headers) -> None:
    """A whole answer in plain words."""
    body = text.encode()
    headers = [(b"cache-control", b"no-store"), (b"x-content-type-options", b"nosniff"), *more]
    if status != 204:
        headers.append((b"content-type", b"text/plain; charset=utf-8"))
        headers.append((b"content-length", str(len(body)).encode()))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})
