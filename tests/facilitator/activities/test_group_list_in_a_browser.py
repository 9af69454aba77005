"""Group list in a real browser: by keyboard on the console, on walls of two shapes, on phones."""

import re

import pytest
from playwright.sync_api import expect

from facilitator.models import Contribution
from tests.facilitator.activities.faces import act, closed, shown
from tests.facilitator.activities.group_lists import KIND, TX
from tests.facilitator.rooms import polled, started
from tests.factories import ActivityFactory, SeatFactory, SessionFactory

SHORT = [f"thing {number}" for number in range(9)]
LONG = [
    f"a longer entry, number {number}, of the kind that people really write" for number in range(30)
]
ENTRIES = [*SHORT[:4], "ROI signed", "ages of the littles at home", "who called the hotline"]
PHONE = {"width": 375, "height": 750}


@pytest.fixture
def live(browser, facilitator, county, watch):
    # The browser comes first: the server shares the database connection of its event loop.
    # There is no live stream here; every press asks for the panel anew.
    watch.allow("status of 404")
    return started(facilitator, county)


@pytest.fixture
def activity(live, facilitator):
    return polled(live, facilitator, TX, KIND)


def waits(activity, texts):
    for number, text in enumerate(texts):
        seat = SeatFactory(session=activity.session)
        Contribution.objects.create(activity=activity, seat=seat, token=str(number), text=text)


@pytest.fixture
def console(live, activity, facilitator, sign_in, page):
    sign_in(facilitator)
    waits(activity, ENTRIES)

    def open_console():
        page.goto(f"/sessions/{live.key}/console/")
        expect(page.locator("[id^=waiting-]")).to_have_count(len(ENTRIES))
        return page

    return open_console


def focused(page):
    """The words of what has the focus, and the row that it is in."""
    return page.evaluate(
        "[document.activeElement.innerText, document.activeElement.closest('li[id]')?.id ?? '']"
    )


def rows_of(page, where):
    return page.locator(f"[id^={where}-].group-row")


def test_entries_are_looked_through_by_keyboard_and_the_focus_stays_in_the_list(console, axe):
    page = console()
    order = [one.get_attribute("id") for one in rows_of(page, "waiting").all()]
    page.locator(f"#{order[0]}").get_by_role("button", name="Show").focus()
    for gone in range(3):
        page.keyboard.press("Enter")
        expect(rows_of(page, "shown")).to_have_count(gone + 1)
        assert focused(page)[1] == order[gone + 1]
        assert focused(page)[0].startswith("Show")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(rows_of(page, "waiting")).to_have_count(len(ENTRIES) - 4)
    assert focused(page)[0].startswith("Hide")
    page.locator("#group-show-all").focus()
    page.keyboard.press("Enter")
    expect(rows_of(page, "waiting")).to_have_count(0)
    # Nothing of the list is left: the focus is on no button that another press would set off.
    assert page.evaluate("document.activeElement.id") == "activity"
    axe(page)


def test_what_was_ticked_and_typed_outlasts_what_comes_in_meanwhile(
    console, activity, facilitator_client
):
    page = console()
    ticks = rows_of(page, "waiting").get_by_role("checkbox")
    ticks.nth(0).check()
    ticks.nth(1).check()
    page.locator("#group-heading").fill("Health")
    waits(ActivityFactory(session=activity.session), ["elsewhere"])
    act(facilitator_client, activity, "add", entry="said aloud")
    # Any press brings the panel anew.
    page.get_by_role("button", name="Join code").click()
    expect(rows_of(page, "shown")).to_have_count(1)
    expect(page.locator("#group-heading")).to_have_value("Health")
    expect(page.locator("[id^=tick-]:checked")).to_have_count(2)
    page.get_by_role("button", name="Put under the heading").press("Enter")
    expect(page.locator("[id^=tick-]:checked")).to_have_count(0)
    expect(page.locator("#group-heading")).to_have_value("")
    assert activity.contributions.filter(group="Health").count() == 2


