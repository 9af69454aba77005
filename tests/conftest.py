"""Fixtures for every test: a browser on the running site, signed in or not, watched and checked.

`page` is a page of Chromium on the site (`page.goto("/modules/")`); `no_script_page` the same
without JavaScript; `open_context(**options)` opens others (`viewport`, `color_scheme` …);
`sign_in(user)` signs a person in; `axe(page)` fails on accessibility violations, and
`axe_at_each_width(page)` on a desk and on a phone. Each fails the test on console errors, policy
violations and requests to other hosts; a test that provokes one on purpose says so with
`watch.allow("pattern")`.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.management import call_command
from django.db import connections
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.accessibility import require_accessible, require_accessible_and_fitting
from tests.browser_watch import BrowserWatch
from tests.site_server import SiteServer

pytest_plugins = ["tests.people"]

# The shell is Chromium without what nobody sees in a test; it needs a third less of the processor.
CHROMIUM_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
CHROMIUM_OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Nothing but this machine can be reached, whatever a page asks for.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]
DESKTOP = {"width": 1280, "height": 800}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Every test finds the site as `toolkit load_content` leaves it, and may change it freely."""
    with django_db_blocker.unblock():
        call_command("load_content", verbosity=0)


@pytest.fixture
def live_server() -> None:
    pytest.fail("Take the fixture `server` (or `page`): `live_server` empties the database.")


def system_chromium() -> str | None:
    """The path of the system's Chromium, or None for the one that Playwright has downloaded."""
    named = os.environ.get("TOOLKIT_CHROMIUM")
    return named or next((path for name in CHROMIUM_NAMES if (path := shutil.which(name))), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    # Playwright's synchronous interface runs an event loop in the test's thread, which makes
    # Django believe that synchronous database access happens inside it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=system_chromium(), args=CHROMIUM_OPTIONS
        )
        yield browser
        browser.close()
        # While that loop runs, Django keeps connections of its own, which nobody else closes.
        connections.close_all()


@pytest.fixture(scope="session")
def site_server(django_db_setup: None) -> Iterator[SiteServer]:
    server = SiteServer()
    server.start()
    yield server
    server.stop()


@pytest.fixture
def server(site_server: SiteServer, db: None) -> Iterator[SiteServer]:
    """The running site (`server.url`), which sees what the test has put into the database."""
    yield site_server
    site_server.settle()


@pytest.fixture
def watch(server: SiteServer) -> Iterator[BrowserWatch]:
    watch = BrowserWatch(site=server.url)
    yield watch
    assert watch.unexpected() == []


@pytest.fixture
def open_context(
    browser: Browser, server: SiteServer, watch: BrowserWatch
) -> Iterator[Callable[..., BrowserContext]]:
    """Opens a browser context of its own; takes Playwright's options for contexts."""
    contexts = []

    def open_one(**options: Any) -> BrowserContext:
        defaults = {"viewport": DESKTOP, "locale": "en-US", "reduced_motion": "reduce"}
        context = browser.new_context(base_url=server.url, **{**defaults, **options})
        context.set_default_timeout(10_000)
        watch.follow(context)
        contexts.append(context)
        return context

    yield open_one
    for context in contexts:
        context.close()


@pytest.fixture
def context(open_context: Callable[..., BrowserContext]) -> BrowserContext:
    return open_context()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture
def no_script_page(open_context: Callable[..., BrowserContext]) -> Page:
    return open_context(java_script_enabled=False).new_page()


@pytest.fixture
def sign_in(request: pytest.FixtureRequest, server: SiteServer) -> Callable[..., None]:
    """Signs a person in: `sign_in(user)` in `context`, `sign_in(user, other_context)` elsewhere."""

    def sign_in_to(user: AbstractBaseUser, context: BrowserContext | None = None) -> None:
        client = Client()
        client.force_login(user)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        (context or request.getfixturevalue("context")).add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": server.url}]
        )

    return sign_in_to


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """Fails with a report when axe finds a violation on the page as it stands, in light or dark."""
    return require_accessible


@pytest.fixture
def axe_at_each_width() -> Callable[[Page], None]:
    """The same on a desk and on a phone, where besides nothing runs off the window."""
    return require_accessible_and_fitting
