"""The answering page over HTTP: it sets and reads no cookie, and leaves no trace of anybody."""

import logging
import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.db import DatabaseError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cvi_survey import answering
from cvi_survey.answering import answer_path
from cvi_survey.form_numbers import STRETCH_SECONDS
from cvi_survey.models import Round, SealedBallot, UsedNumber
from cvi_survey.services import form_number_issue, round_close
from tests.cvi_survey.rounds import ITEMS, WARM_UP, answers_in, number_on, opened, send

pytestmark = pytest.mark.django_db

ADDRESS = "203.0.113.77"
AGENT = "OldPhone/4.4 (somebody in particular)"
COOKIES = "sessionid=stolen; csrftoken=known; django_language=es"


@pytest.fixture
def asked(facilitator, county) -> Round:
    return opened(facilitator, county, title="Morning group", asks_system=True)


@pytest.fixture
def phone() -> Client:
    """A client that says all about itself, as phones do, and insists on CSRF checks."""
    return Client(
        enforce_csrf_checks=True,
        headers={"user-agent": AGENT, "cookie": COOKIES, "x-forwarded-for": ADDRESS},
        REMOTE_ADDR=ADDRESS,
        HTTP_REFERER="https://example.org/where-i-came-from",
        HTTP_ACCEPT_LANGUAGE="es",
    )


@pytest.fixture
def log_lines() -> Iterator[list[str]]:
    """Everything that any logger says, on every level."""
    lines: list[str] = []

    class Keeper(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(f"{record.name}: {record.getMessage()}")

    keeper = Keeper()
    names = ("", "django", "django.request", "django.security", "django.server", "toolkit.requests")
    loggers = [logging.getLogger(name) for name in names]
    levels = [one.level for one in loggers]
    for one in loggers:
        one.addHandler(keeper)
        one.setLevel(logging.DEBUG)
    logging.getLogger("django.db.backends").setLevel(logging.INFO)
    yield lines
    for one, level in zip(loggers, levels, strict=True):
        one.removeHandler(keeper)
        one.setLevel(level)
    logging.getLogger("django.db.backends").setLevel(logging.NOTSET)


def fields(number: str, **more: str) -> dict[str, str]:
    return {"number": number, ITEMS[0]: "4", ITEMS[1]: "2", ITEMS[2]: "", **more}


def test_somebody_answers_without_account_cookie_or_csrf_token(phone, asked):
    page = phone.get(answer_path(asked.code))
    text = page.content.decode()

    for item in WARM_UP.items:
        assert item.text in text
    assert "Morning group" in text
    assert "Which system do you work in?" in text
    assert text.count("Prefer not to say") >= 4
    assert "cannot stop" in text
    response = send(phone, asked, fields(number_on(page), system="court"))
    assert response.status_code == 303
    thanks = phone.get(response["Location"])
    assert thanks.status_code == 200
    assert answers_in(SealedBallot.objects.get()) == {
        "system": "court",
        "places": {ITEMS[0]: 4, ITEMS[1]: 2},
    }


def test_the_system_is_asked_only_where_the_round_asks(phone, facilitator, county):
    asked = opened(facilitator, county)
    page = phone.get(answer_path(asked.code))

    assert b"Which system" not in page.content
    response = send(phone, asked, fields(number_on(page), system="court"))
    assert response.status_code == 400
    assert not SealedBallot.objects.exists()


def every_response(phone: Client, asked: Round, facilitator) -> Iterator:
    """One response of each kind that the path can give."""
    path = answer_path(asked.code)
    page = phone.get(path)
    yield page
    yield phone.head(path)
    yield phone.get(path.rstrip("/"))
    number = number_on(page)
    yield send(phone, asked, fields(number))
    yield send(phone, asked, fields(number))
    yield phone.get(f"{path}thanks/")
    yield phone.get("/s/nowhere/")
    yield phone.get("/s/nowhere/thanks/")
    yield phone.get("/s/")
    yield phone.get("/s/a/b/c/")
    yield send(phone, asked, fields("forged"))
    yield send(phone, asked, fields(form_number_issue(asked, now=1)))
    old = datetime.now(UTC).timestamp() - 3 * STRETCH_SECONDS
    yield send(phone, asked, fields(form_number_issue(asked, now=old)))
    yield send(
        phone, asked, fields(form_number_issue(asked)), headers={"sec-fetch-site": "same-site"}
    )
    yield phone.post(path, {"number": form_number_issue(asked)})
    yield phone.put(path)
    late = form_number_issue(asked)
    round_close(by=facilitator, closing=asked)
    yield phone.get(path)
    yield send(phone, asked, fields(late))


STATUSES = [
    200,
    200,
    200,
    303,
    409,
    200,
    404,
    404,
    404,
    404,
    400,
    400,
    409,
    400,
    400,
    405,
    410,
    410,
]


def test_no_response_sets_a_cookie_or_names_a_person(phone, asked, facilitator):
    statuses = []
    for response in every_response(phone, asked, facilitator):
        statuses.append(response.status_code)
        assert not response.cookies
        assert "Set-Cookie" not in response.headers
        assert "Cookie" not in response.headers.get("Vary", "")
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert response.headers["Cache-Control"] == "no-store"
        assert response.headers["X-Frame-Options"] == "DENY"
        assert "script-src 'self'" in response.headers["Content-Security-Policy"]
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        page = response.content.decode() + repr(response.headers)
        for trace in (ADDRESS, AGENT, "stolen", "known", "where-i-came-from"):
            assert trace not in page
        assert not re.search(r"\b20\d\d-\d\d|\d{1,2}:\d\d|\b1[6-9]\d{8}\b", page)
        assert "<script" not in page
    assert statuses == STATUSES


def test_cookies_are_never_read(phone, asked, facilitator, monkeypatch):
    def read(request: WSGIRequest) -> None:
        raise AssertionError("Somebody read the cookies.")

    monkeypatch.setattr(WSGIRequest, "COOKIES", property(read))

    assert [one.status_code for one in every_response(phone, asked, facilitator)] == STATUSES
    with pytest.raises(AssertionError):
        phone.get("/surveys/")


def test_nothing_of_it_is_logged(phone, asked, facilitator, log_lines):
    assert [one.status_code for one in every_response(phone, asked, facilitator)] == STATUSES
    assert log_lines == []

    phone.get("/nowhere/")
    assert any("toolkit.requests" in line for line in log_lines)


def test_answering_asks_the_database_for_nothing_about_people(phone, asked, monkeypatch):
    # Not the one time in eight when the ballots are shuffled as well.
    monkeypatch.setattr("cvi_survey.services.answers.secrets.randbelow", lambda each: 1)
    with CaptureQueriesContext(connection) as queries:
        page = phone.get(answer_path(asked.code))
        send(phone, asked, fields(number_on(page)))

    asked_for = " ".join(query["sql"] for query in queries)
    for table in ("session", "jurisdictions_user", "membership", "log", "site"):
        assert table not in asked_for
    assert ADDRESS not in asked_for
    assert len(queries) <= 14


def test_a_reload_and_a_double_click_count_once(phone, asked):
    number = number_on(phone.get(answer_path(asked.code)))

    answers = [send(phone, asked, fields(number)) for _click in range(3)]

    assert [one.status_code for one in answers] == [303, 409, 409]
    assert "counts once" in answers[1].content.decode()
    assert SealedBallot.objects.count() == UsedNumber.objects.count() == 1


def test_each_opened_form_has_a_number_of_its_own(phone, asked):
    numbers = {number_on(phone.get(answer_path(asked.code))) for _ in range(5)}

    assert len(numbers) == 5
    assert not UsedNumber.objects.exists()


def test_what_is_left_open_counts_as_preferring_not_to_say(phone, asked):
    send(phone, asked, {"number": form_number_issue(asked)})

    assert answers_in(SealedBallot.objects.get()) == {"system": "", "places": {}}


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 303),
        ({"sec-fetch-site": "same-origin", "origin": "null"}, 303),
        ({"sec-fetch-site": "none"}, 303),
        ({"origin": "http://testserver"}, 303),
        ({"sec-fetch-site": "cross-site"}, 400),
        ({"sec-fetch-site": "same-site"}, 400),
        ({"origin": "https://example.org"}, 400),
    ],
)
def test_a_form_sent_from_elsewhere_is_refused(phone, asked, headers, status):
    response = send(phone, asked, fields(form_number_issue(asked)), headers=headers)

    assert response.status_code == status
    assert SealedBallot.objects.exists() is (status == 303)


