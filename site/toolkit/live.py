"""The live application's place: everything under `/live/`, without Django in between.

Live sessions will speak here in server-sent events. Until they do, every path is answered with a
plain 404, so that nothing else can take the addresses.
"""

from collections.abc import Awaitable, Callable
from typing import Any

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]

BODY = b"There is nothing live at this address.\n"


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer one HTTP request under `/live/` with 404; no other kind of scope comes here."""
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(BODY)).encode()),
        (b"cache-control", b"no-store"),
        (b"x-content-type-options", b"nosniff"),
    ]
    await send({"type": "http.response.start", "status": 404, "headers": headers})
    body = b"" if scope["method"] == "HEAD" else BODY
    await send({"type": "http.response.body", "body": body, "more_body": False})
