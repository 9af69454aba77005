"""Accepting and withdrawing phrasings: who may, what cannot count, and what stays on record."""

import pytest

from jurisdictions.errors import NotAllowed
from quizzes.enums import PhrasingSource
from quizzes.errors import InvalidPhrasing, UnknownItem
from quizzes.models import AcceptedPhrasing, PhrasingChange
from quizzes.selectors import reference_lists, scorer_get
from quizzes.services import phrasings
from quizzes.services.phrasings import phrasing_accept, phrasing_restore, phrasing_withdraw

LIST = "tx_needs"
ITEMS = reference_lists()[LIST].items
FIRST, LAST = ITEMS[0], ITEMS[-1]
WORDS = "wibble token of the county"


def accept(by, text=WORDS, item=LAST, **more):
    return phrasing_accept(list_id=LIST, item_id=item.id, text=text, by=by, **more)


@pytest.mark.parametrize("role", ["facilitator", "editor", "administrator"])
def test_who_reviews_may_let_a_phrasing_count(role, request):
    phrasing, is_new = accept(request.getfixturevalue(role))
    assert is_new
    assert scorer_get(LIST).score_entry(WORDS.upper()).item_ids == (LAST.id,)
    phrasing_withdraw(phrasing=phrasing, by=request.getfixturevalue(role))
    assert not scorer_get(LIST).score_entry(WORDS).item_ids


@pytest.mark.parametrize("role", ["learner", "coordinator", "stranger"])
def test_others_may_not(role, request, facilitator):
    kept, _ = accept(facilitator)
    for act in (
        lambda by: accept(by, "another wibble"),
        lambda by: phrasing_withdraw(phrasing=kept, by=by),
        lambda by: phrasing_restore(phrasing=kept, by=by),
    ):
        with pytest.raises(NotAllowed):
            act(request.getfixturevalue(role))
    kept.refresh_from_db()
    assert kept.is_active
    assert AcceptedPhrasing.objects.count() == 1


def test_what_was_done_stays_on_record(facilitator, editor):
    kept, _ = accept(facilitator, source=PhrasingSource.CORRECTION)
    phrasing_withdraw(phrasing=kept, by=editor)
    phrasing_withdraw(phrasing=kept, by=editor)
    phrasing_restore(phrasing=kept, by=facilitator)
    record = list(kept.changes.values_list("action", "source", "by"))
    assert record == [
        ("accepted", "correction", facilitator.pk),
        ("withdrawn", "hand", editor.pk),
        ("restored", "hand", facilitator.pk),
    ]
    facilitator.delete()
    assert PhrasingChange.objects.filter(by=None).count() == 2


def test_accepting_twice_changes_nothing(facilitator, editor):
    first, _ = accept(facilitator, "Wibble  Tóken.")
    second, is_new = accept(editor, "wibble token")
    assert (second, is_new) == (first, False)
    assert first.text == "Wibble Tóken."
    assert PhrasingChange.objects.count() == 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "in words"),
        (" \n\t ", "in words"),
        ("!!! …", "in words"),
        ("x" * 201, "at most 200 characters"),
        (LAST.text, "already"),
        (LAST.phrasings[0].upper(), "already"),
        (FIRST.text, "two points"),
    ],
)
def test_what_cannot_count_is_refused_with_the_reason(facilitator, text, message):
    with pytest.raises(InvalidPhrasing, match=message):
        accept(facilitator, text)
    assert not AcceptedPhrasing.objects.exists()
    accept(facilitator, "x" * 200)


def test_what_goes_beyond_what_should_be_shared_never_counts(facilitator):
    private = reference_lists()[LIST].private[0]
    with pytest.raises(InvalidPhrasing, match=private.name):
        accept(facilitator, private.phrasings[0])


def test_a_phrasing_accepted_for_one_point_is_not_accepted_for_another(facilitator):
    kept, _ = accept(facilitator)
    with pytest.raises(InvalidPhrasing, match="two points"):
        accept(facilitator, item=FIRST)
    phrasing_withdraw(phrasing=kept, by=facilitator)
    accept(facilitator, item=FIRST)
    with pytest.raises(InvalidPhrasing, match="two points"):
        phrasing_restore(phrasing=kept, by=facilitator)


@pytest.mark.parametrize(("list_id", "item_id"), [("nothing", LAST.id), (LIST, "nothing")])
def test_an_unknown_point_is_refused(facilitator, list_id, item_id):
    with pytest.raises(UnknownItem):
        phrasing_accept(list_id=list_id, item_id=item_id, text=WORDS, by=facilitator)


def test_a_point_holds_so_many_and_no_more(facilitator, monkeypatch):
    monkeypatch.setattr(phrasings, "MOST_PHRASINGS", 2)
    first, _ = accept(facilitator, "one wibble")
    accept(facilitator, "two wobbles")
    with pytest.raises(InvalidPhrasing, match="Withdraw one"):
        accept(facilitator, "three wubbles")
    phrasing_withdraw(phrasing=first, by=facilitator)
    accept(facilitator, "three wubbles")
