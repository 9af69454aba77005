"""Which policy each kind of page carries."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from toolkit.middleware import ContentPolicyMiddleware


def policy_of(response):
    """The policy as {directive: set of sources}."""
    parts = response.headers["Content-Security-Policy"].split(";")
    return {words[0]: set(words[1:]) for words in (part.split() for part in parts)}


@pytest.fixture
def as_editor(admin_client):
    return admin_client


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/modules/", "/accounts/login/", "/no-such-page/"])
def test_public_pages_run_nothing_inline_and_load_nothing_from_elsewhere(client, address):
    policy = policy_of(client.get(address))
    assert policy["default-src"] == {"'none'"}
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == {"'self'"}
    assert policy["object-src"] == policy["base-uri"] == policy["frame-ancestors"] == {"'none'"}
    assert set().union(*policy.values()) == {"'self'", "'none'"}


@pytest.mark.django_db
def test_the_editor_may_run_inline_script_and_frame_itself_and_no_more(as_editor):
    policy = policy_of(as_editor.get("/cms/"))
    assert policy["script-src"] == {"'self'", "'unsafe-inline'"}
    assert policy["script-src-attr"] == {"'none'"}
    assert policy["frame-ancestors"] == {"'self'"}
    assert policy["object-src"] == policy["base-uri"] == {"'none'"}
    sources = set().union(*policy.values())
    assert sources == {"'self'", "'none'", "'unsafe-inline'", "data:", "blob:"}


def test_a_preview_is_as_strict_as_its_page_but_the_editor_may_frame_it():
    request = RequestFactory().get("/modules/module-7/")
    request.is_preview = True
    response = ContentPolicyMiddleware(lambda request: HttpResponse())(request)
    policy = policy_of(response)
    assert policy["frame-ancestors"] == {"'self'"}
    assert policy["script-src"] == {"'self'"}


@pytest.mark.django_db
def test_every_page_gives_up_what_it_does_not_need(client):
    headers = client.get("/accounts/login/").headers
    assert "camera=()" in headers["Permissions-Policy"]
    assert "fullscreen" not in headers["Permissions-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"
