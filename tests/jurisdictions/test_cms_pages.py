"""“People and places” in the content editor: one's own jurisdictions, and no others."""

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from jurisdictions.enums import Role
from jurisdictions.models import Jurisdiction, Membership, User
from tests.factories import JurisdictionFactory, MembershipFactory, UserFactory
from tests.people import client_of

pytestmark = pytest.mark.django_db

PEOPLE = "/cms/memberships/"
PLACES = "/cms/jurisdictions/"


@pytest.fixture
def root_client() -> Client:
    return client_of(UserFactory(superuser=True))


def test_administrators_see_their_own_places_and_people(
    administrator_client: Client, county: Jurisdiction, learner: User
) -> None:
    agency = JurisdictionFactory(name="Maple Agency", parent=county, agency=True)
    worker = MembershipFactory(user__name="Wanda Worker", jurisdiction=agency).user
    foreign = MembershipFactory(user__name="Far Away", jurisdiction__name="Elsewhere County")
    places = administrator_client.get(PLACES).content.decode()
    assert "Maple County" in places
    assert "Maple Agency" in places
    assert foreign.jurisdiction.name not in places
    people = administrator_client.get(PEOPLE).content.decode()
    for person in (learner, worker):
        assert person.email in people
    assert foreign.user.email not in people


def test_superusers_see_everything(root_client: Client, learner: User) -> None:
    foreign = MembershipFactory()
    people = root_client.get(PEOPLE).content.decode()
    assert learner.email in people
    assert foreign.user.email in people


@pytest.mark.parametrize("address", [PEOPLE, PLACES, f"{PEOPLE}new/", f"{PLACES}new/"])
def test_editors_do_not_manage_people(
    address: str, editor_client: Client, administrator_client: Client
) -> None:
    assert administrator_client.get(address).status_code == 200
    refused = editor_client.get(address)
    assert (refused.status_code, refused["Location"]) == (302, "/cms/")
    assert "People and places" not in editor_client.get("/cms/").content.decode()
    assert "People and places" in administrator_client.get("/cms/").content.decode()


def test_an_administrator_invites_somebody(
    administrator_client: Client,
    administrator: User,
    county: Jurisdiction,
    django_capture_on_commit_callbacks: object,
) -> None:
    given = {
        "email": "new@example.org",
        "name": "Nia New",
        "role": Role.EDITOR,
        "jurisdiction": county.pk,
    }
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        answer = administrator_client.post(f"{PEOPLE}new/", given)
    assert answer["Location"] == PEOPLE
    held = Membership.objects.get(user__email="new@example.org")
    assert (held.role, held.granted_by, held.user.name) == ("editor", administrator, "Nia New")
    assert [message.to for message in mail.outbox] == [["new@example.org"]]


def test_an_administrator_invites_nobody_elsewhere(
    administrator_client: Client, state: Jurisdiction
) -> None:
    given = {"email": "new@example.org", "role": Role.EDITOR, "jurisdiction": state.pk}
    answer = administrator_client.post(f"{PEOPLE}new/", given)
    assert answer.status_code == 200
    assert not User.objects.filter(email="new@example.org").exists()


def test_an_administrator_takes_a_role_back_at_home_only(
    administrator_client: Client, editor: User
) -> None:
    own, foreign = editor.memberships.get(), MembershipFactory()
    assert administrator_client.get(f"{PEOPLE}delete/{own.pk}/").status_code == 200
    assert administrator_client.post(f"{PEOPLE}delete/{own.pk}/")["Location"] == PEOPLE
    assert not editor.memberships.exists()
    assert not editor.groups.exists()
    assert administrator_client.post(f"{PEOPLE}delete/{foreign.pk}/").status_code == 404
    assert Membership.objects.filter(pk=foreign.pk).exists()


def form_of(place: Jurisdiction, **changes: object) -> dict[str, object]:
    given = {
        "name": place.name,
        "slug": place.slug,
        "kind": place.kind,
        "parent": place.parent_id or "",
        "time_zone": place.time_zone,
    }
    return given | changes


