"""Poll: choices on phones, bars on the wall."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.activities import kind_of
from facilitator.activities.poll.forms import PollForm
from facilitator.activities.poll.tally import tally
from tests.facilitator.activities.faces import (
    closed,
    desk,
    opened,
    phone,
    ready,
    shown,
    wall,
    words,
)
from tests.facilitator.rooms import POLL, joined, polled, sent, started

MULTIPLE = {**POLL, "mode": "multiple", "choices": ["Housing", "Childcare", "Rides"]}
SCALE = {"question": "How sure are you?", "mode": "scale", "choices": ["not at all", "wholly"]}
MARKUP = {**POLL, "question": "<b>Who?</b>", "choices": ["<i>We</i>", "They & we"]}


@pytest.fixture
def live(facilitator, county):
    return started(facilitator, county)


def test_the_wall_keeps_the_result_back_until_it_is_shown(live, facilitator, facilitator_client):
    activity = polled(live, facilitator)
    for choice in ("1", "1", "2"):
        device, _seat = joined(live)
        assert sent(device, live, activity, choice=choice) == 200
    before = wall(facilitator_client, live)
    assert "3 answers so far" in words(before)
    assert not before.select(".bars")

    shown(live, facilitator, activity)
    rows = [words(row) for row in wall(facilitator_client, live).select(".bars__row")]
    assert rows == ["Ours 2 67%", "Theirs 1 33%"]


def test_the_facilitator_sees_the_bars_before_the_room_does(live, facilitator, facilitator_client):
    activity = polled(live, facilitator)
    device, _seat = joined(live)
    sent(device, live, activity, choice="2")
    assert "Theirs 1 100%" in words(desk(facilitator_client, live))


@pytest.mark.parametrize(
    ("options", "choices", "status"),
    [
        (POLL, ["1"], 200),
        (POLL, ["1", "2"], 422),
        (POLL, [], 422),
        (POLL, ["3"], 422),
        (POLL, ["0"], 422),
        (POLL, ["²"], 422),
        (MULTIPLE, ["1", "3"], 200),
        (MULTIPLE, ["3", "3"], 200),
        (SCALE, ["5"], 200),
        (SCALE, ["6"], 422),
    ],
)
def test_only_what_can_be_chosen_is_taken(live, facilitator, options, choices, status):
    activity = polled(live, facilitator, options)
    device, _seat = joined(live)
    assert sent(device, live, activity, choice=choices) == status
    assert activity.contributions.count() == (status == 200)


def test_a_second_answer_takes_the_place_of_the_first(live, facilitator):
    activity = polled(live, facilitator, MULTIPLE)
    device, _seat = joined(live)
    sent(device, live, activity, choice=["1", "2"])
    sent(device, live, activity, choice=["3"], entry_token="another")
    assert [one.data for one in activity.contributions.all()] == [{"chosen": [3]}]


def test_a_phone_shows_what_it_has_chosen_and_can_change_it(live, facilitator):
    activity = polled(live, facilitator)
    device, _seat = joined(live)
    assert words(phone(device, live).select_one("button")) == "Send"
    sent(device, live, activity, choice="2")
    mine = phone(device, live)
    assert [box["value"] for box in mine.select("[checked]")] == ["2"]
    assert words(mine.select_one("button")) == "Change my answer"
    other, _seat = joined(live)
    assert not phone(other, live).select("[checked]")


def test_a_poll_that_is_closed_takes_nothing_and_shows_phones_what_the_wall_shows(
    live, facilitator
):
    activity = polled(live, facilitator)
    device, _seat = joined(live)
    sent(device, live, activity, choice="1")
    closed(live, facilitator, activity)
    assert sent(device, live, activity, choice="2") == 422
    assert not phone(device, live).select(".bars")

    shown(live, facilitator, activity)
    assert "Ours 1 100%" in words(phone(device, live))


def test_a_poll_that_is_not_open_yet_takes_nothing(live, facilitator):
    activity = ready(live, facilitator, "poll", POLL)
    device, _seat = joined(live)
    assert sent(device, live, activity, choice="1") == 422
    assert not phone(device, live).select("form")
    opened(live, facilitator, activity)
    assert sent(device, live, activity, choice="1") == 200


def test_a_scale_has_words_at_its_ends(live, facilitator, facilitator_client):
    polled(live, facilitator, SCALE)
    rows = [words(row) for row in wall(facilitator_client, live).select("li")]
    assert rows == ["1 not at all", "2", "3", "4", "5 wholly"]


def test_markup_in_a_question_stays_text(live, facilitator, facilitator_client):
    activity = polled(live, facilitator, MARKUP)
    device, _seat = joined(live)
    shown(live, facilitator, activity)
    for face in (
        phone(device, live),
        wall(facilitator_client, live),
        desk(facilitator_client, live),
    ):
        assert not face.select("b, i")
        assert "<i>We</i>" in words(face)


def test_what_stays_of_a_poll_are_its_counts(live, facilitator):
    activity = polled(live, facilitator)
    device, _seat = joined(live, nickname="Blue")
    sent(device, live, activity, choice="1")
    kept = kind_of("poll").outcome(activity)
    assert kept == {
        "question": "Which system?",
        "answered": 1,
        "counts": [["Ours", 1], ["Theirs", 0]],
    }
    assert kind_of("poll").outcome_rows(kept) == (
        ("Which system?", "1 answer"),
        ("Ours", "1"),
        ("Theirs", "0"),
    )


@pytest.mark.parametrize(
    ("mode", "choices", "problem"),
    [
        ("single", "Yes\n\n  No  ", None),
        ("single", "Yes\nYes", "Write two to eight choices"),
        ("multiple", "\n".join("ABCDEFGHI"), "Write two to eight choices"),
        ("multiple", f"{'a' * 121}\nb", "at most 120 characters"),
        ("scale", "", None),
        ("scale", "low\nhigh", None),
        ("scale", "low", "words at two ends, or none"),
    ],
)
def test_a_poll_that_could_not_be_answered_is_not_made(mode, choices, problem):
    form = PollForm({"question": "Are you sure?", "mode": mode, "choices": choices})
    assert form.is_valid() == (problem is None)
    assert (problem or "") in str(form.errors)


CHOSEN = [(1,), (2,), (4,), (1, 2), (2, 3, 4), (1, 2, 3, 4)]


@given(answers=st.lists(st.sampled_from(CHOSEN), max_size=12))
def test_counts_add_up_to_what_was_chosen(answers):
    found = tally(["a", "b", "c", "d"], answers)
    assert found.answered == len(answers)
    assert sum(one.count for one in found.counts) == sum(len(one) for one in answers)
    assert all(0 <= one.percent <= 100 for one in found.counts)
    assert found.most == max((one.count for one in found.counts), default=0)
