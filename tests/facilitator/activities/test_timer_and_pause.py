"""Timer and break: a moment at which the time is over, the same on every screen."""

from datetime import UTC, datetime, timedelta

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.utils import timezone

from facilitator import machine
from facilitator.activities import kind_of
from facilitator.activities.pause.forms import PauseForm
from facilitator.activities.timer.forms import TimerForm
from facilitator.models import LiveMessage
from modules.selectors import module_document
from tests.facilitator.activities.faces import (
    act,
    closed,
    desk,
    opened,
    phone,
    ready,
    soup,
    wall,
    words,
)
from tests.facilitator.rooms import commanded, joined, sent, started

TIMER = {"task": "Tell each other about <one> visit", "who": "pairs", "minutes": 4}
PAUSE = {"minutes": 10, "text": "Coffee is in the hall"}
# A moment in the county's time zone: a quarter past ten, with some seconds.
NOW = datetime(2026, 12, 1, 17, 15, 20, 400_000, tzinfo=UTC)


@pytest.fixture
def live(facilitator, county):
    return started(facilitator, county)


@pytest.fixture
def clock(monkeypatch):
    """The time of day; `clock.at` can be moved on."""

    class Clock:
        at = NOW

        def __call__(self):
            return self.at

    found = Clock()
    monkeypatch.setattr(timezone, "now", found)
    return found


def ends_at(face):
    return datetime.fromisoformat(face.select_one("[data-ends-at]")["data-ends-at"])


def test_every_screen_counts_to_the_same_moment(live, facilitator, facilitator_client, clock):
    activity = ready(live, facilitator, "timer", TIMER)
    device, _seat = joined(live)
    assert not phone(device, live).select("[data-ends-at]")
    opened(live, facilitator, activity)
    faces = (phone(device, live), wall(facilitator_client, live), desk(facilitator_client, live))
    end = (NOW + timedelta(minutes=4)).replace(microsecond=0)
    assert [ends_at(face) for face in faces] == [end] * 3
    assert all("Tell each other about <one> visit" in words(face) for face in faces[:2])
    assert all("in pairs" in words(face) for face in faces)


def test_without_a_script_it_says_until_when_in_the_places_own_time(
    live, facilitator, facilitator_client, clock
):
    opened(live, facilitator, ready(live, facilitator, "timer", TIMER))
    device, _seat = joined(live)
    # Denver is seven hours behind in winter.
    assert "until 10:19 a.m." in words(phone(device, live))
    assert "until 10:19 a.m." in words(wall(facilitator_client, live))
    figure = phone(device, live).select_one("[data-countdown-left]")
    assert figure.has_attr("hidden")


def test_what_is_sent_does_not_change_while_the_time_runs(live, facilitator, clock):
    opened(live, facilitator, ready(live, facilitator, "timer", TIMER))
    sent_once = LiveMessage.objects.get(session=live, channel="phone").revision
    clock.at = NOW + timedelta(minutes=2)
    joined(live)
    assert LiveMessage.objects.get(session=live, channel="phone").revision == sent_once


def test_the_facilitator_gives_a_minute_more_and_can_end_it(
    live, facilitator, facilitator_client, clock
):
    activity = opened(live, facilitator, ready(live, facilitator, "timer", TIMER))
    assert act(facilitator_client, activity, "add") == ""
    end = (NOW + timedelta(minutes=5)).replace(microsecond=0)
    assert ends_at(wall(facilitator_client, live)) == end

    # A minute more after the end is a minute from now.
    clock.at = NOW + timedelta(minutes=7)
    act(facilitator_client, activity, "add")
    end = (NOW + timedelta(minutes=8)).replace(microsecond=0)
    assert ends_at(wall(facilitator_client, live)) == end

    act(facilitator_client, activity, "over")
    assert ends_at(wall(facilitator_client, live)) <= clock.at


def test_the_controls_work_without_a_script(live, facilitator, clock):
    opened(live, facilitator, ready(live, facilitator, "timer", TIMER))
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(facilitator)
    form = desk(browser, live).form
    fields = {one["name"]: one["value"] for one in form.select("input")}
    answer = browser.post(form["action"], {**fields, "do": "add"})
    assert (answer.status_code, answer["location"]) == (302, f"/sessions/{live.key}/console/")
    end = (NOW + timedelta(minutes=5)).replace(microsecond=0)
    assert ends_at(wall(browser, live)) == end
    # Without the token nothing is done.
    assert browser.post(form["action"], {"do": "add"}).status_code == 403


def test_a_time_that_does_not_run_cannot_be_made_longer(live, facilitator, facilitator_client):
    activity = ready(live, facilitator, "timer", TIMER)
    assert act(facilitator_client, activity, "add") == "Start the time first."
    opened(live, facilitator, activity)
    assert act(facilitator_client, activity, "add") == ""
    assert act(facilitator_client, activity, "reset") == "A timer cannot do that."
    closed(live, facilitator, activity)
    assert act(facilitator_client, activity, "add") == "Start the time first."


def test_a_closed_timer_says_that_the_time_is_over(live, facilitator, facilitator_client):
    activity = opened(live, facilitator, ready(live, facilitator, "timer", TIMER))
    closed(live, facilitator, activity)
    device, _seat = joined(live)
    assert "The time is over." in words(phone(device, live))
    assert not wall(facilitator_client, live).select("[data-ends-at]")


def test_a_timer_starts_anew_when_it_is_opened_again(live, facilitator, facilitator_client, clock):
    activity = opened(live, facilitator, ready(live, facilitator, "timer", TIMER))
    closed(live, facilitator, activity)
    clock.at = NOW + timedelta(minutes=30)
    opened(live, facilitator, activity)
    end = (NOW + timedelta(minutes=34)).replace(microsecond=0)
    assert ends_at(wall(facilitator_client, live)) == end


