"""Planning in a real browser: live sums, the keyboard alone, without a script, on paper."""

import io
from collections.abc import Callable

import pytest
from django.test import Client
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from facilitator.models import Session
from jurisdictions.models import Jurisdiction, User
from tests.browser_watch import BrowserWatch
from tests.facilitator.planning.plans import NEW, address, kept, plan_through_the_page, soon
from tests.people import client_of

OF_A_RUN_SHEET = ("run-sheet/", "run-sheet/print/")
PAGES = ("", "change/", *OF_A_RUN_SHEET, "people/", "prepared/", "poster/", "copy/", "delete/")


def test_every_page_is_accessible_and_fits_its_screen(
    facilitator: User,
    session: Session,
    page: Page,
    sign_in: Callable[..., None],
    axe_at_each_width: Callable[[Page], None],
) -> None:
    sign_in(facilitator)
    for one in ("/sessions/", "/sessions/new/", NEW, *(address(session, name) for name in PAGES)):
        page.goto(one)
        axe_at_each_width(page)


def test_a_session_is_planned_by_keyboard_alone(
    facilitator: User, county: Jurisdiction, page: Page, sign_in: Callable[..., None]
) -> None:
    sign_in(facilitator)
    page.goto(NEW)
    page.get_by_label("Date").focus()
    page.keyboard.type(soon().strftime("%m%d%Y"))
    page.get_by_label("Start time").focus()
    page.keyboard.type("0900AM")
    expect(page.locator("[data-plan-end]").nth(1)).to_have_text("· ends 10:30 a.m.")
    page.get_by_role("radio", name="Two hours").focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="Ninety minutes")).to_be_checked()
    page.get_by_role("button", name="Plan it").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("The session is planned.")).to_be_visible()
    session = Session.objects.get()
    assert (kept(session).starts_at, kept(session).available) == (540, 90)


def test_the_run_sheet_is_summed_up_while_it_is_worked_on(
    facilitator: User, session: Session, page: Page, sign_in: Callable[..., None]
) -> None:
    sign_in(facilitator)
    page.goto(address(session, "run-sheet/"))
    summary = page.locator(".run-summary")
    expect(summary.get_by_role("button", name="Recalculate")).to_be_hidden()
    expect(summary).to_contain_text("90 min ends 10:30 a.m. as planned")
    page.get_by_label("Minutes of “Acknowledgment”").fill("5")
    expect(summary).to_contain_text("94 min ends 10:34 a.m. planned 90 min: 4 over")
    third = page.locator("[data-slide=learning-objectives] [data-clock]")
    expect(third).to_have_text("9:06 a.m.")
    page.locator("#id_chosen-acknowledgment").focus()
    page.keyboard.press("Space")
    expect(summary).to_contain_text("89 min ends 10:29 a.m. planned 90 min: 1 left")
    expect(page.locator("[data-slide=acknowledgment] [data-clock]")).to_have_text("")
    opening = page.locator("#lesson-opening")
    expect(opening).to_contain_text("3 of 4 slides · 7 min")
    page.get_by_label("Starts at").fill("13:00")
    expect(summary).to_contain_text("ends 2:29 p.m.")
    page.get_by_label("Starts at").fill("")
    expect(third).to_have_text("+1")


def test_an_answer_without_its_question_is_marked_at_once(
    facilitator: User, session: Session, page: Page, sign_in: Callable[..., None]
) -> None:
    sign_in(facilitator)
    page.goto(address(session, "run-sheet/"))
    warning = page.get_by_text("Its question is not asked").first
    expect(page.locator("[data-unasked-all]")).to_be_hidden()
    page.locator("#id_chosen-what-to-share").uncheck()
    expect(page.locator("[data-unasked-all]")).to_be_visible()
    expect(warning).to_be_visible()
    page.locator("#id_chosen-what-to-share").check()
    expect(page.locator("[data-unasked-all]")).to_be_hidden()


def test_a_run_sheet_is_changed_by_keyboard_alone(
    facilitator: User, session: Session, page: Page, sign_in: Callable[..., None]
) -> None:
    sign_in(facilitator)
    page.goto(address(session, "run-sheet/"))
    first = page.locator("#id_minutes-welcome")
    first.focus()
    first.press("Control+A")
    page.keyboard.type("6")
    page.keyboard.press("Enter")
    expect(page.locator("#id_minutes-acknowledgment")).to_be_focused()
    page.keyboard.type("3")
    expect(page.locator("[data-total]")).to_have_text("97 min")
    page.locator("#lesson-opening").get_by_role("button", name="None").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#lesson-opening")).to_contain_text("0 of 4 slides")
    page.locator("#lesson-opening").get_by_role("button", name="All").focus()
    page.keyboard.press("Enter")
    page.get_by_label("After the slide").select_option("confidentiality")
    page.get_by_label("What it is called (optional)").focus()
    page.keyboard.type("Coffee")
    page.keyboard.press("Enter")
    expect(page.get_by_text("The break is put in.")).to_be_visible()
    added = page.locator("#id_title-break_1")
    expect(added).to_be_focused()
    expect(added).to_have_value("Coffee")
    expect(page.locator("[data-total]")).to_have_text("107 min")
    page.get_by_role("button", name="Save").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("The run-sheet is saved.")).to_be_visible()
    rows = {row.id: row.minutes for row in kept(session).rows}
    assert (rows["welcome"], rows["acknowledgment"], rows["break_1"]) == (6, 3, 10)


