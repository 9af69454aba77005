"""Activities in a real browser: what a script adds, what travels, and that everybody can use them.

Live updates have tests of their own; here the stream is quiet, and pages are loaded anew.
"""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from cvi_survey.models import SealedBallot
from facilitator.activities import kind_of
from facilitator.activities.ordering.kind import options_of
from facilitator.activities.values.kind import round_of
from facilitator.enums import Standing
from facilitator.models import Contribution
from modules.selectors import module_document
from quizzes.selectors import exercise_get
from tests.cvi_survey.rounds import WARM_UP, cast
from tests.facilitator.activities.faces import closed, opened, ready, shown
from tests.facilitator.rooms import POLL, started

PHONE = {"width": 375, "height": 760}
WALLS = [{"width": 1280, "height": 720}, {"width": 1024, "height": 768}]
TIMER = {"task": "Tell each other about one visit", "who": "pairs", "minutes": 4}
QUESTION = {"question": "What helps when a provider is hard to reach?"}
ORDER = options_of(exercise_get("module-7", "levels-of-collaboration"))
FITS = """() => {
    const frame = document.querySelector("[data-wall-frame]");
    const { scrollHeight, clientHeight, scrollWidth, clientWidth } = frame;
    return scrollHeight <= clientHeight + 1 && scrollWidth <= clientWidth + 1;
}"""
TOO_SMALL_TO_TOUCH = """() =>
    [...document.querySelectorAll("#activity :is(button, a, select, textarea, .phone-choice)")]
        .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 44)
        .map((one) => one.outerHTML)
"""
VALUES = {"instrument": "cvi-warm-up", "asks_system": False}


@pytest.fixture
def live(facilitator, county):
    return started(facilitator, county)


@pytest.fixture
def a_context(open_context):
    """Opens a context in which the live stream is there and says nothing."""

    def open_one(**options):
        context = open_context(**options)
        quiet = {"content_type": "text/event-stream", "body": ": quiet\n\n"}
        context.route("**/live/**", lambda route: route.fulfill(**quiet))
        return context

    return open_one


def enter(context, session):
    """Join by the code, as people do."""
    page = context.new_page()
    page.goto("/join/")
    page.get_by_role("textbox").first.fill(session.code)
    page.get_by_role("button").first.click()
    page.wait_for_url("**/enter/**")
    page.get_by_role("button").first.click()
    page.wait_for_url(f"**/room/{session.key}/")
    return page


def exactly(text):
    return re.compile(rf"^(?:{text})$")


def checks(module="module-7"):
    document = module_document(module)
    slide = next(one for one in document.slides if one.id == "confidentiality")
    return dict(kind_of("knowledge_check").suggestions(None, document, slide)[0].options)


# The survey is answered apart --------------------------------------------------------------------


@pytest.mark.parametrize("has_script", [True, False])
def test_the_survey_is_answered_without_anything_that_knows_the_room(
    live, facilitator, a_context, has_script
):
    activity = opened(live, facilitator, ready(live, facilitator, "values", VALUES))
    context = a_context(java_script_enabled=has_script, viewport=PHONE)
    page = enter(context, live)
    held = {cookie["name"] for cookie in context.cookies()}
    assert "toolkit_seat" in held

    told = []
    context.on("request", lambda request: told.append(request) if "/s/" in request.url else None)
    with context.expect_page() as opening:
        page.get_by_role("link", name="Answer now").click()
    survey = opening.value
    for item in WARM_UP.items:
        statement = survey.get_by_role("group", name=item.text)
        statement.get_by_text("Agree", exact=True).click()
    survey.get_by_role("button", name="Send").click()
    survey.wait_for_url("**/thanks/")
    if has_script:
        assert survey.evaluate("window.opener") is None

    headers = [request.all_headers() for request in told]
    assert len(headers) >= 3
    assert [one for one in headers if {"cookie", "referer"} & set(one)] == []
    assert SealedBallot.objects.filter(round=round_of(activity)).count() == 1

    # Back in the room, which was not told.
    survey.close()
    expect(page.get_by_role("link", name="Answer now")).to_be_visible()
    page.reload()
    expect(page.get_by_role("link", name="Answer now")).to_be_visible()
    assert not Contribution.objects.exists()


# The countdown -----------------------------------------------------------------------------------


def test_a_script_counts_down_and_says_calmly_that_the_time_is_over(live, facilitator, a_context):
    opened(live, facilitator, ready(live, facilitator, "timer", TIMER))
    context = a_context(viewport=PHONE)
    context.clock.install()
    page = enter(context, live)
    left = page.locator("[data-countdown-left]")
    expect(left).to_have_text(exactly(r"[34]:[0-5]\d"))
    page.clock.run_for(60_000)
    expect(left).to_have_text(exactly(r"2:[0-5]\d|3:00"))
    page.clock.run_for(4 * 60_000)
    expect(left).to_have_text("Time")
    expect(page.get_by_role("status").filter(has_text="The time is over.")).to_have_count(1)


def test_a_device_whose_clock_is_wrong_counts_by_the_servers(live, facilitator, a_context):
    opened(live, facilitator, ready(live, facilitator, "timer", TIMER))
    context = a_context(viewport=PHONE)
    context.clock.install(time=timezone.now() + timedelta(hours=1))
    page = enter(context, live)
    expect(page.locator("[data-countdown-left]")).to_have_text(exactly(r"[34]:[0-5]\d"))


