"""The presenter pack from a folder, in a real browser without a network."""

import io
import re
import zipfile

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from facilitator.pack.building import pack_build
from facilitator.selectors import deck_for_facilitator
from jurisdictions.local.selectors import shelf_for_facilitator
from jurisdictions.slots import Slot
from tests.accessibility import require_accessible_and_fitting
from tests.facilitator.packs import PACK
from tests.jurisdictions.local_samples import material

SHOWN = "[data-stage-slide]:not([hidden])"
NOTES = "[data-slide]:not([hidden])"
# A browser may share nothing between pages of a folder, and refuse them to change their address.
STRICT = """
  delete window.BroadcastChannel;
  Object.defineProperty(window, "localStorage", { get() { throw new Error("denied"); } });
  history.replaceState = () => { throw new Error("denied"); };
"""


@pytest.fixture
def folder(facilitator_client, county, tmp_path):
    """Where the pack of Module 7 was unpacked, as an address."""
    for slot in Slot:
        material(county, slot)
    unpacked(facilitator_client.get(PACK).getvalue(), tmp_path)
    return (tmp_path / "module-7").as_uri()


def unpacked(packed, place):
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        archive.extractall(place)


@pytest.fixture
def open_pack(browser, folder):
    """Opens a context without a network; a test fails on errors and on requests elsewhere."""
    contexts, problems = [], []

    def note_request(url):
        if not url.startswith((f"{folder}/", "data:")):
            problems.append(f"request: {url}")

    def note_failure(request):
        # A reload cuts off what is still on its way.
        if request.failure != "net::ERR_ABORTED":
            problems.append(f"failed: {request.url}")

    def open_one(**options):
        defaults = {"viewport": {"width": 1280, "height": 800}, "locale": "en-US"}
        context = browser.new_context(offline=True, **{**defaults, **options})
        context.set_default_timeout(10_000)
        context.on("console", lambda one: problems.append(one.text) if one.type == "error" else 0)
        context.on("weberror", lambda one: problems.append(f"script error: {one.error}"))
        context.on("request", lambda one: note_request(one.url))
        context.on("requestfailed", note_failure)
        contexts.append(context)
        return context

    yield open_one
    for context in contexts:
        context.close()
    assert problems == []


@pytest.fixture(params=["", STRICT], ids=["as it is", "strict"])
def presenter(request, open_pack, folder):
    """The presenter's view in a browser that may share less between pages of a folder."""
    context = open_pack()
    context.add_init_script(request.param)
    page = context.new_page()
    page.goto(f"{folder}/START-HERE.html")
    page.get_by_role("link", name="Open the presenter’s view").click()
    expect(page.locator("html[data-scripted]")).to_be_attached()
    return page


@pytest.fixture
def stage(presenter):
    with presenter.expect_popup() as opened:
        presenter.get_by_role("link", name="Open stage").click()
    expect(opened.value.locator("html[data-scripted]")).to_be_attached()
    expect(presenter.get_by_role("status")).to_have_text("Stage is open")
    return opened.value


def noted(page, slide):
    expect(page.locator(NOTES)).to_have_attribute("data-slide", slide)


def on(page, slide):
    expect(page.locator(SHOWN)).to_have_attribute("data-stage-slide", slide)


def jump(presenter, text):
    presenter.locator("[data-jump] summary").click()
    presenter.locator("[data-go]", has_text=text).click()


def test_the_two_windows_turn_together(presenter, stage):
    on(stage, "welcome")
    turns = presenter.get_by_role("navigation", name="Turn the slide")
    turns.get_by_role("link", name="Next").click()
    on(stage, "acknowledgment")
    turns.get_by_role("link", name="Previous").click()
    on(stage, "welcome")
    presenter.keyboard.press("PageDown")
    on(stage, "acknowledgment")
    stage.keyboard.press("PageDown")
    noted(presenter, "learning-objectives")
    stage.keyboard.type("26")
    stage.keyboard.press("Enter")
    noted(presenter, "confidentiality")
    jump(presenter, "Systems Change")
    on(stage, "systems-change")
    expect(presenter.get_by_role("button", name="Pause")).to_be_visible()


def test_what_lies_over_the_slide_is_steered_from_the_notes(presenter, stage):
    jump(presenter, "Systems Change")
    presenter.get_by_role("button", name="Show the question").click()
    expect(stage.locator(f"{SHOWN} [data-stage-question]")).to_be_visible()
    presenter.get_by_role("button", name="Blank").click()
    expect(stage.locator("[data-stage-blank]")).to_be_visible()
    jump(presenter, "Information Needed by Substance Use")
    answer = stage.locator(SHOWN).get_by_text("Reason for referral")
    expect(answer).to_be_hidden()
    presenter.get_by_role("button", name="Open the answer").click()
    expect(answer).to_be_visible()


def test_a_reload_of_either_window_finds_the_other(presenter, stage):
    jump(presenter, "Confidentiality")
    on(stage, "confidentiality")
    presenter.reload()
    noted(presenter, "confidentiality")
    presenter.keyboard.press("PageDown")
    on(stage, "consent-forms")
    stage.reload()
    on(stage, "consent-forms")
    stage.keyboard.press("PageUp")
    noted(presenter, "confidentiality")


def test_a_stage_that_is_closed_is_missed_and_can_be_opened_again(presenter, stage):
    stage.close(run_before_unload=True)
    expect(presenter.get_by_role("status")).to_have_text("No stage window yet")
    presenter.keyboard.press("PageDown")
    with presenter.expect_popup() as opened:
        presenter.get_by_role("link", name="Open stage").click()
    on(opened.value, "acknowledgment")
    presenter.keyboard.press("PageDown")
    on(opened.value, "learning-objectives")


