"""The real site in a process of its own (`running_site`), and browsers on it (`open_on_site`)."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.browser_watch import BrowserWatch
from tests.conftest import DESKTOP
from tests.facilitator.live.running_site import RunningSite, copied, prepare


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "prepared_site" in getattr(item, "fixturenames", ()):
            # The suite's database, from which the content is copied, is made for marked tests only.
            item.add_marker("django_db")


@pytest.fixture(scope="session")
def prepared_site(
    tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: Any
) -> Path:
    """A data folder with the content, made once; to be copied."""
    folder = tmp_path_factory.mktemp("prepared-site")
    with django_db_blocker.unblock():
        prepare(folder)
    return folder


@pytest.fixture
def running_site(prepared_site: Path, tmp_path: Path) -> Iterator[RunningSite]:
    """`toolkit serve` in a process of its own, with data of its own.

    It does not see the test's database: people and sessions are made with `sign_in_link` and
    `manage`, or through its pages.
    """
    site = RunningSite(copied(prepared_site, tmp_path / "site")).start()
    yield site
    if site.process.poll() is None:
        site.stop()


@pytest.fixture
def site_watch(running_site: RunningSite) -> Iterator[BrowserWatch]:
    """What must not happen in browsers on `running_site`; `site_watch.allow("pattern")`."""
    watch = BrowserWatch(site=running_site.url)
    yield watch
    assert watch.unexpected() == []


@pytest.fixture
def open_on_site(
    browser: Browser, running_site: RunningSite, site_watch: BrowserWatch
) -> Iterator[Callable[..., BrowserContext]]:
    """Opens a browser context on `running_site`: a device of its own; takes Playwright's options.

    `open_on_site(who="facilitator")` signs that person in (see `RunningSite.sign_in_link`).
    """
    contexts = []

    def open_one(who: str = "", **options: Any) -> BrowserContext:
        defaults = {"viewport": DESKTOP, "locale": "en-US", "reduced_motion": "reduce"}
        context = browser.new_context(base_url=running_site.url, **{**defaults, **options})
        context.set_default_timeout(10_000)
        site_watch.follow(context)
        contexts.append(context)
        if who:
            page = context.new_page()
            page.goto(running_site.sign_in_link(who))
            page.close()
        return context

    yield open_one
    for context in contexts:
        context.close()
