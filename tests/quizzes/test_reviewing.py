"""The review of uncertain entries: what comes in, what never does, deciding and undoing."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone

from jurisdictions.errors import NotAllowed
from quizzes.enums import DecisionKind, ReviewReason
from quizzes.errors import AlreadyDecided, InvalidPhrasing, ReviewEntryNotFound, UnknownItem
from quizzes.models import AcceptedPhrasing, ReviewDecision, ReviewEntry
from quizzes.scoring import Basis, Confidence, EntryScore, ListScore, Match, PrivacyNote
from quizzes.selectors import reference_lists, scorer_get
from quizzes.services import review
from quizzes.services.review import (
    is_fit,
    review_decide,
    review_forget,
    review_propose,
    review_propose_score,
    review_undo,
)
from toolkit.due import run_due, since

LIST = "tx_needs"
REFERENCE = reference_lists()[LIST]
FIRST, LAST = REFERENCE.items[0], REFERENCE.items[-1]
WORDS = "wibble token of the county"


def propose(text=WORDS, item=LAST, reason=ReviewReason.MEANT):
    return review_propose(list_id=LIST, text=text, item_id=item.id, reason=reason)


def scored(text, *, uncertain=(), possible=(), clear=(), notes=()):
    matches = [Match(one, "p", text, 0.6) for one in uncertain]
    matches += [Match(one, "p", text, 0.95) for one in clear]
    near = [Match(one, "near", text, 0.4) for one in possible]
    return EntryScore(text, tuple(matches), tuple(notes), tuple(near))


def list_score(*entries):
    return ListScore(REFERENCE, entries, "v")


@pytest.fixture
def entry(db):
    assert propose()
    return ReviewEntry.objects.get()


def test_what_a_learner_meant_is_put_before_a_reviewer(db):
    assert propose("  Wibble   token of the county ")
    found = ReviewEntry.objects.get()
    assert (found.text, found.item_id) == ("Wibble token of the county", LAST.id)
    assert (found.reason, found.state, found.times) == ("meant", "open", 1)
    assert found.first_day == found.last_day == timezone.now().date()


def test_nothing_tells_who_typed_it_or_at_what_time():
    fields = {one.name for one in ReviewEntry._meta.get_fields()}
    assert fields == {
        *("id", "list_id", "text", "key", "item_id", "reason", "phrasing", "part", "band"),
        *("times", "first_day", "last_day", "state", "decisions"),
    }


def test_the_same_words_for_the_same_list_are_counted_together(db):
    propose(reason=ReviewReason.UNCERTAIN)
    propose(WORDS.upper(), reason=ReviewReason.MEANT)
    propose(item=FIRST)
    rows = ReviewEntry.objects.order_by("-times").values_list("item_id", "times", "reason", "text")
    assert list(rows) == [(LAST.id, 2, "meant", WORDS), (FIRST.id, 1, "meant", WORDS)]


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "!!", "7", "x", "🙂🙂", "two\nlines", "nul\x00byte", "w" * 201),
        *("write to jane@example.org", "see https://example.org", "<b>bold</b>"),
        *("call 406-555-0100", "case 20231234", "born 1987"),
    ],
)
def test_junk_and_what_tells_of_a_person_is_never_kept(text, db):
    assert not is_fit(text)
    assert not propose(text)
    review_propose_score(score=list_score(scored(text, uncertain=[LAST])))
    assert not ReviewEntry.objects.exists()


@pytest.mark.parametrize("text", ["UA", "w" * 200, "3 visits a week", "Plan de caso 🙂"])
def test_short_words_are_kept(text, db):
    assert is_fit(text)
    assert propose(text)


def test_an_entry_with_a_privacy_note_is_never_kept(db):
    private = REFERENCE.private[0]
    assert not propose(private.phrasings[0])
    note = PrivacyNote(private, "p", WORDS, 0.9)
    assert not review_propose_score(score=list_score(scored(WORDS, uncertain=[LAST], notes=[note])))
    assert not ReviewEntry.objects.exists()
    assert review_propose_score(score=list_score(scored(WORDS, uncertain=[LAST])))


@pytest.mark.parametrize(("list_id", "item_id"), [("nothing", LAST.id), (LIST, "nothing")])
def test_an_unknown_point_is_passed_over(list_id, item_id, db):
    assert not review_propose(
        list_id=list_id, text=WORDS, item_id=item_id, reason=ReviewReason.MEANT
    )


def test_of_a_list_what_is_uncertain_or_came_close_is_kept_with_the_reason(db):
    score = list_score(
        scored("wibble one", uncertain=[FIRST], possible=[LAST]),
        scored("wobble two", possible=[LAST, FIRST]),
        scored("sure three", clear=[FIRST], possible=[LAST]),
        scored("nothing four"),
    )
    assert review_propose_score(score=score) == 2
    rows = ReviewEntry.objects.order_by("text")
    assert [(one.text, one.item_id, one.reason, one.band) for one in rows] == [
        ("wibble one", FIRST.id, "uncertain", Confidence.UNCERTAIN),
        ("wobble two", LAST.id, "possible", Confidence.UNCERTAIN),
    ]
    assert (rows[1].phrasing, rows[1].part) == ("near", "wobble two")


@pytest.mark.parametrize("basis", [Basis.EXAMPLES, Basis.MEANING])
def test_a_phrasing_is_named_only_where_the_match_rests_on_one(db, basis):
    guess = Match(FIRST, "nearest", "wibble", 0.6, basis=basis)
    assert review_propose_score(score=list_score(EntryScore("wibble one", (guess,), ()))) == 1
    row = ReviewEntry.objects.get()
    assert (row.phrasing, row.part, row.reason) == ("", "", "uncertain")


def test_one_request_brings_a_few_and_costs_little(db, django_assert_max_num_queries):
    many = [scored(f"wibble {'x' * n}", uncertain=[LAST]) for n in range(1, 40)]
    with django_assert_max_num_queries(6):  # two of them are the transaction's
        assert review_propose_score(score=list_score(*many)) == review.MOST_A_REQUEST
    with django_assert_max_num_queries(4):
        review_propose_score(score=list_score(*many))
    assert set(ReviewEntry.objects.values_list("times", flat=True)) == {2}
    with django_assert_max_num_queries(0):
        review_propose_score(score=list_score(scored("clear one", clear=[LAST])))


def test_a_full_table_takes_no_more_but_counts_on(db, monkeypatch):
    monkeypatch.setattr(review, "MOST_OPEN_A_LIST", 1)
    assert propose("wibble one")
    assert not propose("wibble two")
    assert propose("wibble one")
    monkeypatch.setattr(review, "MOST_OPEN_A_LIST", 10)
    monkeypatch.setattr(review, "MOST_OPEN", 1)
    assert not propose("wibble two")
    monkeypatch.setattr(review, "MOST_OPEN", 2)
    assert propose("wibble two")


def test_a_busy_database_costs_nobody_a_comparison(db, monkeypatch, caplog):
    def busy(list_id):
        raise OperationalError("database is locked")

    with monkeypatch.context() as patch:
        patch.setattr(review, "_room", busy)
        assert not propose()
    assert "busy" in caplog.text
    assert WORDS not in caplog.text
    assert propose()


def test_an_entry_is_decided_once_with_who_and_when(entry, facilitator, editor):
    review_decide(entry=entry, kind=DecisionKind.ACCEPT, by=facilitator)
    with pytest.raises(AlreadyDecided):
        review_decide(entry=entry, kind=DecisionKind.REJECT, by=editor)
    entry.refresh_from_db()
    assert entry.state == "accepted"
    decision = entry.decisions.get()
    assert (decision.by, decision.item_id, decision.phrasing) == (facilitator, LAST.id, None)
    propose()
    entry.refresh_from_db()
    assert (entry.state, entry.times) == ("accepted", 2)


@pytest.mark.parametrize("role", ["learner", "coordinator", "stranger"])
def test_others_decide_nothing(role, request, entry, facilitator):
    person = request.getfixturevalue(role)
    with pytest.raises(NotAllowed):
        review_decide(entry=entry, kind=DecisionKind.ACCEPT, by=person)
    review_decide(entry=entry, kind=DecisionKind.ACCEPT, by=facilitator)
    with pytest.raises(NotAllowed):
        review_undo(entry=entry, by=person)


@pytest.mark.parametrize("role", ["facilitator", "editor", "administrator"])
def test_a_decision_becomes_a_phrasing_and_its_undo_withdraws_it(role, request, entry):
    person = request.getfixturevalue(role)
    review_decide(entry=entry, kind=DecisionKind.ACCEPT, by=person, makes_phrasing=True)
    assert scorer_get(LIST).score_entry(WORDS).item_ids == (LAST.id,)
    review_undo(entry=entry, by=person)
    review_undo(entry=entry, by=person)
    assert not scorer_get(LIST).score_entry(WORDS).item_ids
    entry.refresh_from_db()
    assert entry.state == "open"
    assert list(entry.decisions.values_list("kind", flat=True)) == ["accept", "undo"]
    review_decide(entry=entry, kind=DecisionKind.ACCEPT, by=person, makes_phrasing=True)
    assert scorer_get(LIST).score_entry(WORDS).item_ids == (LAST.id,)


def test_an_undo_leaves_a_phrasing_that_counted_before(entry, facilitator):
    review.phrasing_accept(list_id=LIST, item_id=LAST.id, text=WORDS, by=facilitator)
    review_decide(entry=entry, kind=DecisionKind.ACCEPT, by=facilitator, makes_phrasing=True)
    review_undo(entry=entry, by=facilitator)
    assert AcceptedPhrasing.objects.active().count() == 1


def test_an_entry_moves_to_another_point(entry, facilitator):
    for bad in ("", "nothing"):
        with pytest.raises(UnknownItem):
            review_decide(entry=entry, kind=DecisionKind.MOVE, by=facilitator, item_id=bad)
    review_decide(
        entry=entry,
        kind=DecisionKind.MOVE,
        by=facilitator,
        item_id=FIRST.id,
        makes_phrasing=True,
    )
    entry.refresh_from_db()
    assert (entry.state, entry.decisions.get().item_id) == ("moved", FIRST.id)
    assert scorer_get(LIST).score_entry(WORDS).item_ids == (FIRST.id,)


def test_a_rejected_entry_makes_no_phrasing(entry, facilitator):
    review_decide(entry=entry, kind=DecisionKind.REJECT, by=facilitator, makes_phrasing=True)
    entry.refresh_from_db()
    assert entry.state == "rejected"
    assert not AcceptedPhrasing.objects.exists()


def test_a_phrasing_that_cannot_count_leaves_the_entry_open(entry, facilitator):
    review.phrasing_accept(list_id=LIST, item_id=FIRST.id, text=WORDS, by=facilitator)
    with pytest.raises(InvalidPhrasing):
        review_decide(entry=entry, kind=DecisionKind.ACCEPT, by=facilitator, makes_phrasing=True)
    entry.refresh_from_db()
    assert entry.state == "open"
    assert not ReviewDecision.objects.exists()


def test_an_entry_that_is_gone_is_said_to_be(entry, facilitator):
    ReviewEntry.objects.all().delete()
    with pytest.raises(ReviewEntryNotFound):
        review_decide(entry=entry, kind=DecisionKind.ACCEPT, by=facilitator)
    with pytest.raises(ReviewEntryNotFound):
        review_undo(entry=entry, by=facilitator)


def test_a_point_that_left_the_list_can_only_be_rejected(entry, facilitator):
    ReviewEntry.objects.update(item_id="tx_needs.gone")
    with pytest.raises(UnknownItem):
        review_decide(entry=entry, kind=DecisionKind.ACCEPT, by=facilitator)
    review_decide(entry=entry, kind=DecisionKind.REJECT, by=facilitator)


def test_undecided_entries_are_forgotten_after_half_a_year_and_decided_ones_kept(db, facilitator):
    for text in ("wibble one", "wibble two", "wibble three"):
        propose(text)
    now = datetime(2026, 7, 1, 12, tzinfo=UTC)
    old, decided, recent = ReviewEntry.objects.order_by("pk")
    review_decide(entry=decided, kind=DecisionKind.ACCEPT, by=facilitator)
    for one, days in ((old, 181), (decided, 500), (recent, 180)):
        day = (now - timedelta(days=days)).date()
        ReviewEntry.objects.filter(pk=one.pk).update(first_day=day, last_day=day)
    assert review_forget(now=now) == 1
    assert list(ReviewEntry.objects.order_by("pk")) == [decided, recent]
    assert review_forget(now=now) == 0


def test_the_clock_forgets_them(entry):
    now = timezone.now()
    assert run_due(now, since(now)) == []
    assert ReviewEntry.objects.exists()
    assert run_due(now + timedelta(days=182), now) == []
    assert not ReviewEntry.objects.exists()
