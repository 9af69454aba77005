"""What phones may send, and what they get by guessing: sizes, nonsense, what is not there yet."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from facilitator import machine
from facilitator.activities.contributing import LONGEST_ENTRY
from facilitator.activities.group_list.entries import MOST_AT_ONCE
from facilitator.errors import RoomNotFound
from facilitator.room.seats import seat_take
from facilitator.room.views import LONGEST_FORM
from facilitator.sessions.running import activity_make
from tests.facilitator.rooms import POLL, commanded, joined, polled, sent, started

QUESTION = {"question": "What helps a family?"}


@pytest.fixture(autouse=True)
def _no_tries_used():
    cache.clear()


@pytest.fixture
def live(facilitator, county):
    return started(facilitator, county)


def test_what_is_prepared_is_not_there_yet_for_who_guesses_its_number(live, facilitator):
    prepared = activity_make(session=live, kind="poll", options=POLL, by=facilitator)
    phone, _seat = joined(live)
    part = f"/room/{live.key}/activities/{prepared.pk}/?part=1"
    assert phone.get(part).status_code == 404
    assert sent(phone, live, prepared, choice="1") == 404
    commanded(live, facilitator, machine.BringActivity(prepared.pk))
    assert POLL["question"] in phone.get(part).content.decode()


def test_what_was_before_the_room_can_be_looked_at_again(live, facilitator):
    poll = polled(live, facilitator)
    phone, _seat = joined(live)
    sent(phone, live, poll, choice="1")
    close = (machine.CloseActivity(poll.pk), machine.PutAway(poll.pk))
    commanded(live, facilitator, *close)
    answer = phone.get(f"/room/{live.key}/activities/{poll.pk}/?part=1")
    assert POLL["question"] in answer.content.decode()
    assert sent(phone, live, poll, choice="2") == 422
    assert poll.contributions.get().data == {"chosen": [1]}


def test_an_activity_of_another_session_is_not_there(live, facilitator, county):
    other = polled(started(facilitator, county), facilitator)
    phone, _seat = joined(live)
    assert phone.get(f"/room/{live.key}/activities/{other.pk}/?part=1").status_code == 404
    assert sent(phone, live, other, choice="1") == 404
    assert not other.contributions.exists()


@pytest.mark.parametrize("token", ["", "a\0b", "a\nb", "naïve"])
def test_a_token_that_is_none_of_ours_is_refused(live, facilitator, token):
    question = polled(live, facilitator, QUESTION, kind="open_question")
    phone, _seat = joined(live)
    assert sent(phone, live, question, text="Rides", entry_token=token) == 422
    assert not question.contributions.exists()


def test_a_form_is_of_bounded_size(live, facilitator):
    listed = polled(live, facilitator, QUESTION, kind="group_list")
    phone, _seat = joined(live)
    lines = [str(number) + "ክ" * (LONGEST_ENTRY - 4) for number in range(MOST_AT_ONCE)]
    assert sent(phone, live, listed, entries="x" * LONGEST_FORM) == 422
    assert sent(phone, live, listed, entries="x\n" * (MOST_AT_ONCE + 1)) == 422
    assert not listed.contributions.exists()
    # As much as is allowed fits in any script.
    assert sent(phone, live, listed, entries="\n".join(lines[: MOST_AT_ONCE // 2])) == 200
    assert listed.contributions.count() == MOST_AT_ONCE // 2


def test_a_number_of_any_length_is_nobodys_entry(live, facilitator):
    listed = polled(live, facilitator, QUESTION, kind="group_list")
    phone, _seat = joined(live)
    assert sent(phone, live, listed, entry="Rides") == 200
    for number in ("9" * 5000, "9" * 17, "-1", "²", "x"):
        assert sent(phone, live, listed, remove=number) == 200
    assert listed.contributions.count() == 1


def test_nobody_takes_back_what_another_phone_has_sent(live, facilitator):
    listed = polled(live, facilitator, QUESTION, kind="group_list")
    phone, _seat = joined(live)
    other, _seat = joined(live)
    sent(phone, live, listed, entry="Rides")
    entry = listed.contributions.get()
    assert sent(other, live, listed, remove=entry.pk) == 200
    assert listed.contributions.count() == 1


def test_a_code_with_signs_that_no_database_takes_is_a_wrong_one(live, db):
    for page in ("/join/", "/wall/"):
        assert Client().post(page, {"code": "AB\0CD"}).status_code == 404
    assert Client().post("/join/", {"code": f"{live.code[:3]}.{live.code[3:]}"}).status_code == 302


def test_nobody_gets_a_seat_in_a_session_that_has_ended_meanwhile(live, facilitator):
    commanded(live, facilitator, machine.End())
    # As a request that was under way when it ended still knows it.
    live.phase = "live"
    with pytest.raises(RoomNotFound):
        seat_take(live)
    assert not live.seats.exists()


def test_an_activity_is_locked_before_a_seat_as_at_the_end(live, facilitator):
    listed = polled(live, facilitator, QUESTION, kind="group_list")
    phone, _seat = joined(live)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert sent(phone, live, listed, entry="Rides", table="4") == 200
    said = [one["sql"] for one in queries]
    seat = next(at for at, one in enumerate(said) if one.startswith('UPDATE "facilitator_seat"'))
    locks = [
        at for at, one in enumerate(said) if one.startswith('SELECT "facilitator_activity"."id"')
    ]
    assert locks[0] < seat


@pytest.mark.parametrize("key", ["%00", "a%00b", "a%20b", "x" * 17])
def test_what_no_key_can_be_is_no_address(key, facilitator_client):
    for page in (f"/room/{key}/", f"/room/{key}/enter/", f"/sessions/{key}/console/"):
        assert facilitator_client.get(page).status_code == 404
