"""A round goes one way: drafted, opened, closed; and nothing about it changes on the way."""

import json
import tarfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from cvi_survey import keys
from cvi_survey.disclosure import Thresholds
from cvi_survey.enums import Entry, RoundState
from cvi_survey.errors import (
    AnswerUnknown,
    BallotDamaged,
    CodeNotGood,
    DraftUnusable,
    KeyMissing,
    KeyNotKept,
    NumberUsed,
    RoundClosed,
    RoundFixed,
    RoundNotOpen,
    StackWrong,
    WayClosed,
)
from cvi_survey.fixed_rounds import FIXED_ONCE_OPEN
from cvi_survey.models import Round, SealedBallot, UnusedCode, UsedNumber
from cvi_survey.services import (
    PaperForm,
    Plan,
    ballot_cast,
    ballots_shuffle,
    code_tidy,
    codes_mint,
    draft_change,
    draft_delete,
    form_number_issue,
    paper_batch_enter,
    progress_update,
    round_close,
    round_closes_at_set,
    round_discard,
    round_draft,
    round_follow_up,
    round_open,
    rounds_due,
    systems_of,
)
from cvi_survey.systems import systems_offered
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


# Drafts -------------------------------------------------------------------------------------------


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


# What the database holds to -----------------------------------------------------------------------

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


# Codes, paper -------------------------------------------------------------------------------------


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


# Ballots and keys ---------------------------------------------------------------------------------


def test_ballots_are_encrypted_and_of_one_length(facilitator, county):
    asked = opened(facilitator, county, asks_system=True)
    cast(asked, [1, 2, 3], "treatment")
    cast(asked, [None, None, None])
    cast(asked, [5, 5, 5], "child-welfare")
    sealed = [bytes(one.sealed) for one in SealedBallot.objects.all()]

    assert len({len(one) for one in sealed}) == 1
    assert not any(b"system" in one or b"treatment" in one for one in sealed)


def test_a_ballot_changed_or_exchanged_in_the_database_is_noticed(facilitator, county):
    asked = opened(facilitator, county)
    for place in (1, 5):
        cast(asked, [place, place, place])
    one, other = SealedBallot.objects.all()
    SealedBallot.objects.filter(pk=one.pk).update(sealed=bytes(other.sealed))

    with pytest.raises(BallotDamaged):
        round_close(by=facilitator, closing=asked)
    assert Round.objects.get().is_open
    assert SealedBallot.objects.count() == 2


def test_the_key_lives_apart_from_opening_to_closing(
    facilitator, county, settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.TOOLKIT_BALLOT_KEYS_DIR = tmp_path / "keys"
    asked = opened(facilitator, county)
    (path,) = (tmp_path / "keys").iterdir()
    assert path.stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "keys").stat().st_mode & 0o777 == 0o700
    key = keys.key_read(asked.key_name)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM cvi_survey_round")
        assert key.hex() not in repr(cursor.fetchall())

    with django_capture_on_commit_callbacks(execute=True):
        round_close(by=facilitator, closing=asked)

    assert list((tmp_path / "keys").iterdir()) == []
    assert Round.objects.get().key_name == ""


def test_without_its_key_a_round_takes_nothing_and_says_so_and_can_be_discarded(
    facilitator, county, settings, tmp_path
):
    settings.TOOLKIT_BALLOT_KEYS_DIR = tmp_path
    asked = opened(facilitator, county)
    cast(asked, [1, 2, 3])
    assert run_checks(databases=["default"], tags=["database"]) == []
    for path in tmp_path.iterdir():
        path.unlink()

    assert [one.id for one in run_checks(databases=["default"], tags=["database"])] == [
        "cvi_survey.W001"
    ]
    with pytest.raises(KeyMissing):
        cast(asked, [1, 2, 3])
    with pytest.raises(KeyMissing):
        round_close(by=facilitator, closing=asked)
    assert SealedBallot.objects.count() == 1
    done = round_discard(by=facilitator, closing=asked)
    assert not done.release.has_charts
    assert not SealedBallot.objects.exists()


