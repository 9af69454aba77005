"""A planned session, and the people around it who may not change it."""

import pytest
from django.test import Client

from facilitator.models import Session
from facilitator.sessions.planning import co_facilitator_add
from jurisdictions.enums import Role
from jurisdictions.models import Jurisdiction, User
from tests.facilitator.planning.plans import plan_through_the_page
from tests.factories import JurisdictionFactory, UserFactory
from tests.people import client_of, member


@pytest.fixture
def session(facilitator: User, county: Jurisdiction) -> Session:
    """The facilitator's session of Module 7, planned through the page: ninety minutes."""
    return plan_through_the_page(client_of(facilitator), county)


@pytest.fixture
def helper(session: Session, facilitator: User) -> User:
    """Somebody without any role who helps to run the session."""
    user = UserFactory(name="The helper", email="helper@example.org")
    co_facilitator_add(by=facilitator, session=session, user=user)
    return user


@pytest.fixture
def helper_client(helper: User) -> Client:
    return client_of(helper)


@pytest.fixture
def colleague_client(county: Jurisdiction) -> Client:
    """Another facilitator of the same county."""
    return client_of(member(county, Role.FACILITATOR))


@pytest.fixture
def neighbor_client(db: None) -> Client:
    """A facilitator of another county."""
    return client_of(member(JurisdictionFactory(name="Cedar County"), Role.FACILITATOR))
