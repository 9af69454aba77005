"""Roles and the first person, from the command line."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from jurisdictions.access import may_present
from jurisdictions.models import Jurisdiction, User

pytestmark = pytest.mark.django_db


def run(*words: str) -> str:
    out = StringIO()
    call_command(*words, stdout=out)
    return out.getvalue()


def test_grant_gives_a_role_and_makes_the_person(county: Jurisdiction) -> None:
    said = run("grant", "Ana@example.org", "facilitator", "maple-county")
    assert said == "ana@example.org: Facilitator, Maple County\n"
    assert may_present(User.objects.get(), county)
    assert run("grant", "ana@example.org", "facilitator", "maple-county") == said
    assert User.objects.count() == 1


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("nonsense", "learner", "maple-county"), "not an e-mail address"),
        (("ana@example.org", "queen", "maple-county"), "not a role"),
        (("ana@example.org", "learner", "oz"), "Known: juniper, maple-county|maple-county"),
    ],
)
def test_grant_says_what_is_wrong_and_changes_nothing(
    words: tuple[str, ...], complaint: str, county: Jurisdiction
) -> None:
    with pytest.raises(CommandError, match=complaint):
        run("grant", *words)
    assert not User.objects.exists()


def test_the_first_person_of_a_site_is_made_and_made_again() -> None:
    assert "signs in with a code" in run("create_administrator", "Root@example.org", "--name=Ro")
    run("create_administrator", "root@example.org")
    user = User.objects.get()
    assert (user.email, user.name, user.is_superuser) == ("root@example.org", "Ro", True)
    assert user.has_perm("wagtailadmin.access_admin")
    assert not user.has_usable_password()


def test_the_first_person_needs_a_real_address() -> None:
    with pytest.raises(CommandError, match="not an e-mail address"):
        run("create_administrator", "nonsense")
    assert not User.objects.exists()
