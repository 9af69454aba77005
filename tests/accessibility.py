"""Nobody is shut out of a page: on a desk and on a phone, in light and in dark."""

from typing import Any

from axe_playwright_python.base import AxeResults
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# Page and wording are the same in the other scheme; only what hangs on colors can differ.
ON_COLORS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
# A desk's window, and what is left of one at 400 %: nobody scrolls two ways (WCAG 2.2, 1.4.10).
WIDTHS = (1280, 320)

# Half a megabyte of script: read once here, and once by each document.
SCRIPT = Axe().axe_script
RUN = """async ([within, options]) => {
    const { violations } = await axe.run(within ? { include: [within] } : document, options);
    return { violations };
}"""


def require_accessible_as_shown(page: Page, *, within: str = "", **options: Any) -> None:
    """Fail with a report when axe finds a violation on the page as it is shown. `within` is a
    selector; `options` are more of axe's.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(SCRIPT)
    found = AxeResults(page.evaluate(RUN, [within, {"resultTypes": ["violations"], **options}]))
    assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"


def require_accessible(page: Page, *, within: str = "", **options: Any) -> None:
    """The same, and in the other color scheme what hangs on colors."""
    require_accessible_as_shown(page, within=within, **options)
    shown = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'")
    page.emulate_media(color_scheme="light" if shown == "dark" else "dark")
    require_accessible_as_shown(page, within=within, **{**ON_COLORS, **options})
    page.emulate_media(color_scheme=shown)


def require_accessible_and_fitting(page: Page, *, within: str = "", **options: Any) -> None:
    """The same at each of `WIDTHS`, where besides nothing may be wider than the window. The page
    stays as it is, what is open or typed too, and has its first size again at the end.
    """
    size = page.viewport_size
    assert size
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": size["height"]})
        require_accessible(page, within=within, **options)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{page.url} is {wide} pixels wide in a window of {width}"
    page.set_viewport_size(size)
