"""What somebody types or chooses on a phone, while what was sent before is still under way."""

import json

import pytest
from playwright.sync_api import expect

from facilitator import machine
from facilitator.faces.phone import phone_message
from facilitator.sessions.documents import session_module
from tests.facilitator.activities.faces import closed, opened, ready
from tests.facilitator.phones import PHONE, Phone
from tests.facilitator.rooms import POLL, commanded, started


@pytest.fixture
def live(browser, facilitator, county, watch):
    # Phones without a network, and forms that are refused: that is what this is about.
    watch.allow("ERR_INTERNET_DISCONNECTED|ERR_FAILED|status of 4(22|03)")
    return started(facilitator, county)


def told(session):
    """What every phone is told now."""
    session.refresh_from_db()
    state = machine.state_from_json(session.state)
    message = phone_message(session, state, session_module(session))
    return f"id: {session.published}\nevent: state\ndata: {json.dumps(message)}\n\n"


def hear(phone, said):
    phone.said = said
    phone.page.evaluate("dispatchEvent(new Event('online'))")


def field(phone):
    return phone.page.get_by_role("textbox").first


def test_what_waits_to_be_sent_is_not_in_the_form_too_after_a_reload(question, phone):
    phone.page.route("**/activities/*/", lambda route: route.abort())
    field(phone).fill("Rides")
    phone.page.get_by_role("button", name="Send").click()
    expect(phone.page.locator("[data-unsent]")).to_be_visible()
    phone.page.reload()
    expect(phone.page.locator("[data-unsent]")).to_be_visible()
    expect(field(phone)).to_have_value("")
    phone.page.unroute("**/activities/*/")
    expect(phone.page.get_by_text("It has arrived")).to_be_visible()
    expect(field(phone)).to_have_value("")
    assert question.contributions.count() == 1


def test_what_is_being_typed_as_a_closed_form_answers_is_given_back(
    live, facilitator, question, phone
):
    phone.send_without_network("sent")
    field(phone).fill("half a sent")
    closed(live, facilitator, question)
    phone.page.context.set_offline(False)
    expect(phone.late.get_by_role("listitem")).to_have_text(["half a sent", "sent"])


def test_what_was_refused_and_not_mended_in_time_is_given_back(live, facilitator, question, phone):
    phone.page.evaluate("document.querySelector('textarea').maxLength = 1000")
    field(phone).fill("x" * 301)
    phone.page.get_by_role("button", name="Send").click()
    expect(phone.page.get_by_text("longer than 300")).to_be_visible()
    expect(field(phone)).to_have_value("x" * 301)
    closed(live, facilitator, question)
    hear(phone, told(live))
    expect(phone.late.get_by_role("listitem")).to_have_text(["x" * 301])


@pytest.mark.parametrize("is_over", [False, True], ids=["closed", "over"])
def test_what_was_typed_on_a_page_that_was_away_is_given_back(
    live, facilitator, question, phone, is_over
):
    field(phone).fill("half a sent")
    closed(live, facilitator, question)
    if is_over:
        commanded(live, facilitator, machine.End())
    phone.page.reload()
    expect(phone.late.get_by_role("listitem")).to_have_text(["half a sent"])
    phone.page.get_by_role("button", name="Put it away").click()
    phone.page.reload()
    expect(phone.late).to_be_hidden()


def test_what_arrived_though_no_answer_came_is_not_called_too_late(
    live, facilitator, question, phone
):
    def lose_the_answer(route):
        route.fetch()
        route.abort()

    phone.page.route("**/activities/*/", lose_the_answer)
    field(phone).fill("Rides")
    phone.page.get_by_role("button", name="Send").click()
    expect(phone.page.locator("[data-unsent]")).to_be_visible()
    closed(live, facilitator, question)
    phone.page.unroute("**/activities/*/")
    expect(phone.page.locator("[data-unsent]")).to_be_hidden()
    expect(phone.page.get_by_text("Rides")).to_be_visible()
    expect(phone.late).to_be_hidden()
    assert question.contributions.count() == 1


def test_another_choice_stays_when_the_answer_to_the_first_comes(
    live, facilitator, question, open_context
):
    closed(live, facilitator, question)
    commanded(live, facilitator, machine.PutAway(question.pk))
    poll = opened(live, facilitator, ready(live, facilitator, "poll", POLL))
    phone = Phone(open_context(viewport=PHONE), live)
    waiting = []
    phone.page.route("**/activities/*/", lambda route: waiting.append(route))
    first, second = phone.page.get_by_role("radio").all()
    first.check()
    with phone.page.expect_request("**/activities/*/"):
        phone.page.get_by_role("button", name="Send").click()
    second.check()
    with phone.page.expect_response("**/activities/*/"):
        waiting[0].continue_()
    phone.page.unroute("**/activities/*/")
    expect(phone.page.get_by_text("Your answer is in")).to_be_visible()
    expect(second).to_be_checked()
    phone.page.get_by_role("button", name="Change my answer").click()
    expect(phone.page.locator("[data-unsent]")).to_be_hidden()
    expect(second).to_be_checked()
    phone.page.reload()
    expect(second).to_be_checked()
    assert [one.data for one in poll.contributions.all()] == [{"chosen": [2]}]
