"""What changes people, places and roles, and what follows from it."""

from collections.abc import Callable

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.core import mail
from django.core.exceptions import ValidationError
from wagtail.models import ModelLogEntry
from wagtail.users.models import UserProfile

from jurisdictions import services
from jurisdictions.cms import ADMINISTRATORS, EDITORS, cms_groups_sync
from jurisdictions.enums import JurisdictionKind, Role
from jurisdictions.errors import InvalidRequest, NotAllowed
from jurisdictions.models import Jurisdiction, Membership, User
from tests.factories import JurisdictionFactory, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db


def groups_of(user: User) -> set[str]:
    return set(user.groups.values_list("name", flat=True))


@pytest.mark.parametrize(
    ("role", "groups"),
    [
        (Role.LEARNER, set()),
        (Role.FACILITATOR, set()),
        (Role.COORDINATOR, set()),
        (Role.EDITOR, {EDITORS}),
        (Role.ADMINISTRATOR, {ADMINISTRATORS}),
    ],
)
def test_the_cms_opens_and_closes_with_the_role(
    role: Role, groups: set[str], stranger: User, county: Jurisdiction
) -> None:
    held = services.membership_grant(user=stranger, jurisdiction=county, role=role)
    assert groups_of(stranger) == groups
    fresh = User.objects.get(pk=stranger.pk)
    assert fresh.has_perm("wagtailadmin.access_admin") == bool(groups)
    services.membership_revoke(membership=held)
    assert groups_of(stranger) == set()


def test_the_cms_stays_open_while_the_role_is_held_elsewhere(
    editor: User, county: Jurisdiction
) -> None:
    other = MembershipFactory(user=editor, editor=True)
    services.membership_revoke(membership=other)
    assert groups_of(editor) == {EDITORS}
    services.membership_revoke(membership=editor.memberships.get())
    assert groups_of(editor) == set()


def test_groups_of_other_purposes_are_left_alone(editor: User) -> None:
    choir = Group.objects.create(name="Choir")
    editor.groups.add(choir)
    services.membership_revoke(membership=editor.memberships.get())
    assert groups_of(editor) == {"Choir"}


def test_deactivation_closes_everything_and_reactivation_opens_it_again(
    editor: User, administrator: User
) -> None:
    services.user_deactivate(user=editor, by=administrator)
    assert not editor.is_active
    assert groups_of(editor) == set()
    services.user_reactivate(user=editor, by=administrator)
    assert editor.is_active
    assert groups_of(editor) == {EDITORS}


@pytest.mark.parametrize("belongs", ["elsewhere too", "nowhere", "to the whole site"])
def test_only_who_manages_all_of_a_person_may_shut_her_out(
    belongs: str, administrator: User, learner: User, stranger: User
) -> None:
    person = {"elsewhere too": learner, "nowhere": stranger}.get(belongs)
    if belongs == "elsewhere too":
        MembershipFactory(user=learner)
    if person is None:
        person = UserFactory(superuser=True)
    with pytest.raises(NotAllowed):
        services.user_deactivate(user=person, by=administrator)
    services.user_deactivate(user=person, by=UserFactory(superuser=True))
    assert not User.objects.get(pk=person.pk).is_active


def test_both_groups_may_work_on_pages_pictures_and_documents() -> None:
    for name in (EDITORS, ADMINISTRATORS):
        group = Group.objects.get(name=name)
        pages = set(group.page_permissions.values_list("permission__codename", flat=True))
        assert {"add_page", "change_page", "publish_page", "lock_page"} <= pages
        files = set(group.collection_permissions.values_list("permission__codename", flat=True))
        assert {"add_image", "change_image", "choose_image"} <= files
        assert {"add_document", "change_document", "choose_document"} <= files
        assert not group.permissions.filter(content_type__app_label="jurisdictions").exists()


def test_synchronizing_groups_twice_changes_nothing(editor: User) -> None:
    assert cms_groups_sync(editor) == {EDITORS}
    assert cms_groups_sync(editor) == {EDITORS}
    assert editor.groups.count() == 1


