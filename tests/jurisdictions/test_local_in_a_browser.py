"""A slot filled in the editor, then seen by a learner and by a facilitator; pages that fit all."""

import re
from collections.abc import Callable
from datetime import timedelta

from django.test import override_settings
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from jurisdictions.demo import demo_people_ensure
from jurisdictions.models import Jurisdiction, User
from jurisdictions.slots import Slot
from tests.browser_watch import BrowserWatch
from tests.jurisdictions.local_samples import material


def test_what_an_editor_fills_in_is_seen_on_the_slide(
    county: Jurisdiction,
    editor: User,
    learner: User,
    facilitator: User,
    open_context: Callable[..., BrowserContext],
    sign_in: Callable[..., None],
    watch: BrowserWatch,
) -> None:
    watch.allow(".*")
    review = timezone.localdate() + timedelta(days=90)
    writing, reading, presenting = (open_context() for _person in range(3))
    for person, context in ((editor, writing), (learner, reading), (facilitator, presenting)):
        sign_in(person, context)

    notes = presenting.new_page()
    notes.goto("/present/module-7/?slide=28")
    slide = notes.locator("[data-slide=what-to-share]")
    expect(slide.locator(".presenter-local")).to_contain_text("not provided yet: add it")

    page = writing.new_page()
    page.goto("/local/crisis-line/")
    page.get_by_role("link", name="add it").click()
    page.locator("[name='review_by']").fill(str(review))
    page.get_by_role("textbox", name="Title").click()
    expect(page.locator(".xdsoft_datetimepicker:visible")).to_have_count(0)
    page.get_by_role("textbox", name="Title").fill("Help in Maple County")
    page.get_by_role("button", name="Insert a block").click()
    page.get_by_role("option", name="Line", exact=True).click()
    page.locator("[name='content-0-value-name']").fill("Maple warm line")
    page.locator("[name='content-0-value-phone']").fill("555-0156")
    page.locator("[name='content-0-value-hours']").fill("Every evening")
    page.get_by_role("button", name="More actions").last.click()
    with page.expect_navigation():
        page.locator("[name='action-publish']").click()

    page = reading.new_page()
    page.goto("/modules/module-7/step-3-information-sharing/#slide-what-to-share")
    page.locator("#slide-what-to-share").get_by_role(
        "link", name="Crisis and support line near you"
    ).click()
    expect(page.get_by_role("heading", name="Help in Maple County")).to_be_visible()
    expect(page.get_by_role("link", name="555-0156")).to_have_attribute("href", "tel:5550156")

    notes.reload()
    local = notes.locator("[data-slide=what-to-share] .presenter-local")
    expect(local.get_by_role("link", name="Help in Maple County")).to_be_visible()
    with notes.expect_popup() as opened:
        notes.get_by_role("link", name="Open stage").click()
    wall = opened.value
    expect(wall.locator("#slide-what-to-share .stage-slide__local")).to_contain_text(
        "Maple County: Crisis and support line"
    )
    local.get_by_role("link", name=re.compile("Show on the wall.*Crisis")).click()
    wall.wait_for_url("**/local/crisis-line/**")
    expect(wall.get_by_text("Every evening")).to_be_visible()
    wall.get_by_role("link", name="Back to the slide").click()
    expect(wall.locator("#slide-what-to-share h2")).to_be_visible()


def test_the_pages_of_local_material_are_accessible_and_fit(
    page: Page,
    sign_in: Callable[..., None],
    axe_at_each_width: Callable[[Page], None],
) -> None:
    with override_settings(TOOLKIT_DEMO_SIGN_IN=True):
        people = {person.email.split("@")[0]: user for person, user in demo_people_ensure()}
    page.goto("/local/release-form/")
    axe_at_each_width(page)
    sign_in(people["facilitator"])
    for address in (
        "/local/",
        *(f"/local/{slot}/" for slot in Slot),
        "/present/module-7/local/provider-list/?slide=systems-change",
    ):
        page.goto(address)
        axe_at_each_width(page)


def test_slides_with_local_material_still_fit_the_wall(
    county: Jurisdiction,
    facilitator: User,
    open_context: Callable[..., BrowserContext],
    sign_in: Callable[..., None],
) -> None:
    for slot in Slot:
        material(county, slot)
    context = open_context(viewport={"width": 1024, "height": 768})
    sign_in(facilitator, context)
    page = context.new_page()
    page.goto("/present/module-7/stage/")
    for slide in (
        "systems-change",
        "step-2",
        "understanding-other-systems",
        "communicating-across-systems",
        "confidentiality",
        "consent-forms",
        "what-to-share",
    ):
        page.goto(f"/present/module-7/stage/#slide-{slide}")
        page.reload()
        shown = page.locator(f"#slide-{slide}")
        expect(shown.locator(".stage-slide__local")).to_be_in_viewport(ratio=1)
        body = shown.locator("[data-stage-body]")
        assert body.evaluate("one => one.scrollHeight - one.clientHeight") <= 1, slide
