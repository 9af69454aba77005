"""The glossary, its terms in a lesson, and the practice library in a real browser."""

import re

import pytest
from playwright.sync_api import expect

STEP_3 = "/modules/module-7/step-3-information-sharing/"
PAGES = [
    "/glossary/",
    "/practice/",
    "/practice/start/",
    "/practice/cstar-family-conference/",
    "/practice/county-referrals/",
]


def test_pages_are_accessible_and_fit(page, axe_at_each_width):
    for path in PAGES:
        page.goto(path)
        axe_at_each_width(page)


@pytest.mark.parametrize("width", [375, 1280])
def test_an_open_definition_is_accessible_and_in_view(open_context, axe, width):
    view = {"width": width, "height": 800}
    page = open_context(viewport=view).new_page()
    page.goto(STEP_3)
    page.locator("[data-term]", has_text="HIPAA").click()
    card = page.get_by_role("dialog", name=re.compile("HIPAA Privacy Rule"))
    expect(card).to_contain_text("protects health information")
    box = card.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= 800
    axe(page)


def test_a_definition_opens_and_closes_by_keyboard(page):
    page.goto(STEP_3)
    term = page.locator("[data-term]", has_text="HIPAA")
    card = page.get_by_role("dialog")
    for key in ("Enter", " "):
        term.focus()
        page.keyboard.press(key)
        expect(card).to_be_focused()
        expect(term).to_have_attribute("aria-expanded", "true")
        page.keyboard.press("Escape")
        expect(card).to_be_hidden()
        expect(term).to_be_focused()
        expect(term).to_have_attribute("aria-expanded", "false")


def test_from_an_open_definition_the_next_key_leads_to_the_glossary(page):
    page.goto(STEP_3)
    page.locator("[data-term]", has_text="HIPAA").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="More in the glossary")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/glossary/#hipaa$"))
    expect(page.locator("#hipaa")).to_be_in_viewport()


def test_a_second_press_or_the_button_closes_a_definition(page):
    page.goto(STEP_3)
    term = page.locator("[data-term]", has_text="HIPAA")
    card = page.get_by_role("dialog")
    term.click()
    expect(card).to_be_visible()
    term.click()
    expect(card).to_be_hidden()
    term.click()
    page.get_by_role("button", name="Close").click()
    expect(card).to_be_hidden()
    expect(term).to_be_focused()


def test_another_term_takes_the_definition_over(page):
    page.goto(STEP_3)
    first = page.locator("[data-term]", has_text="HIPAA")
    other = page.locator("[data-term]", has_text="42 CFR Part 2")
    first.click()
    expect(page.get_by_role("dialog", name=re.compile("HIPAA"))).to_be_visible()
    other.click()
    expect(page.get_by_role("dialog", name=re.compile("42 CFR Part 2"))).to_be_visible()
    expect(first).to_have_attribute("aria-expanded", "false")
    expect(other).to_have_attribute("aria-expanded", "true")


def test_without_script_a_term_leads_to_its_entry_and_the_lesson_lists_it(no_script_page):
    page = no_script_page
    page.goto(STEP_3)
    page.get_by_text("words of this lesson explained").click()
    expect(page.locator("#meaning-hipaa")).to_contain_text("protects health information")
    page.locator("[data-term]", has_text="HIPAA").click()
    expect(page).to_have_url(re.compile(r"/glossary/#hipaa$"))
    expect(page.locator("#hipaa")).to_be_in_viewport()


def test_the_stage_marks_no_terms(sign_in, facilitator, page):
    sign_in(facilitator)
    page.goto("/present/module-7/stage/")
    expect(page.locator("[data-term]")).to_have_count(0)


def test_the_filter_finds_by_name_then_by_meaning_and_says_how_many(page):
    page.goto("/glossary/")
    field = page.get_by_role("searchbox", name="Find a term")
    field.fill("recuperacion")
    expect(page.locator(".term-entry:visible")).to_have_count(1)
    expect(page.locator("#recovery")).to_be_visible()
    expect(page.get_by_role("status")).to_have_text("1 term")
    field.fill("pain-relieving")
    expect(page.locator("#opioid")).to_be_visible()
    field.fill("zzz")
    expect(page.get_by_role("status")).to_contain_text("No term has these words")
    field.fill("")
    expect(page.locator("#naloxone")).to_be_visible()


def test_a_link_to_a_term_that_the_filter_hides_shows_it(page):
    page.goto("/glossary/")
    page.get_by_role("searchbox", name="Find a term").fill("recovery coach")
    page.locator("#recovery-coach").get_by_role("link", name="peer support").click()
    expect(page.locator("#peer-support")).to_be_in_viewport()


def test_without_script_the_glossary_has_no_dead_filter(no_script_page):
    no_script_page.goto("/glossary/")
    expect(no_script_page.get_by_label("Find a term")).to_be_hidden()
    no_script_page.get_by_role("link", name="N", exact=True).click()
    expect(no_script_page.locator("#letter-N")).to_be_in_viewport()