def test_a_countdown_that_is_put_there_later_counts_too(live, facilitator, a_context):
    opened(live, facilitator, ready(live, facilitator, "pause", {"minutes": 10}))
    page = enter(a_context(viewport=PHONE), live)
    page.evaluate(
        """() => {
            const old = document.querySelector("[data-ends-at]");
            const copy = old.cloneNode(true);
            copy.dataset.endsAt = new Date(Date.now() + 90_500).toISOString();
            copy.id = "later";
            copy.querySelector("[data-countdown-left]").hidden = true;
            old.replaceWith(copy);
            document.dispatchEvent(new CustomEvent("toolkit:shown"));
        }"""
    )
    expect(page.locator("#later [data-countdown-left]")).to_have_text(exactly(r"1:[23]\d"))


def test_without_a_script_a_phone_says_until_when(live, facilitator, a_context):
    opened(live, facilitator, ready(live, facilitator, "timer", TIMER))
    page = enter(a_context(java_script_enabled=False, viewport=PHONE), live)
    expect(page.get_by_text("until")).to_be_visible()
    expect(page.locator("[data-countdown-left]")).to_be_hidden()


# What people send --------------------------------------------------------------------------------


def test_an_entry_is_counted_as_it_is_typed_and_sent_by_keyboard(live, facilitator, a_context):
    activity = opened(live, facilitator, ready(live, facilitator, "open_question", QUESTION))
    page = enter(a_context(viewport=PHONE), live)
    field = page.get_by_label(QUESTION["question"])
    field.fill("A name to ask for")
    expect(page.get_by_text("283 characters left")).to_be_visible()
    field.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("It has arrived.")).to_be_visible()
    expect(field).to_have_value("")
    field.fill("x" * 400)
    expect(field).to_have_value("x" * 300)
    entry = activity.contributions.get()
    assert (entry.text, entry.standing) == ("A name to ask for", Standing.WAITING)


@pytest.mark.parametrize("has_script", [True, False])
def test_things_are_placed_with_plain_choices(live, facilitator, a_context, watch, has_script):
    watch.allow("status of 422")
    activity = opened(live, facilitator, ready(live, facilitator, "ordering", ORDER))
    page = enter(a_context(java_script_enabled=has_script, viewport=PHONE), live)
    for thing in ORDER["things"]:
        page.get_by_label(thing).select_option("1")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Place 1 is given to more than one line.")).to_be_visible()
    # What was chosen is still there; it only has to be mended.
    for place, thing in enumerate(ORDER["things"], start=1):
        expect(page.get_by_label(thing)).to_have_value("1")
        page.get_by_label(thing).select_option(str(place))
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Your answer is in.")).to_be_visible()
    assert activity.contributions.get().data == {"places": [1, 2, 3, 4]}


# Everybody can use them --------------------------------------------------------------------------


def entries(activity, *texts, **data):
    Contribution.objects.bulk_create(
        Contribution(activity=activity, token=f"t{at}", text=text, standing="shown", **data)
        for at, text in enumerate(texts)
    )


def with_poll(live, by):
    activity = opened(live, by, ready(live, by, "poll", POLL))
    entries(activity, "", "", data={"chosen": [1]})
    return activity


def with_timer(live, by):
    return opened(live, by, ready(live, by, "timer", TIMER))


def with_pause(live, by):
    return opened(live, by, ready(live, by, "pause", {"minutes": 10, "text": "Coffee"}))


def with_question(live, by, view="cloud"):
    activity = opened(live, by, ready(live, by, "open_question", QUESTION))
    texts = ["A name to ask for", "Trust", "Trusting " + "them " * 55, "Una persona", "Trust"]
    entries(activity, *(f"{text} {n}" for n in range(6) for text in texts))
    activity.working = {"view": view, "desk_view": "all"}
    activity.save()
    return activity


def with_cards(live, by):
    return with_question(live, by, "table")


def with_ordering(live, by):
    activity = opened(live, by, ready(live, by, "ordering", ORDER))
    entries(activity, "", "", data={"places": [4, 3, 2, 1]})
    return activity


def with_check(live, by):
    activity = opened(live, by, ready(live, by, "knowledge_check", checks()))
    entries(activity, "", "", data={"chosen": [3]})
    return activity


def with_values(live, by):
    activity = opened(live, by, ready(live, by, "values", VALUES))
    for places in [(4, 4, 5)] * 5 + [(2, 3, 1)] * 5:
        cast(round_of(activity), places)
    return activity


ALL = [
    with_poll,
    with_timer,
    with_pause,
    with_question,
    with_cards,
    with_ordering,
    with_check,
    with_values,
]


def revealed(live, by, activity):
    closed(live, by, activity)
    activity.working = {**activity.working, "is_revealed": True}
    activity.save()
    return shown(live, by, activity)


@pytest.mark.parametrize("made", ALL, ids=lambda made: made.__name__)
def test_every_state_is_accessible_and_fits(live, facilitator, a_context, sign_in, axe, made):
    activity = made(live, facilitator)
    phones = a_context(viewport=PHONE)
    staff = a_context(viewport=WALLS[0])
    sign_in(facilitator, staff)
    phone, wall, console = enter(phones, live), staff.new_page(), staff.new_page()
    for is_revealed in (False, True):
        if is_revealed:
            revealed(live, facilitator, activity)
        phone.goto(f"/room/{live.key}/")
        wall.goto(f"/sessions/{live.key}/stage/")
        console.goto(f"/sessions/{live.key}/console/")
        for page, place in ((phone, "#activity"), (wall, "[data-wall]"), (console, "[data-desk]")):
            expect(page.locator(place)).to_be_visible()
            axe(page)
        assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert phone.evaluate(TOO_SMALL_TO_TOUCH) == []
        for size in WALLS:
            wall.set_viewport_size(size)
            wall.wait_for_function(FITS)
            expect(wall.locator("[data-wall-frame]")).not_to_have_attribute("tabindex", "0")
        wall.set_viewport_size(WALLS[0])
