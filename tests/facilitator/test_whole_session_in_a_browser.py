"""Whole sessions of Module 7 on the real server: console, stage and three phones, by keyboard.

With the network of a phone gone for a while, and the server started anew in the middle.
"""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.accessibility import require_accessible_as_shown
from tests.facilitator.whole_room import WholeRoom, by_keyboard

# A restart on a busy machine takes its time; what is measured is in `make bench`.
PATIENCE = 60_000


@pytest.fixture(autouse=True)
def _patient():
    """A server, six pages and axe share the machine with other tests."""
    expect.set_options(timeout=20_000)
    yield
    expect.set_options(timeout=5_000)


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """As shown, one phone of three in dark; the tests of an activity look at each face in both."""
    return require_accessible_as_shown


@pytest.fixture
def room(running_site, open_on_site, site_watch) -> WholeRoom:
    # Streams break when the server is started anew, and when a phone has no network.
    site_watch.allow("ERR_CONNECTION_REFUSED|ERR_INTERNET_DISCONNECTED|ERR_INCOMPLETE_CHUNKED")
    site_watch.allow("ERR_CONNECTION_RESET|ERR_NETWORK_CHANGED|ERR_EMPTY_RESPONSE")
    # The console may be asking for its panel while the session ends.
    site_watch.allow("status of 410")
    room = WholeRoom(running_site, open_on_site)
    room.open()
    return room


def test_a_whole_session_with_each_activity_a_lost_network_and_a_new_start(room, axe):
    anna = room.join()
    ben = room.join(color_scheme="dark")
    cleo = room.join()
    expect(room.stage.locator("[data-joined]")).to_have_text("3")
    every_face_is_accessible(room, axe)

    room.turn_to("Learning Objectives")
    expect(ben.locator("#slide-title")).to_have_text("Learning Objectives")
    a_poll(room, axe)
    room.turn_to("Collaborative Values Inventory")
    the_values_warm_up(room, axe, anna)
    an_open_question(room, axe, anna)
    a_timer(room, axe, anna)
    room.turn_to("Systemic Collaboration")
    an_ordering(room, axe, anna)
    room.turn_to("Confidentiality")
    a_knowledge_check(room, axe, ben, cleo)
    room.turn_to("What Information Should Be Shared?")
    a_group_list_through_a_lost_network_and_a_new_start(room, axe, anna, ben, cleo)
    a_break(room, axe)
    the_end_and_the_report(room, axe)


def every_face_is_accessible(room, axe) -> None:
    for page in (room.console, room.stage, *room.phones):
        axe(page)


def choose(phone: Page, number: int) -> None:
    """Take one of the choices, and send it."""
    by_keyboard(phone, phone.get_by_role("radio").first, key="Space")
    for _down in range(number - 1):
        phone.keyboard.press("ArrowDown")
    by_keyboard(phone, phone.get_by_role("button", name="Send"))
    expect(phone.get_by_text("Your answer is in")).to_be_visible()


def a_poll(room, axe) -> None:
    systems = "Child welfare\nTreatment\nCourts"
    room.make("Poll", **{"Question": "Which system are you from?", "Choices, one a line": systems})
    for number, phone in enumerate(room.phones, start=1):
        choose(phone, number)
    every_face_is_accessible(room, axe)
    room.show_result()
    expect(room.stage.locator(".bars__answered")).to_have_text("3 answers")
    every_face_is_accessible(room, axe)
    room.finish()


def the_values_warm_up(room, axe, phone) -> None:
    """Its ballots go to the survey's own page, which hears nothing of the room."""
    room.offer("values")
    link = phone.get_by_role("link", name="Answer now")
    expect(link).to_have_attribute("href", re.compile(r"/s/\w+/$"))
    every_face_is_accessible(room, axe)
    with phone.context.expect_page() as opened:
        by_keyboard(phone, link)
    ballot = opened.value
    sent = ballot.request.head(ballot.url)
    assert "set-cookie" not in sent.headers
    assert not [
        one for one in ballot.context.cookies(ballot.url) if one["name"].startswith("toolkit_")
    ]
    ballot.close()
    room.show_result()
    every_face_is_accessible(room, axe)
    room.finish()


def an_open_question(room, axe, phone) -> None:
    """Nothing is on the wall that the facilitator has not let through, and markup stays text."""
    room.offer("open_question")
    by_keyboard(phone, phone.get_by_role("textbox"), key="T")
    phone.keyboard.type("rust <b>takes</b> time")
    by_keyboard(phone, phone.get_by_role("button", name="Send"))
    expect(phone.get_by_text("It has arrived")).to_be_visible()
    every_face_is_accessible(room, axe)
    room.show_result()
    wall = room.stage.locator("[data-wall]")
    expect(wall).not_to_contain_text("rust")
    room.press(re.compile("Show the 1"))
    expect(wall).to_contain_text("trust")
    every_face_is_accessible(room, axe)
    room.finish()


def a_timer(room, axe, phone) -> None:
    room.offer("timer")
    expect(room.stage.locator("[data-countdown-left]")).to_have_text(re.compile(r"^\d+:\d\d$"))
    expect(phone.locator("[data-countdown-left]")).to_be_visible()
    every_face_is_accessible(room, axe)
    room.press("Close")
    room.finish()


def an_ordering(room, axe, phone) -> None:
    room.offer("ordering")
    expect(phone.get_by_role("combobox")).to_have_count(4)
    for number, select in enumerate(phone.get_by_role("combobox").all(), start=1):
        by_keyboard(phone, select, key="ArrowDown")
        for _down in range(number - 1):
            phone.keyboard.press("ArrowDown")
        expect(select).to_have_value(str(number))
    by_keyboard(phone, phone.get_by_role("button", name="Send"))
    expect(phone.get_by_text("Your answer is in")).to_be_visible()
    every_face_is_accessible(room, axe)
    room.show_result()
    room.press(re.compile("Reveal"))
    every_face_is_accessible(room, axe)
    room.finish()


