"""A round in real browsers: opened, answered on a phone without script or cookies, closed, read."""

import re

from playwright.sync_api import expect

from cvi_survey.models import Round, SealedBallot
from tests.cvi_survey.rounds import WARM_UP, answers_in, cast, closed, opened

PHONE = {"width": 375, "height": 667}
ROOM = [
    ([person % 5 + 1, 4 + person % 2, 1 + person % 3], ("court", "treatment")[person % 2])
    for person in range(19)
]


SENT = re.compile("Thank you|Counted already")


def answer(page, link: str) -> None:
    """Answer as people do, with a double click at the end."""
    page.goto(link)
    for item, label in zip(WARM_UP.items, ("Agree", "Disagree", "Prefer not to say"), strict=True):
        group = page.get_by_role("group", name=item.text)
        group.get_by_text(label, exact=True).click()
        expect(group.get_by_role("radio", name=label, exact=True)).to_be_checked()
    page.get_by_role("group", name="Which system").get_by_text("Courts and legal").click()
    page.get_by_role("button", name="Send my answers").dblclick()
    expect(page.get_by_role("heading", name=SENT)).to_be_visible()


def test_a_room_is_asked_and_sees_where_it_stands(
    page, context, open_context, sign_in, facilitator, county, watch
):
    watch.allow(r"status of 4(09|10)")
    sign_in(facilitator)
    page.goto("/surveys/")
    page.get_by_role("link", name="Open a survey").click()
    page.get_by_label("Title").fill("Morning group")
    page.get_by_label("Ask which system").check()
    page.get_by_role("button", name="Open the survey").click()
    expect(page.get_by_text("This survey is open.")).to_be_visible()
    link = page.locator(".link-card__link").get_attribute("href")
    asked = Round.objects.get()

    phone = open_context(viewport=PHONE, java_script_enabled=False, has_touch=True, is_mobile=True)
    hand = phone.new_page()
    answer(hand, link)
    hand.reload()
    expect(hand.get_by_role("heading", name=SENT)).to_be_visible()
    assert SealedBallot.objects.count() == 1
    assert phone.cookies() == []

    for places, system in ROOM:
        cast(asked, places, system)
    page.reload()
    expect(page.locator("main")).not_to_contain_text(re.compile(r"\b(1|20)\b answer"))
    page.get_by_role("link", name="Close the survey").click()
    page.get_by_role("button", name="Close it and show the result").click()

    expect(page.get_by_role("img")).to_have_count(3)
    expect(page.get_by_role("img", name="Confidentiality as a barrier")).to_be_visible()
    expect(page.get_by_role("table")).to_have_count(3)
    expect(page.get_by_text("20 to 49 people answered.")).to_be_visible()
    hand.goto(link)
    expect(hand.get_by_role("heading", name="This survey is closed")).to_be_visible()
    assert phone.cookies() == []


def test_a_signed_in_persons_cookies_change_nothing(page, sign_in, facilitator, county, watch):
    """A browser does send what it has; the page neither needs it nor answers with another."""
    watch.allow("status of 409")
    sign_in(facilitator)
    link = f"/s/{opened(facilitator, county, asks_system=True).code}/"
    before = page.context.cookies()
    answer(page, link)
    assert page.context.cookies() == before
    assert SealedBallot.objects.count() == 1


def test_pages_are_accessible_and_fit(page, axe_at_each_width, sign_in, facilitator, county, watch):
    watch.allow(r"status of 4(04|10)")
    asked = opened(facilitator, county, title="Morning group", asks_system=True)
    done = closed(facilitator, county, ROOM, title="Evening group", asks_system=True)
    few = closed(facilitator, county, ROOM[:6], asks_system=True)
    none = closed(facilitator, county, [])
    sign_in(facilitator)
    paths = [f"/surveys/{one.pk}/" for one in (asked, done, few, none)]
    paths += ["/surveys/", "/surveys/open/", f"/surveys/{asked.pk}/link/"]
    paths += [f"/surveys/{asked.pk}/close/", f"/s/{asked.code}/", f"/s/{asked.code}/thanks/"]
    paths += [f"/s/{done.code}/", "/s/nowhere/", "/modules/module-7/opening/"]
    for path in paths:
        page.goto(path)
        page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true; })")
        axe_at_each_width(page)


def test_a_round_is_opened_and_answered_by_keyboard(page, sign_in, facilitator, county):
    sign_in(facilitator)
    page.goto(f"/s/{opened(facilitator, county).code}/")
    page.get_by_role("radio", name="Agree", exact=True).first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.get_by_role("button", name="Send my answers").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    assert list(answers_in(SealedBallot.objects.get())["places"].values()) == [5]


def test_on_slide_4_the_reader_places_herself_and_nothing_is_sent(no_script_page):
    page = no_script_page
    sent = []
    page.goto("/modules/module-7/opening/")
    page.on("request", lambda request: sent.append(request.method))
    line = page.get_by_role("slider", name=WARM_UP.items[0].text)
    line.focus()
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    expect(line).to_have_value("70")
    page.get_by_text("What is this about?").first.click()
    expect(page.get_by_text("One person meets a wall")).to_be_visible()
    assert "POST" not in sent
    assert page.locator("article").locator("form, [name]").count() == 0
