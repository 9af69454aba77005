"""Scoring typed entries: units of the pure parts, properties, and a floor on labelled entries."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from modules.content_folder import CONTENT
from quizzes.exercises import read_lexicon, read_lists
from quizzes.scoring import Confidence, Scorer, score_list
from quizzes.scoring.reference import Item, Part, Private, ReferenceList
from quizzes.scoring.segments import MOST_SEGMENTS, runs, segments
from quizzes.scoring.words import LONGEST_READ, Lexicon, Reader, fold, stem, stems

LEXICON = read_lexicon(CONTENT / "lexicon.yaml")
LISTS = read_lists(CONTENT / "module7" / "lists")
SCORERS = {key: Scorer(one, LEXICON) for key, one in LISTS.items()}
LABELLED = Path(__file__).with_name("labelled.jsonl")
ROWS = [json.loads(line) for line in LABELLED.read_text(encoding="utf-8").splitlines()]

SMALL = Lexicon({"child": ("kid", "nino", "little one"), "test": ("ua",)}, frozenset({"the"}))
PETS = ReferenceList(
    id="pets",
    title="Pets",
    prompt="Which?",
    items=(
        Item(
            "pets.dog",
            "A dog and its leash",
            parts=(Part("the dog", ("dog",)), Part("the leash", ("leash", "lead"))),
        ),
        Item("pets.cat", "Cat", ("kitten",)),
    ),
    private=(Private("vet", "The vet's file", "It is the vet's.", ("the file of the vet",)),),
)


# Words -------------------------------------------------------------------------------------------


def test_case_accents_and_dots_make_no_difference():
    assert stems("NIÑOS, Información") == stems("ninos informacion")
    assert stems("U.A. results") == ("ua", "result")


def test_folding_keeps_every_place():
    for text in ("Ñandú ½ ﬁne 👍🏽", "ß İstanbul"):
        assert len(fold(text)) == len(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("tests", "test"),
        ("policies", "policy"),
        ("planning", "plan"),
        ("firmado", "firmada"),
        ("attending", "attends"),
        ("parent's", "parents"),
    ],
)
def test_endings_do_not_matter(one, other):
    assert stem(one) == stem(other)


def test_words_of_two_languages_and_abbreviations_meet_in_a_concept():
    reader = Reader(SMALL)
    meanings = [token.meanings for token in reader.tokens("kids niños little ones")]
    assert meanings == [{"child"}] * 3
    assert reader.tokens("U.A.")[0].meanings == {"test"}


def test_a_misspelt_word_is_read_as_the_known_one():
    reader = Reader(Lexicon({"visit": ("visitation",)}))
    assert reader.tokens("visitaton")[0].meanings == {"visit"}
    assert reader.tokens("potato")[0].meanings == {"potat"}


def test_markup_is_no_word():
    assert stems("<b class='x'>visits</b>") == ("visit",)


# Segments ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["cat, dog", "cat and dog", "cat / dog", "cat; dog", "• cat • dog", "cat\ndog", "cat w/ dog"],
)
def test_joined_entries_are_split(text):
    assert [text[start:end] for start, end in segments(text)] == ["cat", "dog"]


def test_neighbors_are_also_taken_together():
    text = "drug and alcohol history"
    assert (0, len(text)) in runs(segments(text))


def test_there_is_a_bound_to_the_parts():
    assert len(segments(",".join("abcdefgh" * 50))) == MOST_SEGMENTS


# Matching ----------------------------------------------------------------------------------------


def score(*entries):
    return score_list(entries, PETS, Lexicon({}, LEXICON.fillers))


def test_a_list_with_texts_alone_works():
    found = score("my cat", "a goldfish")
    assert [one.item.id for one in found.covered] == ["pets.cat"]
    assert [one.text for one in found.unmatched] == ["a goldfish"]
    assert found.open_count == 1


def test_a_match_says_by_which_phrasing_and_which_part():
    match = score("bowl, kittens").entries[0].matches[0]
    assert (match.item.id, match.phrasing, match.part) == ("pets.cat", "kitten", "kittens")
    assert match.confidence is Confidence.CLEAR


def test_an_item_of_several_things_is_covered_in_part_or_wholly():
    assert score("dog").entries[0].matches[0].missing == ("the leash",)
    assert score("dog with lead").entries[0].partial_ids == ()


def test_two_entries_can_cover_an_item_between_them():
    found = score("dog", "dog leash").items[0]
    assert len(found.entries) == 2
    assert found.missing == ()


def test_one_entry_can_cover_several_items():
    assert score("dog and cat").entries[0].item_ids == ("pets.dog", "pets.cat")


def test_what_is_private_is_noted_and_does_not_cover():
    entry = score("the vet's file").entries[0]
    assert not entry.matches
    assert entry.notes[0].private.kind == "vet"


def test_a_private_part_leaves_the_rest_its_credit():
    entry = SCORERS["tx_needs"].score_entry("signed release, who made the report")
    assert entry.item_ids == ("tx_needs.release",)
    assert [one.private.kind for one in entry.notes] == ["reporter"]


@pytest.mark.parametrize("list_id", LISTS)
def test_every_item_is_covered_by_its_own_text_and_phrasings(list_id):
    missed = [
        (item.id, text)
        for item in LISTS[list_id].items
        for text in (item.text, *item.phrasings)
        if item.id not in SCORERS[list_id].score_entry(text).item_ids
    ]
    assert missed == []


@pytest.mark.parametrize("list_id", ["tx_needs", "cw_court_needs"])
def test_every_private_phrasing_is_noted(list_id):
    missed = [
        (one.kind, text)
        for one in LISTS[list_id].private
        for text in one.phrasings
        if not SCORERS[list_id].score_entry(text).notes
    ]
    assert missed == []


# Properties --------------------------------------------------------------------------------------

slow = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
typed = st.one_of(
    st.text(max_size=200),
    st.lists(
        st.sampled_from(
            ["UA", "release", "signed", "plan", "niños", ",", "and", "<b>", "👍", "no"]
        ),
        max_size=12,
    ).map(" ".join),
)


@slow
@given(text=typed, list_id=st.sampled_from(sorted(LISTS)))
def test_whatever_is_typed_is_plain_data(text, list_id):
    entry = SCORERS[list_id].score_entry(text)
    assert entry.text == text
    assert len(set(entry.item_ids)) == len(entry.item_ids)
    for one in (*entry.matches, *entry.notes):
        assert one.part in text
        assert one.part


@slow
@given(entries=st.lists(typed, max_size=5), seed=st.randoms())
def test_order_does_not_matter_and_more_never_covers_less(entries, seed):
    def covered(texts):
        return {one.item.id for one in SCORERS["tx_needs"].score(texts).covered}

    mixed = entries[:]
    seed.shuffle(mixed)
    assert covered(mixed) == covered(entries)
    assert covered(entries[:-1]) <= covered(entries)


@slow
@given(text=st.text(alphabet=" \t\n.,;-!?<>/\\*·•👍0123456789", max_size=300))
def test_blanks_and_marks_cover_nothing(text):
    for scorer in SCORERS.values():
        entry = scorer.score_entry(text)
        assert not entry.matches
        assert not entry.notes


@pytest.mark.parametrize(
    "text",
    ["a," * 25_000, "drug test results and " * 2_500, "<" * 50_000, "é" * 50_000, "x" * 50_000],
)
def test_only_the_beginning_of_a_huge_paste_is_read(text, monkeypatch):
    lengths = []
    scorer = Scorer(LISTS["tx_needs"], LEXICON)
    real = scorer.matcher.likenesses

    def counted(tokens, words):
        lengths.append(len(words))
        return real(tokens, words)

    monkeypatch.setattr(scorer.matcher, "likenesses", counted)
    assert scorer.score_entry(text).text == text
    assert all(length <= LONGEST_READ for length in lengths)
    assert len(lengths) < 1_500


# The floor ---------------------------------------------------------------------------------------


def test_labelled_entries_keep_their_figures():
    """Our own entries, written beside the phrasings: a floor against slips, no measure of worth."""
    true = false = missed = private = noted = both = 0
    for row in ROWS:
        entry = SCORERS[row["list"]].score_entry(row["text"])
        gold, got = set(row["items"]), set(entry.item_ids)
        true, false, missed = (
            true + len(gold & got),
            false + len(got - gold),
            missed + len(gold - got),
        )
        private, noted = private + row["overshare"], noted + bool(entry.notes)
        both += row["overshare"] and bool(entry.notes)
    assert 2 * true / (2 * true + false + missed) >= 0.93
    assert 2 * both / (private + noted) >= 0.9


def test_labelled_entries_name_lists_and_items_that_are_there():
    for row in ROWS:
        known = {item.id for item in LISTS[row["list"]].items}
        assert set(row["items"]) <= known
        assert set(row["partial"]) <= set(row["items"])
    assert len({row["id"] for row in ROWS}) == len(ROWS)


def test_a_score_says_which_version_of_the_list_made_it():
    changed = replace(PETS, items=(replace(PETS.items[0], phrasings=("puppy",)), PETS.items[1]))

    version = Scorer(PETS, SMALL).score(["a dog"]).version

    assert version == Scorer(PETS, SMALL).score(["a cat"]).version
    assert version != Scorer(changed, SMALL).score(["a dog"]).version
    assert version != Scorer(PETS, LEXICON).score(["a dog"]).version


def test_what_comes_close_without_credit_is_named_apart():
    entries = [SCORERS[row["list"]].score_entry(row["text"]) for row in ROWS]

    assert any(entry.possible for entry in entries)
    for entry in entries:
        assert not {one.item.id for one in entry.possible} & set(entry.item_ids)
        figures = [one.figure for one in entry.possible]
        assert figures == sorted(figures, reverse=True)
        assert all(figure < 0.5 for figure in figures)


def test_how_sure_a_match_is_comes_in_words():
    exact, loose = (
        Scorer(PETS, SMALL).score_entry(one).matches[0] for one in ("kitten", "a dog here")
    )

    assert exact.confidence is Confidence.CLEAR
    assert loose.confidence is not Confidence.CLEAR
