"""What the database keeps true of people, places and roles."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from jurisdictions.enums import JurisdictionKind, Role
from jurisdictions.models import Jurisdiction, Membership, User
from tests.factories import JurisdictionFactory, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db


def refused_by_database(write: object) -> bool:
    try:
        with transaction.atomic():
            write()  # type: ignore[operator]
    except IntegrityError:
        return True
    return False


def test_an_address_belongs_to_one_person_in_any_case() -> None:
    User.objects.create_user("Someone@Example.org")
    assert User.objects.get().email == "someone@example.org"
    shouting = User(email="SOMEONE@example.org")
    assert refused_by_database(shouting.save)
    assert not refused_by_database(User(email="other@example.org").save)


def test_a_person_needs_an_address() -> None:
    with pytest.raises(ValueError, match="e-mail"):
        User.objects.create_user("")


def test_people_have_no_password() -> None:
    user = User.objects.create_user("someone@example.org")
    assert not user.has_usable_password()
    assert not user.check_password("")


def test_people_are_shown_by_name_else_by_address() -> None:
    assert str(UserFactory.build(name="Ana Ruiz")) == "Ana Ruiz"
    assert str(UserFactory.build(name="", email="ana@example.org")) == "ana@example.org"


def test_the_database_refuses_what_makes_no_sense(county: Jurisdiction, state: object) -> None:
    def update(**fields: object) -> object:
        return lambda: Jurisdiction.objects.filter(pk=county.pk).update(**fields)

    assert refused_by_database(update(parent=county))
    assert refused_by_database(update(kind="planet"))
    assert refused_by_database(update(kind=JurisdictionKind.STATE))
    assert refused_by_database(update(time_zone=""))
    assert refused_by_database(update(slug="juniper"))
    assert not refused_by_database(update(parent=None, kind=JurisdictionKind.STATE))


@pytest.mark.parametrize("name", ["America/Denver", "Pacific/Honolulu", "UTC"])
def test_time_zones_are_iana_names(name: str) -> None:
    JurisdictionFactory.build(time_zone=name).full_clean()


@pytest.mark.parametrize("name", ["", "Mountain", "america/denver ", "localtime", "../etc/passwd"])
def test_anything_else_is_no_time_zone(name: str) -> None:
    with pytest.raises(ValidationError) as refused:
        JurisdictionFactory.build(time_zone=name).full_clean()
    assert list(refused.value.message_dict) == ["time_zone"]


def test_jurisdictions_cannot_go_in_circles(county: Jurisdiction) -> None:
    agency = JurisdictionFactory(parent=county, agency=True)
    office = JurisdictionFactory(parent=agency, agency=True)
    county.parent = office
    with pytest.raises(ValidationError, match="one of its own parts"):
        county.full_clean()
    county.parent = county
    with pytest.raises(ValidationError, match="one of its own parts"):
        county.full_clean()
    agency.parent = None
    agency.full_clean()


def test_jurisdictions_are_at_most_four_levels_deep(
    state: Jurisdiction, county: Jurisdiction
) -> None:
    agency = JurisdictionFactory(parent=county, agency=True)
    office = JurisdictionFactory(parent=agency, agency=True)
    office.full_clean()
    with pytest.raises(ValidationError, match="four levels"):
        JurisdictionFactory.build(parent=office, agency=True).full_clean()
    other = JurisdictionFactory()
    JurisdictionFactory(parent=other, agency=True)
    other.parent = agency
    with pytest.raises(ValidationError, match="four levels"):
        other.full_clean()
    other.parent = county
    other.full_clean()


def test_a_role_is_held_once_and_several_roles_may_be_held(county: Jurisdiction) -> None:
    user = MembershipFactory(jurisdiction=county, facilitator=True).user

    def again(role: str) -> object:
        return lambda: Membership.objects.create(user=user, jurisdiction=county, role=role)

    assert refused_by_database(again(Role.FACILITATOR))
    assert refused_by_database(again("queen"))
    assert not refused_by_database(again(Role.COORDINATOR))