def test_uploads_and_long_forms_are_refused(phone, asked):
    number = form_number_issue(asked)

    assert phone.post(answer_path(asked.code), fields(number)).status_code == 400
    assert send(phone, asked, fields(number, more="x" * 20_000)).status_code == 400
    assert send(phone, asked, fields(number)).status_code == 303


@pytest.mark.parametrize("place", ["6", "0", "-1", "1.5", "yes", "４"])
def test_an_answer_that_was_not_offered_is_refused(phone, asked, place):
    number = form_number_issue(asked)

    assert send(phone, asked, {"number": number, ITEMS[0]: place}).status_code == 400
    assert not SealedBallot.objects.exists()


def test_a_database_that_fails_is_said_and_leaves_no_log_line(phone, asked, monkeypatch, log_lines):
    def fail(**kwargs: object) -> None:
        raise DatabaseError("locked")

    monkeypatch.setattr(answering, "ballot_cast", fail)
    response = send(phone, asked, fields(form_number_issue(asked)))

    assert response.status_code == 503
    assert "nothing of them was kept" in response.content.decode()
    assert log_lines == []


def test_https_is_insisted_on_where_the_site_insists(asked, settings):
    settings.SECURE_SSL_REDIRECT = True

    response = Client().get(answer_path(asked.code))

    assert response.status_code == 301
    assert response["Location"].startswith("https://")


def test_the_pages_are_light(phone, asked):
    page = phone.get(answer_path(asked.code), headers={"accept-encoding": "gzip"})

    assert page.headers["Content-Encoding"] == "gzip"
    assert len(page.content) < 4_000
