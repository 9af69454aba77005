"""A list made in the content editor by keyboard, tried out while it is written, and then done."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from jurisdictions.models import User
from quizzes.models import CustomList
from tests.accessibility import require_accessible
from tests.browser_watch import BrowserWatch
from tests.quizzes.own_lists import own_list

ENTRIES = "papers from the court\nbus pass"


def press_to(page: Page, target, key: str = "Tab") -> None:
    """Press Tab until the target has the focus; at most eighty times."""
    for _ in range(80):
        if target.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press(key)
    pytest.fail(f"Tab does not reach {target}")


def test_a_list_is_written_tried_out_and_published_by_keyboard(
    editor: User,
    open_context: Callable[..., BrowserContext],
    sign_in: Callable[..., None],
    watch: BrowserWatch,
) -> None:
    # The library's own scripts write errors to the console while a form is still empty.
    watch.allow("Failed to load resource: the server responded with a status of 400")
    context = open_context()
    sign_in(editor, context)
    page = context.new_page()
    page.goto("/cms/exercise-lists/")
    link = page.get_by_role("link", name="Add exercise list").first
    link.focus()
    page.keyboard.press("Enter")
    page.get_by_role("textbox", name="Title").focus()
    page.keyboard.insert_text("What to bring")
    press_to(page, page.locator("[name=prompt]"))
    page.keyboard.insert_text("What should a parent bring?")
    for number, text in enumerate(("Court papers", "Your questions")):
        button = page.get_by_role("button", name="Insert a block").nth(number)
        press_to(page, button)
        page.keyboard.press("Enter")
        field = page.locator(f"[name=items-{number}-value-text]")
        press_to(page, field)
        page.keyboard.insert_text(text)
    toggle = page.get_by_role("button", name="Toggle try-out")
    toggle.focus()
    page.keyboard.press("Enter")
    entries = page.get_by_role("textbox", name="What people might type")
    expect(entries).to_be_visible()
    press_to(page, entries)
    page.keyboard.insert_text(ENTRIES)
    status = page.locator("[data-try-status]")
    expect(status).to_contain_text("1 of 2 items covered, 1 not matched yet")
    expect(status).to_have_attribute("role", "status")
    expect(page.locator(".tried")).to_contain_text("“papers from the court” was read like")

    # It follows the form without being asked, and a button asks it at once.
    phrasings = page.locator("[name=items-1-value-phrasings]")
    phrasings.focus()
    page.keyboard.insert_text("bus pass")
    expect(status).to_contain_text("2 of 2 items covered")

    # A new list saves itself once its form was left for a moment; box and words stay.
    page.locator("[name=lead]").fill("Bring what you have.")
    expect(page).to_have_url(re.compile(r"/exercise-lists/edit/\d+/"), timeout=15_000)
    expect(entries).to_have_value(ENTRIES)
    expect(toggle).to_be_visible()
    press_to(page, page.get_by_role("button", name="Score", exact=True))
    page.keyboard.press("Enter")
    expect(page.locator(".tried__sum")).to_contain_text("2 of 2 items covered")

    expect(page.locator("[name=slug]")).to_have_value("what-to-bring")
    page.get_by_role("button", name="More actions").last.press("Enter")
    with page.expect_navigation():
        page.locator("[name='action-publish']").press("Enter")
    one = CustomList.objects.get()
    assert (one.live, one.slug) == (True, "what-to-bring")
    page.goto(one.url)
    page.get_by_role("textbox").fill(ENTRIES)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".exercise-result__count")).to_contain_text("2 of 2")


def test_a_failed_answer_is_said_and_the_next_one_counts(
    editor: User,
    open_context: Callable[..., BrowserContext],
    sign_in: Callable[..., None],
    watch: BrowserWatch,
) -> None:
    one = own_list(editor)
    context = open_context()
    sign_in(editor, context)
    page = context.new_page()
    page.goto(f"/cms/exercise-lists/edit/{one.pk}/")
    page.get_by_role("button", name="Toggle try-out").click()
    expect(page.locator("[data-try-status]")).to_contain_text("Type what people might type")
    watch.allow("Failed to load resource")
    page.route("**/exercise-lists/try/", lambda route: route.abort())
    page.get_by_role("textbox", name="What people might type").fill("court papers")
    expect(page.locator("[data-try-status]")).to_contain_text("could not be scored just now")
    page.unroute("**/exercise-lists/try/")
    page.get_by_role("button", name="Score", exact=True).click()
    expect(page.locator("[data-try-status]")).to_contain_text("1 of 8 items covered")


@pytest.mark.parametrize("width", [375, 1280])
def test_the_editors_pages_of_lists_are_accessible_and_fit(
    width: int,
    editor: User,
    open_context: Callable[..., BrowserContext],
    sign_in: Callable[..., None],
    axe_of: Callable[[Page, str], None],
) -> None:
    one = own_list(editor)
    context = open_context(viewport={"width": width, "height": 900})
    sign_in(editor, context)
    page = context.new_page()
    page.goto(f"/cms/exercise-lists/edit/{one.pk}/")
    page.get_by_role("button", name="Toggle try-out").click()
    page.get_by_role("textbox", name="What people might type").fill(ENTRIES)
    expect(page.locator(".tried__entry")).to_have_count(2)
    axe_of(page, ".try")
    box = page.locator(".try")
    assert box.evaluate("one => one.scrollWidth - one.clientWidth") <= 1
    for address in (f"try/{one.pk}/", "start-from/", "import/"):
        page.goto(f"/cms/exercise-lists/{address}")
        axe_of(page, "main")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address


def test_the_pages_of_own_lists_are_accessible_and_fit(
    editor: User, page: Page, axe_at_each_width: Callable[[Page], None]
) -> None:
    one = own_list(editor)
    for address in ("/exercises/lists/", one.url):
        page.goto(address)
        axe_at_each_width(page)
    page.get_by_role("textbox").fill(ENTRIES)
    page.get_by_role("button", name="Compare my list").click()
    page.get_by_role("button", name="Open the reference list").click()
    expect(page.get_by_role("heading", name=re.compile("think about or discuss"))).to_be_visible()
    axe_at_each_width(page)


def test_a_saved_list_is_tried_out_without_script(
    editor: User, open_context: Callable[..., BrowserContext], sign_in: Callable[..., None]
) -> None:
    one = own_list(editor)
    context = open_context(java_script_enabled=False)
    sign_in(editor, context)
    page = context.new_page()
    page.goto(f"/cms/exercise-lists/try/{one.pk}/")
    page.get_by_role("textbox", name="What people might type").fill(ENTRIES)
    page.get_by_role("button", name="Score").click()
    expect(page.locator(".tried__sum")).to_contain_text("1 of 8 items covered")


@pytest.fixture
def axe_of() -> Callable[[Page, str], None]:
    """Like `axe`, for our part of a page whose rest is the content editor's."""
    return lambda page, part: require_accessible(page, within=part)
