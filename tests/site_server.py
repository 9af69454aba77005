"""The site for browser tests: a real port, inside the test's own database transaction."""

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connections
from django.test import TestCase


class QuietHandler(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextmanager
def connections_left_open() -> Iterator[None]:
    """Keep Django from closing the test's connection with each request, as its client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)


class SharingServer(ThreadedWSGIServer):
    daemon_threads = True

    def _close_connections(self) -> None:
        # Django closes the thread's connections at the end of a request; these are the test's.
        pass


class SiteServer:
    """Serves the site on a free port of `localhost` with the test thread's database connection.

    Sharing the connection means that a browser test sees what the test made and leaves nothing
    behind: no table is emptied, so a browser test costs no more than any other. Requests take
    turns, and what a request leaves for after the commit is done at its end.
    """

    def __init__(self) -> None:
        self.turn = threading.Lock()
        self.shared = {connection.alias: connection for connection in connections.all()}
        self.httpd = SharingServer(("127.0.0.1", 0), QuietHandler, connections_override=self.shared)
        self.httpd.set_app(self.answer)
        self.pages = WSGIHandler()
        self.thread = threading.Thread(target=self.httpd.serve_forever, args=(0.05,), daemon=True)
        self.url = f"http://localhost:{self.httpd.server_address[1]}"

    def answer(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        on_commit = TestCase.captureOnCommitCallbacks(execute=True)
        with self.turn, connections_left_open(), on_commit:
            response = self.pages(environ, start_response)
            try:
                return list(response)
            finally:
                response.close()

    def start(self) -> None:
        for connection in self.shared.values():
            connection.inc_thread_sharing()
        self.thread.start()

    def settle(self) -> None:
        """Wait until no request is being answered."""
        with self.turn:
            pass

    def stop(self) -> None:
        self.httpd.shutdown()
        self.httpd.server_close()
        self.thread.join()
        for connection in self.shared.values():
            connection.dec_thread_sharing()
