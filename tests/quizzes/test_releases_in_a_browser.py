"""The release check and a learner's second try in a real browser: by keyboard, without script."""

import pytest
from playwright.sync_api import expect

RELEASES = "/exercises/module-7/releases/"
LESSON = "/modules/module-7/step-3-information-sharing/"
SHARING = "/exercises/module-7/information-sharing/"
TYPED = "ROI signed\nvisit schedule\nHIV status of the mother\nwibble token"


def tab_to(page, target):
    """Press Tab until the target has the focus; at most sixty times."""
    for _ in range(60):
        if target.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"Tab does not reach {target}")


def test_a_release_is_checked_by_keyboard_from_the_slide_to_the_answer(page):
    page.goto(LESSON)
    start = page.locator("#slide-consent-forms").get_by_role(
        "link", name="What is missing from this release?"
    )
    start.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{RELEASES}")
    tab_to(page, page.get_by_label("Purpose or need for disclosure"))
    page.keyboard.press("Space")
    tab_to(page, page.get_by_role("textbox", name="own words"))
    page.keyboard.insert_text("no expiration date")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".exercise-result__count")).to_contain_text("2 of 5")
    tab_to(page, page.get_by_role("button", name="Show me all of it"))
    page.keyboard.press("Enter")
    expect(page.locator(".release-answer > ol > li")).to_have_count(9)
    tab_to(page, page.get_by_role("link", name="See it in the form: Validity"))
    page.keyboard.press("Enter")
    expect(page.locator("#passage-5")).to_be_in_viewport()
    page.get_by_role("link", name="On to the next form").press("Enter")
    expect(page.locator(".release__issuer")).to_have_text("Maple Bend Recovery House")
    expect(page.get_by_role("link", name="Form 2")).to_have_attribute("aria-current", "page")


def test_a_release_is_checked_without_script(no_script_page):
    page = no_script_page
    page.goto(f"{RELEASES}?form=3")
    page.get_by_label("Date on which consent is signed").check()
    page.get_by_role("button", name="Compare").click()
    expect(page.locator(".exercise-result__count")).to_contain_text("1 of 4")
    expect(page.locator(".release__issuer")).to_have_text("Quarry Road Treatment Center")
    page.get_by_role("button", name="Show me all of it").click()
    expect(page.locator("#element-9")).to_contain_text("you saw it")


def test_a_second_try_without_script(no_script_page):
    page = no_script_page
    page.goto(SHARING)
    part = page.locator("#part-1")
    part.get_by_role("textbox").fill(TYPED)
    part.get_by_role("button", name="Compare my list").click()
    part.get_by_role("button", name="Give me a hint").click()
    expect(part.locator(".exercise-hints li")).to_have_count(1)
    part.get_by_role("textbox").fill(f"{TYPED}\nreason for referral")
    part.get_by_role("button", name="Compare again").click()
    expect(part.locator(".exercise-hints li")).to_contain_text("found")
    part.get_by_text("Did you mean something that we did not see?").click()
    part.get_by_role("button", name="Open the list and choose").click()
    part.locator(".exercise-unmatched").first.get_by_role("combobox").select_option(
        "History of child welfare involvement"
    )
    part.get_by_role("button", name="Count it just for me").click()
    expect(part.locator(".exercise-result__count")).to_contain_text("And 1 that you say you meant")
    with page.expect_popup() as popup:
        part.get_by_role("button", name="Print my list").click()
    kept = popup.value
    expect(kept.get_by_role("heading", name="My list", exact=True)).to_be_visible()
    expect(kept.get_by_text("Print this page with your browser.")).to_be_visible()
    expect(kept.get_by_text("Mine, I say: wibble token")).to_be_visible()


def test_i_did_mean_this_by_keyboard(page):
    page.goto(SHARING)
    part = page.locator("#part-1")
    part.get_by_role("textbox").fill(TYPED)
    page.keyboard.press("Control+Enter")
    tab_to(page, part.get_by_role("button", name="Open the reference list"))
    page.keyboard.press("Enter")
    choice = part.get_by_role("combobox", name="wibble token")
    tab_to(page, choice)
    page.keyboard.type("History")
    tab_to(page, part.get_by_role("button", name="I did mean this"))
    page.keyboard.press("Enter")
    expect(part.get_by_role("status")).to_contain_text("1 entry goes to the people")
    expect(part.locator(".exercise-covered--meant")).to_contain_text("wibble token")


def test_a_list_is_saved_and_printed(page):
    page.goto(SHARING)
    part = page.locator("#part-1")
    part.get_by_role("textbox").fill(TYPED)
    page.keyboard.press("Control+Enter")
    with page.expect_download() as download:
        part.get_by_role("button", name="Save as text").click()
    assert "- wibble token" in download.value.path().read_text(encoding="utf-8")
    with page.expect_popup() as popup:
        part.get_by_role("button", name="Print my list").click()
    kept = popup.value
    expect(kept.get_by_text("Print this page with your browser.")).to_be_hidden()
    kept.evaluate("window.print = () => { document.title = 'printed'; }")
    kept.get_by_role("button", name="Print this page").press("Enter")
    expect(kept).to_have_title("printed")


def test_both_are_accessible_and_fit(page, axe_at_each_width):
    page.goto(RELEASES)
    axe_at_each_width(page)
    page.get_by_label("Purpose or need for disclosure").check()
    page.get_by_label("Date on which consent is signed").check()
    page.get_by_role("textbox", name="own words").fill("no expiration date\nzzz")
    with page.expect_navigation():
        page.get_by_role("button", name="Compare").click()
    axe_at_each_width(page)
    page.get_by_role("button", name="Show me all of it").click()
    expect(page.locator(".release-answer")).to_be_visible()
    axe_at_each_width(page)
    page.goto(SHARING)
    part = page.locator("#part-1")
    part.get_by_role("textbox").fill(TYPED)
    page.get_by_label("Help improve this exercise").check()
    page.keyboard.press("Tab")
    part.get_by_role("button", name="Compare my list").click()
    part.get_by_role("button", name="Give me a hint").click()
    part.get_by_role("button", name="Open the reference list").click()
    part.get_by_role("combobox", name="wibble token").select_option(
        "History of child welfare involvement"
    )
    with page.expect_navigation():
        part.get_by_role("button", name="I did mean this").click()
    for fold in part.locator("summary").all():
        fold.click()
    axe_at_each_width(page)
    with page.expect_popup() as popup:
        part.get_by_role("button", name="Print my list").click()
    axe_at_each_width(popup.value)