def test_comparing_by_keyboard_from_the_first_match_to_the_reveal(
    console, live, activity, facilitator, facilitator_client, axe
):
    act(facilitator_client, activity, "add", entry="release date from jail")
    page = console()
    page.locator("#group-show-all").press("Enter")
    expect(rows_of(page, "waiting")).to_have_count(0)
    page.get_by_role("button", name="Close", exact=True).press("Enter")
    page.locator("#group-do-compare").press("Enter")
    left = page.locator("[id^=check-]")
    expect(left.first).to_be_visible()
    axe(page)
    expect(page.locator("#group-reveal")).to_have_text(re.compile(r"not looked at yet"))
    left.first.get_by_role("button").first.focus()
    for rest in reversed(range(left.count())):
        page.keyboard.press("Enter")
        expect(left).to_have_count(rest)
        assert not rest or focused(page)[1] == "check-1"
    page.get_by_role("button", name=re.compile("better not shared")).press("Enter")
    page.locator("#group-reveal").press("Enter")
    expect(page.get_by_text("It is on the wall once you show the result")).to_be_visible()
    page.get_by_text("Every entry as it was read").press("Enter")
    axe(page)
    activity.refresh_from_db()
    assert activity.working["revealed"]


def test_the_console_fits_a_phone(live, activity, facilitator, sign_in, open_context, axe):
    waits(activity, [*LONG, "x" * 300])
    context = open_context(viewport=PHONE)
    sign_in(facilitator, context)
    page = context.new_page()
    page.goto(f"/sessions/{live.key}/console/")
    expect(rows_of(page, "waiting").first).to_be_visible()
    rows_of(page, "waiting").first.locator("summary").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    small = page.evaluate(
        "[...document.querySelectorAll('.group-desk :is(button, summary)')]"
        ".filter(one => one.checkVisibility() && one.getBoundingClientRect().height < 43.5).length"
    )
    assert small == 0
    axe(page)


# The wall ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(1280, 720), (1024, 768)])
@pytest.mark.parametrize(
    ("texts", "is_whole"),
    [
        (SHORT, True),
        (LONG[:16], True),
        ([*LONG, *SHORT] * 4, False),
        (["x" * 290] * 2 + ["word " * 58] * 12, False),
        (["W" * 30] * 30, True),
    ],
)
def test_the_list_fits_the_wall_and_says_what_it_leaves_out(
    size, texts, is_whole, live, activity, facilitator, facilitator_client, sign_in, open_context
):
    waits(activity, [f"{number} {text}"[:300] for number, text in enumerate(texts)])
    act(facilitator_client, activity, "show-all")
    width, height = size
    context = open_context(viewport={"width": width, "height": height})
    sign_in(facilitator, context)
    page = context.new_page()
    page.goto(f"/sessions/{live.key}/stage/")
    rows = page.locator(".group-wall__list li")
    expect(rows.first).to_be_visible()
    look = """frame => {
        const wall = frame.getBoundingClientRect();
        const rows = [...frame.querySelectorAll("li")].map((one) => one.getBoundingClientRect());
        return {
            outside: rows.filter((r) => r.bottom > wall.bottom || r.right > wall.right).length,
            scrolls: frame.scrollHeight > frame.clientHeight + 1,
            letters: parseFloat(getComputedStyle(frame.querySelector("li")).fontSize),
        };
    }"""
    seen = page.locator("[data-wall-frame]").evaluate(look)
    assert (seen["outside"], seen["scrolls"]) == (0, False)
    assert seen["letters"] >= 0.018 * height
    more = page.locator(".group-wall__more")
    left_out = int(re.search(r"\d+", more.inner_text()).group()) if more.count() else 0
    assert rows.count() + left_out == len(texts)
    assert (left_out == 0) is is_whole


