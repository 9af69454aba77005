"""Demonstration people in a made-up county, and one-time links that sign them in.

For development alone: every function here refuses unless `TOOLKIT_DEMO_SIGN_IN` is on, which
only the development settings turn on.
"""

import secrets
from datetime import timedelta
from hashlib import sha256
from typing import NamedTuple
from urllib.parse import urljoin

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from jurisdictions.enums import JurisdictionKind, Role
from jurisdictions.errors import JurisdictionsError
from jurisdictions.local.demo import demo_material_ensure
from jurisdictions.models import Jurisdiction, SignInLink, User
from jurisdictions.services import (
    jurisdiction_create,
    membership_grant,
    user_create,
    user_find,
)

LIFETIME = timedelta(hours=12)


class DemoPerson(NamedTuple):
    """Somebody made up: address, name, and the role held in the made-up county."""

    email: str
    name: str
    role: Role


PEOPLE = (
    DemoPerson("facilitator@demo.example", "Fay Demo", Role.FACILITATOR),
    DemoPerson("editor@demo.example", "Ed Demo", Role.EDITOR),
    DemoPerson("administrator@demo.example", "Ada Demo", Role.ADMINISTRATOR),
    DemoPerson("learner@demo.example", "Lee Demo", Role.LEARNER),
)


class DemoIsOff(JurisdictionsError):
    """Demonstration sign-in was asked for outside development."""


def _require_demo() -> None:
    if not settings.TOOLKIT_DEMO_SIGN_IN:
        raise DemoIsOff(_("Demonstration sign-in works with the development settings only."))


@transaction.atomic
def demo_county_ensure() -> Jurisdiction:
    """Make “Maple County (demo)” in “State of Juniper (demo)” unless they are there."""
    _require_demo()
    state = Jurisdiction.objects.filter(slug="juniper-demo").first() or jurisdiction_create(
        name="State of Juniper (demo)",
        slug="juniper-demo",
        kind=JurisdictionKind.STATE,
        time_zone="America/Denver",
    )
    return Jurisdiction.objects.filter(slug="maple-county-demo").first() or jurisdiction_create(
        name="Maple County (demo)",
        slug="maple-county-demo",
        kind=JurisdictionKind.COUNTY,
        time_zone="America/Denver",
        parent=state,
    )


@transaction.atomic
def demo_people_ensure() -> list[tuple[DemoPerson, User]]:
    """Make the demonstration people, their roles and their county's material unless there."""
    county = demo_county_ensure()
    demo_material_ensure(county)
    found = []
    for person in PEOPLE:
        user = user_find(email=person.email) or user_create(email=person.email, name=person.name)
        EmailAddress.objects.filter(user=user).update(verified=True)
        membership_grant(user=user, jurisdiction=county, role=person.role)
        found.append((person, user))
    return found


def demo_links(base_url: str) -> list[tuple[str, str]]:
    """One-time sign-in links for the demonstration people, which it makes if need be.

    `base_url` is what people type, for instance `http://localhost:8000`. Gives pairs of a label
    and an absolute address; each works once, within twelve hours. Raises `DemoIsOff` outside
    development.
    """
    SignInLink.objects.filter(expires_at__lt=timezone.now()).delete()
    return [
        (f"{person.role.label} ({person.email})", _link(user, base_url))
        for person, user in demo_people_ensure()
    ]


def _link(user: User, base_url: str) -> str:
    key = secrets.token_urlsafe(32)
    SignInLink.objects.create(
        user=user, key_hash=_hashed(key), expires_at=timezone.now() + LIFETIME
    )
    return urljoin(base_url, reverse("demo_sign_in", args=[key]))


def _hashed(key: str) -> str:
    return sha256(key.encode()).hexdigest()


def link_use(*, key: str) -> User | None:
    """Spend the link with this key and give its person.

    `None` when there is no such link, it was used or is too old, or the person was shut out.
    Two requests at once cannot both win.
    """
    _require_demo()
    now = timezone.now()
    link = SignInLink.objects.filter(key_hash=_hashed(key), user__is_active=True).first()
    if link is None:
        return None
    unspent = SignInLink.objects.filter(pk=link.pk, used_at=None, expires_at__gt=now)
    return link.user if unspent.update(used_at=now) else None
