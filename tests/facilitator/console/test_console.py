"""The console: what it shows, what its buttons do, and what it says when they cannot."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from facilitator import machine
from facilitator.console.context import session_pace
from facilitator.live.channels import Channel
from facilitator.models import LiveMessage, SessionEvent
from facilitator.run_sheet import (
    add_break,
    choose_only,
    mark_optional,
    run_sheet_to_json,
    set_minutes,
    whole,
)
from facilitator.sessions.documents import session_module
from facilitator.sessions.planning import co_facilitator_add, run_sheet_set
from facilitator.sessions.timekeeping import session_run_sheet, shown_rows
from tests.facilitator.rooms import commanded, joined, planned, polled, sent, started
from tests.people import client_of

JSON = {"Accept": "application/json"}


@pytest.fixture
def live(facilitator, county):
    return started(facilitator, county)


def press(client: Client, session, do: str, **fields):
    answer = client.post(f"/sessions/{session.key}/command/", {"do": do, **fields}, headers=JSON)
    session.refresh_from_db()
    return answer


def slide_of(session) -> str:
    return machine.state_from_json(session.state).slide


def test_opening_the_room_leads_to_the_console(facilitator, county, facilitator_client):
    session = planned(facilitator, county)
    answer = facilitator_client.post(f"/sessions/{session.key}/start/")
    session.refresh_from_db()

    assert answer["location"] == f"/sessions/{session.key}/console/"
    assert session.is_live
    assert facilitator_client.get(answer["location"]).status_code == 200


def test_the_console_shows_notes_prompts_and_people_and_is_kept_by_nobody(
    live, facilitator, facilitator_client
):
    slide = next(one for one in session_module(live).slides if one.facilitator_notes)
    commanded(live, facilitator, machine.Turn(slide.id))
    joined(live)
    answer = facilitator_client.get(f"/sessions/{live.key}/console/")
    page = answer.content.decode()

    assert "Facilitator notes" in page
    assert "1 device in the room" in page
    assert "no-store" in answer["Cache-Control"]


def test_next_and_previous_follow_the_run_sheet(live, facilitator, facilitator_client):
    run_sheet = choose_only(
        whole(session_module(live)), ["welcome", "values-inventory", "benefits"]
    )
    run_sheet = add_break(run_sheet, "values-inventory", 10)
    run_sheet_set(by=facilitator, session=live, run_sheet=run_sheet_to_json(run_sheet))

    for wanted in ("values-inventory", "benefits", "benefits"):
        press(facilitator_client, live, "next")
        assert slide_of(live) == wanted
    press(facilitator_client, live, "previous")
    assert slide_of(live) == "values-inventory"


def test_slides_have_the_minutes_of_the_plan(live, facilitator, facilitator_client):
    run_sheet = set_minutes(whole(session_module(live)), "acknowledgment", 17)
    run_sheet_set(by=facilitator, session=live, run_sheet=run_sheet_to_json(run_sheet))
    page = facilitator_client.get(f"/sessions/{live.key}/console/").content.decode()
    notes = page.split('data-slide="acknowledgment"')[1].split("</header>")[0]
    assert "17 minutes" in notes


def test_consoles_are_told_of_another_run_sheet(live, facilitator):
    before = LiveMessage.objects.get(session=live, channel=Channel.CONSOLE).revision
    run_sheet = choose_only(whole(session_module(live)), ["welcome", "benefits"])
    run_sheet_set(by=facilitator, session=live, run_sheet=run_sheet_to_json(run_sheet))

    told = LiveMessage.objects.get(session=live, channel=Channel.CONSOLE)
    assert told.revision > before
    assert json.loads(told.body)["order"] == ["welcome", "benefits"]


def test_two_presses_of_next_from_one_slide_turn_once(live, facilitator_client):
    first = press(facilitator_client, live, "next", seen="welcome")
    second = press(facilitator_client, live, "next", seen="welcome")

    assert first.status_code == 200
    assert (second.status_code, second.json()["reason"]) == (409, "overtaken")
    assert slide_of(live) == "acknowledgment"
    assert second.json()["state"]["slide"] == "acknowledgment"


def test_who_does_not_drive_is_told_so_and_can_ask(live, facilitator, stranger):
    co_facilitator_add(by=facilitator, session=live, user=stranger)
    other = client_of(stranger)

    refused = press(other, live, "next")
    assert (refused.status_code, refused.json()["reason"]) == (409, "not-driving")
    assert press(other, live, "ask-for-wheel").status_code == 200
    page = client_of(facilitator).get(f"/sessions/{live.key}/panel/").content.decode()
    assert "asks for the wheel" in page
    assert "Hand over" in page


@pytest.mark.parametrize(
    ("do", "fields"),
    [
        ("", {}),
        ("fly", {}),
        ("start", {"slide": "welcome"}),
        ("turn", {"slide": "nowhere"}),
        ("turn", {}),
        ("bring-activity", {"activity": "x"}),
        ("bring-activity", {"activity": "99999999"}),
        ("hand-over", {"to": "1; drop"}),
        ("open-answer", {"slide": "welcome"}),
    ],
)
def test_what_is_no_command_changes_nothing(live, facilitator_client, do, fields):
    events = live.events.count()
    answer = press(facilitator_client, live, do, **fields)
    assert answer.status_code == 409
    assert answer.json()["problem"]
    assert live.events.count() == events


def test_without_a_script_a_button_comes_back_to_the_page_with_the_reason(live, facilitator_client):
    address = f"/sessions/{live.key}/command/"
    answer = facilitator_client.post(address, {"do": "turn", "slide": "nowhere"}, follow=True)
    assert b"This slide cannot do that" in answer.content
    back = facilitator_client.post(address, {"do": "next", "back": "clicker"})
    assert back["location"] == f"/sessions/{live.key}/clicker/"


def test_a_poll_is_set_up_on_the_spot_started_and_shown(live, facilitator_client):
    form = {
        "question": "Which system <b>are</b> you from?",
        "mode": "single",
        "choices": "Child welfare\nTreatment\nCourts",
        "slide": "values-inventory",
        "do": "start",
    }
    facilitator_client.post(f"/sessions/{live.key}/activities/new/poll/", form)
    activity = live.activities.get()
    assert activity.is_open

    phone, _seat = joined(live)
    sent(phone, live, activity, choice="2")
    panel = facilitator_client.get(f"/sessions/{live.key}/panel/").content.decode()
    assert "Which system &lt;b&gt;are&lt;/b&gt; you from?" in panel
    assert "1 answer" in panel


def test_a_poll_that_cannot_be_asked_is_given_back_with_what_was_typed(live, facilitator_client):
    form = {"question": "Well?", "mode": "single", "choices": "only one", "do": "start"}
    answer = facilitator_client.post(f"/sessions/{live.key}/activities/new/poll/", form)
    assert b"Write two to eight choices" in answer.content
    assert b"only one" in answer.content
    assert not live.activities.exists()


def test_a_suggestion_pressed_twice_is_one_activity(live, facilitator, facilitator_client):
    commanded(live, facilitator, machine.Turn("values-inventory"))
    page = facilitator_client.get(f"/sessions/{live.key}/panel/").content.decode()
    assert 'name="kind" value="timer"' in page
    key = page.split('name="kind" value="timer"')[1].split('name="suggestion" value="')[1]
    form = {"kind": "timer", "slide": "values-inventory", "suggestion": key.split('"')[0]}
    for _press in range(2):
        facilitator_client.post(f"/sessions/{live.key}/activities/", form)
    assert live.activities.filter(kind="timer").count() == 1


def test_a_planned_break_is_offered_held_and_counted(live, facilitator, facilitator_client):
    run_sheet = add_break(whole(session_module(live)), "welcome", 10, "Coffee")
    run_sheet_set(by=facilitator, session=live, run_sheet=run_sheet_to_json(run_sheet))
    panel = facilitator_client.get(f"/sessions/{live.key}/panel/").content.decode()
    assert "Coffee" in panel

    row = run_sheet.breaks[0].id
    facilitator_client.post(f"/sessions/{live.key}/activities/", {"break": row})
    live.refresh_from_db()
    assert live.activities.get().kind == "pause"
    assert shown_rows(live, timezone.now())[-1].row == row


def test_the_clock_starts_with_the_first_turn(live, facilitator):
    started_at = timezone.now() - timedelta(minutes=30)
    SessionEvent.objects.filter(session=live).update(at=started_at)
    commanded(live, facilitator, machine.Turn("values-inventory"))
    turned = timezone.now() - timedelta(minutes=12)
    SessionEvent.objects.filter(session=live, kind="turn").update(at=turned)

    shown = shown_rows(live, turned + timedelta(minutes=12))
    assert [(one.row, one.seconds) for one in shown] == [
        ("welcome", 0),
        ("values-inventory", 720),
    ]


def test_behind_by_minutes_optional_slides_are_offered_and_can_be_skipped(
    live, facilitator, facilitator_client
):
    module = session_module(live)
    run_sheet = mark_optional(whole(module), ["necessity-of-collaboration", "benefits"])
    run_sheet_set(by=facilitator, session=live, run_sheet=run_sheet_to_json(run_sheet))
    commanded(live, facilitator, machine.Turn("values-inventory"))
    late = timezone.now() - timedelta(minutes=60)
    SessionEvent.objects.filter(session=live).update(at=late)
    panel = facilitator_client.get(f"/sessions/{live.key}/panel/").content.decode()
    assert "minutes behind" in panel
    assert "Skip these 2 optional slides?" in panel

    skipped = {"slide": ["necessity-of-collaboration", "benefits"], "on": "1"}
    press(facilitator_client, live, "skip", **skipped)
    before = session_pace(live, module, whole(module), timezone.now()).pace.projected_seconds
    after = session_pace(live, module, session_run_sheet(live, module), timezone.now())
    assert after.pace.projected_seconds < before
    press(facilitator_client, live, "turn", slide="need-to-do-better")
    press(facilitator_client, live, "next")
    assert slide_of(live) == "no-single-agency"


def test_notes_are_kept_and_shown_again(live, facilitator_client):
    form = {"slide": "welcome", "text": "Started late <script>"}
    kept = facilitator_client.post(f"/sessions/{live.key}/notes/", form, headers=JSON)
    assert kept.status_code == 200
    page = facilitator_client.get(f"/sessions/{live.key}/console/").content.decode()
    assert "Started late &lt;script&gt;" in page


def test_ending_leads_everybody_out(live, facilitator, facilitator_client):
    polled(live, facilitator)
    phone, _seat = joined(live)
    answer = press(facilitator_client, live, "end")
    assert answer.json()["state"]["phase"] == "ended"
    assert facilitator_client.get(f"/sessions/{live.key}/console/").status_code == 302
    assert facilitator_client.get(f"/sessions/{live.key}/panel/").status_code == 410
    assert b"The session has ended" in phone.get(f"/room/{live.key}/").content
    assert press(facilitator_client, live, "next").status_code == 409


def test_visitors_sign_in_and_strangers_find_nothing(live, client, stranger_client, learner_client):
    for path in ("console/", "panel/", "clicker/", "stage/"):
        address = f"/sessions/{live.key}/{path}"
        assert client.get(address)["location"].startswith("/accounts/login/")
        assert stranger_client.get(address).status_code == 404
        assert learner_client.get(address).status_code == 404


def test_tickets_of_the_console_open_every_channel_and_only_below_the_session(
    live, facilitator_client
):
    facilitator_client.get(f"/sessions/{live.key}/console/")
    ticket = facilitator_client.cookies["toolkit_live_staff"]
    assert ticket["path"] == f"/live/{live.key}/"
    assert ticket["httponly"]


def test_the_stage_holds_the_whole_deck_and_no_notes(live, facilitator_client):
    page = facilitator_client.get(f"/sessions/{live.key}/stage/").content.decode()
    state = json.loads(page.split('id="session-state" type="application/json">')[1].split("<")[0])

    assert page.count("data-stage-slide=") == 42
    assert state["slide"] == "welcome"
    assert "Facilitator notes" not in page
    assert "Talking points" not in page


def test_the_console_asks_little_of_the_database(
    live, facilitator, facilitator_client, django_assert_max_num_queries
):
    polled(live, facilitator)
    for path, most in (("console/", 45), ("panel/", 35)):
        address = f"/sessions/{live.key}/{path}"
        facilitator_client.get(address)
        with django_assert_max_num_queries(most):
            facilitator_client.get(address)
