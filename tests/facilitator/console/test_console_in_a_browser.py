"""The console in a real browser: what is typed and pressed is neither lost nor done twice."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from facilitator import machine
from facilitator.console.wall_door import wall_code
from facilitator.models import Contribution
from facilitator.sessions.planning import co_facilitator_add
from facilitator.sessions.running import note_keep, session_command
from tests.facilitator.activities.faces import opened, ready
from tests.facilitator.phones import ENDED
from tests.facilitator.rooms import commanded, started

QUESTION = {"question": "What helps a family?"}


@pytest.fixture
def live(browser, facilitator, county, watch):
    # There is no live stream here, and servers that are gone for a while are what this is about.
    watch.allow("status of 404|status of 40[39]|status of 502|ERR_INTERNET_DISCONNECTED|ERR_FAILED")
    return started(facilitator, county)


@pytest.fixture
def question(live, facilitator):
    return opened(live, facilitator, ready(live, facilitator, "open_question", QUESTION))


@pytest.fixture
def console(live, facilitator, sign_in, context):
    sign_in(facilitator)

    def open_console():
        page = context.new_page()
        page.goto(f"/sessions/{live.key}/console/")
        expect(page.locator("html[data-scripted]")).to_be_attached()
        return page

    return open_console


def note_of(page):
    return page.locator("[data-slide]:not([hidden]) [data-note] textarea")


def state_of(page):
    return page.locator("[data-slide]:not([hidden]) [data-note-state]")


def kept(live):
    found = live.notes.first()
    return found and found.text


# Pressing ----------------------------------------------------------------------------------------


def test_a_press_counts_though_the_panel_changes_under_it(question, console):
    entry = Contribution.objects.create(activity=question, token="1", text="Rides")
    page = console()
    show = page.locator(f"#desk-entry-{entry.pk}").get_by_role("button", name="Show")
    show.hover()
    page.mouse.down()
    # More comes in between pressing and letting go; what asks for the panel is another press.
    Contribution.objects.create(activity=question, token="2", text="Trust")
    with page.expect_response("**/panel/"):
        page.evaluate("document.querySelector('[data-toggle=shows_code]').form.requestSubmit()")
    page.evaluate("() => new Promise(requestAnimationFrame)")
    page.mouse.up()
    expect(page.locator("[data-desk]")).to_contain_text("Trust")
    expect(page.locator(f"#desk-entry-{entry.pk}")).to_have_count(0)
    entry.refresh_from_db()
    assert entry.standing == "shown"


def test_what_is_typed_while_the_last_is_under_way_stays(question, console, context):
    page = console()
    waiting = []
    page.route("**/activities/*/", lambda route: waiting.append(route))
    field = page.get_by_label("Type what somebody says aloud")
    field.fill("Rides")
    with page.expect_request("**/activities/*/"):
        field.press("Enter")
    field.fill("Trust")
    with page.expect_response("**/panel/"):
        waiting[0].continue_()
    expect(field).to_have_value("Trust")
    assert [one.text for one in question.contributions.all()] == ["Rides"]


def test_the_slide_is_turned_while_an_activity_takes_its_time(question, live, console):
    page = console()
    waiting = []
    page.route("**/activities/*/", lambda route: waiting.append(route))
    add = page.get_by_role("button", name="Add it to the wall")
    page.get_by_label("Type what somebody says aloud").fill("Rides")
    with page.expect_request("**/activities/*/"):
        add.click()
    expect(add).to_have_attribute("aria-busy", "true")
    before = page.locator("[data-notes] article:not([hidden]) h2").inner_text()
    page.get_by_role("button", name="Next", exact=True).click()
    expect(page.locator("[data-notes] article:not([hidden]) h2")).not_to_have_text(before)
    with page.expect_response("**/activities/*/"):
        waiting[0].continue_()
    expect(page.locator("[aria-busy=true]")).to_have_count(0)
    assert [one.text for one in question.contributions.all()] == ["Rides"]


@pytest.mark.parametrize("kind", ["open_question", "group_list"])
def test_what_got_no_answer_and_is_pressed_again_counts_once(kind, live, facilitator, console):
    activity = opened(live, facilitator, ready(live, facilitator, kind, QUESTION))
    page = console()

    def lose_the_answer(route):
        route.fetch()
        route.abort()

    page.route("**/activities/*/", lose_the_answer)
    field = page.get_by_label("Type what somebody says aloud")
    field.fill("Rides")
    field.press("Enter")
    expect(page.locator("[data-problem]")).to_contain_text("No connection")
    page.unroute("**/activities/*/")
    # Any press brings the panel anew.
    page.get_by_role("button", name="Join code").click()
    expect(page.locator("[data-problem]")).to_be_hidden()
    expect(field).to_have_value("Rides")
    with page.expect_response("**/activities/*/"):
        field.press("Enter")
    expect(field).to_have_value("")
    assert activity.contributions.count() == 1


# Notes -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("answer", [502, None], ids=["a proxy says so", "nobody answers"])
def test_a_note_is_sent_again_while_the_server_is_started_anew(live, console, answer):
    page = console()
    page.clock.install()

    def gone(route):
        return route.fulfill(status=answer, body="<h1>") if answer else route.abort()

    page.route("**/notes/", gone)
    page.route("**/command/", gone)
    note_of(page).fill("Started late")
    page.clock.run_for(1_000)
    expect(state_of(page)).to_have_text("Not kept yet")
    # Nor is the console lost to whoever presses a button meanwhile.
    page.get_by_role("button", name="Join code").click()
    expect(page.locator("[data-problem]")).to_contain_text("No connection")
    expect(note_of(page)).to_have_value("Started late")
    page.unroute("**/notes/")
    page.clock.run_for(4_000)
    expect(state_of(page)).to_have_text("Kept")
    assert kept(live) == "Started late"


def test_a_note_outlasts_a_reload_without_a_network(live, console):
    page = console()
    page.route("**/notes/", lambda route: route.abort())
    note_of(page).fill("Started late")
    expect(note_of(page)).to_have_value("Started late")
    page.reload()
    expect(note_of(page)).to_have_value("Started late")
    page.unroute("**/notes/")
    expect(state_of(page)).to_have_text("Kept")
    assert kept(live) == "Started late"


def test_a_note_is_sent_as_the_page_is_left(live, console):
    page = console()
    page.clock.install()
    # Nothing that waits for its time is done.
    page.clock.pause_at(timezone.now() + timedelta(hours=1))
    note_of(page).fill("Started late")
    with page.expect_response("**/notes/"):
        page.evaluate("dispatchEvent(new Event('pagehide'))")
    assert kept(live) == "Started late"


def test_a_note_typed_just_before_the_end_is_in_the_report(live, console):
    page = console()
    page.on("dialog", lambda dialog: dialog.accept())
    note_of(page).type("One more thing")
    page.get_by_role("button", name="End the session").click()
    page.wait_for_url(f"**/sessions/{live.key}/")
    assert kept(live) == "One more thing"
    live.refresh_from_db()
    assert [one["text"] for one in live.report["notes"]] == ["One more thing"]


def test_two_who_write_at_one_slide_keep_what_both_have_written(live, facilitator, console):
    page = console()
    note_keep(session=live, slide_id="welcome", text="Loud next door", by=facilitator)
    note_of(page).fill("Started late")
    expect(state_of(page)).to_have_text("Kept")
    both = "Loud next door\nStarted late"
    expect(note_of(page)).to_have_value(both)
    assert kept(live) == both
    note_of(page).press("End")
    note_of(page).type(", at nine")
    expect(state_of(page)).to_have_text("Kept")
    assert kept(live) == f"{both}, at nine"


def test_who_may_keep_nothing_after_the_end_can_still_copy_it(
    live, facilitator, stranger, sign_in, context
):
    co_facilitator_add(by=facilitator, session=live, user=stranger)
    sign_in(stranger)
    page = context.new_page()
    said = [": quiet\n\n"]
    stream = "text/event-stream"
    page.route("**/live/**", lambda route: route.fulfill(content_type=stream, body=said[0]))
    page.goto(f"/sessions/{live.key}/console/")
    expect(page.locator("html[data-scripted]")).to_be_attached()
    session_command(session=live, command=machine.End(), by=facilitator)
    note_of(page).type("Half a thou")
    said[0] = ENDED
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator("[data-problem]")).to_contain_text("could not be kept. Copy it")
    expect(note_of(page)).to_have_value("Half a thou")


# The wall ----------------------------------------------------------------------------------------


def test_a_computer_that_may_do_nothing_cannot_turn_the_wall_away_from_the_session(
    live, facilitator, open_context
):
    page = open_context().new_page()
    page.goto("/wall/")
    page.get_by_role("textbox").fill(wall_code(live))
    page.keyboard.press("Enter")
    page.wait_for_url("**/stage/**")
    shown = page.locator(".stage-slide:not([hidden])")
    expect(shown).to_have_attribute("data-stage-slide", "welcome")
    with page.expect_response("**/command/"):
        page.keyboard.press("ArrowRight")
    expect(shown).to_have_attribute("data-stage-slide", "welcome")
    commanded(live, facilitator)
    assert machine.state_from_json(live.state).slide == "welcome"


def test_the_clock_tells_the_place_s_time_wherever_the_computer_is(
    live, facilitator, sign_in, open_context
):
    context = open_context(timezone_id="Asia/Tokyo")
    sign_in(facilitator, context)
    page = context.new_page()
    page.clock.install(time=datetime(2026, 11, 29, 3, 10, tzinfo=UTC))
    page.goto(f"/sessions/{live.key}/console/")
    # The county is in Denver.
    expect(page.locator("[data-clock]")).to_have_text("8:10 p.m.")
