"""The review and the corrections in a real browser: by keyboard, without script, on a phone."""

import re

import pytest
from playwright.sync_api import expect

from quizzes.enums import ReviewReason
from quizzes.models import AcceptedPhrasing, ListResult, ReviewEntry
from quizzes.selectors import reference_lists
from quizzes.services.phrasings import phrasing_accept
from quizzes.services.results import result_keep
from quizzes.services.review import review_propose

REVIEW = "/exercises/review/"
WALL = "/present/module-7/exercise/information-sharing/"
LIST = "tx_needs"
LAST = reference_lists()[LIST].items[-1]
WORDS = ("wibble one", "wibble two", "wibble three")


@pytest.fixture
def entries(db):
    for text in WORDS:
        review_propose(list_id=LIST, text=text, item_id=LAST.id, reason=ReviewReason.MEANT)
    return list(ReviewEntry.objects.order_by("pk"))


@pytest.fixture
def kept(facilitator, county):
    return result_keep(
        by=facilitator,
        jurisdiction=county,
        list_id=LIST,
        entries=["ROI signed", "case plan", "bus pass"],
        title="Our room",
    )


def states():
    return list(ReviewEntry.objects.order_by("pk").values_list("state", flat=True))


def test_a_whole_queue_is_decided_by_keyboard(page, sign_in, facilitator, entries, axe):
    sign_in(facilitator)
    page.goto(REVIEW)
    axe(page)
    first, second, third = (page.locator(f"#entry-{one.pk}") for one in entries)
    first.focus()
    page.keyboard.press("j")
    expect(second).to_be_focused()
    page.keyboard.press("k")
    expect(first).to_be_focused()
    page.keyboard.press("p")
    expect(page.locator(".review-done")).to_contain_text("now an accepted phrasing")
    expect(second).to_be_focused()
    page.keyboard.press("n")
    expect(third).to_be_focused()
    page.keyboard.press("u")
    expect(page.locator(".messages")).to_contain_text("open again")
    expect(second).to_be_focused()
    page.keyboard.press("o")
    expect(second.get_by_role("combobox")).to_be_focused()
    page.keyboard.press("n")
    expect(second).to_be_visible()
    second.get_by_role("button", name="It counts", exact=True).press("Enter")
    expect(third).to_be_focused()
    axe(page)
    assert states() == ["accepted", "accepted", "open"]
    assert [one.text for one in AcceptedPhrasing.objects.active()] == ["wibble one"]


def test_keys_do_nothing_outside_an_entry(page, sign_in, facilitator, entries):
    sign_in(facilitator)
    page.goto(REVIEW)
    page.locator("#review-list").focus()
    page.keyboard.press("a")
    page.get_by_role("link", name="Decided").focus()
    page.keyboard.press("n")
    expect(page).to_have_url(re.compile(f"{REVIEW}$"))
    assert states() == ["open", "open", "open"]


def test_the_queue_works_without_script(no_script_page, sign_in, editor, entries):
    page = no_script_page
    sign_in(editor, page.context)
    page.goto(REVIEW)
    expect(page.locator(".review-keys")).to_be_hidden()
    entry = page.locator(f"#entry-{entries[0].pk}")
    entry.get_by_label("It says another point").select_option(index=1)
    entry.get_by_role("button", name="It counts there").click()
    expect(page.locator(".review-done")).to_contain_text("wibble one")
    page.locator(".review-done").get_by_role("button", name="Undo").click()
    expect(entry).to_be_visible()
    assert states() == ["open", "open", "open"]


@pytest.mark.parametrize("script", [True, False])
def test_the_wall_is_corrected_in_place_and_kept(open_context, sign_in, facilitator, axe, script):
    context = open_context(java_script_enabled=script)
    sign_in(facilitator, context)
    page = context.new_page()
    page.goto(WALL)
    page.get_by_role("textbox").fill("ROI signed\nbus pass")
    page.get_by_role("button", name="Compare").click()
    count = page.locator(".exercise-result__count")
    expect(count).to_contain_text("1 of 9")
    page.get_by_text("Correct how the list was read").click()
    page.get_by_role("button", name="Not this").click()
    expect(count).to_contain_text("0 of 9")
    page.get_by_role("button", name="Undo").click()
    expect(count).to_contain_text("1 of 9")
    page.get_by_role("button", name="Choose another point").click()
    entry = page.locator(".judged__entry").nth(1)
    entry.get_by_role("combobox").select_option(label=LAST.text)
    entry.get_by_role("button", name="It covers this too").click()
    expect(count).to_contain_text("2 of 9")
    if script:
        axe(page)
    page.get_by_role("button", name="Keep this list").click()
    page.get_by_role("link", name="Open it").click()
    expect(page.locator(".result-count")).to_contain_text("2 of 9")
    page.get_by_role("button", name="Make it an accepted phrasing").click()
    expect(page.locator(".messages")).to_contain_text("“bus pass” counts from now on")
    assert ListResult.objects.get().entries == ["ROI signed", "bus pass"]


def test_a_correction_by_keyboard_on_the_wall(page, sign_in, facilitator):
    sign_in(facilitator)
    page.goto(WALL)
    page.get_by_role("textbox").focus()
    page.keyboard.insert_text("ROI signed")
    page.keyboard.press("Control+Enter")
    page.get_by_text("Correct how the list was read").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Not this")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".exercise-result__count")).to_contain_text("0 of 9")


def test_every_page_is_accessible_and_fits(
    page, sign_in, facilitator, entries, kept, axe_at_each_width
):
    phrasing_accept(list_id=LIST, item_id=LAST.id, text="bus pass", by=facilitator)
    sign_in(facilitator)
    for address in (
        REVIEW,
        f"{REVIEW}?shown=decided",
        f"{REVIEW}phrasings/",
        "/present/results/",
        f"/present/results/{kept.pk}/",
    ):
        page.goto(address)
        for one in page.locator("main details").all():
            one.evaluate("details => { details.open = true; }")
        axe_at_each_width(page)
    page.goto(WALL)
    page.get_by_role("textbox").fill("ROI signed\ncase plan, visit schedule\nbus pass")
    page.get_by_role("button", name="Compare").click()
    page.get_by_text("Correct how the list was read").click()
    page.get_by_role("button", name="Choose another point").click()
    expect(page.locator(".judged__add").first).to_be_visible()
    axe_at_each_width(page)
