"""Signing in as people do it: in a browser, with and without JavaScript, by code and by passkey."""

import re
from collections.abc import Callable

import pytest
from django.core import mail
from django.test import override_settings
from playwright.sync_api import BrowserContext, Page, expect

from jurisdictions.models import User
from jurisdictions.services import user_create

EMAIL = "ana@example.org"


def code_mailed() -> str:
    found = re.search(r"^\s+(\d{6})$", str(mail.outbox[-1].body), re.MULTILINE)
    assert found
    return found[1]


def sign_in_by_code(page: Page, next_page: str = "/accounts/email/") -> None:
    page.goto(f"/accounts/login/?next={next_page}")
    page.get_by_label("E-mail address").fill(EMAIL)
    page.get_by_role("button", name="Send me a code").click()
    page.get_by_label("Six-digit code").fill(code_mailed())
    page.get_by_role("button", name="Continue").click()
    page.wait_for_url(f"**{next_page}")


def sign_out(page: Page) -> None:
    page.goto("/accounts/logout/?next=/accounts/login/")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/accounts/login/")


@pytest.fixture
def ana(db: None) -> User:
    return user_create(email=EMAIL, name="Ana Ruiz")


def test_signing_in_and_out_works_without_javascript(ana: User, no_script_page: Page) -> None:
    page = no_script_page
    sign_in_by_code(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Your e-mail addresses")
    expect(page.get_by_role("status")).to_contain_text("You are signed in as Ana Ruiz")
    sign_out(page)
    page.goto("/accounts/email/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")


def test_signing_in_works_by_keyboard_alone(ana: User, page: Page) -> None:
    page.goto("/accounts/login/?next=/accounts/email/")
    page.get_by_label("E-mail address").focus()
    page.keyboard.type(EMAIL)
    page.keyboard.press("Enter")
    page.wait_for_url("**/accounts/login/code/confirm/**")
    expect(page.get_by_label("Six-digit code")).to_be_focused()
    page.keyboard.type(code_mailed())
    page.keyboard.press("Enter")
    page.wait_for_url("**/accounts/email/")


def test_a_passkey_is_added_and_signs_in(ana: User, page: Page, context: BrowserContext) -> None:
    devices = context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
    }
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    with override_settings(MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN=True):
        sign_in_by_code(page, "/accounts/passkeys/")
        page.get_by_role("link", name="Add a passkey").click()
        page.get_by_label("Name").fill("Work phone")
        page.get_by_role("button", name="Add", exact=True).click()
        page.wait_for_url("**/accounts/passkeys/")
        expect(page.get_by_role("main")).to_contain_text("Work phone")
        assert "passkey was added" in mail.outbox[-1].subject
        sign_out(page)
        page.goto("/accounts/login/?next=/accounts/passkeys/")
        page.get_by_role("button", name="Sign in with a passkey").click()
        page.wait_for_url("**/accounts/passkeys/")
        page.get_by_role("link", name="Rename Work phone").click()
        page.get_by_label("Name").fill("Home")
        page.get_by_role("button", name="Save").click()
        # A lost device shuts nobody out: the code still works, and nothing more is asked for.
        sign_out(page)
        sign_in_by_code(page, "/accounts/passkeys/")
        page.get_by_role("link", name="Remove Home").click()
        page.get_by_role("button", name="Remove").click()
        expect(page.get_by_role("main")).to_contain_text("none yet")


def test_the_pages_of_sign_in_are_accessible_and_fit(
    ana: User,
    page: Page,
    sign_in: Callable[..., None],
    axe_at_each_width: Callable[[Page], None],
) -> None:
    for address in ("/accounts/login/", "/accounts/signup/"):
        page.goto(address)
        axe_at_each_width(page)
    page.goto("/accounts/login/")
    page.get_by_label("E-mail address").fill(EMAIL)
    page.get_by_role("button", name="Send me a code").click()
    expect(page.get_by_label("Six-digit code")).to_be_visible()
    axe_at_each_width(page)
    page.get_by_label("Six-digit code").fill("nonsense")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("main")).to_contain_text("not the code we sent")
    axe_at_each_width(page)
    sign_in(ana)
    for address in (
        "/accounts/email/",
        "/accounts/passkeys/",
        "/accounts/passkeys/add/",
        "/accounts/logout/",
    ):
        page.goto(address)
        axe_at_each_width(page)
