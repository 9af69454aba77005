"""Single-use codes and stacks of paper; dates and progress by the clock."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from cvi_survey import keys
from cvi_survey.enums import Entry, RoundState
from cvi_survey.errors import (
    AnswerUnknown,
    CodeNotGood,
    DraftUnusable,
    NumberUsed,
    RoundClosed,
    StackWrong,
    WayClosed,
)
from cvi_survey.models import Round, SealedBallot, UnusedCode, UsedNumber
from cvi_survey.services import (
    PaperForm,
    Plan,
    ballot_cast,
    ballots_shuffle,
    code_tidy,
    codes_mint,
    draft_change,
    form_number_issue,
    paper_batch_enter,
    progress_update,
    round_close,
    round_closes_at_set,
    round_discard,
    round_draft,
    round_open,
    rounds_due,
    systems_of,
)
from jurisdictions.errors import NotAllowed
from tests.cvi_survey.rounds import ITEMS, WARM_UP, answers_in, cast, opened

pytestmark = pytest.mark.django_db

MERGED = systems_of(WARM_UP, [("treatment", "court")])
PLAN = Plan(title="Spring", languages=("en",), systems=MERGED)
LATER = datetime(2040, 1, 1, tzinfo=UTC)


@pytest.fixture
def drafted(coordinator, county):
    return round_draft(by=coordinator, jurisdiction=county, instrument=WARM_UP, plan=PLAN)


def with_codes(coordinator, county, **options):
    plan = replace(PLAN, entry=Entry.CODES, **options)
    made = round_draft(by=coordinator, jurisdiction=county, instrument=WARM_UP, plan=plan)
    return made, codes_mint(by=coordinator, asked=made, number=9)


def test_a_code_lets_one_ballot_in_and_is_kept_as_a_hash_only(coordinator, county):
    made, codes = with_codes(coordinator, county)
    asked = round_open(by=coordinator, drafted=made)
    assert len(set(codes)) == 9
    stored = set(UnusedCode.objects.values_list("code_hash", flat=True))
    assert len(stored) == 9
    assert not any(code_tidy(code) in " ".join(stored) for code in codes)

    def send(entry_code, number=None):
        ballot_cast(
            code=asked.code,
            number=number or form_number_issue(asked),
            choices={ITEMS[0]: "3"},
            entry_code=entry_code,
        )

    send(f" {codes[0].upper().replace('-', ' ')} ")
    number = form_number_issue(asked)
    for wrong in (codes[0], "", "aaaaa-aaaaa"):
        with pytest.raises(CodeNotGood):
            send(wrong, number)
    send(codes[1], number)
    with pytest.raises(NumberUsed):
        send(codes[2], number)

    assert SealedBallot.objects.count() == UsedNumber.objects.count() == 2
    assert UnusedCode.objects.count() == 7
    closed = round_close(by=coordinator, closing=asked)
    assert (closed.codes_made, closed.codes_used) == (9, 2)
    assert not UnusedCode.objects.exists()


def test_codes_are_made_by_coordinators_for_rounds_that_have_them(
    coordinator, facilitator, county, drafted
):
    made, _codes = with_codes(coordinator, county)
    assert made.codes_used is None
    with pytest.raises(NotAllowed):
        codes_mint(by=facilitator, asked=made, number=1)
    with pytest.raises(WayClosed):
        codes_mint(by=coordinator, asked=drafted, number=1)
    for number in (0, -1, 2_001):
        with pytest.raises(DraftUnusable):
            codes_mint(by=coordinator, asked=made, number=number)
    assert len(codes_mint(by=coordinator, asked=made, number=2)) == 2
    closed = round_discard(by=coordinator, closing=round_open(by=coordinator, drafted=made))
    with pytest.raises(RoundClosed):
        codes_mint(by=coordinator, asked=closed, number=1)


def test_a_stack_of_paper_counts_whole_once_and_shuffled_in(coordinator, facilitator, drafted):
    draft_change(by=coordinator, drafted=drafted, plan=replace(PLAN, takes_paper=True))
    asked = round_open(by=coordinator, drafted=drafted)
    forms = [PaperForm({ITEMS[0]: str(place)}, system="other") for place in (1, 2, 5)]
    number = form_number_issue(asked)

    def enter(stack, by=coordinator):
        paper_batch_enter(by=by, asked=asked, number=number, forms=stack)

    with pytest.raises(NotAllowed):
        enter(forms, by=facilitator)
    with pytest.raises(AnswerUnknown):
        enter([*forms, PaperForm({ITEMS[0]: "9"})])
    for stack in ([], forms * 67):
        with pytest.raises(StackWrong):
            enter(stack)
    assert not SealedBallot.objects.exists()
    enter(forms)
    with pytest.raises(NumberUsed):
        enter(forms)

    found = [answers_in(one)["places"][ITEMS[0]] for one in SealedBallot.objects.all()]
    assert sorted(found) == [1, 2, 5]


def test_paper_is_taken_only_where_the_round_says_so(coordinator, drafted):
    asked = round_open(by=coordinator, drafted=drafted)
    number = form_number_issue(asked)
    with pytest.raises(WayClosed):
        paper_batch_enter(by=coordinator, asked=asked, number=number, forms=[PaperForm()])
    ballot_cast(code=asked.code, number=number, choices={})
    assert SealedBallot.objects.count() == 1


def test_a_round_on_paper_only_takes_no_ballot_from_a_link(coordinator, drafted):
    draft_change(by=coordinator, drafted=drafted, plan=replace(PLAN, entry=Entry.PAPER))
    asked = round_open(by=coordinator, drafted=drafted)
    number = form_number_issue(asked)
    with pytest.raises(WayClosed):
        ballot_cast(code=asked.code, number=number, choices={})
    paper_batch_enter(by=coordinator, asked=asked, number=number, forms=[PaperForm()])


def test_rounds_open_and_close_at_their_dates(coordinator, county, drafted):
    start, end = LATER, LATER + timedelta(days=7)
    draft_change(by=coordinator, drafted=drafted, plan=replace(PLAN, opens_at=start, closes_at=end))

    def at(now):
        assert rounds_due(now, now - timedelta(minutes=1)) == []
        return Round.objects.get().state

    assert at(start - timedelta(minutes=1)) == RoundState.DRAFT
    assert at(start) == RoundState.OPEN
    assert at(end - timedelta(minutes=1)) == RoundState.OPEN
    asked = Round.objects.get()
    number = form_number_issue(asked)
    with pytest.raises(RoundClosed):
        ballot_cast(code=asked.code, number=number, choices={}, now=end.timestamp())
    assert at(end) == RoundState.CLOSED


def test_the_closing_date_can_be_moved_but_not_into_the_past(coordinator, facilitator, drafted):
    asked = round_open(by=coordinator, drafted=drafted)
    assert round_closes_at_set(by=coordinator, asked=asked, closes_at=LATER).closes_at == LATER
    with pytest.raises(NotAllowed):
        round_closes_at_set(by=facilitator, asked=asked, closes_at=None)
    with pytest.raises(DraftUnusable):
        round_closes_at_set(by=coordinator, asked=asked, closes_at=timezone.now())
    assert round_closes_at_set(by=coordinator, asked=asked, closes_at=None).closes_at is None
    round_close(by=coordinator, closing=asked)
    with pytest.raises(RoundClosed):
        round_closes_at_set(by=coordinator, asked=asked, closes_at=LATER)


def test_progress_is_looked_up_in_steps_and_never_at_an_answer(facilitator, county):
    asked = opened(facilitator, county)
    quarter = datetime(2040, 1, 1, 12, 15, tzinfo=UTC)

    def has_enough_after(now):
        rounds_due(now, now - timedelta(minutes=1))
        return Round.objects.get().has_enough

    for _person in range(4):
        cast(asked, [1, None, None])
    cast(asked, [None, None, None])
    assert not has_enough_after(quarter)
    cast(asked, [1, None, None])
    assert not Round.objects.get().has_enough
    assert not has_enough_after(quarter + timedelta(minutes=14))
    assert has_enough_after(quarter + timedelta(minutes=15))
    assert progress_update(asked)


def test_a_key_that_could_not_be_removed_is_removed_when_due(
    facilitator, county, settings, tmp_path, monkeypatch, django_capture_on_commit_callbacks
):
    settings.TOOLKIT_BALLOT_KEYS_DIR = tmp_path
    asked = opened(facilitator, county)
    with monkeypatch.context() as patched, django_capture_on_commit_callbacks(execute=True):
        patched.setattr(keys.os, "open", lambda *args: (_ for _ in ()).throw(PermissionError()))
        round_close(by=facilitator, closing=asked)
    assert len(list(tmp_path.iterdir())) == 1

    now = timezone.now()
    assert rounds_due(now, now) == []
    assert list(tmp_path.iterdir()) == []


def test_shuffling_keeps_every_ballot(facilitator, county):
    asked = opened(facilitator, county)
    for place in range(20):
        cast(asked, [place % 5 + 1, None, None])
    before = dict(SealedBallot.objects.values_list("key", "sealed"))

    ballots_shuffle(asked.pk)

    assert dict(SealedBallot.objects.values_list("key", "sealed")) == before
    assert UsedNumber.objects.count() == 20
