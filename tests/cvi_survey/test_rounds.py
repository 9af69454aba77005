"""A round goes one way: drafted, opened, closed; and nothing about it changes on the way."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from cvi_survey.disclosure import Thresholds
from cvi_survey.enums import RoundState
from cvi_survey.errors import (
    DraftUnusable,
    RoundClosed,
    RoundFixed,
    RoundNotOpen,
)
from cvi_survey.fixed_rounds import FIXED_ONCE_OPEN
from cvi_survey.models import Round
from cvi_survey.services import (
    Plan,
    ballot_cast,
    draft_change,
    draft_delete,
    form_number_issue,
    round_close,
    round_discard,
    round_draft,
    round_follow_up,
    round_open,
    systems_of,
)
from cvi_survey.systems import systems_offered
from jurisdictions.errors import NotAllowed
from tests.cvi_survey.rounds import WARM_UP

pytestmark = pytest.mark.django_db

MERGED = systems_of(WARM_UP, [("treatment", "court")])
PLAN = Plan(title="Spring", languages=("en",), systems=MERGED)
LATER = datetime(2040, 1, 1, tzinfo=UTC)


@pytest.fixture
def drafted(coordinator, county):
    return round_draft(by=coordinator, jurisdiction=county, instrument=WARM_UP, plan=PLAN)


def test_a_coordinator_drafts_changes_and_opens(coordinator, county, drafted):
    assert (drafted.state, drafted.asks_system) == (RoundState.DRAFT, True)
    plan = replace(PLAN, title="Autumn", expected={MERGED[1].id: 12}, thresholds=Thresholds(6, 10))
    changed = draft_change(by=coordinator, drafted=drafted, plan=plan)
    assert (changed.title, changed.expected, changed.mean_from) == (
        "Autumn",
        {MERGED[1].id: 12},
        6,
    )

    asked = round_open(by=coordinator, drafted=changed)

    assert (asked.is_open, asked.expected, asked.opened_by) == (True, None, coordinator)
    assert asked.thresholds == Thresholds(6, 10)
    assert round_open(by=coordinator, drafted=asked).key_name == asked.key_name


@pytest.mark.parametrize("role", ["learner", "editor", "facilitator", "stranger"])
def test_others_neither_draft_nor_open_nor_close_a_coordinators_round(
    request, coordinator, county, drafted, role
):
    person = request.getfixturevalue(role)
    with pytest.raises(NotAllowed):
        round_draft(by=person, jurisdiction=county, instrument=WARM_UP, plan=PLAN)
    for act in (draft_delete, round_open):
        with pytest.raises(NotAllowed):
            act(by=person, drafted=drafted)
    asked = round_open(by=coordinator, drafted=drafted)
    for act in (round_close, round_discard):
        with pytest.raises(NotAllowed):
            act(by=person, closing=asked)
    with pytest.raises(NotAllowed):
        round_follow_up(by=person, after=asked)
    assert Round.objects.get().is_open
    assert round_close(by=coordinator, closing=asked).is_closed


def test_merged_systems_stand_as_one_choice_with_the_labels_of_both():
    assert [one.id for one in MERGED] == ["child-welfare", "treatment+court", "other"]
    labels = {one.id: one.label for one in WARM_UP.systems}
    assert MERGED[1].label == f"{labels['treatment']} / {labels['court']}"
    assert MERGED[1].merges == ("treatment", "court")
    one, other = ("a", {"en": "A", "es": "Á"}), ("b", {"en": "B", "es": "Be"})
    (both,) = systems_offered([one, other], [("b", "a")])
    assert (both.id, both.label, both.label_in("es")) == ("a+b", "A / B", "Á / Be")
    assert both.label_in("fr") == "A / B"
    for wrong in ([("treatment",)], [("treatment", "nobody")], [("court", "other")] * 2):
        with pytest.raises(DraftUnusable):
            systems_of(WARM_UP, wrong)


@pytest.mark.parametrize(
    "change",
    [
        {"languages": ()},
        {"systems": MERGED[:1]},
        {"systems": (*MERGED, MERGED[1])},
        {"systems": (MERGED[0], replace(MERGED[1], merges=("elsewhere",)))},
        {"expected": {"elsewhere": 3}},
        {"expected": {MERGED[0].id: -1}},
        {"closes_at": datetime(2020, 1, 1, tzinfo=UTC)},
        {"opens_at": LATER, "closes_at": LATER - timedelta(days=1)},
    ],
)
def test_a_plan_that_cannot_be_asked_is_refused_and_changes_nothing(coordinator, drafted, change):
    with pytest.raises(DraftUnusable):
        draft_change(by=coordinator, drafted=drafted, plan=replace(PLAN, **change))
    assert Round.objects.get().systems == MERGED


def test_a_draft_takes_no_answers_and_can_be_thrown_away(coordinator, drafted):
    with pytest.raises(RoundNotOpen):
        form_number_issue(drafted)
    with pytest.raises(RoundNotOpen):
        ballot_cast(code=drafted.code, number="x", choices={})
    with pytest.raises(RoundNotOpen):
        round_close(by=coordinator, closing=drafted)
    draft_delete(by=coordinator, drafted=drafted)
    assert not Round.objects.exists()


def test_an_opened_round_can_neither_be_changed_nor_thrown_away_nor_opened_again(
    coordinator, drafted
):
    asked = round_open(by=coordinator, drafted=drafted)
    with pytest.raises(RoundFixed):
        draft_change(by=coordinator, drafted=asked, plan=PLAN)
    with pytest.raises(RoundFixed):
        draft_delete(by=coordinator, drafted=asked)
    closed = round_close(by=coordinator, closing=asked)
    with pytest.raises(RoundClosed):
        round_open(by=coordinator, drafted=closed)


def test_a_follow_up_is_a_new_draft_linked_to_the_round_before(coordinator, drafted):
    with pytest.raises(RoundNotOpen):
        round_follow_up(by=coordinator, after=drafted)
    closed = round_close(by=coordinator, closing=round_open(by=coordinator, drafted=drafted))

    again = round_follow_up(by=coordinator, after=closed)

    assert (again.is_draft, again.follows, again.systems) == (True, closed, MERGED)
    assert again.code != closed.code
    assert again.instrument == closed.instrument


OTHER_VALUES = {
    "instrument_copy": {"schema": 1},
    "languages": ["es"],
    "systems_copy": [],
    "mean_from": 7,
    "distribution_from": 9,
    "entry": "kiosk",
    "takes_paper": True,
    "in_room": True,
    "code": "another",
    "opened_at": LATER,
    "instrument_id": "another",
}


@pytest.mark.parametrize("field", sorted(set(FIXED_ONCE_OPEN) - {"jurisdiction_id"}))
def test_the_database_refuses_to_change_an_opened_round(coordinator, drafted, field):
    rounds = Round.objects.filter(pk=drafted.pk)
    if field != "opened_at":
        rounds.update(**{field: OTHER_VALUES[field]})
        rounds.update(**{field: getattr(drafted, field)})
    round_open(by=coordinator, drafted=drafted)

    with pytest.raises(IntegrityError), transaction.atomic():
        rounds.update(**{field: OTHER_VALUES[field]})
    assert rounds.update(title="A better title", closes_at=LATER) == 1


def test_the_database_lets_no_round_go_back(coordinator, drafted):
    rounds = Round.objects.filter(pk=drafted.pk)
    closed = round_close(by=coordinator, closing=round_open(by=coordinator, drafted=drafted))
    assert closed.is_closed
    back = {"closed_at": None, "release_copy": None, "secret": "x", "key_name": "x"}
    for change in (
        {"state": RoundState.OPEN, **back},
        {"state": RoundState.DRAFT, "opened_at": None, **back},
        {"release_copy": {"schema": 2}},
        {"closed_at": LATER},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rounds.update(**change)


@pytest.mark.parametrize(("mean", "distribution"), [(4, 8), (5, 7), (10, 9)])
def test_the_database_lets_no_threshold_be_lowered(drafted, mean, distribution):
    with pytest.raises(IntegrityError), transaction.atomic():
        Round.objects.update(mean_from=mean, distribution_from=distribution)
    assert Round.objects.update(mean_from=9, distribution_from=9) == 1
