"""Phrasings that people accepted: merged into a list, counted at once, by every process."""

import pytest

from quizzes.accepted import text_key, with_accepted
from quizzes.models import AcceptedPhrasing
from quizzes.scoring import ReferenceList
from quizzes.scoring.reference import Item
from quizzes.selectors import reference_list_get, reference_lists, scorer_get


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("  Bus   PASS. ", "bus pass"),
        ("Orden de Protección", "orden de proteccion"),
        ("…!?", ""),
        ("", ""),
        ("ẞ", "ß"),
    ],
)
def test_a_key_leaves_out_what_does_not_tell_two_texts_apart(text, key):
    assert text_key(text) == key
    assert len(text_key(text)) <= len(text)


def test_accepted_phrasings_come_after_an_items_own_and_never_twice():
    reference = ReferenceList(
        "l", "Title", "What?", (Item("l.a", "Bus pass", ("ride",)), Item("l.b", "Food"))
    )
    merged = with_accepted(
        reference, {"l.a": ["BUS PASS", "Ride.", "metro card"], "l.gone": ["nothing"]}
    )
    assert merged.items[0].phrasings == ("ride", "metro card")
    assert merged.items[1] is reference.items[1]
    assert with_accepted(reference, {}) == reference


def an_item():
    return reference_lists()["tx_needs"].items[-1].id


def test_an_accepted_phrasing_counts_at_once_and_no_longer_when_withdrawn(db):
    words = "wibble token of the county"
    before = scorer_get("tx_needs")
    assert an_item() not in before.score_entry(words).item_ids
    kept = AcceptedPhrasing.objects.create(
        list_id="tx_needs", item_id=an_item(), text=words, key=text_key(words)
    )
    after = scorer_get("tx_needs")
    assert after.score_entry(words).item_ids == (an_item(),)
    assert after.version != before.version
    kept.is_active = False
    kept.save()
    assert scorer_get("tx_needs") is before


def test_a_scorer_costs_one_query_and_is_built_once(db, django_assert_num_queries):
    first = scorer_get("five_rs")
    with django_assert_num_queries(1):
        assert scorer_get("five_rs") is first


def test_other_lists_are_left_alone(db):
    AcceptedPhrasing.objects.create(
        list_id="five_rs", item_id=an_item(), text="wibble", key="wibble"
    )
    assert reference_list_get("tx_needs") == reference_lists()["tx_needs"]


def test_an_unknown_list_is_named(db):
    with pytest.raises(KeyError, match="no_such_list"):
        scorer_get("no_such_list")
