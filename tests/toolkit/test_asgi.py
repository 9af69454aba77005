"""The composition behind one port, driven without a port."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest

from toolkit import asgi, live


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


composed = asgi.compose(pages=pages, live=live.application)


@pytest.mark.parametrize("path", ["/live/", "/live/session/1/events", "/live/x/../../cms/"])
def test_everything_under_live_is_kept_for_the_live_application(path):
    start, body = answered(composed, http(path))
    assert start["status"] == 404
    assert (b"content-type", b"text/plain; charset=utf-8") in start["headers"]
    assert body["body"] == live.BODY


def test_a_question_for_headers_alone_gets_no_body():
    start, body = answered(composed, http("/live/", method="HEAD"))
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


def test_a_web_socket_is_closed():
    (message,) = answered(composed, {"type": "websocket", "path": "/"}, [{"type": "connect"}])
    assert message["type"] == "websocket.close"


def test_the_real_application_answers_pages_through_django():
    start, *_ = answered(asgi.application, http("/static/../no-such-file", method="POST"))
    assert start["type"] == "http.response.start"
    names = {name for name, _ in start["headers"]}
    assert b"content-security-policy" in names
