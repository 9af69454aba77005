"""The stage in a real browser: keys, covers, places kept, and slides that fit the wall."""

import re

import pytest
from playwright.sync_api import expect

STAGE = "/present/module-7/stage/"
SHOWN = "[data-stage-slide]:not([hidden])"
SMALLEST_TYPE = 0.022
WALLS = [(1280, 720), (1920, 1080), (1024, 768)]

# What of the slide on the wall does not fit, and its smallest type, as a share of its height.
MEASURE = """() => {
  const slide = document.querySelector("[data-stage-slide]:not([hidden])");
  const over = (element) => element.scrollHeight > element.clientHeight + 1
    || element.scrollWidth > element.clientWidth + 1;
  const parts = "[data-stage-body], .block-table, .stage-slide__head, .stage-slide__title,"
    + " .stage-slide__foot";
  const body = slide.querySelector("[data-stage-body]");
  const written = [...body.querySelectorAll("*")].filter((element) =>
    !element.closest("sup, .visually-hidden")
    && [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim())
    && element.checkVisibility());
  const sizes = written.map((element) => parseFloat(getComputedStyle(element).fontSize));
  return {
    id: slide.id,
    over: [...slide.querySelectorAll(parts)].filter(over).map((element) => element.className),
    type: Math.min(...sizes) / innerHeight,
    page: document.documentElement.scrollHeight > innerHeight
      || slide.querySelector(".stage-slide__foot").getBoundingClientRect().bottom > innerHeight,
  };
}"""


@pytest.fixture
def stage(page, sign_in, facilitator):
    sign_in(facilitator)
    page.goto(STAGE)
    expect(page.locator("html[data-scripted]")).to_be_attached()
    return page


def on(page, slide):
    expect(page.locator(SHOWN)).to_have_attribute("data-stage-slide", slide)


def test_one_slide_is_shown_at_a_time(stage):
    on(stage, "welcome")
    expect(stage.locator(SHOWN)).to_have_count(1)


@pytest.mark.parametrize("key", ["ArrowRight", "ArrowDown", "PageDown", "Space"])
def test_keys_and_clickers_turn_on(stage, key):
    stage.keyboard.press(key)
    on(stage, "acknowledgment")


@pytest.mark.parametrize("key", ["ArrowLeft", "ArrowUp", "PageUp", "Shift+Space"])
def test_keys_and_clickers_turn_back(stage, key):
    stage.keyboard.press("ArrowRight")
    stage.keyboard.press(key)
    on(stage, "welcome")


def test_home_end_and_the_ends_of_the_deck(stage):
    stage.keyboard.press("ArrowLeft")
    on(stage, "welcome")
    stage.keyboard.press("End")
    on(stage, "contact")
    stage.keyboard.press("ArrowRight")
    on(stage, "contact")
    stage.keyboard.press("Home")
    on(stage, "welcome")


def test_a_number_and_enter_jump(stage):
    stage.keyboard.type("26")
    expect(stage.locator("[data-stage-jump]")).to_have_text("26")
    stage.keyboard.press("Enter")
    on(stage, "confidentiality")
    expect(stage.locator("[data-stage-jump]")).to_be_empty()


def test_a_turn_is_told_to_who_cannot_see_it(stage):
    stage.keyboard.press("End")
    expect(stage.locator("[data-stage-voice]")).to_have_text(re.compile(r"^Slide 42: Contact"))


def test_the_mouse_turns_by_links(stage):
    stage.mouse.move(200, 200)
    stage.locator(f"{SHOWN} [data-stage-turn=next]").click()
    on(stage, "acknowledgment")


def test_a_link_keeps_the_keyboard_when_its_slide_goes(stage):
    stage.locator(f"{SHOWN} [data-stage-turn=next]").focus()
    stage.keyboard.press("Enter")
    expect(stage.locator(SHOWN)).to_be_focused()


def test_a_reload_keeps_the_place(stage):
    stage.keyboard.type("13")
    stage.keyboard.press("Enter")
    expect(stage).to_have_url(re.compile("#slide-levels-of-collaboration$"))
    stage.reload()
    on(stage, "levels-of-collaboration")


def test_a_finger_turns(open_context, sign_in, facilitator):
    context = open_context(has_touch=True)
    sign_in(facilitator, context)
    page = context.new_page()
    page.goto(STAGE)
    touch = """([type, x]) => {
      const target = document.querySelector("[data-stage]");
      const finger = new Touch({ identifier: 1, target, clientX: x, clientY: 300 });
      const touches = type === "touchstart" ? [finger] : [];
      target.dispatchEvent(new TouchEvent(type, { touches, changedTouches: [finger] }));
    }"""
    page.evaluate(touch, ["touchstart", 600])
    page.evaluate(touch, ["touchend", 300])
    on(page, "acknowledgment")
    page.evaluate(touch, ["touchstart", 300])
    page.evaluate(touch, ["touchend", 600])
    on(page, "welcome")


