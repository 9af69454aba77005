"""A phone before an open question, in the session `live` of the test's own file."""

import pytest

from tests.facilitator.activities.faces import opened, ready
from tests.facilitator.phones import PHONE, Phone

QUESTION = {"question": "What helps when a provider is hard to reach?"}


@pytest.fixture
def question(live, facilitator):
    return opened(live, facilitator, ready(live, facilitator, "open_question", QUESTION))


@pytest.fixture
def phone(live, question, open_context):
    return Phone(open_context(viewport=PHONE), live)