def test_a_round_whose_key_cannot_be_kept_is_not_opened(coordinator, drafted, settings, tmp_path):
    (tmp_path / "file").write_text("in the way")
    settings.TOOLKIT_BALLOT_KEYS_DIR = tmp_path / "file"
    with pytest.raises(KeyNotKept):
        round_open(by=coordinator, drafted=drafted)
    assert Round.objects.get().is_draft

    settings.TOOLKIT_BALLOT_KEYS_DIR = tmp_path / "keys"
    assert round_open(by=coordinator, drafted=drafted).is_open


def test_a_backup_holds_no_key(facilitator, county, settings, tmp_path, monkeypatch):
    from toolkit.backup import services as backup

    settings.TOOLKIT_BALLOT_KEYS_DIR = tmp_path / "data" / "ballot-keys"
    asked = opened(facilitator, county)
    key = keys.key_read(asked.key_name)
    media = tmp_path / "data" / "media"
    media.mkdir()
    (media / "a.txt").write_text("a picture")
    monkeypatch.setattr(
        backup.engine_of(connection).__class__, "dump", lambda self, to: to.write_bytes(b"")
    )
    backup.backup_make(target=tmp_path / "all.tar.gz", connection=connection, media=media)

    with tarfile.open(tmp_path / "all.tar.gz") as archive:
        files = {one.name: archive.extractfile(one).read() for one in archive if one.isfile()}
    assert any(name.endswith("a.txt") for name in files)
    assert not any(key in held or "ballot-keys" in name for name, held in files.items())


# By the clock -------------------------------------------------------------------------------------


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


# The command --------------------------------------------------------------------------------------

TABLE = {
    "categories": ["No", "Rather not", "Rather", "Yes"],
    "groups": {"court": {"a": [3, 3, 3, 3]}, "treatment": {"a": [1, 4, 4, 1]}},
}


def released(tmp_path, text):
    path = tmp_path / "counts.json"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    out = StringIO()
    call_command("cvi_release", counts=path, stdout=out)
    return json.loads(out.getvalue())


def test_a_table_of_counts_is_released_as_json(tmp_path):
    data = released(tmp_path, json.dumps(TABLE))

    assert data["systems_shown"] == ["court", "treatment"]
    assert data["categories"] == TABLE["categories"]
    assert sum(data["items"][0]["parts"]) == data["items"][0]["whole"] == 10
    assert len(data["fingerprint"]) == 64
    again = released(
        tmp_path, json.dumps({**TABLE, "thresholds": {"mean": 30, "distribution": 30}})
    )
    assert again["items"][0]["shown"] == "nothing"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "not JSON"),
        (b"\xff\xfe", "not UTF-8"),
        ("[" * 100_000, "JSON|deeply"),
        ("[]", "Begin with"),
        (json.dumps({**TABLE, "extra": 1}), "Unknown: extra"),
        (json.dumps({**TABLE, "categories": ["a", "a", "b", "c"]}), "the same"),
        (json.dumps({**TABLE, "categories": 4}), "labels"),
        (json.dumps({**TABLE, "groups": {}}), "groups"),
        (json.dumps({**TABLE, "groups": {"All": {"a": [1, 1, 1, 1]}}}), "leave out"),
        (json.dumps({**TABLE, "groups": {"x": {"a": [1, 1]}}}), "4 counts"),
        (json.dumps({**TABLE, "groups": {"x": {"a": [1, 1, 1, -1]}}}), "whole number"),
        (json.dumps({**TABLE, "groups": {"x": {"a": [1, 1, 1, 1.5]}}}), "whole number"),
        (json.dumps({**TABLE, "groups": {**TABLE["groups"], "x": {"b": [1] * 4}}}), "no counts"),
        (json.dumps({**TABLE, "people": {"court": 3}}), "12 answers"),
        (json.dumps({**TABLE, "people": {"nobody": 3}}), "no group"),
        (json.dumps({**TABLE, "thresholds": {"mean": 4}}), "at least 5"),
        (json.dumps({**TABLE, "thresholds": {"median": 9}}), "thresholds"),
    ],
)
def test_a_table_that_is_wrong_is_refused_with_what_to_do(tmp_path, text, complaint):
    with pytest.raises(CommandError, match=complaint):
        released(tmp_path, text)


def test_a_table_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("cvi_release", counts=tmp_path / "nothing.json")
