"""The form that sets an activity up, on a phone: its controls can be seen and hit."""

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page

from facilitator.activities import kinds
from facilitator.models import Session
from jurisdictions.models import User
from tests.facilitator.planning.plans import address

CONTROLS = "main form :is(input, select, textarea):not([type=hidden], [type=checkbox])"


def test_every_kinds_form_has_large_controls_and_fits_a_phone(
    facilitator: User,
    session: Session,
    open_context: Callable[..., BrowserContext],
    sign_in: Callable[..., None],
    axe: Callable[[Page], None],
) -> None:
    context = open_context(viewport={"width": 375, "height": 800})
    sign_in(facilitator, context)
    page = context.new_page()
    for kind in kinds().values():
        if kind.form(session) is None:
            continue
        page.goto(address(session, f"activities/new/{kind.name}/"))
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, kind.name
        for control in page.locator(CONTROLS).all():
            box = control.bounding_box()
            assert box is not None
            assert box["height"] >= 44, kind.name
            assert box["width"] >= 300, kind.name
