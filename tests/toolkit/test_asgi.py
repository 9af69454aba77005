"""The composition behind one port, driven without a port."""

import asyncio
import signal
from concurrent.futures import ThreadPoolExecutor

import pytest

from toolkit import asgi, stop_signals
from toolkit.composition import ELSEWHERE, answered_elsewhere, compose


def answered(application, scope, messages=()):
    """What the application sends, run on a loop of its own thread."""
    sent = []
    waiting = list(messages) or [{"type": "http.request", "body": b"", "more_body": False}]

    async def receive():
        return waiting.pop(0)

    async def send(message):
        sent.append(message)

    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, application(scope, receive, send)).result(timeout=10)
    return sent


def http(path, *headers, method="GET"):
    return {
        "type": "http",
        "http_version": "1.1",
        "method": method,
        "path": path,
        "query_string": b"",
        "headers": [(b"host", b"localhost"), *headers],
        "client": ("127.0.0.1", 1),
    }


async def pages(scope, receive, send):
    await send({"type": "pages", "scope": scope})


async def live(scope, receive, send):
    await send({"type": "live", "scope": scope})


class Service:
    """Writes down what is asked of it."""

    def __init__(self):
        self.asked = []

    async def start(self):
        self.asked.append("start")

    def end_streams(self):
        self.asked.append("end streams")

    async def stop(self):
        self.asked.append("stop")


composed = compose(pages=pages, live=live)


@pytest.mark.parametrize("path", ["/live/", "/live/session/1/events", "/live/x/../../cms/"])
def test_everything_under_live_is_kept_for_the_live_application(path):
    (message,) = answered(composed, http(path))
    assert message["type"] == "live"


@pytest.mark.parametrize("path", ["/live/", "/live/session/phone/more", "/live/x/../../cms/"])
def test_an_address_under_live_that_is_none_gets_plain_words(path):
    start, body = answered(asgi.application, http(path))
    assert start["status"] == 404
    assert (b"content-type", b"text/plain; charset=utf-8") in start["headers"]
    assert b"nothing live" in body["body"]


def test_what_another_process_answers_is_said_to_be_elsewhere():
    apart = compose(pages=answered_elsewhere, live=live)
    start, body = answered(apart, http("/modules/"))
    assert start["status"] == 404
    assert body["body"] == ELSEWHERE
    start, body = answered(apart, http("/modules/", method="HEAD"))
    assert start["status"] == 404
    assert body["body"] == b""


@pytest.mark.parametrize("path", ["/", "/modules/", "/live", "/livestock/"])
def test_everything_else_goes_to_the_pages(path):
    (message,) = answered(composed, http(path))
    assert message["type"] == "pages"


def test_a_header_that_only_looks_like_the_proxy_s_is_dropped():
    headers = [(b"x-forwarded-proto", b"http"), (b"x_forwarded_proto", b"https")]
    (message,) = answered(composed, http("/", *headers))
    assert [name for name, _ in message["scope"]["headers"]] == [b"host", b"x-forwarded-proto"]


def test_the_server_s_start_and_end_are_answered():
    messages = [{"type": "lifespan.startup"}, {"type": "lifespan.shutdown"}]
    sent = answered(composed, {"type": "lifespan"}, messages)
    assert [message["type"] for message in sent] == [
        "lifespan.startup.complete",
        "lifespan.shutdown.complete",
    ]


def test_what_lives_with_the_server_starts_and_stops_with_it():
    service = Service()
    messages = [{"type": "lifespan.startup"}, {"type": "lifespan.shutdown"}]
    sent = answered(
        compose(pages=pages, live=live, service=service), {"type": "lifespan"}, messages
    )
    assert len(sent) == 2
    assert service.asked == ["start", "stop"]


def test_a_signal_to_stop_ends_streams_and_still_reaches_the_server(monkeypatch):
    reached = []
    handlers = {signal.SIGTERM: reached.append, signal.SIGINT: signal.SIG_DFL}
    monkeypatch.setattr(signal, "getsignal", handlers.get)
    monkeypatch.setattr(signal, "signal", handlers.__setitem__)
    monkeypatch.setattr(signal, "getsignal", handlers.get)
    service = Service()
    loop = asyncio.new_event_loop()
    handlers[signal.SIGTERM] = lambda number, frame: reached.append(number)

    stop_signals.before_stopping(loop, service.end_streams)
    handlers[signal.SIGTERM](signal.SIGTERM, None)
    # In a thread of its own: after a browser test this one has a loop that runs.
    with ThreadPoolExecutor(1) as pool:
        pool.submit(loop.run_until_complete, asyncio.sleep(0)).result(timeout=10)
    loop.close()
    handlers[signal.SIGTERM](signal.SIGTERM, None)

    assert reached == [signal.SIGTERM] * 2
    assert service.asked == ["end streams"]
    assert handlers[signal.SIGINT] == signal.SIG_DFL


def test_a_web_socket_is_closed():
    (message,) = answered(composed, {"type": "websocket", "path": "/"}, [{"type": "connect"}])
    assert message["type"] == "websocket.close"


def test_the_real_application_answers_pages_through_django():
    start, *_ = answered(asgi.application, http("/static/../no-such-file", method="POST"))
    assert start["type"] == "http.response.start"
    names = {name for name, _ in start["headers"]}
    assert b"content-security-policy" in names