@pytest.mark.parametrize("kind", ["timer", "pause"])
def test_nobody_enters_anything(live, facilitator, kind):
    options = TIMER if kind == "timer" else PAUSE
    activity = opened(live, facilitator, ready(live, facilitator, kind, options))
    device, _seat = joined(live)
    assert not phone(device, live).select("form")
    assert sent(device, live, activity, text="hello") == 422
    assert not activity.contributions.exists()


def test_there_is_no_result_to_show(live, facilitator, facilitator_client):
    activity = opened(live, facilitator, ready(live, facilitator, "timer", TIMER))
    closed(live, facilitator, activity)
    panel = facilitator_client.get(f"/sessions/{live.key}/panel/").content.decode()
    assert "Show the result" not in panel
    assert "Open again" in panel


def test_slides_suggest_timers_for_what_is_done_in_pairs_or_alone(live):
    module = module_document("module-1")
    suggested = {
        slide.id: kind_of("timer").suggestions(live, module, slide) for slide in module.slides
    }
    options = [one.options for found in suggested.values() for one in found]
    assert {one["who"] for one in options} == {"pairs", "alone"}
    assert all(1 <= one["minutes"] <= 30 for one in options)
    (pairs,) = suggested["five-lines"]
    prompt = next(slide for slide in module.slides if slide.id == "five-lines").prompts[-1]
    assert (pairs.key, pairs.options["minutes"]) == (prompt.id, prompt.minutes)
    # What the whole room does has no timer.
    assert suggested["data-walk"] == []


def test_people_read_what_they_are_to_do_not_what_the_facilitator_is_told(live):
    module = module_document("module-7")
    slide = next(one for one in module.slides if one.id == "values-inventory")
    (found,) = kind_of("timer").suggestions(live, module, slide)
    assert found.options["task"].startswith("Read each statement and find your place")
    assert found.options["who"] == "alone"


# Breaks ------------------------------------------------------------------------------------------


def test_a_break_ends_when_the_clock_turns_to_a_minute(
    live, facilitator, facilitator_client, clock
):
    opened(live, facilitator, ready(live, facilitator, "pause", PAUSE))
    device, _seat = joined(live)
    for face in (wall(facilitator_client, live), phone(device, live)):
        assert "Break until 10:26 a.m." in words(face)
        assert "Coffee is in the hall" in words(face)
        assert ends_at(face) == datetime(2026, 12, 1, 17, 26, tzinfo=UTC)
    assert "Put the phone away" in words(phone(device, live))


def test_the_run_sheet_brings_a_break_with_its_minutes_alone(
    live, facilitator, facilitator_client, clock
):
    activity = ready(live, facilitator, "pause", {"minutes": 15})
    assert "A break of 15 minutes" in words(wall(facilitator_client, live))
    assert activity.title == "Break of 15 minutes"
    opened(live, facilitator, activity)
    assert "Break until 10:31 a.m." in words(wall(facilitator_client, live))


def test_a_break_can_be_made_longer_and_is_over_when_it_is_closed(
    live, facilitator, facilitator_client, clock
):
    activity = opened(live, facilitator, ready(live, facilitator, "pause", PAUSE))
    assert act(facilitator_client, activity, "add") == ""
    assert "Break until 10:27 a.m." in words(wall(facilitator_client, live))
    assert act(facilitator_client, activity, "dance") == "A break cannot do that."
    closed(live, facilitator, activity)
    device, _seat = joined(live)
    for face in (wall(facilitator_client, live), phone(device, live)):
        assert words(face) == "The break is over."


def test_the_end_of_the_session_does_not_wait_for_a_timer(live, facilitator):
    activity = opened(live, facilitator, ready(live, facilitator, "timer", TIMER))
    commanded(live, facilitator, machine.End())
    activity.refresh_from_db()
    assert activity.is_closed


# Kept, and set up ---------------------------------------------------------------------------------


def test_what_stays_is_what_was_planned(live, facilitator):
    timer = ready(live, facilitator, "timer", TIMER)
    pause = ready(live, facilitator, "pause", PAUSE)
    kept = kind_of("timer").outcome(timer)
    assert kind_of("timer").outcome_rows(kept)[1] == (TIMER["task"], "in pairs", "4 minutes")
    assert kind_of("pause").outcome_rows(kind_of("pause").outcome(pause))[1] == ("10",)


@pytest.mark.parametrize(
    ("minutes", "is_valid"), [("1", True), ("30", True), ("0", False), ("31", False), ("x", False)]
)
def test_a_timer_runs_one_to_thirty_minutes(minutes, is_valid):
    form = TimerForm({"task": "Read  it\n aloud", "who": "tables", "minutes": minutes})
    assert form.is_valid() == is_valid
    if is_valid:
        assert form.cleaned_data["task"] == "Read it aloud"


def test_a_break_needs_no_words():
    assert PauseForm({"minutes": "15", "text": ""}).is_valid()
    assert not PauseForm({"minutes": "0", "text": ""}).is_valid()


def test_the_report_shows_timers_and_breaks(live, facilitator):
    for kind, options, said in (
        ("timer", TIMER, "Tell each other about <one> visit 4 minutes"),
        ("pause", PAUSE, "Break, 10 minutes planned"),
    ):
        outcome = kind_of(kind).outcome(ready(live, facilitator, kind, options))
        page = render_to_string(f"facilitator/activities/{kind}/report.html", {"outcome": outcome})
        assert words(soup(page)) == said
