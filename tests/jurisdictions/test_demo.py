"""Demonstration people and their one-time links: in development, and nowhere else."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.checks import ERROR
from django.core.management import CommandError, call_command
from django.test import Client, override_settings
from django.utils import timezone

from jurisdictions.access import may_edit_content, may_manage_people, may_present
from jurisdictions.checks import demo_sign_in_is_off
from jurisdictions.demo import DemoIsOff, demo_links
from jurisdictions.models import Jurisdiction, Membership, SignInLink, User

pytestmark = pytest.mark.django_db

development = override_settings(TOOLKIT_DEMO_SIGN_IN=True)
BASE = "http://localhost:8000"


def path_of(url: str) -> str:
    return url.removeprefix(BASE)


def who(client: Client) -> str | None:
    key = client.session.get("_auth_user_id")
    return User.objects.get(pk=key).email if key else None


@development
def test_each_link_signs_its_person_in_once(client: Client) -> None:
    links = dict(demo_links(BASE))
    assert [label.split()[0] for label in links] == [
        "Facilitator",
        "Editor",
        "Administrator",
        "Learner",
    ]
    for label, url in links.items():
        first, second = Client(), Client()
        assert first.get(path_of(url))["Location"] == "/"
        assert who(first) == label.split("(")[1].rstrip(")")
        spent = second.get(path_of(url))
        assert spent.status_code == 410
        assert "used already" in spent.content.decode()
        assert who(second) is None


@development
def test_the_demo_people_hold_their_roles_in_a_made_up_county() -> None:
    demo_links(BASE)
    county = Jurisdiction.objects.get(slug="maple-county-demo")
    assert str(county) == "Maple County (demo)"
    assert str(county.parent) == "State of Juniper (demo)"
    people = {user.email.split("@")[0]: user for user in User.objects.all()}
    assert may_present(people["facilitator"], county)
    assert not may_present(people["learner"], county)
    assert may_edit_content(people["editor"], county)
    assert may_manage_people(people["administrator"], county)
    assert not any(user.is_superuser for user in people.values())


@development
def test_making_links_again_makes_nobody_again() -> None:
    demo_links(BASE)
    before = (User.objects.count(), Jurisdiction.objects.count(), Membership.objects.count())
    demo_links(BASE)
    after = (User.objects.count(), Jurisdiction.objects.count(), Membership.objects.count())
    assert before == after == (4, 2, 4)


@development
def test_links_run_out(client: Client) -> None:
    [(_label, url), *_rest] = demo_links(BASE)
    SignInLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert client.get(path_of(url)).status_code == 410
    demo_links(BASE)
    assert SignInLink.objects.count() == 4


@development
def test_a_link_cannot_be_made_up_and_its_key_is_not_kept(client: Client) -> None:
    [(_label, url), *_rest] = demo_links(BASE)
    key = path_of(url).removeprefix("/accounts/demo/").rstrip("/")
    assert client.get("/accounts/demo/guess/").status_code == 410
    kept = str(list(SignInLink.objects.values_list("key_hash", flat=True)))
    assert key not in kept
    assert client.head(path_of(url)).status_code == 405
    assert client.post(path_of(url)).status_code == 405
    assert client.get(path_of(url)).status_code == 302


@development
def test_a_link_does_not_sign_in_who_was_shut_out(client: Client) -> None:
    [(_label, url), *_rest] = demo_links(BASE)
    User.objects.update(is_active=False)
    assert client.get(path_of(url)).status_code == 410


def test_outside_development_there_are_no_links(client: Client) -> None:
    with development:
        [(_label, url), *_rest] = demo_links(BASE)
    assert client.get(path_of(url)).status_code == 404
    assert who(client) is None
    with pytest.raises(DemoIsOff):
        demo_links(BASE)


def test_the_command_prints_links_in_development_and_refuses_elsewhere() -> None:
    out = StringIO()
    with development:
        call_command("demo_sign_in", "http://localhost:9000", stdout=out)
    assert out.getvalue().count("http://localhost:9000/accounts/demo/") == 4
    assert "facilitator@demo.example" in out.getvalue()
    with pytest.raises(CommandError, match="development settings only"):
        call_command("demo_sign_in")


def test_a_deployment_with_demo_links_is_refused() -> None:
    assert demo_sign_in_is_off(None) == []
    with development:
        [error] = demo_sign_in_is_off(None)
    assert (error.id, error.level) == ("jurisdictions.E001", ERROR)