@pytest.mark.parametrize("size", [(1280, 720), (1024, 768)])
@pytest.mark.parametrize("list_id", ["tx_needs", "seven_strategies", "three_rs"])
def test_the_comparison_fits_the_wall(
    size, list_id, live, facilitator, facilitator_client, sign_in, open_context, axe
):
    options = {**TX, "list_id": list_id}
    activity = polled(live, facilitator, options, KIND)
    entries = [*ENTRIES, *LONG[:20], "Case plans", "release of information", "housing"]
    act(facilitator_client, activity, "add", entries="\n".join(entries))
    closed(live, facilitator, activity)
    act(facilitator_client, activity, "compare")
    act(facilitator_client, activity, "reveal")
    activity.refresh_from_db()
    for note in activity.working["score"]["entries"]:
        for one in note["notes"]:
            fields = {"note": note["text"], "kind": one["kind"]}
            act(facilitator_client, activity, "note", shared="no", **fields)
    shown(live, facilitator, activity)
    width, height = size
    context = open_context(viewport={"width": width, "height": height})
    sign_in(facilitator, context)
    page = context.new_page()
    page.goto(f"/sessions/{live.key}/stage/")
    expect(page.locator(".group-wall__columns")).to_be_visible()
    frame = page.locator("[data-wall-frame]")
    assert frame.evaluate("frame => frame.scrollHeight <= frame.clientHeight + 1")
    assert frame.evaluate("frame => frame.style.getPropertyValue('--fit') || '1'") >= "0.85"
    axe(page)


# Phones and the picture --------------------------------------------------------------------------


def test_a_phone_without_script_adds_entries_and_takes_them_back(live, activity, no_script_page):
    page = no_script_page
    page.set_viewport_size(PHONE)
    page.goto("/join/")
    page.locator("[name=code]").fill(live.code)
    page.locator("[name=code]").press("Enter")
    page.get_by_role("button", name="Join").click()
    page.locator("[name=entry]").fill("the release")
    page.locator("[name=entry]").press("Enter")
    expect(page.locator(".group-phone__list")).to_contain_text("the release")
    page.get_by_text("I write for a table").click()
    page.locator("#group-list-table").fill("4")
    page.locator("[name=entries]").fill("attendance\ndose")
    page.get_by_role("button", name="Add them").click()
    expect(page.locator(".group-phone__list li")).to_have_count(3)
    page.get_by_role("button", name=re.compile("Take back.*dose")).click()
    expect(page.locator(".group-phone__list li")).to_have_count(2)
    assert {one.table for one in live.seats.all()} == {"4"}


def test_a_phone_is_accessible_before_and_after_the_reveal(
    live, activity, facilitator, facilitator_client, open_context, axe
):
    page = open_context(viewport=PHONE).new_page()
    page.goto("/join/")
    page.locator("[name=code]").fill(live.code)
    page.locator("[name=code]").press("Enter")
    page.get_by_role("button", name="Join").click()
    expect(page.locator("html[data-scripted]")).to_be_attached()
    page.locator("[name=entry]").fill("ROI signed")
    page.locator("[name=entry]").press("Enter")
    expect(page.locator(".group-phone__list")).to_contain_text("ROI signed")
    expect(page.locator("[name=entry]")).to_be_focused()
    expect(page.locator("[name=entry]")).to_have_value("")
    page.get_by_text("I write for a table").click()
    axe(page)
    act(facilitator_client, activity, "show-all")
    act(facilitator_client, activity, "add", entry="x" * 300)
    closed(live, facilitator, activity)
    act(facilitator_client, activity, "compare")
    act(facilitator_client, activity, "reveal")
    shown(live, facilitator, activity)
    page.reload()
    expect(page.locator(".group-phone__count")).to_contain_text("1 of 9")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    axe(page)


def test_the_lists_over_sessions_can_be_read_by_everybody(
    county, facilitator, open_context, sign_in, axe
):
    points = [{"id": f"tx.{number}", "text": text} for number, text in enumerate(LONG[:9])]
    outcome = {
        "list_id": "tx",
        "list_title": "Information needed",
        "is_compared": True,
        "covered": [{**one, "by": []} for one in points[:5]],
        "missed": points[5:],
    }
    session = SessionFactory(ended=True, jurisdiction=county)
    ActivityFactory(session=session, kind=KIND, closed=True, outcome=outcome)
    context = open_context(viewport=PHONE)
    sign_in(facilitator, context)
    page = context.new_page()
    page.goto("/sessions/lists/")
    expect(page.locator(".room-point")).to_have_count(9)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    axe(page)