def test_an_administrator_changes_her_county_but_not_where_it_belongs(
    administrator_client: Client, administrator: User, county: Jurisdiction, state: Jurisdiction
) -> None:
    address = f"{PLACES}edit/{county.pk}/"
    assert administrator_client.get(address).status_code == 200
    given = form_of(county, time_zone="America/Phoenix", parent="")
    assert administrator_client.post(address, given)["Location"] == PLACES
    county.refresh_from_db()
    assert (county.time_zone, county.parent) == ("America/Phoenix", state)
    assert User.objects.get(pk=administrator.pk).time_zone == "America/Phoenix"
    assert administrator_client.get(f"{PLACES}edit/{state.pk}/").status_code == 404


def test_an_administrator_adds_an_agency_below_her_county(
    administrator_client: Client, root_client: Client, county: Jurisdiction, state: Jurisdiction
) -> None:
    agency = JurisdictionFactory.build(agency=True, slug="maple-agency", name="Maple Agency")
    for parent in ("", state.pk):
        answer = administrator_client.post(f"{PLACES}new/", form_of(agency, parent=parent))
        assert answer.status_code == 200
        assert not Jurisdiction.objects.filter(slug="maple-agency").exists()
    administrator_client.post(f"{PLACES}new/", form_of(agency, parent=county.pk))
    assert Jurisdiction.objects.get(slug="maple-agency").parent == county
    tribe = JurisdictionFactory.build(tribe=True, slug="river-tribe")
    root_client.post(f"{PLACES}new/", form_of(tribe))
    assert Jurisdiction.objects.get(slug="river-tribe").parent is None


def test_a_mistake_is_explained_on_the_form(
    administrator_client: Client, county: Jurisdiction
) -> None:
    given = form_of(JurisdictionFactory.build(state=True, slug="x"), parent=county.pk)
    answer = administrator_client.post(f"{PLACES}new/", given)
    assert "A state belongs to no other jurisdiction." in answer.content.decode()


def test_the_pages_that_would_show_too_much_do_not_exist(
    root_client: Client, editor: User, county: Jurisdiction
) -> None:
    held = editor.memberships.get()
    for address in (
        f"{PEOPLE}edit/{held.pk}/",
        f"{PEOPLE}history/{held.pk}/",
        f"{PLACES}usage/{county.pk}/",
        f"{PLACES}delete/{county.pk}/",
    ):
        assert root_client.get(address).status_code == 404


def test_listing_more_people_takes_no_more_queries(
    administrator_client: Client, county: Jurisdiction
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert administrator_client.get(PEOPLE).status_code == 200
        return len(captured)

    queries()
    before = queries()
    for _number in range(8):
        MembershipFactory(jurisdiction=county)
    assert queries() == before


def test_the_editors_home_and_account_page_offer_no_password(editor_client: Client) -> None:
    account = editor_client.get(reverse("wagtailadmin_account")).content.decode()
    assert "password" not in account.lower()
    assert 'name="name_email-email"' not in account


def test_whoever_looks_after_the_site_switches_accounts_off_and_on(
    root_client: Client, editor: User
) -> None:
    assert editor.email in root_client.get("/cms/people/").content.decode()
    address = f"/cms/people/edit/{editor.pk}/"
    assert root_client.get(address).status_code == 200
    root_client.post(address, {"name": "Edda"})
    editor.refresh_from_db()
    assert (editor.name, editor.is_active, editor.groups.count()) == ("Edda", False, 0)
    root_client.post(address, {"name": "Edda", "is_active": "on"})
    editor.refresh_from_db()
    assert (editor.is_active, editor.groups.count()) == (True, 1)


def test_nobody_locks_herself_out(root_client: Client) -> None:
    root = User.objects.get(is_superuser=True)
    root_client.post(f"/cms/people/edit/{root.pk}/", {"name": "Root"})
    root.refresh_from_db()
    assert (root.name, root.is_active, root.is_superuser) == ("Root", True, True)


def test_administrators_of_a_county_do_not_see_all_accounts(
    administrator_client: Client, editor: User
) -> None:
    for address in ("/cms/people/", f"/cms/people/edit/{editor.pk}/", "/cms/users/"):
        assert administrator_client.get(address)["Location"] == "/cms/"


def test_the_editors_own_lists_of_users_and_groups_are_not_offered(root_client: Client) -> None:
    page = root_client.get("/cms/").content.decode()
    assert "/cms/people/" in page
    assert "/cms/users/" not in page
    assert "/cms/groups/" not in page
