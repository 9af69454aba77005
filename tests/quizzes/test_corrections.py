"""What people say, laid over what the scorer found; and scores as data. No database."""

import json

import pytest

from quizzes.corrections import Correction, Say, Standing, compared, corrected, judged
from quizzes.scores_kept import BadScore, score_as_dict, score_from_dict
from quizzes.scoring import EntryScore, ListScore, Match, PrivacyNote, ReferenceList
from quizzes.scoring.reference import Item, Part, Private

A = Item("l.a", "Food", ("meals",), (Part("how much", ("much",)), Part("when", ("when",))))
B = Item("l.b", "Housing")
C = Item("l.c", "Work")
PRIVATE = Private("health", "Health", "It stays between them.", ("illness",))
LIST = ReferenceList("l", "Needs", "What?", (A, B, C), private=(PRIVATE,))


def score(*entries, reference=LIST, version="one"):
    return ListScore(reference, entries, version)


MEALS = EntryScore(
    "meals", (Match(A, "meals", "meals", 0.9, ("when",)),), (), (Match(C, "x", "meals", 0.4),)
)
ROOF = EntryScore("a roof")
FOUND = score(MEALS, ROOF)


MOVED = (("l.a",), ("l.c",))


def covered(found):
    return [(one.text, one.item_ids) for one in found.entries]


def said(say, entry, item, to=""):
    return Correction(say, entry, item, to)


def test_without_corrections_nothing_changes():
    assert corrected(FOUND, ()) == FOUND


@pytest.mark.parametrize(
    ("corrections", "meals", "roof"),
    [
        ([said(Say.ACCEPT, "meals", "l.a")], ("l.a",), ()),
        ([said(Say.REJECT, "meals", "l.a")], (), ()),
        ([said(Say.MOVE, "meals", "l.a", "l.c")], ("l.c",), ()),
        ([said(Say.ADD, "a roof", "l.b")], ("l.a",), ("l.b",)),
        ([said(Say.ACCEPT, "meals", "l.c")], ("l.a", "l.c"), ()),
        ([said(Say.REJECT, "meals", "l.a"), said(Say.ACCEPT, "meals", "l.a")], ("l.a",), ()),
        ([said(Say.ADD, "a roof", "l.b"), said(Say.REJECT, "a roof", "l.b")], ("l.a",), ()),
        (
            [said(Say.ADD, "a roof", "l.b"), said(Say.MOVE, "a roof", "l.b", "l.c")],
            ("l.a",),
            ("l.c",),
        ),
        ([said(Say.REJECT, "a roof", "l.b")], ("l.a",), ()),
        ([said(Say.ADD, "not there", "l.b"), said(Say.ADD, "a roof", "l.gone")], ("l.a",), ()),
    ],
)
def test_each_thing_said_counts(corrections, meals, roof):
    after = corrected(FOUND, corrections)
    assert covered(after) == [("meals", meals), ("a roof", roof)]
    assert len(after.covered) == len({*meals, *roof})


def test_what_the_machine_found_stays_beside_what_was_said():
    moved = judged(FOUND, [said(Say.MOVE, "meals", "l.a", "l.c")])[0]
    assert [(one.match.item.id, one.standing) for one in moved.matches] == [
        ("l.a", Standing.REJECTED),
        ("l.c", Standing.ADDED),
    ]
    assert moved.matches[0].match.phrasing == "meals"
    assert moved.score is MEALS
    assert moved.possible == ()
    assert judged(FOUND, ())[0].possible == MEALS.possible


def test_what_counts_wholly_leaves_nothing_missing():
    after = corrected(FOUND, [said(Say.ADD, "meals", "l.a")])
    assert FOUND.items[0].missing == ("when",)
    assert after.items[0].missing == ()
    assert corrected(FOUND, [said(Say.ACCEPT, "meals", "l.a")]).items[0].missing == ("when",)


def test_a_correction_holds_for_every_entry_of_the_same_words():
    after = corrected(score(ROOF, MEALS, ROOF), [said(Say.ADD, "a roof", "l.b")])
    assert [ids for _, ids in covered(after)] == [("l.b",), ("l.a",), ("l.b",)]


def test_two_scores_are_compared_by_entry():
    newer = score(
        EntryScore("meals", (Match(C, "x", "meals", 0.9),)),
        EntryScore("a roof", (Match(B, "roof", "roof", 0.9),)),
        version="two",
    )
    found = compared(FOUND, newer)
    assert (found.covered_before, found.covered_after, found.total_after) == (1, 2, 3)
    assert [(one.text, one.gained, one.lost) for one in found.changes] == [
        ("meals", (C,), (A,)),
        ("a roof", (B,), ()),
    ]
    assert compared(FOUND, FOUND).changes == ()


def test_a_score_is_the_same_after_it_was_kept():
    noted = EntryScore("illness", (), (PrivacyNote(PRIVATE, "illness", "illness", 0.9),))
    found = score(MEALS, ROOF, noted)
    kept = json.loads(json.dumps(score_as_dict(found)))
    back = score_from_dict(kept)
    assert score_as_dict(back) == kept
    assert covered(back) == covered(found)
    assert back.version == "one"
    assert back.items[0].missing == ("when",)
    assert back.entries[2].notes[0].private.reason == "It stays between them."
    assert corrected(back, [said(Say.ADD, "a roof", "l.b")]).items[1].is_covered


@pytest.mark.parametrize("bad", [{}, {"format": 2}, {"format": 1}, {"format": 1, "list": None}])
def test_what_is_no_score_is_refused(bad):
    with pytest.raises(BadScore):
        score_from_dict(bad)
