"""Phones in the room, in a real browser, whose live stream says what the test wants it to say."""

import json

from playwright.sync_api import Page, expect

PHONE = {"width": 375, "height": 760}
ENDED = f"id: 999\nevent: state\ndata: {json.dumps({'phase': 'ended'})}\n\n"
"""What a live stream says at the end."""


class Phone:
    """A phone in the room whose live stream says what the test wants it to say."""

    def __init__(self, context, session):
        self.said = ": quiet\n\n"
        context.route("**/live/**", self.say)
        self.page: Page = context.new_page()
        self.page.goto("/join/")
        self.page.get_by_role("textbox").first.fill(session.code)
        self.page.get_by_role("button").first.click()
        self.page.wait_for_url("**/enter/**")
        self.page.get_by_role("button").first.click()
        self.page.wait_for_url(f"**/room/{session.key}/")
        expect(self.page.locator("html[data-scripted]")).to_be_attached()

    def say(self, route):
        route.fulfill(content_type="text/event-stream", body=self.said)

    @property
    def late(self):
        return self.page.locator("[data-too-late]")

    def send_without_network(self, words):
        self.page.context.set_offline(True)
        self.page.get_by_role("textbox").first.fill(words)
        self.page.get_by_role("button", name="Send").click()
        expect(self.page.locator("[data-unsent]")).to_be_visible()
