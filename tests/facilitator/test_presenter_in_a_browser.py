"""The presenter's view in a real browser: it drives the stage, follows it, and keeps the time."""

import re

import pytest
from playwright.sync_api import expect

PRESENTER = "/present/module-7/"
SHOWN = "[data-stage-slide]:not([hidden])"
NOTES = "[data-slide]:not([hidden])"


@pytest.fixture
def presenter(page, sign_in, facilitator):
    sign_in(facilitator)
    page.goto(PRESENTER)
    expect(page.locator("html[data-scripted]")).to_be_attached()
    return page


@pytest.fixture
def stage(presenter):
    with presenter.expect_popup() as opened:
        presenter.get_by_role("link", name="Open stage").click()
    window = opened.value
    expect(window.locator("html[data-scripted]")).to_be_attached()
    return window


def noted(page, slide):
    expect(page.locator(NOTES)).to_have_attribute("data-slide", slide)


def on(page, slide):
    expect(page.locator(SHOWN)).to_have_attribute("data-stage-slide", slide)


def turn(presenter, name):
    presenter.get_by_role("navigation", name="Turn the slide").get_by_role(
        "link", name=name
    ).click()


def jump(presenter, text):
    presenter.locator("[data-jump] summary").click()
    presenter.locator("[data-go]", has_text=text).click()


def test_turning_here_turns_the_wall(presenter, stage):
    on(stage, "welcome")
    turn(presenter, "Next")
    on(stage, "acknowledgment")
    noted(presenter, "acknowledgment")
    turn(presenter, "Previous")
    on(stage, "welcome")


def test_turning_the_wall_turns_here(presenter, stage):
    stage.keyboard.press("PageDown")
    stage.keyboard.press("PageDown")
    noted(presenter, "learning-objectives")
    expect(presenter.locator('[data-role="current"]')).to_have_attribute(
        "data-preview", "learning-objectives"
    )
    expect(presenter.locator('[data-role="next"]')).to_have_attribute(
        "data-preview", "values-inventory"
    )


def test_the_first_turn_starts_the_clock_from_the_wall_too(presenter, stage):
    expect(presenter.get_by_role("button", name="Start")).to_be_visible()
    stage.keyboard.press("PageDown")
    expect(presenter.get_by_role("button", name="Pause")).to_be_visible()


def test_keys_turn_here_too(presenter):
    presenter.keyboard.press("PageDown")
    noted(presenter, "acknowledgment")
    expect(presenter.get_by_role("button", name="Pause")).to_be_visible()
    presenter.keyboard.press("End")
    noted(presenter, "contact")
    expect(presenter.locator("[data-next-label]")).to_be_hidden()


def test_the_stage_opens_where_the_notes_are(presenter):
    jump(presenter, "Confidentiality")
    with presenter.expect_popup() as opened:
        presenter.get_by_role("link", name="Open stage").click()
    expect(opened.value.locator("html[data-scripted]")).to_be_attached()
    on(opened.value, "confidentiality")
    expect(presenter.get_by_role("status")).to_have_text("Stage is open")


def test_a_stage_that_is_closed_is_missed(presenter, stage):
    expect(presenter.get_by_role("status")).to_have_text("Stage is open")
    stage.close(run_before_unload=True)
    expect(presenter.get_by_role("status")).to_have_text("No stage window yet")


def test_any_slide_can_be_found_and_jumped_to(presenter, stage):
    presenter.locator("[data-jump] summary").click()
    presenter.get_by_label("Find a slide").fill("stigma")
    expect(presenter.locator("[data-go]:visible")).to_have_count(1)
    presenter.locator("[data-go]:visible").click()
    noted(presenter, "stigma-and-perceptions")
    on(stage, "stigma-and-perceptions")


def test_an_answer_is_opened_from_here(presenter, stage):
    jump(presenter, "Information Needed by Substance Use")
    answer = stage.locator(SHOWN).get_by_text("Reason for referral")
    expect(answer).to_be_hidden()
    expect(
        presenter.locator('[data-role="current"]').get_by_text("Reason for referral")
    ).to_be_visible()
    presenter.get_by_role("button", name="Open the answer").click()
    expect(answer).to_be_visible()
    expect(presenter.get_by_role("button", name="Open the answer")).to_be_hidden()


def test_the_wall_is_blanked_from_here(presenter, stage):
    blank = presenter.get_by_role("button", name="Blank")
    blank.click()
    expect(stage.locator("[data-stage-blank]")).to_be_visible()
    expect(blank).to_have_attribute("aria-pressed", "true")
    turn(presenter, "Next")
    expect(stage.locator("[data-stage-blank]")).to_be_hidden()


