"""What a phone in the room sees and sends."""

import json

import pytest
from django.core.cache import cache

from facilitator import machine
from facilitator.live.channels import Channel
from facilitator.models import LiveMessage
from facilitator.sessions.documents import deck_of, session_module
from tests.facilitator.rooms import commanded, form_token_of, joined, polled, sent, started


@pytest.fixture(autouse=True)
def _no_tries_used():
    cache.clear()


@pytest.fixture
def live(facilitator, county):
    return started(facilitator, county)


def test_the_room_shows_the_slide_on_the_wall_and_lets_one_look_back(live, facilitator):
    slides = deck_of(session_module(live)).slides
    commanded(live, facilitator, machine.Turn(slides[4]))
    phone, _seat = joined(live)
    page = phone.get(f"/room/{live.key}/").content.decode()

    assert "Slide 5 of 42" in page
    assert phone.get(f"/room/{live.key}/slides/1/").status_code == 200
    # One that has not been shown is not there yet.
    assert phone.get(f"/room/{live.key}/slides/7/").status_code == 302


def test_an_answer_goes_to_the_wall_and_can_be_changed(live, facilitator):
    activity = polled(live, facilitator)
    phone, _seat = joined(live)

    assert sent(phone, live, activity, choice="1") == 200
    assert sent(phone, live, activity, choice="2") == 200
    assert [one.data for one in activity.contributions.all()] == [{"chosen": [2]}]
    stage = json.loads(LiveMessage.objects.get(session=live, channel=Channel.STAGE).body)
    assert "1 answer so far" in stage["activity"]["html"]
    assert "bars" not in stage["activity"]["html"]


def test_phones_hear_nothing_of_what_others_send(live, facilitator):
    activity = polled(live, facilitator)
    phone, _seat = joined(live)
    before = LiveMessage.objects.get(session=live, channel=Channel.PHONE).revision
    sent(phone, live, activity, choice="1")
    assert LiveMessage.objects.get(session=live, channel=Channel.PHONE).revision == before


def test_a_phone_sees_its_own_answer_and_nobody_elses(live, facilitator):
    activity = polled(live, facilitator)
    mine, _seat = joined(live)
    yours, _other = joined(live)
    sent(mine, live, activity, choice="2")
    address = f"/room/{live.key}/activities/{activity.pk}/?part=1"

    assert b"checked" in mine.get(address).content
    assert b"checked" not in yours.get(address).content


@pytest.mark.parametrize("fields", [{}, {"choice": "9"}, {"choice": ["1", "2"]}, {"choice": "x"}])
def test_what_does_not_fit_is_refused_with_a_reason(live, facilitator, fields):
    activity = polled(live, facilitator)
    phone, _seat = joined(live)
    assert sent(phone, live, activity, **fields) == 422
    assert not activity.contributions.exists()


def test_without_a_script_a_refusal_shows_the_page_again_with_the_reason(live, facilitator):
    activity = polled(live, facilitator)
    phone, _seat = joined(live)
    answer = phone.post(
        f"/room/{live.key}/activities/{activity.pk}/",
        {"form_token": form_token_of(phone, live)},
    )
    assert answer.status_code == 422
    assert b"Choose an answer first" in answer.content


def test_a_closed_activity_takes_nothing(live, facilitator):
    activity = polled(live, facilitator)
    phone, _seat = joined(live)
    commanded(live, facilitator, machine.CloseActivity(activity.pk))
    assert sent(phone, live, activity, choice="1") == 422
    assert not activity.contributions.exists()


def test_a_form_without_this_phones_token_is_refused(live, facilitator):
    activity = polled(live, facilitator)
    phone, _seat = joined(live)
    address = f"/room/{live.key}/activities/{activity.pk}/"
    for token in ("", "0" * 32):
        answer = phone.post(address, {"form_token": token, "choice": "1", "part": "1"})
        assert answer.status_code == 422
    assert not activity.contributions.exists()


def test_a_moment_is_a_quiet_page_with_somebody_to_call(live):
    phone, _seat = joined(live)
    page = phone.get(f"/room/{live.key}/moment/").content.decode()
    assert 'href="tel:988"' in page


def test_who_has_not_joined_gets_nothing(live, client, facilitator):
    activity = polled(live, facilitator)
    for path in ("", "slides/1/", "moment/", f"activities/{activity.pk}/"):
        assert client.get(f"/room/{live.key}/{path}").status_code == 403


def test_a_participant_reaches_no_page_of_the_facilitators(live, learner_client, facilitator):
    activity = polled(live, facilitator)
    gets = ("", "console/", "panel/", "clicker/", "stage/", "activities/new/poll/")
    posts = ("command/", "start/", "notes/", "moderation/", "activities/")
    for path in gets:
        assert learner_client.get(f"/sessions/{live.key}/{path}").status_code == 404
    for path in (*posts, f"activities/{activity.pk}/"):
        assert learner_client.post(f"/sessions/{live.key}/{path}").status_code == 404


def test_phone_pages_ask_little_of_the_database(live, facilitator, django_assert_max_num_queries):
    polled(live, facilitator)
    phone, _seat = joined(live)
    phone.get(f"/room/{live.key}/")
    with django_assert_max_num_queries(12):
        phone.get(f"/room/{live.key}/")
