"""Nobody is shut out of a page as it stands, in light or in dark."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# Page and wording are the same in the other scheme; only what hangs on colors can differ.
ON_COLORS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}


def require_accessible(page: Page, *, within: str = "", **options: Any) -> None:
    """Fail with a report when axe finds a violation in the scheme that is shown, or one of color
    in the other. `within` is a selector; `options` are more of axe's.
    """
    _require(page, within, options)
    shown = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'")
    page.emulate_media(color_scheme="light" if shown == "dark" else "dark")
    _require(page, within, {**ON_COLORS, **options})
    page.emulate_media(color_scheme=shown)


def _require(page: Page, within: str, options: dict[str, Any]) -> None:
    context = {"include": [within]} if within else None
    results = Axe().run(page, context=context, options={"resultTypes": ["violations"], **options})
    assert results.violations_count == 0, f"{page.url}\n{results.generate_report()}"
