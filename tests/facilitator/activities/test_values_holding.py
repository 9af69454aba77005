"""Values warm-up: who holds the round, where the driver of a session has no role for surveys."""

import pytest

from cvi_survey.models import Round
from facilitator import machine
from facilitator.activities.values.kind import round_of
from facilitator.errors import FacilitatorError
from facilitator.models import CoFacilitator
from facilitator.sessions.running import session_command
from jurisdictions.models import Membership
from tests.cvi_survey.rounds import cast
from tests.facilitator.activities.faces import (
    act,
    closed,
    opened,
    ready,
)
from tests.facilitator.rooms import commanded, started
from tests.people import client_of

VALUES = {"instrument": "cvi-warm-up", "asks_system": False}
AGREE = [(4, 4, 5)] * 4 + [(5, 4, 4)] * 4 + [(3, 2, 1)] * 2


@pytest.fixture
def live(facilitator, county):
    return started(facilitator, county)


@pytest.fixture
def held(live, facilitator):
    """The warm-up, open before the room."""
    return opened(live, facilitator, ready(live, facilitator, "values", VALUES))


# Who may ------------------------------------------------------------------------------------------


@pytest.fixture
def helper(live, facilitator, stranger):
    """A co-facilitator from elsewhere, with no role anywhere, who drives."""
    CoFacilitator.objects.create(session=live, user=stranger)
    commanded(live, facilitator, machine.HandOver(stranger.pk))
    return stranger


def test_a_co_facilitator_without_a_role_holds_the_round_for_the_owner(live, facilitator, helper):
    activity = opened(live, helper, ready(live, helper, "values", VALUES))
    assert round_of(activity).opened_by == facilitator
    for places in AGREE:
        cast(round_of(activity), places)
    closed(live, helper, activity)
    assert round_of(activity).is_closed
    # Who pressed the button stays on record in the session.
    assert set(live.events.filter(kind="open-activity").values_list("by", flat=True)) == {helper.pk}
    # The survey's own pages stay shut to her.
    page = client_of(helper).get(f"/surveys/{round_of(activity).pk}/")
    assert page.status_code == 403


def test_where_neither_may_hold_surveys_nothing_opens(live, facilitator, helper):
    activity = ready(live, helper, "values", VALUES)
    Membership.objects.filter(user=facilitator).delete()
    with pytest.raises(FacilitatorError, match="may hold surveys in Maple County"):
        session_command(session=live, command=machine.OpenActivity(activity.pk), by=helper)
    activity.refresh_from_db()
    assert activity.phase == "ready"
    assert not Round.objects.exists()


def test_where_neither_may_hold_surveys_any_more_it_closes_with_the_session(
    live, facilitator, helper
):
    activity = opened(live, helper, ready(live, helper, "values", VALUES))
    for places in AGREE:
        cast(round_of(activity), places)
    Membership.objects.filter(user=facilitator).delete()
    with pytest.raises(FacilitatorError, match="closes with the session"):
        closed(live, helper, activity)
    assert act(client_of(helper), activity, "discard") != ""
    assert round_of(activity).is_open
    commanded(live, helper, machine.End())
    assert round_of(activity).is_closed


def test_a_folder_that_takes_no_keys_opens_nothing(live, facilitator, settings, tmp_path):
    (tmp_path / "file").write_text("")
    settings.TOOLKIT_BALLOT_KEYS_DIR = tmp_path / "file"
    activity = ready(live, facilitator, "values", VALUES)
    with pytest.raises(FacilitatorError, match="could not be written"):
        opened(live, facilitator, activity)
    activity.refresh_from_db()
    assert activity.phase == "ready"
    assert not Round.objects.exists()
