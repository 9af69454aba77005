"""The bare ASGI application under `/live/`: one open response a screen, without Django around it.

`GET /live/<session>/<channel>` answers with an event stream: the current message at once, each
newer one as it comes, a beat every five seconds. What each status means: `docs/live-transport.md`.
It never logs what it is asked.
"""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import Error as DatabaseError

from facilitator.live.channels import Channel, TopicName
from facilitator.live.hub import Hub, HubClosed
from facilitator.live.tickets import ticket_holder
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
TOO_MANY = "This session is open on too many screens of yours. Close some, and try again.\n"
STOPPING = "The server is not ready. Try again in a moment.\n"


# Streams that one holder of tickets may have in a session: far more than anybody needs, so that one
# device cannot take all that a server has. Connections that died unnoticed count for a minute.
MOST_EACH = 40


class Refused(Exception):
    """What a request gets in place of a stream: status, words and headers of its own."""

    def __init__(self, status: int, text: str, *headers: tuple[bytes, bytes]) -> None:
        super().__init__(text)
        self.status = status
        self.text = text
        self.headers = list(headers)


class StreamApplication:
    """Streams of a hub, at most `most` at a time, and `most_each` of one holder in a session."""

    def __init__(self, hub: Hub, *, most: int, most_each: int = MOST_EACH) -> None:
        self.hub = hub
        self.most = most
        self.most_each = most_each
        # By session and holder.
        self._open: Counter[tuple[str, str]] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one HTTP request."""
        try:
            name = topic_asked_for(scope)
            holder = holder_who_asks(scope, name)
            with self._place(name[0], holder):
                await self._serve(name, holder, scope, receive, send)
        except Refused as refusal:
            await answer(scope, send, refusal.status, refusal.text, refusal.headers)

    async def _serve(
        self, name: TopicName, holder: str, scope: Scope, receive: Receive, send: Send
    ) -> None:
        try:
            topic = await self.hub.join(name)
        except (HubClosed, DatabaseError) as error:
            raise Refused(503, STOPPING, (b"retry-after", b"1")) from error
        if topic is None:
            raise Refused(204, "")
        try:
            if not topic.admits(holder):
                raise Refused(403, FORBIDDEN)
            await send({"type": "http.response.start", "status": 200, "headers": STREAM_HEADERS})
            if scope["method"] == "HEAD":
                await send({"type": "http.response.body"})
            else:
                await self.hub.listen(topic, holder, send, gone(receive))
        finally:
            self.hub.leave(topic)

    @contextmanager
    def _place(self, session: str, holder: str) -> Iterator[None]:
        """Room for one stream more, while it is open. Raises `Refused`."""
        if self.hub.users >= self.most:
            raise Refused(503, FULL, (b"retry-after", b"5"))
        one = session, holder
        if self._open[one] >= self.most_each:
            raise Refused(503, TOO_MANY, (b"retry-after", b"5"))
        self._open[one] += 1
        try:
            yield
        finally:
            self._open[one] -= 1
            if not self._open[one]:
                del self._open[one]


def topic_asked_for(scope: Scope) -> TopicName:
    """What a request wants to listen to. Raises `Refused`."""
    found = ADDRESS.fullmatch(scope["path"])
    if not found or found[2] not in list(Channel):
        raise Refused(404, NOT_FOUND)
    if scope["method"] not in ("GET", "HEAD"):
        raise Refused(405, NOT_ALLOWED, (b"allow", b"GET, HEAD"))
    return found[1], Channel(found[2])


def holder_who_asks(scope: Scope, name: TopicName) -> str:
    """Whose ticket a request brings for this topic. Raises `Refused`."""
    headers = scope["headers"]
    sites = {value for header, value in headers if header == b"sec-fetch-site"}
    cookies = b"; ".join(value for header, value in headers if header == b"cookie")
    holder = ticket_holder(cookies.decode("latin-1"), *name)
    if not sites <= SAME_SITE or holder is None:
        raise Refused(403, FORBIDDEN)
    return holder


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
