"""Group list: putting entries together that say the same, by pure rules."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.activities.group_list.likeness import proposals, signs_of
from facilitator.activities.group_list.merging import (
    HIDDEN,
    MERGED,
    SHOWN,
    WAITING,
    Entries,
    Entry,
    all_taken_out,
    arrived,
    entry_key,
    put_together,
    removed,
    taken_out,
)
from facilitator.enums import Standing
from quizzes.scoring.words import Reader
from quizzes.selectors import lexicon

READER = Reader(lexicon())
WORDS = st.sampled_from(["Attendance", "attendance.", "Drug tests", "drug  tests!", "Dose", "día"])


def entry(number, words, standing=WAITING, **more):
    signs = signs_of(words, READER)
    keys = frozenset({entry_key(words)})
    return Entry(number, words, standing, keys=keys, signs=signs, **more)


def all_arrived(texts, standing=WAITING):
    there = Entries(())
    for number, words in enumerate(texts, start=1):
        new = entry(number, words, standing)
        there = there.with_changes([arrived(there, new)])
    return there


def parted(there):
    """Which entries are together, by their words."""
    return sorted(sorted(one.words for one in pile.members) for pile in there.piles)


def proposed(*texts, apart=()):
    there = Entries(entry(number, words) for number, words in enumerate(texts, start=1))
    return [one.ids for one in proposals(there.piles, apart)]


def test_standings_are_those_of_the_database():
    assert {WAITING, SHOWN, HIDDEN, MERGED} == set(Standing.values)


@pytest.mark.parametrize(
    ("one", "other", "is_equal"),
    [
        ("Signed release", "  signed RELEASE. ", True),
        ("Día de la cita", "dia de la cita", True),
        ("the child's needs", "the child’s needs", True),
        ("Ｄｏｓｅ", "dose", True),
        ("signed release", "signed releases", False),
        ("HIV+", "HIV", False),
        ("50 %", "50", False),
        ("Лечение", "Суд", False),
        ("가정", "각정", False),
        ("かき", "がき", False),
        ("कि", "की", False),
        ("❤️", "⚠️", False),
        ("?", "!", False),
    ],
)
def test_entries_are_equal_by_their_words_in_any_script(one, other, is_equal):
    assert (entry_key(one) == entry_key(other)) is is_equal


@given(texts=st.lists(WORDS, max_size=8), chance=st.randoms(use_true_random=False))
def test_the_order_of_arrival_changes_nothing_about_what_is_together(texts, chance):
    other = texts[:]
    chance.shuffle(other)
    assert parted(all_arrived(texts)) == parted(all_arrived(other))


@st.composite
def handled(draw):
    """Entries that have arrived and been put together and taken apart here and there."""
    texts = draw(st.lists(st.text("abc d", min_size=1, max_size=3), min_size=2, max_size=10))
    standing = draw(st.sampled_from([WAITING, SHOWN]))
    there = all_arrived(texts, standing)
    ids = st.sampled_from(sorted(there.by_id))
    for _step in range(draw(st.integers(0, 6))):
        if draw(st.booleans()):
            chosen = draw(st.lists(ids, min_size=2, max_size=4))
            there = there.with_changes(put_together(there, chosen))
        else:
            there = there.with_changes(taken_out(there, draw(ids)))
    return there, draw(st.lists(ids, min_size=2, max_size=4)), draw(ids)


@given(handled())
def test_merging_loses_no_entry(case):
    there, ids, _one = case
    after = there.with_changes(put_together(there, ids))
    assert sorted(one.id for pile in after.piles for one in pile.members) == sorted(there.by_id)
    assert len({after.roots[one] for one in ids}) == 1


@given(handled())
def test_only_what_stands_behind_another_is_merged(case):
    there, ids, _one = case
    after = there.with_changes(put_together(there, ids))
    for one in after.by_id.values():
        assert (one.standing == MERGED) is bool(one.behind)


@given(handled())
def test_taking_out_what_was_put_in_undoes_it(case):
    there, ids, _one = case
    changed = put_together(there, ids)
    after = there.with_changes(changed)
    for one in changed:
        after = after.with_changes(taken_out(after, one.id))
    assert after.piles == there.piles


@given(handled())
def test_taking_all_out_leaves_each_for_itself(case):
    there, _ids, one = case
    after = there.with_changes(all_taken_out(there, one))
    members = next(pile.members for pile in there.piles if one in [e.id for e in pile.members])
    assert all(after.roots[member.id] == member.id for member in members)


@given(handled())
def test_an_entry_that_goes_takes_no_other_with_it(case):
    there, _ids, gone = case
    changed = removed(there, gone)
    left = Entries(one for one in there.with_changes(changed).by_id.values() if one.id != gone)
    assert sorted(left.roots) == sorted(set(there.by_id) - {gone})
    before = [{e.words for e in pile.members if e.id != gone} for pile in there.piles]
    after = [{e.words for e in pile.members} for pile in left.piles]
    assert sorted(map(sorted, filter(None, before))) == sorted(map(sorted, after))


def test_one_on_the_wall_stands_for_those_that_wait():
    there = Entries([entry(1, "a"), entry(2, "b", SHOWN), entry(3, "c", HIDDEN)])
    after = there.with_changes(put_together(there, [1, 2, 3]))
    assert [(one.head.id, one.times) for one in after.standing_as(SHOWN)] == [(2, 3)]


def test_fewer_than_two_piles_are_not_put_together():
    there = all_arrived(["a", "A", "b"])
    assert put_together(there, [1, 2]) == ()
    assert put_together(there, [3, 99]) == ()
    assert len(put_together(there, [1, 3])) == 1


def test_what_arrives_again_follows_what_the_facilitator_has_decided():
    there = Entries([entry(1, "ROI", SHOWN), entry(2, "Release"), entry(3, "Wibble", HIDDEN)])
    there = there.with_changes(put_together(there, [1, 2]))
    again = arrived(there, entry(4, "release", SHOWN))
    assert (again.behind, again.standing, again.was) == (2, MERGED, SHOWN)
    unwanted = arrived(there, entry(5, "wibble!", SHOWN))
    assert (unwanted.behind, unwanted.was) == (3, WAITING)


def test_a_pile_that_is_put_behind_another_comes_out_whole():
    there = all_arrived(["a", "b", "B", "b."])
    joined = there.with_changes(put_together(there, [1, 2]))
    assert [one.times for one in joined.piles] == [4]
    apart = joined.with_changes(taken_out(joined, 2))
    assert [one.times for one in apart.piles] == [1, 3]


def test_the_facilitators_wording_counts_as_equal_too():
    edited = replace(entry(1, "their UA", SHOWN), words="Drug tests")
    edited = replace(edited, keys=edited.keys | {entry_key("Drug tests")})
    there = Entries([edited])
    assert arrived(there, entry(2, "drug tests")).behind == 1
    assert arrived(there, entry(3, "their ua")).behind == 1
    assert arrived(there, entry(4, "drug test")).behind == 0


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("signed release", "the signed releases"), [(1, 2)]),
        (("ROI", "release of information"), [(1, 2)]),
        (("UA results", "drug test result", "court dates"), [(1, 2)]),
        (("resultados de la prueba", "test results"), [(1, 2)]),
        (("grandmothers willingness", "grandmohters willingness"), [(1, 2)]),
        (("release signed", "release not signed"), []),
        (("attendance record", "attendance policy"), []),
        (("share information", "tell us"), []),
        (("the", "a"), []),
        (("Суд", "суды"), []),
    ],
)
def test_what_may_say_the_same_is_proposed(texts, expected):
    assert proposed(*texts) == expected


def test_what_a_person_left_apart_is_proposed_no_more_until_something_new_comes():
    texts = ("signed release", "releases signed")
    assert proposed(*texts, apart=[[1, 2]]) == []
    assert proposed(*texts, "sign the release", apart=[[1, 2]]) == [(1, 2, 3)]


def test_hidden_entries_are_not_proposed_and_each_pile_once():
    there = Entries(
        [entry(1, "signed release"), entry(2, "releases signed", HIDDEN), entry(3, "signs release")]
    )
    assert [one.ids for one in proposals(there.piles)] == [(1, 3)]


@given(st.lists(WORDS, max_size=10))
def test_no_pile_is_in_two_proposals(texts):
    there = Entries(entry(number, words) for number, words in enumerate(texts, start=1))
    ids = [one for found in proposals(there.piles) for one in found.ids]
    assert len(ids) == len(set(ids))
    assert set(ids) <= set(there.by_id)