def test_granting_twice_gives_one_role(stranger: User, county: Jurisdiction) -> None:
    first = services.membership_grant(user=stranger, jurisdiction=county, role="editor")
    again = services.membership_grant(user=stranger, jurisdiction=county, role="editor")
    assert first == again
    assert Membership.objects.filter(user=stranger).count() == 1


def test_an_unknown_role_is_refused_with_the_known_ones(
    stranger: User, county: Jurisdiction
) -> None:
    with pytest.raises(InvalidRequest, match=r"“queen” is not a role.*facilitator"):
        services.membership_grant(user=stranger, jurisdiction=county, role="queen")
    assert not stranger.memberships.exists()


def test_administrators_grant_and_revoke_in_their_places_only(
    administrator: User, stranger: User, county: Jurisdiction, state: Jurisdiction
) -> None:
    agency = JurisdictionFactory(parent=county, agency=True)
    for place in (county, agency):
        held = services.membership_grant(
            user=stranger, jurisdiction=place, role="editor", by=administrator
        )
        assert held.granted_by == administrator
        services.membership_revoke(membership=held, by=administrator)
    for place in (state, JurisdictionFactory()):
        with pytest.raises(NotAllowed, match="for administrators"):
            services.membership_grant(
                user=stranger, jurisdiction=place, role="editor", by=administrator
            )
        held = MembershipFactory(user=stranger, jurisdiction=place)
        with pytest.raises(NotAllowed):
            services.membership_revoke(membership=held, by=administrator)


@pytest.mark.parametrize("who", ["editor", "facilitator", "coordinator", "learner", "stranger"])
def test_nobody_else_grants(who: str, county: Jurisdiction, request: pytest.FixtureRequest) -> None:
    person = request.getfixturevalue(who)
    with pytest.raises(NotAllowed):
        services.membership_grant(user=person, jurisdiction=county, role="administrator", by=person)


def test_an_invitation_makes_an_account_and_writes_once_it_holds(
    administrator: User,
    county: Jurisdiction,
    django_capture_on_commit_callbacks: Callable[..., object],
) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        held = services.user_invite(
            email="New@Example.org", jurisdiction=county, role="facilitator", by=administrator
        )
        assert not mail.outbox
    assert held.user.email == "new@example.org"
    [message] = mail.outbox
    assert message.to == ["new@example.org"]
    assert message.subject == "You are invited: Facilitator, Maple County"
    assert "http://localhost:8000/accounts/login/" in message.body
    assert str(administrator) in message.body


def test_an_invitation_finds_who_is_there_already(county: Jurisdiction, learner: User) -> None:
    EmailAddress.objects.create(user=learner, email="second@example.org", verified=True)
    for email in (learner.email.upper(), "second@example.org"):
        held = services.user_invite(email=email, jurisdiction=county, role="editor")
        assert held.user == learner


def test_an_invitation_by_somebody_else_makes_nobody(editor: User, county: Jurisdiction) -> None:
    with pytest.raises(NotAllowed):
        services.user_invite(
            email="new@example.org", jurisdiction=county, role="learner", by=editor
        )
    assert not User.objects.filter(email="new@example.org").exists()


@pytest.mark.parametrize("email", ["", "nonsense", "a b@example.org"])
def test_a_malformed_address_is_refused(email: str) -> None:
    with pytest.raises(InvalidRequest, match="not an e-mail address"):
        services.user_create(email=email)


def test_an_address_in_use_is_refused(learner: User) -> None:
    with pytest.raises(InvalidRequest, match="already uses"):
        services.user_create(email=learner.email.upper())


