"""The report, and what learners see of a session, in a real browser."""

import pytest
from playwright.sync_api import expect

from facilitator.sessions.running import note_keep
from tests.browser_watch import BrowserWatch

SIZES = {"desktop": {"width": 1280, "height": 900}, "phone": {"width": 375, "height": 740}}


def no_wider_than_the_window(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.fixture
def session(holding, learner):
    note_keep(
        session=holding.session,
        slide_id=holding.slides[1],
        text="Ran long: " + "x" * 200,
        by=holding.owner,
    )
    return holding.held(learner=learner)


@pytest.mark.parametrize("size", SIZES)
def test_the_report_can_be_read_everywhere(session, facilitator, open_context, sign_in, axe, size):
    context = open_context(viewport=SIZES[size])
    sign_in(facilitator, context)
    page = context.new_page()
    page.goto(f"/sessions/{session.key}/report/")
    axe(page)
    for summary in page.locator("details > summary").all():
        summary.click()
    axe(page)
    assert no_wider_than_the_window(page)


def test_on_paper_every_slide_is_there_and_no_button(session, facilitator, page, sign_in):
    sign_in(facilitator)
    page.goto(f"/sessions/{session.key}/report/")
    title = page.locator(".report-rows tbody th").first
    assert not title.is_visible()
    page.emulate_media(media="print")
    assert title.evaluate("one => one.getBoundingClientRect().height") > 0
    assert not page.locator(".report .button").first.is_visible()


def test_a_late_note_is_written_without_a_script(session, facilitator, no_script_page, sign_in):
    sign_in(facilitator, no_script_page.context)
    no_script_page.goto(f"/sessions/{session.key}/report/")
    no_script_page.get_by_text("Add a note").click()
    form = no_script_page.locator(".report-write form").last
    form.get_by_label("Note").fill("Bring more markers.")
    form.get_by_role("button").click()
    kept = no_script_page.locator("#notes").get_by_role("paragraph")
    expect(kept.filter(has_text="Bring more markers.")).to_be_visible()


def test_deleting_asks_once_more(session, facilitator, page, sign_in, axe):
    sign_in(facilitator)
    page.goto(f"/sessions/{session.key}/report/")
    page.get_by_role("link", name="Delete them now").click()
    expect(page.get_by_role("button", name="Delete them")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Delete them").click()
    expect(page.get_by_text("The report stays.")).to_be_visible()
    assert not session.seats.exists()


def test_the_list_of_reports_has_no_violations(session, facilitator, page, sign_in, axe):
    sign_in(facilitator)
    page.goto("/sessions/reports/")
    axe(page)
    page.get_by_role("link", name="Three agencies").click()
    page.wait_for_url(f"**/sessions/{session.key}/report/")


@pytest.mark.parametrize("size", SIZES)
def test_a_learners_sessions_can_be_read_everywhere(
    session, learner, open_context, sign_in, axe, size
):
    context = open_context(viewport=SIZES[size])
    sign_in(learner, context)
    page = context.new_page()
    page.goto("/my/sessions/")
    axe(page)
    for summary in page.locator("summary").all():
        if not summary.evaluate("one => one.parentElement.open"):
            summary.click()
    axe(page)
    assert no_wider_than_the_window(page)
    link = page.locator(".attendance-left a[href*='#']").first
    anchor = link.get_attribute("href").split("#")[1]
    link.click()
    expect(page.locator(f"#{anchor}")).to_be_visible()


def test_somebody_signs_in_for_credit_from_a_phone(
    holding, learner, open_context, sign_in, axe, watch: BrowserWatch
):
    # The stream is served by another application, which does not run here.
    watch.allow("status of 404")
    context = open_context(viewport=SIZES["phone"])
    page = context.new_page()
    page.goto("/join/")
    page.get_by_label("Code").fill(holding.session.code)
    page.get_by_role("button", name="Join").click()
    page.wait_for_url("**/enter/**")
    page.get_by_role("button", name="Join").click()
    page.get_by_text("Me", exact=True).click()
    page.get_by_role("link", name="Sign in for credit").click()
    page.wait_for_url("**/accounts/login/**")
    back = page.url.split("next=")[1]

    sign_in(learner, context)
    page.goto(back)
    axe(page)
    with page.expect_navigation():
        page.get_by_role("button", name="Put my name on the list").click()
    page.get_by_text("Me", exact=True).click()
    expect(page.get_by_text("Signed in for credit as The learner.")).to_be_visible()
    assert [one.user for one in holding.session.credit_sign_ins.all()] == [learner]

    page.get_by_role("link", name="Take my name off").click()
    off = page.get_by_role("button", name="Take my name off")
    expect(off).to_be_visible()
    axe(page)
    with page.expect_navigation():
        off.click()
    assert not holding.session.credit_sign_ins.exists()
