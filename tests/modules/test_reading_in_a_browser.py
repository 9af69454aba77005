"""The reading pages in a real browser: any width, either scheme, keyboard, no script."""

import re

from playwright.sync_api import expect

LESSON = "/modules/module-7/why-collaborate/"
STEP_3 = "/modules/module-7/step-3-information-sharing/"
PAGES = [
    "/",
    "/modules/",
    "/modules/module-7/",
    "/modules/opioids/",
    STEP_3,
    f"{STEP_3}answers/treatment-providers-need/",
    "/search/?q=consent",
]
PHONE = {"width": 320, "height": 640}


def test_pages_are_accessible_and_fit(page, axe_at_each_width):
    for path in PAGES:
        page.goto(path)
        axe_at_each_width(page)


def test_the_first_key_press_offers_to_skip_to_the_content(page):
    page.goto(LESSON)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_a_slide_with_a_content_note_can_be_skipped_by_keyboard(page):
    page.goto(LESSON)
    page.get_by_role("link", name="Skip this slide").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#slide-necessity-of-collaboration h2")).to_be_in_viewport()


def test_the_contents_follow_the_reading(page):
    page.goto(LESSON)
    page.locator("#slide-benefits").scroll_into_view_if_needed()
    page.goto(f"{LESSON}#slide-benefits")
    side = page.get_by_role("navigation", name="Contents of the module")
    current = side.get_by_role("link", name=re.compile("Benefits of Collaboration"))
    expect(current).to_have_attribute("aria-current", "location")
    expect(side.locator('[aria-current="location"]')).to_have_count(1)


def test_on_a_phone_without_script_the_contents_unfold(open_context):
    page = open_context(viewport=PHONE, java_script_enabled=False).new_page()
    page.goto(LESSON)
    link = page.locator(".reader__folded").get_by_role("link", name="Systems Change")
    expect(link).to_be_hidden()
    page.get_by_text("Contents", exact=True).click()
    link.click()
    expect(page.locator("#slide-systems-change h2")).to_be_in_viewport()


def test_module_7_is_read_from_first_to_last_lesson_without_script(no_script_page):
    page = no_script_page
    page.goto("/modules/module-7/")
    page.get_by_role("link", name="Start reading").click()
    titles = [page.locator("h1").inner_text()]
    while page.get_by_role("link", name="Next lesson").count():
        page.get_by_role("link", name="Next lesson").click()
        titles.append(page.locator("h1").inner_text())
    assert len(titles) == 10
    assert (titles[0], titles[-1]) == ("Opening", "Closing")


def test_an_answer_is_opened_without_script(no_script_page):
    page = no_script_page
    page.goto(STEP_3)
    page.locator("#slide-treatment-providers-need").get_by_role("link", name="Show me").click()
    expect(page.get_by_text("Family strengths and protective factors")).to_be_visible()
    page.get_by_role("link", name="Go on reading").click()
    expect(page).to_have_url(re.compile(r"#slide-treatment-providers-need$"))


def test_words_are_found_and_lead_to_their_slide(page):
    page.goto("/")
    page.get_by_role("searchbox").fill("consent forms")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Consent Forms").first.click()
    expect(page.locator("#slide-consent-forms h2")).to_be_in_viewport()
