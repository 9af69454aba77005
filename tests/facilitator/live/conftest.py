"""A database of one's own for what must be committed, and rooms of screens on it."""

import asyncio

import pytest

from facilitator.live.broadcast.in_process import InProcess
from facilitator.live.broadcast.postgresql import PostgreSQL
from facilitator.live.channels import Channel
from facilitator.live.hub import Hub
from facilitator.live.publishing import channel_close, messages_publish
from facilitator.live.stream import StreamApplication
from tests.facilitator.live.own_database import IS_POSTGRESQL, OwnDatabase
from tests.facilitator.live.screens import Screen, cookie, phone_path

# What needs PostgreSQL is run where the suite is: `make test-services`.
collect_ignore = [] if IS_POSTGRESQL else ["test_postgresql.py"]


@pytest.fixture(scope="package")
def own(request, tmp_path_factory, django_db_setup, django_db_blocker):
    worker = getattr(request.config, "workerinput", {}).get("workerid", "main")
    with django_db_blocker.unblock():
        own = OwnDatabase(tmp_path_factory.mktemp("live"), f"toolkit_live_{worker}")
    yield own
    with django_db_blocker.unblock():
        own.drop()


@pytest.fixture(params=[InProcess, PostgreSQL] if IS_POSTGRESQL else [InProcess])
def broadcast(request, monkeypatch, own):
    """The site's broadcaster: each kind that this database allows."""
    one = own.run(request.param)
    monkeypatch.setattr("facilitator.live.publishing.broadcaster", lambda: one)
    return one


class Process:
    """A server process with screens: its hub listens to the broadcaster while `async with` it."""

    def __init__(self, own, broadcaster):
        self.own = own
        self.broadcaster = broadcaster
        self.hub = Hub(own.topic)
        self.application = StreamApplication(self.hub, most=100)

    async def __aenter__(self):
        await self.broadcaster.start(self.hub, self.own)
        return self

    async def __aexit__(self, *_):
        self.hub.close()
        await self.broadcaster.stop()

    def phone(self, session, *, holder="seat-1"):
        ticket = cookie(session.key, Channel.PHONE, holder=holder)
        return Screen(self.application, phone_path(session.key), cookie=ticket).open()

    async def publish(self, *messages):
        """Publish from a thread of pages, and commit."""
        await asyncio.to_thread(self.own.run, lambda: messages_publish(messages))

    async def close(self, session):
        await asyncio.to_thread(self.own.run, lambda: channel_close(session.key))
