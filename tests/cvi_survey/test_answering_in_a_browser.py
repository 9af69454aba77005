"""Answering and preparing in real browsers: keyboard, names, no script, Spanish, a tablet."""

from contextlib import suppress

from playwright.sync_api import Error, expect

from cvi_survey.answering import answer_path
from cvi_survey.models import Round, SealedBallot
from tests.cvi_survey.rounds import answers_in
from tests.cvi_survey.test_preparing import STARTER, drafted, running

SPANISH = STARTER.in_language("es")
STORED = "JSON.stringify([document.cookie, localStorage.length, sessionStorage.length])"


def nothing_stored(page) -> bool:
    return page.evaluate(STORED) == '["",0,0]' and page.context.cookies() == []


def test_step_by_step_without_script_in_spanish_on_a_small_phone(open_context, coordinator, county):
    asked = running(coordinator, county)
    small = {"width": 320, "height": 568}
    phone = open_context(viewport=small, java_script_enabled=False, has_touch=True, is_mobile=True)
    page = phone.new_page()
    sent = []
    page.on("request", lambda request: sent.append((request.method, request.post_data or "")))
    page.goto(answer_path(asked.code))
    page.get_by_role("button", name="Español").tap()
    expect(page.locator("fieldset:visible")).to_have_count(0)
    page.get_by_role("link", name="Empezar").tap()
    posts = len([one for one in sent if one[0] == "POST"])
    for number, item in enumerate(SPANISH.items, start=1):
        expect(page.get_by_role("group")).to_have_count(1)
        expect(page.get_by_text(f"{number} de 25", exact=True)).to_be_visible()
        group = page.get_by_role("group", name=item.text)
        group.get_by_text(SPANISH.scale[number % 5], exact=True).tap()
        page.get_by_role("link", name="Siguiente").tap()
    page.go_back()
    expect(page.get_by_text("24 de 25", exact=True)).to_be_visible()
    page.go_forward()
    page.get_by_role("group", name="¿En qué sistema").get_by_text("Bienestar infantil").tap()
    assert len([one for one in sent if one[0] == "POST"]) == posts
    page.get_by_role("button", name="Revisar mis respuestas").tap()
    first = page.get_by_role("button", name=f"Cambiar {SPANISH.items[0].text}")
    first.tap()
    expect(page.get_by_role("group")).to_have_count(1)
    page.get_by_role("group", name=SPANISH.items[0].text).get_by_text("Prefiero").tap()
    page.get_by_role("button", name="Revisar mis respuestas").tap()
    assert not SealedBallot.objects.exists()
    page.get_by_role("button", name="Enviar mis respuestas").tap()
    expect(page.get_by_role("heading", name="Gracias")).to_be_visible()
    answers = answers_in(SealedBallot.objects.get())
    assert answers["system"] == "child-welfare"
    assert answers["places"] == {
        item.id: number % 5 + 1 for number, item in enumerate(SPANISH.items, start=1) if number > 1
    }
    assert phone.cookies() == []


def test_by_keyboard_with_the_focus_on_each_step(page, coordinator, county):
    asked = running(coordinator, county)
    page.goto(answer_path(asked.code))
    page.get_by_role("link", name="Start").focus()
    page.keyboard.press("Enter")
    for _number in STARTER.items:
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Look your answers over")).to_be_visible()
    page.get_by_role("button", name="Send my answers").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    assert set(answers_in(SealedBallot.objects.get())["places"].values()) == {2}
    assert nothing_stored(page)


def test_all_on_one_page_and_an_interrupted_form_is_not_sent(page, coordinator, county):
    asked = running(coordinator, county)
    page.goto(answer_path(asked.code))
    page.get_by_role("link", name="All on one page").click()
    expect(page.get_by_role("group")).to_have_count(25)
    expect(page.get_by_role("heading", level=2)).to_have_count(6)
    page.get_by_role("group", name=STARTER.items[3].text).get_by_text("Disagree").first.click()
    page.goto("about:blank")
    assert not SealedBallot.objects.exists()
    page.goto(answer_path(asked.code) + "#all")
    expect(page.locator("input:checked")).to_have_count(0)
    page.get_by_role("button", name="Send my answers").click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    assert nothing_stored(page)


