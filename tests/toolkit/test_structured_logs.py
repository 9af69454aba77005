"""Logs: one JSON object a line, and nothing about people in it."""

import json
import logging
import sys

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from toolkit.middleware import RequestLogMiddleware
from toolkit.structured_logs import JsonFormatter, logging_settings, without_personal_data


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("Mail to ana.o'neil+x@county.example.gov failed", "Mail to [e-mail] failed"),
        ("next=ana%40county.gov", "next=[e-mail]"),
        ("Key (email)=(ana@county.gov) exists", "Key (email)=([e-mail]) exists"),
        ("GET /search/?q=Ana+Smith&page=2 took long", "GET /search/?[query] took long"),
        ("from 10.20.30.40:5123", "from [address]:5123"),
        ("from 2001:db8::8a2e:370:7334, ::1", "from [address], [address]"),
        ("/accounts/demo/aZ09-bY18_cX27dW36eV45/", "/accounts/demo/[token]/"),
        ("session k3jd8s7fh2kq9wz1xm4n5b6v", "session [token]"),
    ],
)
def test_what_points_at_a_person_is_replaced(text, clean):
    assert without_personal_data(text) == clean


@pytest.mark.parametrize(
    "text",
    [
        "Is this a question? Yes.",
        "at 12:30:45 and 9:05",
        "/modules/module-7/step-3-information-sharing-part-2/",
        'File "/srv/toolkit/modules/views.py", line 12, in lesson_page',
        "modules.0001_initial applied",
        "/modules/3f2b8c1d-0000-4000-8000-123456789abc/",
    ],
)
def test_ordinary_lines_stay_as_they_are(text):
    assert without_personal_data(text) == text


@given(st.from_regex(r"[a-z]{1,8}(\.[a-z]{1,8})?@[a-z]{1,8}\.(gov|org|example)", fullmatch=True))
def test_no_address_gets_through(address):
    assert address not in without_personal_data(f"<{address}> said: {address}.")


def record(message, *args, **fields):
    made = logging.LogRecord("toolkit", logging.ERROR, __file__, 1, message, args, None)
    made.__dict__.update(fields)
    return made


def test_a_line_is_one_json_object_with_time_level_logger_and_message():
    line = JsonFormatter().format(record("two\nlines for %s", "ana@county.gov"))
    assert "\n" not in line
    parsed = json.loads(line)
    assert parsed.keys() == {"time", "level", "logger", "message"}
    assert parsed["message"] == "two\nlines for [e-mail]"
    assert parsed["time"].endswith("+00:00")


def test_the_request_and_its_headers_never_reach_the_line():
    request = RequestFactory().get("/search/?q=Ana", headers={"user-agent": "Phone of Ana"})
    line = JsonFormatter().format(record("Not Found: %s", request.path, request=request))
    assert "Ana" not in line
    assert json.loads(line)["message"] == "Not Found: /search/"


def test_a_traceback_is_kept_and_cleaned():
    try:
        raise ValueError("no such person: ana@county.gov")
    except ValueError:
        line = JsonFormatter().format(record("Failed", exc_info=sys.exc_info()))
    assert "ValueError: no such person: [e-mail]" in json.loads(line)["traceback"]


def test_a_request_leaves_one_line_with_path_status_and_time(caplog):
    middleware = RequestLogMiddleware(lambda request: HttpResponse(status=204))
    with caplog.at_level(logging.INFO, logger="toolkit.requests"):
        middleware(RequestFactory().post("/search/?q=Ana", REMOTE_ADDR="10.1.2.3"))
    parsed = json.loads(JsonFormatter().format(caplog.records[0]))
    assert parsed["method"] == "POST"
    assert parsed["path"] == "/search/"
    assert parsed["status_code"] == 204
    assert parsed["milliseconds"] >= 0
    assert "Ana" not in str(parsed)
    assert "10.1.2.3" not in str(parsed)


def test_every_logger_ends_in_the_one_handler():
    loggers = logging_settings()["loggers"]
    assert all(not settings.get("handlers") for settings in loggers.values())
    assert all(settings.get("propagate", True) for settings in loggers.values())
