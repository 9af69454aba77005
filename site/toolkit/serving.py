"""One server process: uvicorn, made so that open event streams neither keep it nor starve it."""

import asyncio
import contextlib
import socket
import sys
from typing import Any

import uvicorn

from toolkit.asgi_types import Application
from toolkit.composition import LIVE_PREFIX
from toolkit.settings import environment

# Seconds that requests get to finish after the server was told to stop.
GRACE = 10
# Seconds until streams are cut whose other side takes nothing any more.
STREAM_GRACE = 0.5
# Seconds after which a connection is given up whose other side confirms nothing. Beats find that
# out on a phone that has left the network; without this the kernel would try for a quarter hour.
UNCONFIRMED = 60
# Seconds that a thread may go on while others wait for their turn. Pages give up theirs at each
# query anyway; with Python's 5 milliseconds they cut a message to 500 phones, which takes 6, into
# pieces and come in between (`docs/decisions/0050-live-streams.md`).
TURN = 0.02
# Files that a process needs besides its streams.
OTHER_FILES = 512


class Server(uvicorn.Server):
    """Ends when it is told to, whatever is open.

    The application ends its streams by itself (`toolkit.stop_signals`). One whose other side has
    stalled cannot even be told so: it is cut.
    """

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Wait for requests under way, but not for stalled streams."""
        asyncio.get_running_loop().call_later(STREAM_GRACE, self._cut_streams)
        await super().shutdown(sockets)

    def _cut_streams(self) -> None:
        for connection in list[Any](self.server_state.connections):
            scope = getattr(connection, "scope", None)
            if scope and scope["path"].startswith(LIVE_PREFIX):
                connection.transport.abort()


def run(application: Application, listener: socket.socket) -> None:
    """Serve until a signal ends it; requests under way are finished first."""
    config = uvicorn.Config(
        application,
        log_config=None,
        access_log=False,
        server_header=False,
        lifespan="on",
        timeout_graceful_shutdown=GRACE,
        forwarded_allow_ips=environment.text("TOOLKIT_PROXY_ADDRESSES", "127.0.0.1"),
    )
    sys.setswitchinterval(TURN)
    Server(config).run(sockets=[listener])


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens on the address. Raises `OSError`."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.create_server((host, port), family=family, backlog=2048)
    if sys.platform == "linux":
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, UNCONFIRMED * 1000)
    return listener


def allow_streams(most: int) -> None:
    """Let this process open enough files for `most` streams, as far as the system permits."""
    with contextlib.suppress(ImportError):
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = most + OTHER_FILES
        if hard != resource.RLIM_INFINITY:
            wanted = min(wanted, hard)
        if soft != resource.RLIM_INFINITY and soft < wanted:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
