"""The standing people of the tests, all of one county but the stranger.

`facilitator`, `learner`, `editor`, `administrator`, `coordinator` hold that role in `county`;
`stranger` is signed in and belongs nowhere. Each is a person; `client_of(person)` gives her
signed-in test client, and `facilitator_client` and so on are the same, ready made.
"""

from collections.abc import Callable

import pytest
from django.test import Client

from jurisdictions.enums import Role
from jurisdictions.models import Jurisdiction, User
from tests.factories import JurisdictionFactory, MembershipFactory, UserFactory


def client_of(person: User) -> Client:
    """A test client that is signed in as `person`."""
    client = Client()
    client.force_login(person)
    return client


def member(county: Jurisdiction, role: Role) -> User:
    """A new person who holds `role` in `county`."""
    return MembershipFactory(
        user__name=f"The {role.label.lower()}", jurisdiction=county, role=role
    ).user


@pytest.fixture
def state(db: None) -> Jurisdiction:
    return JurisdictionFactory(name="Juniper", slug="juniper", state=True)


@pytest.fixture
def county(state: Jurisdiction) -> Jurisdiction:
    return JurisdictionFactory(name="Maple County", slug="maple-county", parent=state)


@pytest.fixture
def facilitator(county: Jurisdiction) -> User:
    return member(county, Role.FACILITATOR)


@pytest.fixture
def learner(county: Jurisdiction) -> User:
    return member(county, Role.LEARNER)


@pytest.fixture
def coordinator(county: Jurisdiction) -> User:
    return member(county, Role.COORDINATOR)


@pytest.fixture
def editor(county: Jurisdiction) -> User:
    return member(county, Role.EDITOR)


@pytest.fixture
def administrator(county: Jurisdiction) -> User:
    return member(county, Role.ADMINISTRATOR)


@pytest.fixture
def stranger(db: None) -> User:
    return UserFactory(name="The stranger")


def _client_fixture(name: str) -> Callable[..., Client]:
    @pytest.fixture(name=f"{name}_client")
    def client(request: pytest.FixtureRequest, db: None) -> Client:
        return client_of(request.getfixturevalue(name))

    return client


facilitator_client = _client_fixture("facilitator")
learner_client = _client_fixture("learner")
coordinator_client = _client_fixture("coordinator")
editor_client = _client_fixture("editor")
administrator_client = _client_fixture("administrator")
stranger_client = _client_fixture("stranger")
