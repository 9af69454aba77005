"""The words in which a match is explained: units of the template's filters and sentences."""

from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string

from quizzes.corrections import Judged, JudgedEntry
from quizzes.scoring import (
    Basis,
    Confidence,
    EntryScore,
    ItemScore,
    ListScore,
    Match,
    ReferenceList,
)
from quizzes.scoring.reference import Item, Part
from quizzes.templatetags.list_results import (
    basis_words,
    confidence_words,
    in_part,
    marked,
    match_of,
    named_missing,
)

DOG = Item(
    "pets.dog",
    "A dog & its leash",
    parts=(Part("the dog", ("dog",)), Part("the leash", ("leash",))),
)
CAT = Item("pets.cat", "Cat")
PETS = ReferenceList("pets", "Pets", "Which pets?", (DOG, CAT))


def match(**changes):
    return Match(**{"item": DOG, "phrasing": "my dog", "part": "dog", "figure": 0.99, **changes})


def reason(**changes):
    html = render_to_string("quizzes/components/match_reason.html", {"match": match(**changes)})
    return " ".join(html.split())


@pytest.mark.parametrize(
    ("text", "part", "shown"),
    [
        ("my <dog> & cat", "<dog>", "my <mark>&lt;dog&gt;</mark> &amp; cat"),
        ("dog dog", "dog", "<mark>dog</mark> dog"),
        ("<dog>", "cat", "&lt;dog&gt;"),
        ("<dog>", "", "&lt;dog&gt;"),
        ("", "dog", ""),
    ],
)
def test_the_part_is_marked_and_all_of_it_escaped(text, part, shown):
    assert marked(text, part) == shown


def test_the_match_of_an_item_is_found_and_none_where_there_is_none():
    entry = EntryScore("dog", (match(),))
    assert match_of(entry, DOG) == match()
    assert match_of(entry, CAT) is None


@pytest.mark.parametrize(
    ("basis", "words"),
    [
        (Basis.PHRASING, "“dog” was read like “my dog”"),
        (Basis.EXAMPLES, "“dog” sounds like what others have written for it"),
        (Basis.MEANING, "“dog” is close to it in meaning"),
    ],
)
def test_only_what_was_read_like_a_phrasing_is_said_to_be(basis, words):
    assert basis_words(match(basis=basis)) == words


@pytest.mark.parametrize(
    ("missing", "named"),
    [((), ()), (("the leash",), ("the leash",)), (("the dog", "the leash"), ())],
)
def test_nothing_is_named_as_missing_where_that_would_be_all_of_it(missing, named):
    assert named_missing(match(missing=missing)) == named


@pytest.mark.parametrize(
    "template", ["facilitator/judged_entries.html", "quizzes/lists/components/tried.html"]
)
def test_people_who_correct_and_who_try_out_read_the_true_reason(template):
    found = match(basis=Basis.EXAMPLES, missing=("the dog", "the leash"))
    score = EntryScore("dog & <co>", (found,))
    context = {
        "entries": [JudgedEntry(score, (Judged(found),))],
        "number": 1,
        "tried": SimpleNamespace(
            reference=SimpleNamespace(items=[DOG]),
            score=ListScore(PETS, (score,), "v"),
            items=(),
            clashes=(),
        ),
    }
    html = render_to_string(template, context)
    assert "“dog” sounds like what others have written for it" in html
    assert "read like" not in html
    assert "the leash" not in html.replace(DOG.text, "")
    assert "dog &amp; &lt;co&gt;" in html


def test_every_confidence_has_its_words():
    assert [confidence_words(one) for one in Confidence] == ["clearly", "very likely", "our guess"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "“dog” was read like “my dog”, that is: A dog &amp; its leash (clearly; wholly)"),
        ({"missing": ("the leash",)}, "(clearly; in part, without the leash)"),
        ({"in_part": True}, "(clearly; in part)"),
        ({"missing": ("the dog", "the leash")}, "(clearly; in part)"),
        ({"basis": Basis.EXAMPLES}, "“dog” sounds like what others have written for: A dog"),
        ({"basis": Basis.MEANING, "figure": 0.51}, "“dog” is close in meaning to: A dog"),
        ({"figure": 0.51}, "(our guess; wholly)"),
    ],
)
def test_a_reason_says_on_what_it_rests_how_sure_it_is_and_how_much_is_covered(changes, words):
    assert words in reason(**changes)


@pytest.mark.parametrize(
    ("matches", "missing", "expected"),
    [
        ([], (), False),
        ([{}], (), False),
        ([{"missing": ("the leash",), "in_part": True}], ("the leash",), True),
        ([{"in_part": True}], (), True),
        ([{"in_part": True}, {}], (), False),
    ],
)
def test_an_item_is_covered_in_part_unless_some_entry_covers_all_of_it(matches, missing, expected):
    entries = tuple(EntryScore("dog", (match(**one),)) for one in matches)
    assert in_part(ItemScore(DOG, entries, missing)) is expected
