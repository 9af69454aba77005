"""The run-sheet as it comes out of a printer: A4 and Letter, its head on every page, rows whole."""

import io
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from pypdf import PdfReader

from facilitator.models import Session
from jurisdictions.models import User
from modules.markup import plain_inline
from modules.selectors import module_document
from tests.facilitator.planning.plans import address, kept


def printed_pages(page: Page, paper: str) -> list[str]:
    printed = PdfReader(io.BytesIO(page.pdf(format=paper)))
    return [" ".join(one.extract_text().split()) for one in printed.pages]


def without_spaces(text: str) -> str:
    """Lines break after a hyphen too."""
    return "".join(text.split())


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_every_printed_page_has_the_head_and_no_row_is_torn_apart(
    paper: str,
    facilitator: User,
    session: Session,
    page: Page,
    sign_in: Callable[..., None],
) -> None:
    sign_in(facilitator)
    page.goto(address(session, "run-sheet/print/"))
    pages = printed_pages(page, paper)
    assert len(pages) > 1
    for number, text in enumerate(pages, 1):
        assert "Starts Ends Min Slide My notes" in text
        assert text.startswith(f"{number} / {len(pages)} ")
        assert "Back to the session" not in text
    together = [without_spaces(text) for text in pages]
    chosen = kept(session).chosen
    for number, _lesson, slide in module_document("module-7").numbered_slides():
        if slide.id not in chosen:
            continue
        title = without_spaces(f"{number}. {plain_inline(slide.title, smart=True)}")
        holding = [text for text in together if title in text]
        assert len(holding) == 1, title
        for prompt in slide.prompts:
            end = without_spaces(plain_inline(prompt.text, smart=True))[-12:]
            assert end in holding[0].split(title)[1], title


def test_no_lesson_begins_at_the_foot_of_a_page(
    facilitator: User, session: Session, page: Page, sign_in: Callable[..., None]
) -> None:
    sign_in(facilitator)
    page.goto(address(session, "run-sheet/print/"))
    titles = [plain_inline(one.title, smart=True) for one in module_document("module-7").lessons]
    for paper in ("A4", "Letter"):
        for text in printed_pages(page, paper):
            assert not re.search(r"\d+ min$", text), text[-80:]
            assert not text.endswith(tuple(titles))


def test_it_prints_black_on_white_from_a_dark_screen(
    facilitator: User,
    session: Session,
    open_context: Callable[..., BrowserContext],
    sign_in: Callable[..., None],
) -> None:
    context = open_context(color_scheme="dark")
    sign_in(facilitator, context)
    page = context.new_page()
    page.goto(address(session, "run-sheet/print/"))
    page.emulate_media(media="print", color_scheme="dark")
    colors = page.locator(".run-paper, .run-paper :is(p, th, td, strong, em, span)").evaluate_all(
        """found => [...new Set(found.map((one) => {
            const style = getComputedStyle(one);
            return `${style.color} on ${style.backgroundColor}`;
        }))]"""
    )
    assert {one.split(" on ")[0] for one in colors} == {"rgb(0, 0, 0)"}
    assert {one.split(" on ")[1] for one in colors} <= {"rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"}


def test_a_button_prints_it_and_without_a_script_words_say_how(
    facilitator: User,
    session: Session,
    page: Page,
    no_script_page: Page,
    sign_in: Callable[..., None],
) -> None:
    sign_in(facilitator)
    page.add_init_script("window.print = () => { document.title = 'printed'; }")
    page.goto(address(session, "run-sheet/print/"))
    page.get_by_role("button", name="Print").press("Enter")
    expect(page).to_have_title("printed")
    sign_in(facilitator, no_script_page.context)
    no_script_page.goto(address(session, "run-sheet/print/"))
    expect(no_script_page.get_by_text("Print this page with your browser.")).to_be_visible()
    expect(no_script_page.get_by_role("button", name="Print")).to_be_hidden()