def test_what_has_the_focus_is_not_hidden_behind_the_summary(
    facilitator: User, session: Session, page: Page, sign_in: Callable[..., None]
) -> None:
    sign_in(facilitator)
    page.goto(address(session, "run-sheet/"))
    page.locator("#id_minutes-measuring-progress").focus()
    for _press in range(30):
        page.keyboard.press("Shift+Tab")
        overlap = page.evaluate(
            """() => {
                const bar = document.querySelector(".run-summary").getBoundingClientRect();
                const at = document.activeElement.getBoundingClientRect();
                return bar.bottom - at.bottom;
            }"""
        )
        assert overlap < 0


def test_unsaved_work_is_not_left_unasked(
    facilitator: User, session: Session, page: Page, sign_in: Callable[..., None]
) -> None:
    sign_in(facilitator)
    page.goto(address(session, "run-sheet/"))
    page.get_by_label("Minutes of “Acknowledgment”").fill("5")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.get_by_role("link", name="Leave it as it was").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Three agencies, one family")
    assert asked == ["beforeunload"]


def test_without_a_script_the_sums_come_with_a_press(
    facilitator: User, session: Session, no_script_page: Page, sign_in: Callable[..., None]
) -> None:
    page = no_script_page
    sign_in(facilitator, page.context)
    page.goto(address(session, "run-sheet/"))
    page.get_by_label("Minutes of “Acknowledgment”").fill("5")
    page.get_by_role("button", name="Recalculate").click()
    expect(page.locator(".run-summary")).to_contain_text(
        "94 min ends 10:34 a.m. planned 90 min: 4 over"
    )
    page.locator("#lesson-opening").get_by_role("button", name="None").click()
    expect(page.locator("#lesson-opening")).to_contain_text("0 of 4 slides")
    page.get_by_role("button", name="Save").first.click()
    expect(page.get_by_text("The run-sheet is saved.")).to_be_visible()
    assert "welcome" not in kept(session).chosen


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("form", ["", "?form=tent"])
def test_a_poster_prints_on_one_page(
    form: str,
    paper: str,
    facilitator: User,
    session: Session,
    county: Jurisdiction,
    page: Page,
    sign_in: Callable[..., None],
) -> None:
    sign_in(facilitator)
    words = "Serving families together in Maple and Cedar counties, " * 4
    link = "https://meet.example.org/" + "a1b2c3d4" * 20
    long = plan_through_the_page(
        client_of(facilitator), county, title=words[:200], place=words[:200], online_link=link
    )
    for one in (session, long):
        page.goto(address(one, f"poster/{form}"))
        printed = PdfReader(io.BytesIO(page.pdf(format=paper)))
        assert len(printed.pages) == 1
        text = printed.pages[0].extract_text()
        code = one.code or ""
        assert f"{code[:3]} {code[3:]}" in text
        assert "/join" in text
        assert "Back to the session" not in text


def test_the_poster_warns_on_the_screen_and_not_on_paper(
    facilitator: User, session: Session, page: Page, sign_in: Callable[..., None]
) -> None:
    sign_in(facilitator)
    page.goto(address(session, "poster/"))
    warning = page.get_by_text("Phones cannot reach")
    expect(warning).to_be_visible()
    page.emulate_media(media="print")
    expect(warning).to_be_hidden()


def test_a_co_facilitator_looks_at_the_page_with_nothing_to_change(
    helper: User,
    helper_client: Client,
    session: Session,
    page: Page,
    sign_in: Callable[..., None],
    axe: Callable[[Page], None],
    watch: BrowserWatch,
) -> None:
    sign_in(helper)
    page.goto(address(session))
    axe(page)
    opening = page.get_by_role("button", name="Open the room")
    expect(opening).to_be_hidden()
    page.get_by_text("Open it today all the same").press("Enter")
    expect(opening).to_be_visible()
    expect(page.get_by_role("link", name="Change the plan")).to_have_count(0)
    for box in page.get_by_role("checkbox").all():
        expect(box).to_be_disabled()


def test_ticks_are_kept_as_they_are_set(
    facilitator: User,
    session: Session,
    page: Page,
    sign_in: Callable[..., None],
    watch: BrowserWatch,
) -> None:
    sign_in(facilitator)
    page.goto(address(session))
    checklist = page.locator("#checklist")
    expect(checklist.get_by_role("button", name="Keep the ticks")).to_be_hidden()
    for name in ("The projector works", "Everybody hears and sees"):
        checklist.get_by_role("checkbox", name=name).focus()
        page.keyboard.press("Space")
    expect(checklist.get_by_text("2 of 20 ready")).to_be_visible()
    expect(checklist.get_by_role("status")).to_have_text("Kept")
    page.reload()
    expect(checklist.get_by_role("checkbox", name="The projector works")).to_be_checked()
    expect(checklist.get_by_text("2 of 20 ready")).to_be_visible()
    watch.allow("ERR_INTERNET_DISCONNECTED")
    page.context.set_offline(True)
    checklist.get_by_role("checkbox", name="The projector works").uncheck()
    expect(checklist.get_by_role("status")).to_contain_text("Not kept")
    page.context.set_offline(False)
    checklist.get_by_role("button", name="Keep the ticks").click()
    expect(checklist.get_by_text("1 of 20 ready")).to_be_visible()
