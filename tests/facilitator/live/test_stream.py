"""What the application under /live/ answers to whom."""

import asyncio

import pytest
from django.db import OperationalError

from facilitator.live.channels import Channel, Kept, Message
from facilitator.live.hub import Hub
from facilitator.live.stream import StreamApplication
from tests.facilitator.live.screens import Screen, cookie, on_a_loop, phone_path

TICKET = cookie("s1", Channel.PHONE)
STAFF = cookie("s1", *Channel)


async def load(name):
    return Kept(Message(*name, 1, '{"n":1}'), is_over=name[0] == "over")


def application(*, most=5000):
    return StreamApplication(Hub(load), most=most)


def answer(path, app=None, **options):
    async def act():
        return await Screen(app or application(), path, **options).answered()

    return on_a_loop(act)


def test_a_stream_is_never_kept_buffered_or_guessed():
    async def act():
        phone = await Screen(application(), phone_path(), cookie=TICKET).open().shows("id: 1\n")
        assert phone.status == 200
        headers = dict(phone.headers)
        assert headers[b"content-type"].startswith(b"text/event-stream")
        assert b"no-store" in headers[b"cache-control"]
        assert headers[b"x-accel-buffering"] == b"no"
        assert headers[b"x-content-type-options"] == b"nosniff"
        await phone.leave()

    on_a_loop(act)


@pytest.mark.parametrize("channel", Channel)
def test_staff_may_open_every_channel(channel):
    async def act():
        screen = Screen(application(), f"/live/s1/{channel}", cookie=STAFF).open()
        await screen.shows("id: 1\n")
        await screen.leave()

    on_a_loop(act)


@pytest.mark.parametrize("channel", [Channel.CONSOLE, Channel.STAGE])
def test_a_participant_s_ticket_opens_neither_console_nor_stage(channel):
    screen = answer(f"/live/s1/{channel}", cookie=TICKET)
    assert screen.status == 403
    assert "event" not in screen.text


@pytest.mark.parametrize(
    "header",
    ["", "toolkit_live_seat=s1:phone:x:y", cookie("s2", *Channel), "sessionid=anything"],
    ids=["none", "forged", "another session's", "another cookie"],
)
def test_without_a_ticket_for_the_session_it_is_refused_in_plain_words(header):
    screen = answer(phone_path(), cookie=header)
    assert screen.status == 403
    assert "Open the session's page again." in screen.text
    assert (b"cache-control", b"no-store") in screen.headers


@pytest.mark.parametrize(
    "path",
    [
        "/live/",
        "/live/s1",
        "/live/s1/",
        "/live/s1/phone/",
        "/live/s1/phones",
        "/live/s1/phone\n",
        "/live//phone",
        "/live/s1/console/../phone",
        f"/live/{'s' * 17}/phone",
    ],
)
def test_every_other_address_is_nothing(path):
    assert answer(path, cookie=STAFF).status == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_a_stream_is_only_read(method):
    screen = answer(phone_path(), cookie=TICKET, method=method)
    assert screen.status == 405
    assert (b"allow", b"GET, HEAD") in screen.headers


@pytest.mark.parametrize(
    ("path", "status"), [(phone_path(), 200), ("/live/x", 404), ("/live/s2/phone", 403)]
)
def test_a_question_for_headers_alone_gets_the_same_status_and_no_body(path, status):
    app = application()
    screen = answer(path, app, cookie=TICKET, method="HEAD")
    assert (screen.status, screen.text) == (status, "")
    assert app.hub.users == 0


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_session_that_is_over_answers_that_there_is_nothing_more(method):
    screen = answer(phone_path("over"), cookie=cookie("over", Channel.PHONE), method=method)
    assert (screen.status, screen.text) == (204, "")


@pytest.mark.parametrize(("site", "status"), [("cross-site", 403), ("same-site", 403)])
def test_another_site_s_page_gets_no_stream(site, status):
    headers = [(b"sec-fetch-site", site.encode())]
    assert answer(phone_path(), cookie=TICKET, headers=headers).status == status


@pytest.mark.parametrize("site", ["same-origin", "none"])
def test_our_own_page_gets_one(site):
    headers = [(b"sec-fetch-site", site.encode())]
    screen = answer(phone_path(), cookie=TICKET, headers=headers, method="HEAD")
    assert screen.status == 200


def test_a_full_server_says_when_to_come_back_and_lets_in_who_comes_after_one_has_left():
    async def act():
        app = application(most=2)
        first = await Screen(app, phone_path(), cookie=TICKET).open().shows("id: 1\n")
        second = await Screen(app, phone_path(), cookie=TICKET).open().shows("id: 1\n")
        third = await Screen(app, phone_path(), cookie=TICKET).answered()
        assert third.status == 503
        assert (b"retry-after", b"5") in third.headers
        await first.leave()
        await Screen(app, phone_path(), cookie=TICKET).open().shows("id: 1\n")
        assert not second.is_complete

    on_a_loop(act)


def test_one_device_cannot_take_the_streams_of_all_others():
    async def act():
        app = StreamApplication(Hub(load), most=5000, most_each=3)
        own = [await Screen(app, phone_path(), cookie=TICKET).open().shows("id: 1") for _ in "123"]
        refused = await Screen(app, phone_path(), cookie=TICKET).answered()
        assert refused.status == 503
        assert "Close some" in refused.text
        other = cookie("s1", Channel.PHONE, holder="seat-2")
        await Screen(app, phone_path(), cookie=other).open().shows("id: 1")
        elsewhere = cookie("s2", Channel.PHONE)
        await Screen(app, phone_path("s2"), cookie=elsewhere).open().shows("id: 1")
        await own[0].leave()
        await Screen(app, phone_path(), cookie=TICKET).open().shows("id: 1")

    on_a_loop(act)


def test_a_database_that_does_not_answer_is_asked_again_later():
    answers = iter([OperationalError("gone"), Kept(Message("s1", Channel.PHONE, 4, "{}"), False)])

    async def unsteady(name):
        found = next(answers)
        if isinstance(found, Exception):
            raise found
        return found

    async def act():
        app = StreamApplication(Hub(unsteady), most=5)
        phones = [Screen(app, phone_path(), cookie=TICKET) for _ in range(3)]
        await asyncio.gather(*(phone.answered() for phone in phones))
        assert [phone.status for phone in phones] == [503] * 3
        await Screen(app, phone_path(), cookie=TICKET).open().shows("id: 4\n")

    on_a_loop(act)


def test_nothing_that_is_asked_is_logged(caplog):
    caplog.set_level(0)
    answer("/live/s1/console", cookie=TICKET)
    answer("/live/nothing", cookie=TICKET)
    answer(phone_path(), cookie=TICKET, method="HEAD")
    assert [record for record in caplog.records if record.name != "asyncio"] == []
