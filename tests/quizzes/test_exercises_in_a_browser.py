"""Exercises in a real browser: by keyboard, without script, on a phone, and on the wall."""

import pytest
from playwright.sync_api import expect

LESSON = "/modules/module-7/step-3-information-sharing/"
SHARING = "/exercises/module-7/information-sharing/"
LEVELS = "/exercises/module-7/levels-of-collaboration/"
WALL = "/present/module-7/exercise/information-sharing/"
SHARED_BY_US = "ROI signed\ncase plan, visit schedule\nHIV status of the mother\nbus pass"
SHARED_WITH_US = "UA results\nasistencia\nprogress"


def tab_to(page, target):
    """Press Tab until the target has the focus; at most forty times."""
    for _ in range(40):
        if target.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"Tab does not reach {target}")


def test_both_lists_by_keyboard_from_the_slide_to_the_answers(page):
    page.goto(LESSON)
    start = page.locator("#slide-what-to-share").get_by_role("link", name="Do the exercise")
    start.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{SHARING}")
    for number, entries, count in ((1, SHARED_BY_US, "3 of 9"), (2, SHARED_WITH_US, "3 of 10")):
        part = page.locator(f"#part-{number}")
        tab_to(page, part.get_by_role("textbox"))
        page.keyboard.insert_text(entries)
        tab_to(page, part.get_by_role("button", name="Compare my list"))
        page.keyboard.press("Enter")
        expect(part.locator(".exercise-result__count")).to_contain_text(count)
        tab_to(page, part.get_by_role("button", name="Open the reference list"))
        page.keyboard.press("Enter")
        expect(part.locator(".exercise-reference ol > li")).to_have_count(8 + number)
        expect(part.get_by_text("To think about or discuss")).to_be_visible()
    expect(page.locator(".exercise-result__count")).to_have_count(2)
    expect(page.locator("#part-1").get_by_role("textbox")).to_have_value(SHARED_BY_US)
    tab_to(page, page.locator("#part-2").get_by_role("link", name="Read the slide with this list"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("The answer, opened")


def test_control_and_enter_compare_a_list(page):
    page.goto(SHARING)
    page.locator("#part-2").get_by_role("textbox").fill(SHARED_WITH_US)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#part-2 .exercise-result__count")).to_contain_text("3 of 10")


def test_all_of_it_works_without_script(no_script_page):
    page = no_script_page
    page.goto(SHARING)
    page.locator("#part-1").get_by_role("textbox").fill(SHARED_BY_US)
    page.locator("#part-1").get_by_role("button", name="Compare my list").click()
    expect(page.locator("#part-1 .exercise-result__count")).to_contain_text("3 of 9")
    expect(page.locator(".exercise-unmatched")).to_contain_text("bus pass")
    expect(page.locator(".exercise-private")).to_contain_text("HIV status of the mother")
    page.locator("#part-2").get_by_role("button", name="Show me the list").click()
    expect(page.locator("#reference-2 ol > li")).to_have_count(10)
    expect(page.locator("#part-1 .exercise-result__count")).to_be_visible()


def test_a_long_paste_is_not_cut_without_a_word(page):
    page.goto(SHARING)
    text = "one more thing\n" * 1_000
    page.locator("#part-1").get_by_role("textbox").fill(text)
    page.locator("#part-1").get_by_role("button", name="Compare my list").click()
    expect(page.locator("#part-1 .errorlist")).to_contain_text("too long to compare")
    expect(page.locator("#part-1").get_by_role("textbox")).to_have_value(text)


def test_exercises_are_accessible_and_fit(page, axe_at_each_width):
    page.goto(SHARING)
    axe_at_each_width(page)
    page.locator("#part-1").get_by_role("textbox").fill(SHARED_BY_US)
    page.locator("#part-1").get_by_role("button", name="Compare my list").click()
    page.get_by_text("How your words were read").click()
    page.get_by_role("button", name="Open the reference list").click()
    expect(page.locator(".exercise-reference")).to_be_visible()
    axe_at_each_width(page)
    page.goto(LEVELS)
    page.get_by_role("combobox").first.select_option("1")
    page.get_by_role("button", name="Compare").click()
    page.get_by_role("button", name="Show me").click()
    expect(page.locator(".exercise-reference")).to_be_visible()
    axe_at_each_width(page)


def test_an_order_is_made_by_keyboard(page):
    page.goto(LEVELS)
    for place, name in enumerate(("Networking", "Coordination", "Cooperation", "Collaboration"), 1):
        page.get_by_label(f"{name}:").focus()
        page.keyboard.type(str(place))
    tab_to(page, page.get_by_role("button", name="Compare"))
    page.keyboard.press("Enter")
    expect(page.locator(".exercise-result__count")).to_contain_text("4 of 4")


def test_the_room_compares_and_reveals_by_keyboard_on_the_wall(
    open_context, sign_in, facilitator, axe
):
    context = open_context(viewport={"width": 1280, "height": 720})
    sign_in(facilitator, context)
    page = context.new_page()
    page.goto("/present/module-7/?slide=29")
    link = page.get_by_role("link", name="Type the room’s list")
    expect(link).to_have_attribute("href", WALL)
    page.goto(WALL)
    tab_to(page, page.get_by_role("textbox"))
    page.keyboard.insert_text(SHARED_BY_US)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".exercise-result__count")).to_contain_text("3 of 9")
    axe(page)
    tab_to(page, page.get_by_role("button", name="Reveal the list"))
    page.keyboard.press("Enter")
    expect(page.locator(".exercise-reference ol > li")).to_have_count(9)
    axe(page)
    page.get_by_role("button", name="Child welfare and the court").press("Enter")
    expect(page.get_by_role("textbox")).to_have_value("")
    page.get_by_role("textbox").fill(SHARED_WITH_US)
    page.get_by_role("button", name="Compare").press("Enter")
    expect(page.locator(".exercise-result__count")).to_contain_text("3 of 10")
    page.get_by_role("link", name="Back to the slides").press("Enter")
    page.wait_for_url("**/present/module-7/stage/#slide-child-welfare-and-courts-need")
