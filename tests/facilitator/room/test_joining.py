"""Getting into the room, and staying out of others'."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.core.cache import cache
from django.test import Client

from facilitator import machine
from facilitator.room import guessing, networks
from facilitator.sessions.codes import CODE_LETTERS
from tests.facilitator.rooms import commanded, form_token_of, joined, planned, started


class Clock:
    """The time of day in seconds, which moves when a test moves it."""

    now = 1_000_000.0

    def __call__(self):
        return self.now


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    cache.clear()
    clock = Clock()
    monkeypatch.setattr(networks, "time", clock)
    return clock


def allow(monkeypatch, name, most):
    monkeypatch.setattr(guessing, name, replace(getattr(guessing, name), most=most))


@pytest.fixture
def live(facilitator, county):
    return started(facilitator, county)


def test_a_phone_joins_by_the_code_with_no_account_and_no_name(live):
    phone, seat = joined(live)
    page = phone.get(f"/room/{live.key}/")

    assert page.status_code == 200
    assert (seat.nickname, seat.table) == ("", "")
    assert "no-store" in page["Cache-Control"]


def test_a_code_is_read_however_it_is_typed(live, client):
    typed = f" {live.code[:3].lower()}-{live.code[3:].lower()} "
    assert client.post("/join/", {"code": typed}).status_code == 302


def test_codes_hold_nothing_that_looks_like_something_else():
    assert not set("01258AEIOSUZB") & set(CODE_LETTERS)


def test_a_nickname_and_a_table_are_kept_in_one_short_line(live):
    _phone, seat = joined(live, nickname="Sam <b>", table="4\n")
    assert (seat.nickname, seat.table) == ("Sam <b>", "4")


def test_the_same_phone_twice_is_one_seat(live):
    phone, _seat = joined(live)
    door = phone.post("/join/", {"code": live.code})["location"]
    assert phone.get(door)["location"] == f"/room/{live.key}/"
    assert live.seats.count() == 1


def test_who_comes_early_reads_when_it_begins(facilitator, county, client):
    at = datetime(2027, 1, 5, 16, 0, tzinfo=UTC)
    session = planned(facilitator, county, starts_at=at)
    page = client.get(f"/join/{session.code}/{session.join_key}/").content.decode()
    assert "Planned for Jan. 5, 2027, 9 a.m.</p>" in page


def test_the_qr_code_leads_in_and_waits_before_the_start(facilitator, county, client):
    session = planned(facilitator, county)
    link = f"/join/{session.code}/{session.join_key}/"
    early = client.get(link)
    assert b"has not begun" in early.content
    typed = client.post("/join/", {"code": session.code})
    assert typed.status_code == 404
    assert b"has not begun" in typed.content

    commanded(session, facilitator, machine.Start("welcome"))
    assert client.get(link).status_code == 302


def test_cookies_go_to_the_room_and_its_stream_only(live):
    phone, _seat = joined(live)
    paths = {name: morsel["path"] for name, morsel in phone.cookies.items()}

    assert paths == {
        "toolkit_seat": f"/room/{live.key}/",
        "toolkit_live_seat": f"/live/{live.key}/",
    }
    assert all(morsel["httponly"] for morsel in phone.cookies.values())


@pytest.mark.parametrize("code", ["", "QQQQQQ", "' OR 1=1", "x" * 5000])
def test_a_wrong_code_says_what_to_do(live, client, code):
    answer = client.post("/join/", {"code": code})
    assert answer.status_code == 404
    assert b"Look at the wall once more" in answer.content


def test_a_session_that_has_ended_does_not_answer(live, facilitator, client):
    code = live.code
    phone, _seat = joined(live)
    commanded(live, facilitator, machine.End())

    assert client.post("/join/", {"code": code}).status_code == 404
    assert client.get(f"/join/{code}/{live.join_key}/").status_code == 404
    assert b"The session has ended. Thank you." in phone.get(f"/room/{live.key}/").content
    assert phone.get(f"/room/{live.key}/slides/1/").status_code == 403
    assert client.get(f"/room/{live.key}/").status_code == 403


def test_the_goodbye_names_the_page_of_attended_sessions_as_it_names_itself(
    live, facilitator, learner_client
):
    phone, _seat = joined(live)
    commanded(live, facilitator, machine.End())
    heading = "Sessions you attended"
    goodbye = phone.get(f"/room/{live.key}/").content.decode()
    assert f"“{heading}”" in goodbye
    assert f'href="/my/sessions/">{heading}</a>' in goodbye
    assert f"<h1>{heading}</h1>" in learner_client.get("/my/sessions/").content.decode()


def test_guessing_runs_out_of_tries_and_the_room_still_gets_in(live, monkeypatch):
    allow(monkeypatch, "WRONG_CODES", 5)
    guesser = Client()
    answers = [guesser.post("/join/", {"code": f"CCCCC{n}"}).status_code for n in range(8)]
    assert answers == [404] * 5 + [429] * 3

    by_code = Client().post("/join/", {"code": live.code})
    by_link = Client().get(f"/join/{live.code}/{live.join_key}/")
    assert (by_code.status_code, by_link.status_code) == (429, 302)
    assert int(by_code["Retry-After"]) > 0
    assert b"Scan the QR code" in by_code.content


def test_right_codes_use_no_tries(live, monkeypatch):
    allow(monkeypatch, "WRONG_CODES", 3)
    codes = [Client().post("/join/", {"code": live.code}).status_code for _ in range(10)]
    assert codes == [302] * 10


def test_tries_come_back(live, monkeypatch, clock):
    allow(monkeypatch, "WRONG_CODES", 1)
    client = Client()
    client.post("/join/", {"code": "CCCCCC"})
    assert client.post("/join/", {"code": live.code}).status_code == 429
    clock.now += guessing.WRONG_CODES.seconds_each
    assert client.post("/join/", {"code": live.code}).status_code == 302


def test_a_seat_in_one_room_opens_no_other(live, facilitator, county):
    other = started(facilitator, county)
    phone, _seat = joined(live)
    phone.cookies["toolkit_seat"]["path"] = "/"
    assert phone.get(f"/room/{other.key}/").status_code == 403


def test_one_network_cannot_fill_a_room(live, monkeypatch, clock):
    allow(monkeypatch, "NEW_SEATS", 2)
    for _phone in range(2):
        joined(live)
    late = Client()
    door = late.post("/join/", {"code": live.code})["location"]
    assert late.post(door, {}).status_code == 429
    assert live.seats.count() == 2
    clock.now += guessing.NEW_SEATS.seconds_each
    assert late.post(door, {}).status_code == 302


@pytest.mark.parametrize("given", ["", "forged", "other:1abc:def"])
def test_the_door_opens_with_a_pass_only(live, client, given):
    answer = client.post(f"/room/{live.key}/enter/?pass={given}", {})
    assert answer.status_code == 403
    assert live.seats.count() == 0


def test_a_form_from_elsewhere_is_refused(live):
    phone, _seat = joined(live)
    answer = phone.post(
        f"/room/{live.key}/leave/",
        {"form_token": form_token_of(phone, live)},
        headers={"Sec-Fetch-Site": "cross-site"},
    )
    assert answer.status_code == 403
    assert live.seats.get().left_at is None


def test_leaving_and_coming_back_is_a_new_seat(live):
    phone, _seat = joined(live)
    phone.post(f"/room/{live.key}/leave/", {"form_token": form_token_of(phone, live)})
    assert phone.get(f"/room/{live.key}/").status_code == 403
    assert live.seats.filter(left_at__isnull=True).count() == 0
