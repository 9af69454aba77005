"""Builds what tests need, and no more."""

from typing import Any

import factory
from allauth.account.models import EmailAddress
from django.utils import timezone
from django.utils.crypto import get_random_string
from factory.django import DjangoModelFactory

from facilitator.enums import ActivityPhase, Phase
from facilitator.models import Activity, Seat, Session, ShownDocument
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


class ShownDocumentFactory(DjangoModelFactory):
    """A module document that sessions show; empty unless `document` says more."""

    class Meta:
        model = ShownDocument

    digest = factory.Sequence(lambda number: f"{number:064x}")
    document = factory.Dict({})


class SessionFactory(DjangoModelFactory):
    """A planned session; `live=True`, `ended=True` for one that runs, or has run."""

    class Meta:
        model = Session

    class Params:
        live = factory.Trait(
            phase=Phase.LIVE,
            started_at=factory.LazyFunction(timezone.now),
            document=factory.SubFactory(ShownDocumentFactory),
            code=factory.LazyFunction(lambda: get_random_string(6, "CDFGHJKMNPQRTVWXY34679")),
        )
        ended = factory.Trait(
            phase=Phase.ENDED,
            started_at=factory.LazyFunction(timezone.now),
            ended_at=factory.LazyFunction(timezone.now),
            document=factory.SubFactory(ShownDocumentFactory),
        )

    key = factory.LazyFunction(lambda: get_random_string(16))
    join_key = factory.LazyFunction(lambda: get_random_string(16))
    jurisdiction = factory.SubFactory(JurisdictionFactory)
    owner = factory.SubFactory(UserFactory)
    module_slug = "module-7"
    title = factory.Sequence(lambda number: f"Session {number}")


class SeatFactory(DjangoModelFactory):
    """A device in the room, with no name."""

    class Meta:
        model = Seat

    session = factory.SubFactory(SessionFactory, live=True)
    token_digest = factory.LazyFunction(lambda: get_random_string(64, "0123456789abcdef"))
    joined_at = factory.LazyFunction(timezone.now)


class ActivityFactory(DjangoModelFactory):
    """An activity that is ready; `opened=True`, `closed=True` for one that is further."""

    class Meta:
        model = Activity

    class Params:
        opened = factory.Trait(
            phase=ActivityPhase.OPEN, opened_at=factory.LazyFunction(timezone.now)
        )
        closed = factory.Trait(
            phase=ActivityPhase.CLOSED,
            opened_at=factory.LazyFunction(timezone.now),
            closed_at=factory.LazyFunction(timezone.now),
        )

    session = factory.SubFactory(SessionFactory, live=True)
    kind = "poll"
    title = factory.Sequence(lambda number: f"Activity {number}")
