"""What is published is kept, and reaches screens after the commit, never before and never older."""

import asyncio
import threading

import pytest
from django.db import transaction

from facilitator.live.broadcast import broadcaster
from facilitator.live.broadcast.in_process import InProcess
from facilitator.live.channels import Channel, Kept, Message
from facilitator.live.hub import Hub
from facilitator.live.publishing import channel_close, messages_publish
from facilitator.live.reading import topics_get
from facilitator.models import LiveMessage, Session
from tests.facilitator.live.screens import PATIENCE, on_a_loop
from tests.factories import SessionFactory

pytestmark = pytest.mark.django_db


class Listening:
    """A hub that only writes down what it is told, and a loop in a thread that it lives in."""

    def __init__(self):
        self.heard = []
        self.changed = threading.Condition()

    def publish(self, messages):
        self._note([(one.channel, one.revision) for one in messages])

    def end(self, session):
        self._note("end")

    def _note(self, what):
        with self.changed:
            self.heard.append(what)
            self.changed.notify_all()

    def wait_for(self, *heard):
        with self.changed:
            assert self.changed.wait_for(lambda: self.heard == list(heard), PATIENCE), self.heard


@pytest.fixture
def listening(monkeypatch):
    """The process's broadcaster tells this hub, on a loop that runs meanwhile."""
    one = InProcess()
    monkeypatch.setattr("facilitator.live.publishing.broadcaster", lambda: one)
    hub = Listening()
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    asyncio.run_coroutine_threadsafe(one.start(hub, None), loop).result(PATIENCE)
    yield hub
    asyncio.run_coroutine_threadsafe(one.stop(), loop).result(PATIENCE)
    loop.call_soon_threadsafe(loop.stop)
    thread.join(PATIENCE)
    loop.close()


def messages(session, revision, *channels):
    return [Message(session.key, one, revision, f'{{"n":{revision}}}') for one in channels]


def test_a_message_is_kept_one_a_channel_and_replaces_an_older_one():
    session = SessionFactory(live=True)
    messages_publish(messages(session, 1, *Channel))
    messages_publish(messages(session, 2, Channel.PHONE))
    rows = set(session.messages.values_list("channel", "revision", "body"))
    assert rows == {
        ("console", 1, '{"n":1}'),
        ("stage", 1, '{"n":1}'),
        ("phone", 2, '{"n":2}'),
    }


def test_a_revision_never_goes_back():
    session, other = SessionFactory(live=True), SessionFactory(live=True)
    for revision in (5, 3, 5):
        messages_publish(messages(session, revision, Channel.PHONE))
    messages_publish(messages(other, 1, Channel.PHONE))
    assert list(session.messages.values_list("revision", flat=True)) == [5]
    assert list(other.messages.values_list("revision", flat=True)) == [1]


def test_publishing_to_a_session_that_is_not_there_is_a_mistake():
    with pytest.raises(Session.DoesNotExist):
        messages_publish([Message("nowhere", Channel.PHONE, 1, "{}")])


def test_a_turn_of_the_slide_takes_one_query_a_channel(django_assert_num_queries):
    session = SessionFactory(live=True)
    messages_publish(messages(session, 1, *Channel))
    # A savepoint, and its release.
    with django_assert_num_queries(3 + 2):
        messages_publish(messages(session, 2, *Channel))


def test_screens_hear_of_it_after_the_commit(listening, django_capture_on_commit_callbacks):
    session = SessionFactory(live=True)
    with django_capture_on_commit_callbacks(execute=True):
        messages_publish(messages(session, 1, Channel.STAGE, Channel.PHONE))
        channel_close(session.key)
        assert listening.heard == []
    listening.wait_for([(Channel.STAGE, 1), (Channel.PHONE, 1)], "end")


def test_screens_never_hear_of_what_was_taken_back(listening, django_capture_on_commit_callbacks):
    session = SessionFactory(live=True)

    with django_capture_on_commit_callbacks(execute=True):
        with transaction.atomic():
            messages_publish(messages(session, 1, Channel.PHONE))
            transaction.set_rollback(True)
        messages_publish(messages(session, 2, Channel.PHONE))
    listening.wait_for([(Channel.PHONE, 2)])


def test_a_process_without_screens_publishes_all_the_same(django_capture_on_commit_callbacks):
    session = SessionFactory(live=True)
    with django_capture_on_commit_callbacks(execute=True) as done:
        messages_publish(messages(session, 1, Channel.PHONE))
    assert len(done) == 1
    assert LiveMessage.objects.get().revision == 1


def test_a_server_that_has_stopped_is_told_nothing(django_capture_on_commit_callbacks, monkeypatch):
    session = SessionFactory(live=True)
    one = InProcess()
    monkeypatch.setattr("facilitator.live.publishing.broadcaster", lambda: one)

    async def start_and_leave():
        await one.start(Hub(None), None)

    on_a_loop(start_and_leave)
    with django_capture_on_commit_callbacks(execute=True) as done:
        messages_publish(messages(session, 1, Channel.PHONE))
    assert len(done) == 1


def test_without_a_setting_messages_stay_in_the_process():
    assert isinstance(broadcaster(), InProcess)


def test_a_server_that_starts_anew_begins_with_what_is_kept():
    live, planned, ended = SessionFactory(live=True), SessionFactory(), SessionFactory(ended=True)
    messages_publish(messages(live, 4, *Channel))
    messages_publish(messages(ended, 9, Channel.PHONE))
    names = [(one.key, Channel.PHONE) for one in (live, planned, ended)]
    names += [(live.key, Channel.STAGE), ("nowhere", Channel.PHONE)]
    kept = topics_get(names)
    assert kept == {
        (live.key, Channel.PHONE): Kept(messages(live, 4, Channel.PHONE)[0], is_over=False),
        (live.key, Channel.STAGE): Kept(messages(live, 4, Channel.STAGE)[0], is_over=False),
        (planned.key, Channel.PHONE): Kept(None, is_over=False),
        (ended.key, Channel.PHONE): Kept(messages(ended, 9, Channel.PHONE)[0], is_over=True),
        ("nowhere", Channel.PHONE): Kept(None, is_over=True),
    }


def test_all_topics_are_read_with_one_query(django_assert_num_queries):
    sessions = [SessionFactory(live=True) for _ in range(3)]
    for one in sessions:
        messages_publish(messages(one, 1, *Channel))
    with django_assert_num_queries(1):
        kept = topics_get([(one.key, channel) for one in sessions for channel in Channel])
    assert len(kept) == 9
