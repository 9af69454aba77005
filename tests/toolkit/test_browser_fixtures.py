"""The browser fixtures themselves: they must fail when a page misbehaves."""

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import path

from toolkit.urls import urlpatterns as site_addresses

after_commit: list[str] = []

SOUND = """<!doctype html><html lang="en"><head><title>Sound</title></head>
<body><main><h1>Hello {name}</h1></main></body></html>"""
INLINE_SCRIPT = """<!doctype html><html lang="en"><head><title>Unsound</title></head>
<body><main><h1>Before</h1></main><script>document.querySelector("h1").textContent = "After"
</script></body></html>"""


def sound(request: HttpRequest) -> HttpResponse:
    return HttpResponse(SOUND.format(name=request.user or "nobody"))


def inline_script(request: HttpRequest) -> HttpResponse:
    return HttpResponse(INLINE_SCRIPT)


def elsewhere(request: HttpRequest) -> HttpResponse:
    return HttpResponse(SOUND.replace("<h1>", '<img alt="" src="http://example.org/a.png"><h1>'))


def commits(request: HttpRequest) -> HttpResponse:
    transaction.on_commit(lambda: after_commit.append("done"))
    return HttpResponse(SOUND.format(name=get_user_model().objects.count()))


def no_icon(request: HttpRequest) -> HttpResponse:
    return HttpResponse(status=204)


urlpatterns = [
    path("favicon.ico", no_icon),
    path("sound/", sound),
    path("inline-script/", inline_script),
    path("elsewhere/", elsewhere),
    path("commits/", commits),
    *site_addresses,
]
pytestmark = pytest.mark.urls(__name__)


def test_a_sound_page_passes(page, axe):
    page.goto("/sound/")
    assert page.get_by_role("heading").inner_text() == "Hello AnonymousUser"
    axe(page)


def test_a_person_signed_in_by_the_test_is_signed_in_in_the_browser(page, sign_in):
    sign_in(get_user_model().objects.create_user("ana@example.org"))
    page.goto("/sound/")
    assert page.get_by_role("heading").inner_text() == "Hello ana@example.org"


def test_what_waits_for_the_commit_is_done(page):
    after_commit.clear()
    get_user_model().objects.create_user("ana@example.org")
    page.goto("/commits/")
    assert page.get_by_role("heading").inner_text() == "Hello 1"
    assert after_commit == ["done"]


def test_an_inline_script_is_stopped_by_the_policy_and_noticed(page, watch):
    page.goto("/inline-script/")
    assert page.get_by_role("heading").inner_text() == "Before"
    assert any("Content Security Policy" in problem for problem in watch.unexpected())
    watch.allow("Content Security Policy")


def test_a_request_to_another_host_is_stopped_and_noticed(page, watch):
    page.goto("/elsewhere/")
    assert watch.unexpected() != []
    watch.allow("example.org")


def test_a_page_without_script_is_there(no_script_page):
    no_script_page.goto("/sound/")
    assert no_script_page.title() == "Sound"


def test_axe_finds_what_is_wrong(page, axe):
    page.goto("/sound/")
    page.locator("html").evaluate("element => element.removeAttribute('lang')")
    with pytest.raises(AssertionError, match="html-has-lang"):
        axe(page)


DARK = """() => {
    const dark = new CSSStyleSheet();
    const colors = "body { color: #222; background: #111; }";
    dark.replaceSync(`@media (prefers-color-scheme: dark) { ${colors} }`);
    document.adoptedStyleSheets = [dark];
}"""


@pytest.mark.parametrize("shown", ["light", "dark"])
def test_axe_looks_at_the_other_scheme_too_and_leaves_the_page_as_it_was(open_context, axe, shown):
    page = open_context(color_scheme=shown).new_page()
    page.goto("/sound/")
    axe(page)
    assert page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches") is (shown == "dark")
    page.evaluate(DARK)
    with pytest.raises(AssertionError, match="color-contrast"):
        axe(page)