def test_a_pack_of_some_slides_speaks_of_them_by_their_own_numbers(
    open_pack, folder, facilitator, tmp_path
):
    deck = deck_for_facilitator(facilitator, "module-7")
    some = {"welcome", "confidentiality", "contact"}
    unpacked(pack_build(deck.module, deck.pictures, slides=some), tmp_path)
    page = open_pack().new_page()
    page.goto(f"{folder}/presenter.html")
    expect(page.locator("[data-next-title]")).to_have_text("26. Confidentiality")
    page.keyboard.press("PageDown")
    expect(page.locator("[data-next-title]")).to_have_text("42. Contact")
    page.goto(f"{folder}/stage.html")
    # Slide 30 is left out, and there is no 99.
    for number, slide in (("26", "confidentiality"), ("30", "contact"), ("1", "welcome")):
        page.keyboard.type(number)
        page.keyboard.press("Enter")
        on(page, slide)
    page.keyboard.type("99")
    page.keyboard.press("Enter")
    on(page, "contact")


def test_every_picture_and_icon_is_there(open_pack, folder):
    page = open_pack().new_page()
    for name in ("stage", "guide", "handout"):
        page.goto(f"{folder}/{name}.html")
        pictures = page.locator("img")
        assert pictures.count() >= 7
        pictures.evaluate_all(
            "all => Promise.all(all.map(one => (one.loading = 'eager', one.decode())))"
        )
        assert pictures.evaluate_all("all => all.every(one => one.naturalWidth > 0)")
    masked = page.locator(".block-callout__icon").first
    assert masked.evaluate("one => getComputedStyle(one).maskImage").startswith('url("data:')


def test_slides_in_the_guide_fit(open_pack, folder):
    page = open_pack().new_page()
    page.goto(f"{folder}/guide.html")
    expect(page.locator("html[data-scripted]")).to_be_attached()
    over = """all => all.filter(one => one.scrollHeight > one.clientHeight + 1
      || one.scrollWidth > one.clientWidth + 1).length"""
    for media in ("screen", "print"):
        page.emulate_media(media=media)
        bodies = page.locator("[data-fit] [data-stage-body]")
        expect(bodies).to_have_count(42)
        page.evaluate(
            "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
        )
        assert bodies.evaluate_all(over) == 0


def test_the_handout_prints_two_or_three_slides_a_page(open_pack, folder):
    page = open_pack().new_page()
    page.goto(f"{folder}/handout.html")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    printed = PdfReader(io.BytesIO(page.pdf(format="Letter")))
    texts = [" ".join(one.extract_text().split()) for one in printed.pages]
    answers = next(n for n, text in enumerate(texts) if "Answers to the activities" in text)
    assert len(texts) <= 26
    assert all(len(text) > 100 for text in texts), "no page is empty"
    assert re.match(r"(\d+ / \d+ )?Answers to the activities", texts[answers])
    assert not [text for text in texts[:answers] if "Reason for referral" in text]
    assert "Reason for referral" in " ".join(texts[answers:])
    # No slide is torn apart, and none is lost at an edge.
    for slide in page.locator(".paper-slide").all():
        assert slide.evaluate("one => getComputedStyle(one).breakInside") == "avoid"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_guide_prints_each_slide_with_its_notes(open_pack, folder):
    page = open_pack().new_page()
    page.goto(f"{folder}/guide.html")
    expect(page.locator("html[data-scripted]")).to_be_attached()
    printed = PdfReader(io.BytesIO(page.pdf(format="Letter")))
    texts = [" ".join(one.extract_text().split()) for one in printed.pages]
    assert all(len(text) > 100 for text in texts), "no page is empty"
    together = " ".join(texts)
    assert "You are not giving legal advice" in together
    found = [int(number) for number in re.findall(r"Slide (\d+) of 42", together)]
    assert found == list(range(1, 43))


def test_without_script_the_guide_has_it_all(open_pack, folder):
    page = open_pack(java_script_enabled=False).new_page()
    page.goto(f"{folder}/presenter.html")
    expect(page.get_by_text("Turning slides needs JavaScript.")).to_be_visible()
    page.get_by_role("link", name="Guide to print").click()
    expect(page.get_by_text("You are not giving legal advice")).to_be_visible()
    expect(page.locator(".paper-pair")).to_have_count(42)


OF_EACH_KIND = [
    "welcome",
    "acknowledgment",
    "values-inventory",
    "need-to-do-better",
    "systems-change",
    "stigma-and-perceptions",
    "confidentiality",
    "treatment-providers-need",
]


def test_nobody_is_shut_out(open_pack, folder, facilitator, tmp_path):
    def axe_at_each_width(page):
        # Axe would fetch style sheets anew, which a browser refuses to pages of a folder.
        require_accessible_and_fitting(page, preload=False)

    deck = deck_for_facilitator(facilitator, "module-7")
    shelf = shelf_for_facilitator(facilitator)
    packed = pack_build(deck.module, deck.pictures, slides=OF_EACH_KIND, local=shelf)
    unpacked(packed, tmp_path)
    page = open_pack().new_page()
    for name in ("START-HERE", "presenter", "stage", "guide", "handout"):
        page.goto(f"{folder}/{name}.html")
        axe_at_each_width(page)
    page.goto(f"{folder}/presenter.html?slide=5")
    page.locator(f"{NOTES} details").first.locator("summary").click()
    axe_at_each_width(page)


def test_nothing_runs_off_a_phone(open_pack, folder):
    page = open_pack(viewport={"width": 320, "height": 640}).new_page()
    for name in ("START-HERE", "presenter", "guide", "handout"):
        page.goto(f"{folder}/{name}.html")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
