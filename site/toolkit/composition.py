"""Live updates beside Django's pages: what one server process answers.

`/live/` goes to a small bare ASGI application; every other path is Django's WSGI application in a
pool of threads. Why not Django's own ASGI handler: `docs/decisions/0002-one-process.md`.
"""

import asyncio
from enum import StrEnum

import django
from a2wsgi import WSGIMiddleware
from django.apps import apps

from toolkit.asgi_types import Application, Receive, Scope, Send, Service
from toolkit.settings import environment
from toolkit.stop_signals import before_stopping

LIVE_PREFIX = "/live/"
ELSEWHERE = b"Another process answers this address.\n"


class Part(StrEnum):
    """What one of two processes behind a proxy answers."""

    LIVE = "live"
    PAGES = "pages"


def site(only: Part | None = None) -> Application:
    """The whole site, or one part of it for a server that is one of two."""
    if only == Part.PAGES:
        return compose(pages=pages(), live=answered_elsewhere)
    if not apps.ready:
        django.setup()
    service, live = live_updates()
    return compose(
        pages=answered_elsewhere if only == Part.LIVE else pages(), live=live, service=service
    )


def pages() -> Application:
    """Django's WSGI application, `TOOLKIT_THREADS` requests at a time."""
    from toolkit.wsgi import application as wsgi_application

    threads = environment.whole_number("TOOLKIT_THREADS", 10)
    return WSGIMiddleware(wsgi_application, workers=threads)  # type: ignore[arg-type, return-value]


def live_updates() -> tuple[Service, Application]:
    """What lives as long as the server, and the application under `/live/`."""
    from facilitator.live.running import LiveService

    service = LiveService()
    return service, service.application


def compose(
    *, pages: Application, live: Application, service: Service | None = None
) -> Application:
    """One ASGI application out of two: `live` for what lies under `/live/`, else `pages`.

    Header names with an underscore are dropped: to WSGI `X_Forwarded_Proto` looks like
    `X-Forwarded-Proto`, which only the proxy may set.
    """

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await lifespan(receive, send, service)
        elif scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1000})
        elif scope["path"].startswith(LIVE_PREFIX):
            await live(scope, receive, send)
        else:
            headers = [header for header in scope["headers"] if b"_" not in header[0]]
            await pages({**scope, "headers": headers}, receive, send)

    return application


async def lifespan(receive: Receive, send: Send, service: Service | None) -> None:
    """Start and stop the service as the server does."""
    while True:
        message = await receive()
        starting = message["type"] == "lifespan.startup"
        if service is not None and starting:
            await service.start()
            # Servers wait for open responses before they say that they stop.
            before_stopping(asyncio.get_running_loop(), service.end_streams)
        elif service is not None:
            await service.stop()
        await send({"type": f"{message['type']}.complete"})
        if not starting:
            return


async def answered_elsewhere(scope: Scope, receive: Receive, send: Send) -> None:
    """404 for what the other process answers: the proxy sent it to the wrong one."""
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(ELSEWHERE)).encode()),
        (b"cache-control", b"no-store"),
        (b"x-content-type-options", b"nosniff"),
    ]
    await send({"type": "http.response.start", "status": 404, "headers": headers})
    body = b"" if scope["method"] == "HEAD" else ELSEWHERE
    await send({"type": "http.response.body", "body": body, "more_body": False})
