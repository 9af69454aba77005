"""Who listens sees the latest: read once, encoded once, nothing queued."""

import asyncio
import itertools

import pytest

from facilitator.live.channels import Channel, Kept, Message
from facilitator.live.hub import BEATS_AT_ONCE, Hub, HubClosed
from facilitator.live.stream import StreamApplication
from tests.facilitator.live.screens import Screen, cookie, on_a_loop, phone_path

PHONE = ("s1", Channel.PHONE)


def message(revision, text="", *, session="s1", channel=Channel.PHONE):
    return Message(session, channel, revision, f'{{"n":{revision},"text":"{text}"}}')


class Database:
    """Holds messages for the hub; answers when it may, and counts how often it was asked."""

    def __init__(self, *messages, over=()):
        self.messages = {one.topic: one for one in messages}
        self.over = set(over)
        self.asked = []
        self.may_answer = asyncio.Event()
        self.may_answer.set()

    async def load(self, name):
        self.asked.append(name)
        found = Kept(self.messages.get(name), is_over=name[0] in self.over)
        await self.may_answer.wait()
        return found


class Room:
    """A hub with its application and database."""

    def __init__(self, *messages, over=(), most=5000):
        self.database = Database(*messages, over=over)
        self.hub = Hub(self.database.load)
        self.application = StreamApplication(self.hub, most=most)
        self.seats = itertools.count(1)

    def phone(self, session="s1", *, holder=""):
        """A phone with a ticket of its own, or of this holder."""
        ticket = cookie(session, Channel.PHONE, holder=holder or f"seat-{next(self.seats)}")
        return Screen(self.application, phone_path(session), cookie=ticket).open()


def test_a_screen_gets_the_current_message_at_once_and_each_newer_one():
    async def act():
        room = Room(message(3))
        phone = await room.phone().shows("retry: 1000\n\n", 'id: 3\nevent: state\ndata: {"n":3,')
        room.hub.publish([message(4)])
        await phone.shows("id: 4\n")
        assert phone.text.count("event: state") == 2
        assert phone.text.count("retry:") == 1

    on_a_loop(act)


def test_an_older_message_and_the_same_again_are_passed_over():
    async def act():
        room = Room(message(3))
        phone = await room.phone().shows("id: 3\n")
        room.hub.publish([message(2), message(3, "again"), message(4)])
        await phone.shows("id: 4\n")
        assert "id: 2\n" not in phone.text
        assert "again" not in phone.text

    on_a_loop(act)


def test_where_nothing_was_published_yet_the_stream_opens_and_waits():
    async def act():
        room = Room()
        phone = await room.phone().shows("retry: 1000\n\n")
        assert "event: state" not in phone.text
        room.hub.publish([message(1)])
        await phone.shows("id: 1\n")

    on_a_loop(act)


def test_channels_and_sessions_do_not_hear_each_other():
    async def act():
        room = Room(message(1), message(1, session="s2"))
        here, there = room.phone(), room.phone("s2")
        await here.shows("id: 1\n")
        await there.shows("id: 1\n")
        room.hub.publish([message(2, "notes", channel=Channel.CONSOLE), message(2, "here")])
        room.hub.publish([message(3, "there", session="s2")])
        await here.shows("here")
        await there.shows("there")
        assert "notes" not in here.text + there.text
        assert "there" not in here.text
        assert "id: 2\n" not in there.text

    on_a_loop(act)


def test_a_slow_screen_skips_to_the_latest_and_holds_nobody_up():
    async def act():
        room = Room(message(1))
        slow, quick = room.phone(), room.phone()
        await slow.shows("id: 1\n")
        await quick.shows("id: 1\n")
        slow.has_room.clear()
        for revision in range(2, 50):
            room.hub.publish([message(revision)])
            await quick.shows(f"id: {revision}\n")
        slow.has_room.set()
        await slow.shows("id: 49\n")
        # One more was under way when its connection filled up.
        assert slow.text.count("event: state") <= 3

    on_a_loop(act)


def test_a_screen_that_leaves_while_it_is_sent_to_leaves_nothing_behind():
    async def act():
        room = Room(message(1))
        before = asyncio.all_tasks()
        slow = await room.phone().shows("id: 1\n")
        slow.has_room.clear()
        room.hub.publish([message(2)])
        assert len(asyncio.all_tasks()) == len(before) + 2
        await slow.leave()
        await asyncio.sleep(0)
        assert asyncio.all_tasks() == before
        assert room.hub.topics() == []

    on_a_loop(act)


def test_many_who_come_at_once_share_one_reading():
    async def act():
        room = Room(message(1))
        room.database.may_answer.clear()
        phones = [room.phone() for _ in range(200)]
        await asyncio.sleep(0)
        room.database.may_answer.set()
        for phone in phones:
            await phone.shows("id: 1\n")
        assert room.database.asked == [PHONE]

    on_a_loop(act)


def test_what_is_published_while_the_first_message_is_read_wins():
    async def act():
        room = Room(message(1))
        room.database.may_answer.clear()
        phone = room.phone()
        await asyncio.sleep(0)
        room.hub.publish([message(2)])
        room.database.may_answer.set()
        await phone.shows("id: 2\n")
        assert "id: 1\n" not in phone.text

    on_a_loop(act)


def test_a_topic_that_nobody_listens_to_is_dropped_and_read_anew():
    async def act():
        room = Room(message(1))
        phone = await room.phone().shows("id: 1\n")
        assert room.hub.topics() == [PHONE]
        await phone.leave()
        assert room.hub.topics() == []
        assert room.hub.users == 0
        room.database.messages[PHONE] = message(2)
        await room.phone().shows("id: 2\n")

    on_a_loop(act)


