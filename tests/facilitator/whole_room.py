"""A room on the real server: console and stage of one session, and phones that join it."""

import re

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

PHONE = {"width": 375, "height": 750}
WALL = {"width": 1280, "height": 720}
PLANNED = """
from facilitator.sessions.planning import Plan, session_plan
from jurisdictions.access import Action, jurisdictions_for
from jurisdictions.models import User
user = User.objects.get(email="facilitator@demo.example")
place = jurisdictions_for(user, Action.PRESENT).first()
session = session_plan(by=user, plan=Plan("module-7", "Three agencies", place, expected=5))
print(session.key, session.code)
"""


def by_keyboard(page: Page, target: Locator, key: str = "Enter") -> None:
    """Go to a control with Tab alone, and press it."""
    expect(target).to_be_enabled()
    page.evaluate("document.activeElement?.blur()")
    for _step in range(400):
        page.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            page.keyboard.press(key)
            return
    pytest.fail(f"{target} cannot be reached with Tab")


class WholeRoom:
    """The three faces of one session, and what a facilitator does at the console."""

    def __init__(self, site, open_on_site):
        self.site = site
        self.open_on_site = open_on_site
        self.facilitator: BrowserContext = open_on_site(who="facilitator")
        self.key, self.code = site.manage("shell", "-c", PLANNED).split()
        self.console = self.facilitator.new_page()
        self.console.on("dialog", lambda dialog: dialog.accept())
        self.phones: list[Page] = []

    def open(self):
        self.console.goto(f"/sessions/{self.key}/")
        by_keyboard(self.console, self.console.get_by_role("button", name="Open the room").first)
        self.console.wait_for_url("**/console/")
        self.stage = self.facilitator.new_page()
        self.stage.set_viewport_size(WALL)
        self.stage.goto(f"/sessions/{self.key}/stage/")

    def join(self, **options) -> Page:
        phone = self.open_on_site(viewport=PHONE, **options).new_page()
        phone.goto("/join/")
        expect(phone.get_by_label("Code")).to_be_focused()
        phone.keyboard.type(self.code)
        phone.keyboard.press("Enter")
        phone.wait_for_url("**/enter/**")
        by_keyboard(phone, phone.get_by_role("button", name="Join"))
        phone.wait_for_url(f"**/room/{self.key}/")
        self.phones.append(phone)
        return phone

    def turn_to(self, title: str) -> None:
        """Turn with the arrow key until this slide is on the wall."""
        self.console.evaluate("document.activeElement?.blur()")
        for _turn in range(42):
            shown = self.console.locator("[data-notes] article:not([hidden]) h2")
            if shown.inner_text().startswith(title):
                break
            before = shown.inner_text()
            self.console.keyboard.press("ArrowRight")
            expect(shown).not_to_have_text(before)
        expect(self.stage.locator(".stage-slide:not([hidden]) h2")).to_contain_text(title)

    def offer(self, kind: str) -> None:
        """Start what the slide offers of this kind."""
        form = self.console.locator(f"form.console-offer:has(input[name=kind][value={kind}])").first
        by_keyboard(self.console, form.get_by_role("button", name="Start"))

    def press(self, name: str | re.Pattern[str]) -> None:
        """Press a button of the activity at hand."""
        button = self.console.locator("#activity").get_by_role("button", name=name).first
        by_keyboard(self.console, button)

    def make(self, kind: str, **fields: str) -> None:
        """Make an activity of this kind on the spot, and start it."""
        by_keyboard(self.console, self.console.get_by_text("Another activity", exact=True))
        by_keyboard(self.console, self.console.get_by_role("link", name=kind))
        for label, words in fields.items():
            self.console.get_by_label(label).focus()
            self.console.keyboard.press("Control+A")
            self.console.keyboard.type(words)
        by_keyboard(self.console, self.console.get_by_role("button", name="Start now"))
        self.console.wait_for_url("**/console/")

    def show_result(self) -> None:
        self.press("Close")
        self.press("Show the result")

    def finish(self) -> None:
        """Back to the slide, on every face."""
        self.press("Back to the slide")
        expect(self.stage.locator("[data-wall]")).to_be_hidden()
        for phone in self.phones:
            expect(phone.locator("[data-activity]")).to_be_hidden()