def test_a_person_reads_times_in_the_zone_of_her_first_jurisdiction(stranger: User) -> None:
    assert stranger.time_zone == ""
    first = JurisdictionFactory(time_zone="Pacific/Honolulu")
    held = services.membership_grant(user=stranger, jurisdiction=first, role="learner")
    services.membership_grant(
        user=stranger, jurisdiction=JurisdictionFactory(time_zone="UTC"), role="learner"
    )
    assert stranger.time_zone == "Pacific/Honolulu"
    services.membership_revoke(membership=held)
    assert stranger.time_zone == "UTC"


def test_a_jurisdiction_that_changes_zone_takes_its_people_along(
    county: Jurisdiction, learner: User, administrator: User
) -> None:
    county.time_zone = "America/Phoenix"
    services.jurisdiction_save(jurisdiction=county, by=administrator)
    assert User.objects.get(pk=learner.pk).time_zone == "America/Phoenix"


def test_administrators_add_places_below_their_own_only(
    administrator: User, county: Jurisdiction, state: Jurisdiction
) -> None:
    def add(parent: Jurisdiction | None, by: User, slug: str = "new") -> Jurisdiction:
        return services.jurisdiction_create(
            name="New",
            slug=slug,
            kind=JurisdictionKind.AGENCY,
            time_zone="UTC",
            parent=parent,
            by=by,
        )

    assert add(county, administrator).parent == county
    with pytest.raises(NotAllowed):
        add(state, administrator, "second")
    with pytest.raises(InvalidRequest, match="Choose the jurisdiction"):
        add(None, administrator, "second")
    assert add(None, UserFactory(superuser=True), "second").parent is None


def test_a_place_is_not_moved_out_of_reach_or_into_it(
    administrator: User, county: Jurisdiction
) -> None:
    agency = JurisdictionFactory(parent=county, agency=True)
    agency.parent = JurisdictionFactory()
    with pytest.raises(NotAllowed):
        services.jurisdiction_save(jurisdiction=agency, by=administrator)
    foreign = JurisdictionFactory()
    foreign.parent = county
    with pytest.raises(NotAllowed):
        services.jurisdiction_save(jurisdiction=foreign, by=administrator)
    county.name = "Maple and Elm County"
    services.jurisdiction_save(jurisdiction=county, by=administrator)
    assert Jurisdiction.objects.get(pk=county.pk).name == "Maple and Elm County"


def test_a_place_that_does_not_fit_is_refused(county: Jurisdiction) -> None:
    with pytest.raises(ValidationError):
        services.jurisdiction_create(
            name="New", slug="new", kind=JurisdictionKind.STATE, time_zone="UTC", parent=county
        )
    with pytest.raises(ValidationError):
        services.jurisdiction_create(name="New", slug="new", kind="county", time_zone="Mars")


def test_roles_given_and_taken_back_stay_on_record(
    administrator: User, stranger: User, county: Jurisdiction
) -> None:
    held = services.membership_grant(
        user=stranger, jurisdiction=county, role="editor", by=administrator
    )
    services.membership_grant(user=stranger, jurisdiction=county, role="editor")
    services.membership_revoke(membership=held, by=administrator)
    entries = ModelLogEntry.objects.order_by("pk").values_list("action", "user", "label")
    label = "The stranger: Editor, Maple County"
    assert list(entries) == [
        ("wagtail.create", administrator.pk, label),
        ("wagtail.delete", administrator.pk, label),
    ]


def test_the_editor_shows_times_in_the_same_zone_unless_one_chose_another(
    editor: User, county: Jurisdiction, learner: User
) -> None:
    profile = editor.wagtail_userprofile
    assert profile.get_current_time_zone() == "America/Denver"
    assert not UserProfile.objects.filter(user=learner).exists()
    county.time_zone = "America/Phoenix"
    services.jurisdiction_save(jurisdiction=county)
    profile.refresh_from_db()
    assert profile.get_current_time_zone() == "America/Phoenix"
    UserProfile.objects.update(current_time_zone="Pacific/Honolulu")
    county.time_zone = "America/Chicago"
    services.jurisdiction_save(jurisdiction=county)
    profile.refresh_from_db()
    assert profile.get_current_time_zone() == "Pacific/Honolulu"