def test_an_answer_waits_for_enter(stage):
    stage.keyboard.type("29")
    stage.keyboard.press("Enter")
    answer = stage.locator(SHOWN).get_by_text("Reason for referral")
    expect(answer).to_be_hidden()
    expect(stage.locator(f"{SHOWN} .stage-cover__words")).to_be_visible()
    stage.keyboard.press("Enter")
    expect(answer).to_be_visible()
    stage.keyboard.press("ArrowRight")
    stage.keyboard.press("ArrowLeft")
    expect(answer).to_be_visible()


def test_an_answer_opens_by_a_click(stage):
    stage.keyboard.type("30")
    stage.keyboard.press("Enter")
    stage.get_by_text("Open", exact=True).locator("visible=true").click()
    expect(stage.locator(SHOWN).get_by_text("Drug testing results")).to_be_visible()


def test_without_script_slides_are_stacked_and_answers_open(
    open_context, sign_in, facilitator, watch
):
    context = open_context(java_script_enabled=False)
    sign_in(facilitator, context)
    page = context.new_page()
    page.goto(f"{STAGE}#slide-treatment-providers-need")
    assert page.locator(SHOWN).count() == 42
    slide = page.locator("#slide-treatment-providers-need")
    expect(slide.get_by_text("Reason for referral")).to_be_hidden()
    slide.locator("summary").click()
    expect(slide.get_by_text("Reason for referral")).to_be_visible()
    slide.get_by_label("Next slide").click()
    expect(page.locator("#slide-child-welfare-and-courts-need")).to_be_in_viewport(ratio=0.9)


def test_the_wall_can_be_blank(stage):
    stage.keyboard.press("b")
    expect(stage.locator("[data-stage-blank]")).to_be_visible()
    stage.keyboard.press("Escape")
    expect(stage.locator("[data-stage-blank]")).to_be_hidden()
    stage.keyboard.press("b")
    stage.keyboard.press("ArrowRight")
    expect(stage.locator("[data-stage-blank]")).to_be_hidden()
    on(stage, "acknowledgment")


def test_the_question_to_the_room_comes_on_demand(stage):
    stage.keyboard.type("9")
    stage.keyboard.press("Enter")
    question = stage.locator(f"{SHOWN} [data-stage-question]")
    expect(question).to_be_hidden()
    stage.keyboard.press("q")
    expect(question).to_be_visible()
    stage.keyboard.press("Escape")
    expect(question).to_be_hidden()


def test_help_lists_the_keys_and_gives_the_keyboard_back(stage):
    stage.keyboard.press("?")
    help = stage.get_by_role("dialog")
    expect(help).to_contain_text("Full screen")
    expect(help.get_by_role("button", name="Close")).to_be_focused()
    stage.keyboard.press("Escape")
    expect(help).to_be_hidden()
    stage.keyboard.press("ArrowRight")
    on(stage, "acknowledgment")


def test_full_screen_by_key(stage):
    stage.keyboard.press("f")
    stage.wait_for_function("() => document.fullscreenElement !== null")
    stage.keyboard.press("f")
    stage.wait_for_function("() => document.fullscreenElement === null")


@pytest.mark.parametrize(("width", "height"), WALLS)
def test_every_slide_fits_the_wall(open_context, sign_in, facilitator, width, height):
    context = open_context(viewport={"width": width, "height": height})
    sign_in(facilitator, context)
    page = context.new_page()
    page.goto(STAGE)
    page.wait_for_load_state("load")
    page.evaluate("document.querySelectorAll('[data-stage-cover]').forEach(one => one.open = true)")
    page.evaluate("document.fonts.ready")
    seen = []
    for _slide in range(42):
        seen.append(page.evaluate(MEASURE))
        page.keyboard.press("PageDown")
    assert len({one["id"] for one in seen}) == 42
    assert [one for one in seen if one["over"] or one["page"]] == []
    assert [one for one in seen if one["type"] is not None and one["type"] < SMALLEST_TYPE] == []


def test_nobody_is_shut_out(page, sign_in, facilitator, axe_at_each_width):
    sign_in(facilitator)
    page.goto(STAGE)
    for number in ("1", "4", "5", "7", "9", "12", "13", "17", "19", "26", "29"):
        page.keyboard.type(number)
        page.keyboard.press("Enter")
        axe_at_each_width(page)
    page.keyboard.press("?")
    axe_at_each_width(page)
