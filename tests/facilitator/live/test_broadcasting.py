"""From the pages' transaction to the screens: the same on every way of broadcasting."""

import asyncio

import pytest
from django.db import transaction

from facilitator.enums import Phase
from facilitator.live.channels import Channel, Message
from facilitator.live.publishing import channel_close, holders_turn_away, messages_publish
from facilitator.models import Session
from tests.facilitator.live.conftest import Process
from tests.factories import SessionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(own):
    return own.run(lambda: SessionFactory(live=True))


def message(session, revision, text=""):
    body = f'{{"n":{revision},"text":"{text}"}}'
    return Message(session.key, Channel.PHONE, revision, body)


def test_what_is_published_reaches_the_screens(own, broadcast, session):
    async def act():
        async with Process(own, broadcast) as process:
            await process.publish(message(session, 1))
            phones = [process.phone(session) for _ in range(3)]
            for phone in phones:
                await phone.shows("id: 1\n")
            await process.publish(message(session, 2))
            for phone in phones:
                await phone.shows("id: 2\n")

    own.run_async(act)


def test_who_is_turned_away_in_mid_session_loses_the_stream_and_nobody_else(
    own, broadcast, session
):
    def turn_away():
        with transaction.atomic():
            Session.objects.filter(pk=session.pk).update(turned_away=["seat-7"])
            holders_turn_away(session.key, ["seat-7"])

    async def act():
        async with Process(own, broadcast) as process:
            await process.publish(message(session, 1))
            gone = await process.phone(session, holder="seat-7").shows("id: 1\n")
            stays = await process.phone(session).shows("id: 1\n")
            await asyncio.to_thread(own.run, turn_away)
            await gone.ends()
            again = await process.phone(session, holder="seat-7").answered()
            assert again.status == 403
            await process.publish(message(session, 2))
            await stays.shows("id: 2\n")

    own.run_async(act)


def test_a_message_may_be_long(own, broadcast, session):
    async def act():
        async with Process(own, broadcast) as process:
            phone = await process.phone(session).shows("retry")
            await process.publish(message(session, 1, "long " * 10_000))
            await phone.shows("long " * 10_000)

    own.run_async(act)


def test_what_is_taken_back_reaches_nobody(own, broadcast, session):
    def publish_and_take_back():
        with transaction.atomic():
            messages_publish([message(session, 1, "mistake")])
            transaction.set_rollback(True)

    async def act():
        async with Process(own, broadcast) as process:
            phone = await process.phone(session).shows("retry")
            await asyncio.to_thread(own.run, publish_and_take_back)
            await process.publish(message(session, 2))
            await phone.shows("id: 2\n")
            assert "mistake" not in phone.text

    own.run_async(act)


def test_a_session_s_end_is_its_last_message_and_no_stream_opens_afterwards(
    own, broadcast, session
):
    def end():
        with transaction.atomic():
            messages_publish([message(session, 2, "goodbye")])
            Session.objects.filter(pk=session.pk).update(
                phase=Phase.ENDED, ended_at=session.started_at, code=None
            )
            channel_close(session.key)

    async def act():
        async with Process(own, broadcast) as process:
            await process.publish(message(session, 1))
            phone = await process.phone(session).shows("id: 1\n")
            await asyncio.to_thread(own.run, end)
            await phone.ends()
            assert "goodbye" in phone.text
            back = await process.phone(session).answered()
            assert (back.status, back.text) == (204, "")

    own.run_async(act)


def test_screens_of_a_closed_channel_may_come_back_while_the_session_runs(own, broadcast, session):
    async def act():
        async with Process(own, broadcast) as process:
            await process.publish(message(session, 1))
            phone = await process.phone(session).shows("id: 1\n")
            await process.close(session)
            await phone.ends()
            await process.phone(session).shows("id: 1\n")

    own.run_async(act)


def test_a_server_that_starts_anew_shows_what_was_shown(own, broadcast, session):
    async def act():
        async with Process(own, broadcast) as process:
            await process.publish(message(session, 1))
            phone = await process.phone(session).shows("id: 1\n")
        await phone.ends()
        await process.publish(message(session, 2))
        async with Process(own, broadcast) as process:
            phone = await process.phone(session).shows("id: 2\n")
            await process.publish(message(session, 3))
            await phone.shows("id: 3\n")

    own.run_async(act)
