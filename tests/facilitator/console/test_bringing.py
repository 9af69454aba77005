"""Bringing activities up: a refusal leaves nothing behind, and what was set up can be reached."""

import pytest

from facilitator import machine
from facilitator.run_sheet import add_break, run_sheet_to_json, whole
from facilitator.sessions.documents import session_module
from facilitator.sessions.planning import run_sheet_set
from facilitator.sessions.running import activity_make
from tests.facilitator.activities.faces import closed, soup
from tests.facilitator.rooms import POLL, commanded, polled, started

JSON = {"Accept": "application/json"}
FORM = {"question": "Well?", "mode": "single", "choices": "Yes\nNo", "do": "start"}


@pytest.fixture
def live(facilitator, county):
    return started(facilitator, county)


def panel(client, session):
    return soup(client.get(f"/sessions/{session.key}/panel/").content)


def test_a_break_that_could_not_be_started_is_offered_still(live, facilitator, facilitator_client):
    run_sheet = add_break(whole(session_module(live)), "welcome", 10, "Coffee")
    run_sheet_set(by=facilitator, session=live, run_sheet=run_sheet_to_json(run_sheet))
    poll = polled(live, facilitator)
    row = run_sheet.breaks[0].id
    bring = f"/sessions/{live.key}/activities/"
    refused = facilitator_client.post(bring, {"break": row}, headers=JSON)
    assert refused.json()["reason"] == "activity-busy"
    closed(live, facilitator, poll)
    commanded(live, facilitator, machine.PutAway(poll.pk))
    assert panel(facilitator_client, live).select_one(f"[name=break][value={row}]")
    assert list(live.activities.all()) == [poll]


def test_a_form_that_could_not_be_started_makes_one_activity_in_the_end(
    live, facilitator, facilitator_client
):
    poll = polled(live, facilitator)
    new = f"/sessions/{live.key}/activities/new/poll/"
    refused = facilitator_client.post(new, FORM)
    assert "Close it first" in refused.content.decode()
    assert "Well?" in refused.content.decode()
    closed(live, facilitator, poll)
    assert facilitator_client.post(new, FORM).status_code == 302
    assert live.activities.filter(title="Well?").count() == 1


def test_what_was_set_up_for_any_time_can_be_brought_up_at_any_slide(
    live, facilitator, facilitator_client
):
    anytime = activity_make(session=live, kind="poll", options=POLL, by=facilitator)
    commanded(live, facilitator, machine.Turn("confidentiality"))
    offer = panel(facilitator_client, live).select_one(f"[name=activity][value='{anytime.pk}']")
    form = offer.find_parent("form")
    assert POLL["question"] in form.get_text()
    facilitator_client.post(form["action"], {"activity": anytime.pk})
    anytime.refresh_from_db()
    assert anytime.is_open


def test_breaks_of_the_run_sheet_are_not_offered_at_any_time(live, facilitator, facilitator_client):
    run_sheet = add_break(whole(session_module(live)), "welcome", 10, "Coffee")
    run_sheet_set(by=facilitator, session=live, run_sheet=run_sheet_to_json(run_sheet))
    bring = f"/sessions/{live.key}/activities/"
    facilitator_client.post(bring, {"break": run_sheet.breaks[0].id})
    held = closed(live, facilitator, live.activities.get())
    commanded(live, facilitator, machine.PutAway(held.pk))
    assert not panel(facilitator_client, live).select("[name=activity]")
