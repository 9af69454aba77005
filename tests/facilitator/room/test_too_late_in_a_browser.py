"""What nobody can take any more: who typed it sees so, and still has the words."""

import pytest
from playwright.sync_api import expect

from facilitator import machine
from tests.facilitator.activities.faces import closed, opened, ready
from tests.facilitator.phones import ENDED, PHONE, Phone
from tests.facilitator.rooms import POLL, commanded, started

WORDS = "A name to ask for\nand when she is in"


@pytest.fixture
def live(browser, facilitator, county, watch):
    # Phones without a network, and forms that are refused: that is what this is about.
    watch.allow("ERR_INTERNET_DISCONNECTED|status of 4(22|03)")
    return started(facilitator, county)


def end(live, facilitator):
    live.refresh_from_db()
    commanded(live, facilitator, machine.End())


def test_what_was_sent_too_late_comes_back_and_stays_until_it_is_put_away(
    live, facilitator, question, phone, axe
):
    phone.send_without_network(WORDS)
    closed(live, facilitator, question)
    phone.page.context.set_offline(False)
    expect(phone.late).to_be_visible()
    expect(phone.late.get_by_role("listitem")).to_have_text([WORDS])
    expect(phone.page.locator("[data-unsent]")).to_be_hidden()
    axe(phone.page)
    phone.page.reload()
    expect(phone.late.get_by_role("listitem")).to_have_text([WORDS])
    phone.page.get_by_role("button", name="Put it away").press("Enter")
    expect(phone.late).to_be_hidden()
    phone.page.reload()
    expect(phone.late).to_be_hidden()
    assert not question.contributions.exists()


def test_it_comes_back_too_where_the_room_is_at_something_else_by_now(
    live, facilitator, question, phone
):
    phone.send_without_network(WORDS)
    closed(live, facilitator, question)
    commanded(live, facilitator, machine.PutAway(question.pk))
    opened(live, facilitator, ready(live, facilitator, "poll", POLL))
    phone.page.context.set_offline(False)
    phone.page.reload()
    expect(phone.page.get_by_text(POLL["question"])).to_be_visible()
    expect(phone.late.get_by_role("listitem")).to_have_text([WORDS])


def test_an_answer_that_was_chosen_is_named_as_one(live, facilitator, question, open_context):
    closed(live, facilitator, question)
    commanded(live, facilitator, machine.PutAway(question.pk))
    poll = opened(live, facilitator, ready(live, facilitator, "poll", POLL))
    phone = Phone(open_context(viewport=PHONE), live)
    phone.page.context.set_offline(True)
    phone.page.get_by_role("radio").first.check()
    phone.page.get_by_role("button", name="Send").click()
    closed(live, facilitator, poll)
    phone.page.context.set_offline(False)
    expect(phone.late.get_by_role("listitem")).to_have_text(["An answer that you had chosen"])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_goodbye_shows_what_could_not_be_sent_before_the_end(
    scheme, live, facilitator, question, open_context, axe
):
    phone = Phone(open_context(viewport=PHONE, color_scheme=scheme), live)
    phone.send_without_network(WORDS)
    end(live, facilitator)
    phone.page.context.set_offline(False)
    phone.page.reload()
    expect(phone.page.get_by_role("heading", name="The session has ended")).to_be_visible()
    expect(phone.late.get_by_role("listitem")).to_have_text([WORDS])
    assert phone.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    axe(phone.page)


def test_the_goodbye_shows_what_somebody_was_still_typing(live, facilitator, phone):
    phone.page.get_by_role("textbox").first.fill("half a sent")
    end(live, facilitator)
    phone.said = ENDED
    phone.page.evaluate("dispatchEvent(new Event('online'))")
    expect(phone.page.get_by_role("heading", name="The session has ended")).to_be_visible()
    expect(phone.late.get_by_role("listitem")).to_have_text(["half a sent"])


def test_taking_something_back_too_late_is_no_answer_that_was_lost(
    live, facilitator, question, open_context
):
    closed(live, facilitator, question)
    commanded(live, facilitator, machine.PutAway(question.pk))
    opened(
        live, facilitator, ready(live, facilitator, "group_list", {"question": "What to share?"})
    )
    phone = Phone(open_context(viewport=PHONE), live)
    phone.page.locator("[name=entry]").fill("Court dates")
    phone.page.locator("[name=entry]").press("Enter")
    back = phone.page.get_by_role("button", name="Take back")
    expect(back).to_be_visible()
    phone.page.context.set_offline(True)
    back.click()
    expect(phone.page.locator("[data-unsent]")).to_be_visible()
    end(live, facilitator)
    phone.page.context.set_offline(False)
    phone.page.reload()
    expect(phone.page.get_by_role("heading", name="The session has ended")).to_be_visible()
    expect(phone.late).to_be_hidden()


def test_who_sent_everything_in_time_sees_nothing_of_it(live, facilitator, phone):
    phone.page.get_by_role("textbox").first.fill("in time")
    phone.page.get_by_role("button", name="Send").click()
    expect(phone.page.get_by_text("It has arrived")).to_be_visible()
    end(live, facilitator)
    phone.page.reload()
    expect(phone.page.get_by_role("heading", name="The session has ended")).to_be_visible()
    expect(phone.late).to_be_hidden()
