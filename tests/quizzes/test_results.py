"""Lists that a facilitator keeps: scored as of then, corrected beside, scored again when asked."""

from dataclasses import replace

import pytest

from jurisdictions.enums import Role
from jurisdictions.errors import NotAllowed
from quizzes.corrections import Correction, Say, corrected
from quizzes.errors import (
    InvalidCorrection,
    InvalidPhrasing,
    NothingToKeep,
    ResultNotFound,
    UnknownItem,
)
from quizzes.kept_results import read_result
from quizzes.models import AcceptedPhrasing, KeptScore, ListResult, ResultCorrection
from quizzes.scores_kept import score_from_dict
from quizzes.selectors import reference_lists, scorer_get
from quizzes.services import results
from quizzes.services.phrasings import phrasing_accept
from quizzes.services.results import (
    result_correct,
    result_delete,
    result_keep,
    result_phrasing_accept,
    result_rescore,
    result_undo,
)
from tests.factories import JurisdictionFactory
from tests.people import member

LIST = "tx_needs"
FIRST, LAST = reference_lists()[LIST].item("tx_needs.release"), reference_lists()[LIST].items[-1]
ENTRIES = ["ROI signed", "wibble token", "the color of the waiting room"]


def keep(by, place, entries=ENTRIES, **more):
    return result_keep(
        by=by, jurisdiction=place, list_id=LIST, entries=entries, title="Room", **more
    )


@pytest.fixture
def result(facilitator, county):
    return keep(facilitator, county)


@pytest.fixture
def outsider(db):
    return member(JurisdictionFactory(name="Elsewhere"), Role.FACILITATOR)


def add(result, by, entry="wibble token", item=LAST):
    return result_correct(result=result, correction=Correction(Say.ADD, entry, item.id), by=by)


def counted(result):
    score = score_from_dict(result.scores.order_by("-pk")[0].score)
    return [one.item_ids for one in corrected(score, read_result(result).corrections).entries]


def test_a_kept_list_holds_entries_score_and_version(result, facilitator, county):
    assert result.entries == ENTRIES
    assert (result.kept_by, result.jurisdiction) == (facilitator, county)
    score = result.scores.get()
    assert score.version == scorer_get(LIST).version
    assert counted(result) == [(FIRST.id,), (), ()]