def a_knowledge_check(room, axe, *phones) -> None:
    """Nobody sees what is right before the facilitator reveals it."""
    room.offer("knowledge_check")
    for phone in phones:
        choose(phone, 2)
    every_face_is_accessible(room, axe)
    room.show_result()
    marked = room.stage.locator(".bars__row--right")
    expect(marked).to_have_count(0)
    room.press(re.compile("^Reveal"))
    expect(marked).not_to_have_count(0)
    every_face_is_accessible(room, axe)
    room.finish()


def a_group_list_through_a_lost_network_and_a_new_start(room, axe, anna, ben, cleo) -> None:
    room.offer("group_list")

    # Anna's phone has no network: what she sends waits, and she is told.
    entry = anna.locator("input[name=entry]")
    expect(entry).to_be_visible()
    anna.context.set_offline(True)
    by_keyboard(anna, entry, key="V")
    anna.keyboard.type("isits with the children")
    anna.keyboard.press("Enter")
    expect(anna.locator("[data-unsent]")).to_be_visible()
    axe(anna)
    anna.context.set_offline(False)
    expect(anna.get_by_text("It has arrived")).to_be_visible(timeout=PATIENCE)
    expect(anna.locator("[data-unsent]")).to_be_hidden()

    # Ben is typing while the server is started anew.
    by_keyboard(ben, ben.locator("input[name=entry]"), key="C")
    ben.keyboard.type("ourt dates")
    room.site.restart()
    for page in (room.console, *room.phones):
        state = page.locator("[data-connection]")
        expect(state).to_have_attribute("data-state", "live", timeout=PATIENCE)
    expect(ben.locator("input[name=entry]")).to_have_value("Court dates")
    ben.keyboard.press("Enter")
    expect(ben.get_by_text("It has arrived")).to_be_visible()
    by_keyboard(cleo, cleo.locator("input[name=entry]"), key="W")
    cleo.keyboard.type("hether mom sees the kids")
    cleo.keyboard.press("Enter")
    expect(cleo.get_by_text("It has arrived")).to_be_visible()
    every_face_is_accessible(room, axe)

    # Everybody is where they were, and goes on.
    room.press("Show all 3 that wait")
    wall = room.stage.locator("[data-wall]")
    expect(wall).to_contain_text("Visits with the children", timeout=PATIENCE)
    expect(wall).to_contain_text("Court dates")
    room.press("Close")
    room.press(re.compile("^Compare"))
    room.press(re.compile("^Reveal"))
    room.press("Show the result")
    expect(wall).to_contain_text(re.compile("[Cc]overed"))
    every_face_is_accessible(room, axe)
    room.finish()


def a_break(room, axe) -> None:
    room.make("Break", Minutes="5")
    for page in (room.stage, *room.phones):
        expect(page.locator("[data-countdown-left]")).to_be_visible()
    every_face_is_accessible(room, axe)
    room.press("Close")
    room.finish()


def the_end_and_the_report(room, axe) -> None:
    console = room.console
    by_keyboard(console, console.get_by_role("button", name="End the session"))
    console.wait_for_url(f"**/sessions/{room.key}/")
    for phone in room.phones:
        expect(phone.get_by_text("session has ended").first).to_be_visible()
        axe(phone)
    expect(room.stage.get_by_text("The session has ended")).to_be_visible()
    by_keyboard(console, console.get_by_role("link", name=re.compile("[Rr]eport")).first)
    for words in ("Which system are you from?", "Visits with the children"):
        expect(console.get_by_text(words).first).to_be_visible()
    axe(console)


def test_a_phone_without_a_script_takes_part_by_loading_anew(room):
    phone = room.join(java_script_enabled=False)
    room.turn_to("Learning Objectives")
    phone.reload()
    expect(phone.locator("#slide-title")).to_have_text("Learning Objectives")

    room.turn_to("What Information Should Be Shared?")
    room.offer("group_list")
    expect(room.stage.locator("[data-wall]")).to_be_visible()
    phone.reload()
    phone.locator("input[name=entry]").fill("Drug test results")
    phone.get_by_role("button", name="Add to the list").click()
    expect(phone.get_by_text("It has arrived")).to_be_visible()
    expect(phone.get_by_text("Drug test results", exact=True)).to_be_visible()


def test_a_second_facilitator_is_handed_the_wheel(room, running_site, open_on_site):
    link = running_site.sign_in_link("second@example.org", name="Second Person")
    running_site.manage(
        "shell",
        "-c",
        "from facilitator.models import Session\n"
        "from facilitator.sessions.planning import co_facilitator_add\n"
        "from jurisdictions.models import User\n"
        f"session = Session.objects.get(key={room.key!r})\n"
        "user = User.objects.get(email='second@example.org')\n"
        "co_facilitator_add(by=session.owner, session=session, user=user)\n",
    )
    second = open_on_site().new_page()
    second.goto(link)
    second.goto(f"/sessions/{room.key}/console/")
    following = second.get_by_role("button", name="Next", exact=True)
    expect(following).to_be_disabled()
    by_keyboard(second, second.get_by_role("button", name="Ask for the wheel"))

    people = room.console.locator("#people")
    by_keyboard(room.console, people.get_by_role("button", name=re.compile("Hand over")))
    expect(following).to_be_enabled()
    expect(room.console.get_by_role("button", name="Next", exact=True)).to_be_disabled()
    by_keyboard(second, following)
    expect(room.stage.locator(".stage-slide:not([hidden]) h2")).to_contain_text("Acknowledgment")