def test_a_question_is_shown_from_here(presenter, stage):
    jump(presenter, "Systems Change")
    presenter.get_by_role("button", name="Show the question").click()
    expect(stage.locator(f"{SHOWN} [data-stage-question]")).to_be_visible()


def test_a_reload_of_either_window_keeps_the_place(presenter, stage):
    jump(presenter, "Confidentiality")
    on(stage, "confidentiality")
    presenter.reload()
    noted(presenter, "confidentiality")
    stage.reload()
    on(stage, "confidentiality")
    stage.keyboard.press("PageDown")
    noted(presenter, "consent-forms")


def test_coming_back_later_resumes(presenter):
    jump(presenter, "Confidentiality")
    presenter.goto(PRESENTER)
    noted(presenter, "confidentiality")


def test_the_clock_starts_with_the_first_turn(page, sign_in, facilitator):
    page.clock.install(time="2026-11-23T09:00:00")
    sign_in(facilitator)
    page.goto(PRESENTER)
    pace, elapsed = page.locator("[data-pace]"), page.locator("[data-elapsed]")
    page.clock.pause_at("2026-11-23T09:05:00")
    expect(page.locator("[data-clock]")).to_have_text(re.compile("9:05"))
    expect(pace).to_have_text("Not started")
    turn(page, "Next")
    page.clock.run_for(60_000)
    expect(elapsed).to_have_text("1:00")
    expect(pace).to_have_text("On time")
    page.clock.run_for(3.5 * 60_000)
    expect(pace).to_have_text("2 min behind")
    jump(page, "The Need To Do Better")
    expect(pace).to_have_text("5 min ahead")
    page.clock.run_for(61_000)
    expect(elapsed).to_have_text("5:31")
    expect(page.locator("[data-lesson-elapsed]")).to_have_text("1:01")
    opening = page.locator('[data-lesson-row="opening"] [data-lesson-spent]')
    expect(opening).to_have_text("4:30")


def test_the_clock_pauses_resumes_and_is_kept(page, sign_in, facilitator):
    page.clock.install(time="2026-11-23T09:00:00")
    sign_in(facilitator)
    page.goto(PRESENTER)
    page.clock.pause_at("2026-11-23T09:05:00")
    elapsed = page.locator("[data-elapsed]")
    page.get_by_role("button", name="Start").click()
    page.clock.run_for(30_000)
    page.get_by_role("button", name="Pause").click()
    page.clock.run_for(30_000)
    expect(elapsed).to_have_text("0:30")
    page.get_by_role("button", name="Resume").click()
    page.clock.run_for(10_000)
    page.reload()
    page.clock.run_for(5_000)
    expect(elapsed).to_have_text(re.compile(r"^0:4\d$"))
    page.get_by_role("button", name="Reset").click()
    expect(elapsed).to_have_text("0:00")
    expect(page.get_by_role("button", name="Start")).to_be_visible()


def test_without_script_links_turn(open_context, sign_in, facilitator):
    context = open_context(java_script_enabled=False)
    sign_in(facilitator, context)
    page = context.new_page()
    page.goto(f"{PRESENTER}?slide=26")
    noted(page, "confidentiality")
    expect(page.get_by_text("only you see this").locator("visible=true")).to_be_visible()
    turn(page, "Next")
    noted(page, "consent-forms")
    expect(page.get_by_role("button", name="Blank")).to_be_hidden()


def test_everything_is_in_view_on_a_laptop(presenter):
    jump(presenter, "Confidentiality")
    fits = "document.documentElement.scrollHeight <= innerHeight"
    assert presenter.evaluate(fits)
    for name in ("Previous", "Next", "Open stage"):
        expect(
            presenter.get_by_role("navigation", name="Turn the slide").get_by_role(
                "link", name=name
            )
        ).to_be_in_viewport()
    expect(presenter.get_by_role("heading", name="Confidentiality").last).to_be_in_viewport()


def test_nothing_runs_off_a_phone(open_context, sign_in, facilitator):
    context = open_context(viewport={"width": 375, "height": 812}, has_touch=True)
    sign_in(facilitator, context)
    page = context.new_page()
    page.goto(f"{PRESENTER}?slide=26")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_nobody_is_shut_out(page, sign_in, facilitator, axe_at_each_width):
    sign_in(facilitator)
    page.goto("/present/")
    axe_at_each_width(page)
    for number in (1, 5, 9, 19, 26, 29):
        page.goto(f"{PRESENTER}?slide={number}")
        axe_at_each_width(page)
    page.locator("[data-jump] summary").click()
    axe_at_each_width(page)
