"""Several processes on PostgreSQL: collected only where the suite runs on it (`conftest.py`)."""

import asyncio

import pytest
from django.db import OperationalError, connection

from facilitator.live.broadcast import broadcaster
from facilitator.live.broadcast.postgresql import APPLICATION, CHANNEL, PostgreSQL, payload_of
from facilitator.live.channels import Channel, Message
from tests.facilitator.live.conftest import Process
from tests.factories import SessionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(own):
    return own.run(lambda: SessionFactory(live=True))


@pytest.fixture
def publishing(monkeypatch, own):
    one = own.run(PostgreSQL)
    monkeypatch.setattr("facilitator.live.publishing.broadcaster", lambda: one)
    return one


def message(session, revision, text=""):
    body = f'{{"n":{revision},"text":"{text}"}}'
    return Message(session.key, Channel.PHONE, revision, body)


# More than a notification takes.
LONG = "\u00f1" * 4_000


def cut_listening():
    """End the connections of all who listen, as a restart of PostgreSQL would."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
            "WHERE application_name = %s AND query = %s AND datname = current_database()",
            [APPLICATION, f"LISTEN {CHANNEL}"],
        )
        return cursor.fetchone()[0]


async def cut(own):
    """Cut connections as soon as somebody listens."""
    while not await asyncio.to_thread(own.run, cut_listening):
        pass


def test_every_process_hears_what_any_process_publishes(own, publishing, session):
    async def act():
        async with (
            Process(own, own.run(PostgreSQL)) as one,
            Process(own, own.run(PostgreSQL)) as other,
        ):
            phones = [one.phone(session), other.phone(session)]
            for phone in phones:
                await phone.shows("retry")
            await one.publish(message(session, 1))
            for phone in phones:
                await phone.shows("id: 1\n")

    own.run_async(act)


def test_what_was_missed_while_the_connection_was_lost_is_read_again(
    own, publishing, session, caplog
):
    async def act():
        async with Process(own, own.run(PostgreSQL)) as process:
            phone = await process.phone(session).shows("retry")
            for revision in range(1, 4):
                await cut(own)
                await process.publish(message(session, revision))
                await phone.shows(f"id: {revision}\n")

    own.run_async(act)
    assert "lost their database" in caplog.text


def test_a_message_that_no_notification_told_of_is_found_at_the_next_look(
    own, monkeypatch, session
):
    class Silent(PostgreSQL):
        def publish(self, messages):
            pass

    monkeypatch.setattr("facilitator.live.publishing.broadcaster", lambda: own.run(Silent))
    looking = own.run(lambda: PostgreSQL(look_again=0.05))

    async def act():
        async with Process(own, looking) as process:
            phone = await process.phone(session).shows("retry")
            for revision in range(1, 4):
                await process.publish(message(session, revision))
                await phone.shows(f"id: {revision}\n")

    own.run_async(act)


def test_a_message_that_fits_into_its_notification_needs_no_reading(own, publishing, session):
    class Unreadable:
        async def topics(self, names):
            raise AssertionError(names)

    async def act():
        process = Process(own, own.run(PostgreSQL))
        await process.broadcaster.start(process.hub, Unreadable())
        phone = await process.phone(session).shows("retry")
        await process.publish(message(session, 1, "ma\u00f1ana"), message(session, 2, "two words"))
        await phone.shows("id: 2\n", '"text":"two words"')
        process.hub.close()
        await process.broadcaster.stop()

    own.run_async(act)


def test_a_message_fits_or_is_only_named(session):
    short, long = message(session, 1, "x y"), message(session, 1, LONG)
    assert payload_of(short) == f'{session.key} phone 1 {{"n":1,"text":"x y"}}'
    assert payload_of(long) == f"{session.key} phone"


def test_a_long_message_and_a_short_one_after_it_arrive_in_order(own, publishing, session):
    async def act():
        async with Process(own, own.run(PostgreSQL)) as process:
            phone = await process.phone(session).shows("retry")
            await process.publish(message(session, 1, LONG))
            await phone.shows("id: 1\n", LONG)
            await process.publish(message(session, 2, LONG))
            await process.publish(message(session, 3))
            await phone.shows("id: 3\n")
            assert phone.text.rindex("id: 3") > phone.text.rindex("id: 1")

    own.run_async(act)


def test_a_reading_that_fails_is_done_again(own, publishing, session, monkeypatch, caplog):
    class Unsteady:
        fails = True

        async def topics(self, names):
            self.fails, fails = False, self.fails
            if fails:
                raise OperationalError
            return await own.topics(names)

    monkeypatch.setattr("facilitator.live.broadcast.postgresql.WAIT_TO_READ", 0)

    async def act():
        process = Process(own, own.run(PostgreSQL))
        await process.broadcaster.start(process.hub, Unsteady())
        phone = await process.phone(session).shows("retry")
        await process.publish(message(session, 1, LONG))
        await phone.shows("id: 1\n")
        process.hub.close()
        await process.broadcaster.stop()

    own.run_async(act)
    assert "could not be read: OperationalError" in caplog.text


def test_a_notification_of_a_newer_version_is_passed_over(own, publishing, session):
    def notify():
        with connection.cursor() as cursor:
            for payload in ("", session.key, f"{session.key} hologram", f"{session.key} phone 9"):
                cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, payload])

    async def act():
        async with Process(own, own.run(PostgreSQL)) as process:
            phone = await process.phone(session).shows("retry")
            await asyncio.to_thread(own.run, notify)
            await process.publish(message(session, 1))
            await phone.shows("id: 1\n")

    own.run_async(act)


def test_the_setting_chooses_it(settings):
    broadcaster.cache_clear()
    settings.TOOLKIT_LIVE_BROADCAST = "postgresql"
    assert isinstance(broadcaster(), PostgreSQL)
    broadcaster.cache_clear()
