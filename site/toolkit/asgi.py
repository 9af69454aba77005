"""One process, one port: live updates beside Django's pages.

`/live/` goes to a small bare ASGI application; every other path is Django's WSGI application in a
pool of threads. Why not Django's own ASGI handler: `docs/decisions/0002-one-process.md`.
"""

import os
from collections.abc import Awaitable, Callable
from typing import Any

from a2wsgi import WSGIMiddleware

from toolkit import live
from toolkit.live import Receive, Scope, Send
from toolkit.settings import environment

Application = Callable[[Any, Any, Any], Awaitable[None]]

LIVE_PREFIX = "/live/"


def compose(*, pages: Application, live: Application) -> Application:
    """One ASGI application out of two: `live` for what lies under `/live/`, else `pages`.

    Header names with an underscore are dropped: to WSGI `X_Forwarded_Proto` looks like
    `X-Forwarded-Proto`, which only the proxy may set.
    """

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await lifespan(receive, send)
        elif scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1000})
        elif scope["path"].startswith(LIVE_PREFIX):
            await live(scope, receive, send)
        else:
            headers = [header for header in scope["headers"] if b"_" not in header[0]]
            await pages({**scope, "headers": headers}, receive, send)

    return application


async def lifespan(receive: Receive, send: Send) -> None:
    """Answer the server's messages about its start and its end."""
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return


def pages(threads: int) -> Application:
    """Django's WSGI application, `threads` requests at a time."""
    from toolkit.wsgi import application as wsgi_application

    return WSGIMiddleware(wsgi_application, workers=threads)  # type: ignore[arg-type]


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "toolkit.settings.production")
application = compose(
    pages=pages(environment.whole_number("TOOLKIT_THREADS", 10)), live=live.application
)