def test_a_session_that_ends_sends_its_last_message_and_then_nothing_more():
    async def act():
        room = Room(message(1))
        phone, slow = room.phone(), room.phone()
        other = room.phone("s2")
        await phone.shows("id: 1\n")
        await slow.shows("id: 1\n")
        slow.has_room.clear()
        room.hub.publish([message(2)])
        room.hub.publish([message(3, "goodbye")])
        room.hub.end("s1")
        room.database.over.add("s1")
        await phone.ends()
        slow.has_room.set()
        await slow.ends()
        for one in (phone, slow):
            assert one.text.endswith('data: {"n":3,"text":"goodbye"}\n\n')
        room.hub.publish([message(1, session="s2")])
        await other.shows("id: 1\n")
        back = await room.phone().answered()
        assert (back.status, back.text) == (204, "")

    on_a_loop(act)


def test_who_waits_for_the_first_message_when_the_session_ends_is_told_so():
    async def act():
        room = Room(message(1))
        room.database.may_answer.clear()
        phone = room.phone()
        await asyncio.sleep(0)
        room.hub.end("s1")
        room.database.may_answer.set()
        await phone.ends()
        assert phone.status == 204

    on_a_loop(act)


def test_a_server_that_stops_ends_every_stream_and_opens_none():
    async def act():
        room = Room(message(1))
        phones = [await room.phone().shows("id: 1\n") for _ in range(20)]
        room.hub.close()
        for phone in phones:
            await phone.ends()
        late = await room.phone().answered()
        assert late.status == 503
        assert (b"retry-after", b"1") in late.headers
        with pytest.raises(HubClosed):
            await room.hub.join(PHONE)
        assert room.hub.users == 0

    on_a_loop(act)


@pytest.mark.parametrize("error", [ConnectionResetError, RuntimeError])
def test_a_connection_that_breaks_while_it_is_sent_to_disturbs_nobody(error):
    async def act():
        room = Room(message(1))
        broken, whole = room.phone(), room.phone()
        await broken.shows("id: 1\n")
        await whole.shows("id: 1\n")

        async def send(_):
            raise error

        (listener,) = (one for one in room.hub._topics[PHONE].listeners if one.send == broken._send)
        listener.send = send
        for revision in (2, 3):
            room.hub.publish([message(revision)])
            await whole.shows(f"id: {revision}\n")
        await broken.leave()

    on_a_loop(act)


def test_who_is_turned_away_hears_nothing_more_and_everybody_else_goes_on():
    async def act():
        room = Room(message(1))
        gone = await room.phone(holder="person-7").shows("id: 1\n")
        stays = await room.phone().shows("id: 1\n")
        room.hub.turn_away("s1", frozenset({"person-7"}))
        room.hub.publish([message(2, "secret")])
        await gone.ends()
        assert "secret" not in gone.text
        await stays.shows("secret")
        assert (await room.phone(holder="person-7").answered()).status == 403

    on_a_loop(act)


def test_one_who_is_slow_gets_nothing_after_being_turned_away():
    async def act():
        room = Room(message(1))
        slow = await room.phone(holder="person-7").shows("id: 1\n")
        slow.has_room.clear()
        room.hub.publish([message(2)])
        room.hub.turn_away("s1", frozenset({"person-7"}))
        room.hub.publish([message(3, "secret")])
        slow.has_room.set()
        await slow.ends()
        assert "secret" not in slow.text

    on_a_loop(act)


def test_who_was_turned_away_before_the_server_started_is_known_from_the_database():
    async def load(name):
        return Kept(message(1), is_over=False, turned_away=frozenset({"person-7"}))

    async def act():
        room = Room()
        room.hub = Hub(load)
        room.application = StreamApplication(room.hub, most=10)
        assert (await room.phone(holder="person-7").answered()).status == 403
        await room.phone().shows("id: 1\n")

    on_a_loop(act)


def test_who_is_taken_on_again_may_listen_again():
    async def act():
        room = Room(message(1))
        await room.phone().shows("id: 1\n")
        room.hub.turn_away("s1", frozenset({"person-7"}))
        assert (await room.phone(holder="person-7").answered()).status == 403
        room.hub.show({PHONE: Kept(message(1), is_over=False)})
        await room.phone(holder="person-7").shows("id: 1\n")

    on_a_loop(act)


def test_everybody_hears_the_beat():
    async def act():
        room = Room(message(1))
        phones = [await room.phone().shows("id: 1\n") for _ in range(BEATS_AT_ONCE + 1)]
        beats = asyncio.create_task(room.hub.beat_for_ever(every=0.01))
        for phone in phones:
            await phone.shows("event: beat\ndata: 1\n\n")
        beats.cancel()

    on_a_loop(act)


def test_what_the_database_holds_after_a_gap_is_shown_and_ends_what_is_over():
    async def act():
        room = Room(message(1), message(1, session="s2"))
        here, there = room.phone(), room.phone("s2")
        await here.shows("id: 1\n")
        await there.shows("id: 1\n")
        room.hub.show(
            {
                PHONE: Kept(message(5), is_over=False),
                ("s2", Channel.PHONE): Kept(message(7, session="s2"), is_over=True),
                ("s3", Channel.PHONE): Kept(None, is_over=True),
            }
        )
        await here.shows("id: 5\n")
        await there.ends()
        assert there.text.rstrip().endswith('"text":""}')
        assert "id: 7\n" in there.text

    on_a_loop(act)


def test_a_body_of_several_lines_is_refused():
    with pytest.raises(ValueError, match="one line"):
        Message("s1", Channel.PHONE, 1, '{\n"n":1}')