@pytest.mark.parametrize("role", ["learner", "editor", "coordinator", "stranger", "outsider"])
def test_others_neither_keep_nor_touch(role, request, result, facilitator, county):
    person = request.getfixturevalue(role)
    said = add(result, facilitator)
    for act in (
        lambda: keep(person, county),
        lambda: add(result, person),
        lambda: result_undo(correction=said, by=person),
        lambda: result_phrasing_accept(correction=said, by=person),
        lambda: result_rescore(result=result, by=person),
        lambda: result_delete(result=result, by=person),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert ListResult.objects.count() == 1
    assert result.corrections.count() == 1


def test_an_administrator_of_the_state_may(administrator, result):
    add(result, administrator)
    result_delete(result=result, by=administrator)
    assert not ListResult.objects.exists()


def test_a_score_made_just_before_is_kept_and_an_older_one_is_not(facilitator, county, monkeypatch):
    score = scorer_get(LIST).score(ENTRIES)
    others = scorer_get(LIST).score(ENTRIES[:1])
    monkeypatch.setattr("quizzes.scoring.Scorer.score", lambda self, entries: others)
    assert counted(keep(facilitator, county, score=score)) == [(FIRST.id,), (), ()]
    for stale in (replace(score, version="old"), others):
        kept = keep(facilitator, county, score=stale, token=stale.version)
        assert counted(kept) == [(FIRST.id,)]


@pytest.mark.parametrize("entries", [[], ["", "  "]])
def test_nothing_is_not_kept(entries, facilitator, county):
    with pytest.raises(NothingToKeep):
        keep(facilitator, county, entries)
    assert not ListResult.objects.exists()


def test_an_unknown_list_is_not_kept(facilitator, county):
    with pytest.raises(UnknownItem):
        result_keep(
            by=facilitator, jurisdiction=county, list_id="nothing", entries=["a"], title="Room"
        )


def test_one_press_keeps_one_list_however_often_it_is_sent(facilitator, county):
    first = keep(facilitator, county, token="t")
    assert keep(facilitator, county, token="t") == first
    assert keep(facilitator, county, [*ENTRIES, "more"], token="t") != first
    assert keep(facilitator, county, token="u") != first
    assert KeptScore.objects.count() == 3


def test_corrections_made_on_the_wall_are_kept_along(facilitator, county):
    said = [Correction(Say.REJECT, "ROI signed", FIRST.id)]
    said.append(Correction(Say.ADD, "wibble token", LAST.id))
    result = keep(facilitator, county, corrections=said)
    assert counted(result) == [(), (LAST.id,), ()]
    score = score_from_dict(result.scores.get().score)
    assert score.entries[0].item_ids == (FIRST.id,)


def test_a_bad_correction_keeps_nothing(facilitator, county):
    with pytest.raises(UnknownItem):
        keep(facilitator, county, corrections=[Correction(Say.ADD, ENTRIES[0], "nothing")])
    assert not ListResult.objects.exists()


def test_a_correction_is_undone_and_both_stay_on_record(result, facilitator):
    said = add(result, facilitator)
    assert counted(result)[1] == (LAST.id,)
    result_undo(correction=said, by=facilitator)
    result_undo(correction=said, by=facilitator)
    assert counted(result)[1] == ()
    assert list(result.corrections.values_list("kind", flat=True)) == ["add", "undo"]
    add(result, facilitator)
    assert counted(result)[1] == (LAST.id,)


@pytest.mark.parametrize(
    ("correction", "error"),
    [
        (Correction(Say.ADD, "wibble token", "nothing"), UnknownItem),
        (Correction(Say.ADD, "wibble token", ""), UnknownItem),
        (Correction(Say.MOVE, "ROI signed", FIRST.id, ""), UnknownItem),
        (Correction(Say.MOVE, "ROI signed", FIRST.id, "nothing"), UnknownItem),
        (Correction(Say.REJECT, "ROI signed", FIRST.id, LAST.id), UnknownItem),
        (Correction(Say.MOVE, "ROI signed", FIRST.id, FIRST.id), InvalidCorrection),
        (Correction(Say.ADD, "not typed", FIRST.id), InvalidCorrection),
    ],
)
def test_a_correction_that_does_not_fit_is_refused(correction, error, result, facilitator):
    with pytest.raises(error):
        result_correct(result=result, correction=correction, by=facilitator)
    assert not ResultCorrection.objects.exists()


def test_an_undo_is_not_undone(result, facilitator):
    undone = result_undo(correction=add(result, facilitator), by=facilitator)
    with pytest.raises(InvalidCorrection):
        result_undo(correction=undone, by=facilitator)


def test_a_list_takes_so_many_corrections(result, facilitator, monkeypatch):
    monkeypatch.setattr(results, "MOST_CORRECTIONS", 1)
    add(result, facilitator)
    with pytest.raises(InvalidCorrection):
        add(result, facilitator, item=FIRST)


def test_a_correction_becomes_a_phrasing_in_one_step(result, facilitator):
    phrasing, is_new = result_phrasing_accept(correction=add(result, facilitator), by=facilitator)
    assert is_new
    assert (phrasing.text, phrasing.item_id) == ("wibble token", LAST.id)
    assert phrasing.changes.get().source == "correction"
    assert scorer_get(LIST).score_entry("WIBBLE TOKEN!").item_ids == (LAST.id,)


def test_a_moved_entry_becomes_a_phrasing_of_the_point_it_moved_to(result, facilitator):
    moved = Correction(Say.MOVE, "wibble token", FIRST.id, LAST.id)
    said = result_correct(result=result, correction=moved, by=facilitator)
    phrasing, _ = result_phrasing_accept(correction=said, by=facilitator, text="wibble")
    assert (phrasing.text, phrasing.item_id) == ("wibble", LAST.id)


def test_not_this_makes_no_phrasing(result, facilitator):
    no = Correction(Say.REJECT, "ROI signed", FIRST.id)
    said = result_correct(result=result, correction=no, by=facilitator)
    with pytest.raises(InvalidCorrection):
        result_phrasing_accept(correction=said, by=facilitator)
    known = result_correct(
        result=result, correction=Correction(Say.ACCEPT, "ROI signed", FIRST.id), by=facilitator
    )
    with pytest.raises(InvalidPhrasing):
        result_phrasing_accept(correction=known, by=facilitator, text=FIRST.text)
    assert not AcceptedPhrasing.objects.exists()


def test_a_new_phrasing_changes_no_kept_score_until_it_is_scored_again(result, facilitator):
    add(result, facilitator, "the color of the waiting room", FIRST)
    before = result.scores.get()
    assert result_rescore(result=result, by=facilitator) == before
    phrasing_accept(list_id=LIST, item_id=LAST.id, text="wibble token", by=facilitator)
    assert counted(result) == [(FIRST.id,), (), (FIRST.id,)]
    after = result_rescore(result=result, by=facilitator)
    assert after != before
    assert after.version == scorer_get(LIST).version != before.version
    assert counted(result) == [(FIRST.id,), (LAST.id,), (FIRST.id,)]
    assert KeptScore.objects.get(pk=before.pk).score == before.score
    assert result_rescore(result=result, by=facilitator) == after


def test_a_list_that_is_gone_is_said_to_be(result, facilitator):
    result_delete(result=result, by=facilitator)
    with pytest.raises(ResultNotFound):
        add(result, facilitator)
    with pytest.raises(ResultNotFound):
        result_rescore(result=result, by=facilitator)


def test_a_reference_list_that_is_gone_leaves_what_was_kept(result, facilitator):
    ListResult.objects.update(list_id="gone")
    result.refresh_from_db()
    with pytest.raises(UnknownItem):
        result_rescore(result=result, by=facilitator)
    assert counted(result)[0] == (FIRST.id,)


def test_deleting_takes_everything_but_accepted_phrasings(result, facilitator):
    result_phrasing_accept(correction=add(result, facilitator), by=facilitator)
    result_delete(result=result, by=facilitator)
    assert not KeptScore.objects.exists()
    assert not ResultCorrection.objects.exists()
    assert AcceptedPhrasing.objects.active().count() == 1