def test_a_tablet_shows_nothing_of_the_last_person(open_context, coordinator, county, watch):
    watch.allow(r"status of 409|ERR_CACHE_MISS")
    asked = running(coordinator, county, entry="kiosk")
    page = open_context(viewport={"width": 800, "height": 1000}).new_page()
    path = answer_path(asked.code)
    page.goto(path)
    page.get_by_role("link", name="All on one page").click()
    page.get_by_role("group", name=STARTER.items[0].text).get_by_text("Strongly agree").click()
    page.get_by_role("button", name="Look my answers over").click()
    page.get_by_role("button", name="Send my answers").click()
    page.get_by_role("link", name="For the next person").click()
    expect(page.get_by_role("link", name="Start", exact=False).first).to_be_visible()
    for _step in range(3):
        # The browser may refuse to show a page that was answered to a form: as it should.
        with suppress(Error):
            page.go_back(timeout=3_000)
        expect(page.locator("input:checked, .review__answer")).to_have_count(0)
    next_one = page.context.new_page()
    next_one.goto(f"{path}#all")
    expect(next_one.locator("input:checked")).to_have_count(0)
    assert SealedBallot.objects.count() == 1
    assert nothing_stored(next_one)


def test_pages_of_preparing_and_answering_are_accessible_and_fit(
    page, axe_at_each_width, sign_in, coordinator, county, watch
):
    watch.allow(r"status of 4\d\d")
    draft = drafted(coordinator, county, expected={"court": 2, "treatment": 9})
    asked = running(coordinator, county, takes_paper=True)
    codes = running(coordinator, county, entry="codes")
    tablet = running(coordinator, county, entry="kiosk")
    sign_in(coordinator)
    paths = ["/surveys/", "/surveys/new/", "/surveys/load/", "/surveys/open/"]
    paths += [f"/surveys/{draft.pk}/{p}/" for p in ("plan", "preview", "paper", "ready", "delete")]
    paths += [f"/surveys/{asked.pk}/{p}" for p in ("", "link/", "invitation/", "sheets/")]
    paths += [f"/surveys/{asked.pk}/{p}" for p in ("sheets/counted/", "closing/", "close/")]
    paths += [f"/surveys/{codes.pk}/{p}" for p in ("", "codes/")]
    start = answer_path(asked.code)
    paths += [start, f"{start}#q2", f"{start}#all", f"{start}es/", f"{start}es/#q25"]
    paths += [answer_path(codes.code), f"{answer_path(codes.code)}with/xxx/"]
    paths += [answer_path(tablet.code), f"{answer_path(tablet.code)}thanks/"]
    for path in paths:
        page.goto("about:blank")
        page.goto(path)
        axe_at_each_width(page)
    page.goto(f"/surveys/{codes.pk}/codes/")
    page.get_by_label("How many slips").fill("2")
    with page.expect_navigation():
        page.get_by_role("button", name="Make them").click()
    axe_at_each_width(page)
    page.goto(f"{start}#all")
    page.get_by_role("button", name="Look my answers over").click()
    axe_at_each_width(page)


def test_a_stack_of_sheets_is_typed_by_keyboard_alone(page, sign_in, coordinator, county):
    asked = running(coordinator, county, entry="paper")
    sign_in(coordinator)
    page.goto(f"/surveys/{asked.pk}/sheets/")
    for line in ("1" * 24, "2" * 24 + "b", "3" * 24):
        expect(page.get_by_label("Sheet")).to_be_focused()
        page.keyboard.type(line)
        page.keyboard.press("Enter")
    page.get_by_role("button", name="Count all 3 sheets").click()
    expect(page.get_by_role("heading", name="The sheets have been counted")).to_be_visible()
    assert SealedBallot.objects.count() == 3


def test_a_round_is_prepared_and_opened_without_script(open_context, sign_in, coordinator, county):
    context = open_context(java_script_enabled=False)
    sign_in(coordinator, context)
    page = context.new_page()
    page.goto("/surveys/")
    page.get_by_role("link", name="Prepare a survey").click()
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("Courts and legal").fill("2")
    page.get_by_label("Child welfare", exact=True).fill("9")
    page.get_by_role("button", name="Check these numbers").click()
    page.get_by_role("button", name="Courts and legal with Child welfare (11 people)").click()
    page.get_by_role("button", name="Save, and go on").click()
    page.get_by_role("button", name="Open the survey").click()
    expect(page.get_by_text("Child welfare / Courts and legal")).to_be_visible()
    assert Round.objects.get().is_open
