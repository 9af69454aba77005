"""A result in real browsers: read on every screen, by keyboard, on the wall, in print."""

import io

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from jurisdictions.enums import Role
from tests.cvi_survey.rounds import ITEMS, WARM_UP, closed
from tests.factories import JurisdictionFactory
from tests.people import member

ROOM = [([4 + person % 2, 3 + person % 3, person % 5 + 1], "court") for person in range(10)]
ROOM += [([1 + person % 2, 3 + person % 3, person % 5 + 1], "treatment") for person in range(10)]
ROOM += [([1 + person % 5, 3 + person % 3, person % 5 + 1], "") for person in range(10)]


def test_every_page_is_accessible_and_fits(page, axe_at_each_width, sign_in, facilitator, county):
    before = closed(facilitator, county, ROOM, asks_system=True)
    done = closed(facilitator, county, ROOM, title="Evening group", asks_system=True)
    few = closed(facilitator, county, ROOM[:6], asks_system=True)
    none = closed(facilitator, county, [])
    for _number in range(2):
        place = JurisdictionFactory()
        closed(member(place, Role.FACILITATOR), place, ROOM, asks_system=True)
    sign_in(facilitator)
    paths = [f"/surveys/{one.pk}/{rest}" for one in (done, few, none) for rest in ("", "guide/")]
    rest = ("stage/", "beside/", f"beside/{before.pk}/", f"beside/{none.pk}/", "beside/elsewhere/")
    paths += [f"/surveys/{done.pk}/{one}" for one in rest]
    for path in paths:
        page.goto(path)
        page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true; })")
        axe_at_each_width(page)


@pytest.mark.parametrize(("width", "form"), [(320, "narrow"), (375, "narrow"), (1280, "wide")])
def test_the_form_of_the_chart_that_fits_is_shown_with_readable_words(
    open_context, sign_in, facilitator, county, width, form
):
    done = closed(facilitator, county, ROOM, asks_system=True)
    context = open_context(viewport={"width": width, "height": 800})
    sign_in(facilitator, context)
    page = context.new_page()
    page.goto(f"/surveys/{done.pk}/")

    charts = page.get_by_role("img")
    expect(charts).to_have_count(len(ITEMS))
    expect(page.locator(f".continuum--{form}:visible")).to_have_count(len(ITEMS))
    expect(charts.first).to_have_accessible_name(
        f"{WARM_UP.items[0].short} {charts.first.locator('desc').text_content()}"
    )
    heights = charts.first.evaluate(
        "svg => [...svg.querySelectorAll('text')].map(text =>"
        " text.getAttribute('font-size') * svg.getScreenCTM().a)"
    )
    assert min(heights) >= 12
    # As the browser's own font draws them, no two words lie on each other.
    boxes = charts.first.evaluate(
        "svg => [...svg.querySelectorAll('text')].map(text => text.getBBox())"
        ".map(box => [box.x, box.y + 3, box.x + box.width, box.y + box.height - 4])"
    )
    for number, one in enumerate(boxes):
        for other in boxes[number + 1 :]:
            apart_across = one[2] <= other[0] or other[2] <= one[0]
            assert apart_across or one[3] <= other[1] or other[3] <= one[1]


def test_statements_are_ordered_and_reached_without_script(
    open_context, sign_in, facilitator, county
):
    done = closed(facilitator, county, ROOM, asks_system=True)
    context = open_context(java_script_enabled=False)
    sign_in(facilitator, context)
    page = context.new_page()
    page.goto(f"/surveys/{done.pk}/")
    page.get_by_role("link", name="Least consensus").click()
    expect(page.locator("[aria-current]").filter(has_text="Least consensus")).to_be_visible()
    page.get_by_role("link", name="Show it on the wall").click()
    page.get_by_role("link", name="Next").first.click()
    expect(page.locator("#screen-1")).to_be_in_viewport()
    expect(page.locator("#screen-0")).not_to_be_in_viewport()


def test_the_wall_is_turned_by_keys(page, sign_in, facilitator, county):
    done = closed(facilitator, county, ROOM, asks_system=True)
    sign_in(facilitator)
    page.goto(f"/surveys/{done.pk}/stage/")
    expect(page.locator("#screen-0")).to_be_in_viewport()
    for key, screen in (
        ("ArrowRight", 1),
        ("PageDown", 2),
        ("ArrowLeft", 1),
        ("End", len(ITEMS)),
        ("ArrowRight", len(ITEMS)),
        ("Home", 0),
    ):
        page.keyboard.press(key)
        expect(page.locator(f"#screen-{screen}")).to_be_focused()
        expect(page.locator(f"#screen-{screen}")).to_be_in_viewport(ratio=0.9)
    page.keyboard.press("ArrowRight")
    questions = page.locator("#screen-1 details")
    page.keyboard.press("q")
    expect(questions).to_have_attribute("open", "")
    page.keyboard.press("q")
    expect(questions).not_to_have_attribute("open", "")
    page.locator("#screen-1").get_by_role("link", name="Close").click()
    expect(page).to_have_url(f"{page.url.split('/surveys')[0]}/surveys/{done.pk}/")


def test_in_print_there_are_charts_and_tables_but_no_buttons(page, sign_in, facilitator, county):
    done = closed(facilitator, county, ROOM, title="Evening group", asks_system=True)
    sign_in(facilitator)
    page.goto(f"/surveys/{done.pk}/")
    text = "".join(one.extract_text() for one in PdfReader(io.BytesIO(page.pdf())).pages)
    assert "Evening group" in text
    assert "Strongly agree" in " ".join(text.split())
    assert "Plan the talk" not in text
    assert "Chart as SVG" not in text


def test_a_report_is_downloaded(page, sign_in, facilitator, county):
    done = closed(facilitator, county, ROOM, title="Evening group", asks_system=True)
    sign_in(facilitator)
    page.goto(f"/surveys/{done.pk}/")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Report (PDF, accessible)").click()
    assert waiting.value.suggested_filename.startswith("maple-county-evening-group-")
    assert waiting.value.suggested_filename.endswith(".pdf")
