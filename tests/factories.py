"""Builds what tests need, and no more."""

from typing import Any

import factory
from allauth.account.models import EmailAddress
from factory.django import DjangoModelFactory

from jurisdictions.enums import JurisdictionKind, Role
from jurisdictions.models import Jurisdiction, Membership, User
from jurisdictions.services import cms_groups_sync, time_zone_sync


class UserFactory(DjangoModelFactory):
    """A person; `superuser=True`, `inactive=True`, `confirmed=True` (her address is)."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    class Params:
        superuser = factory.Trait(is_superuser=True, is_staff=True)
        inactive = factory.Trait(is_active=False)

    email = factory.Sequence(lambda number: f"person{number}@example.org")
    name = factory.Sequence(lambda number: f"Person {number}")

    @classmethod
    def _create(cls, model_class: type[User], *args: Any, **fields: Any) -> User:
        return model_class.objects.create_user(*args, **fields)

    @factory.post_generation
    def confirmed(self, create: bool, extracted: bool, **kwargs: Any) -> None:
        if create and extracted:
            EmailAddress.objects.create(user=self, email=self.email, primary=True, verified=True)


class JurisdictionFactory(DjangoModelFactory):
    """A county; `state=True`, `tribe=True`, `agency=True` make another kind."""

    class Meta:
        model = Jurisdiction

    class Params:
        state = factory.Trait(kind=JurisdictionKind.STATE)
        tribe = factory.Trait(kind=JurisdictionKind.TRIBE)
        agency = factory.Trait(kind=JurisdictionKind.AGENCY)

    name = factory.Sequence(lambda number: f"Jurisdiction {number}")
    slug = factory.Sequence(lambda number: f"jurisdiction-{number}")
    kind = JurisdictionKind.COUNTY
    time_zone = "America/Denver"


class MembershipFactory(DjangoModelFactory):
    """A learner somewhere; `facilitator=True` and so on give another role.

    What follows from a membership (CMS groups, time zone) follows here too.
    """

    class Meta:
        model = Membership
        skip_postgeneration_save = True

    class Params:
        facilitator = factory.Trait(role=Role.FACILITATOR)
        coordinator = factory.Trait(role=Role.COORDINATOR)
        editor = factory.Trait(role=Role.EDITOR)
        administrator = factory.Trait(role=Role.ADMINISTRATOR)

    user = factory.SubFactory(UserFactory)
    jurisdiction = factory.SubFactory(JurisdictionFactory)
    role = Role.LEARNER

    @factory.post_generation
    def follow(self, create: bool, extracted: Any, **kwargs: Any) -> None:
        if create:
            cms_groups_sync(self.user)
            time_zone_sync(self.user)
