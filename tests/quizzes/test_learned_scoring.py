"""The learned part of scoring: its data, its weights, its measures, and what it must never do."""

import json
import random
import string
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizzes.evaluating import evaluation, table
from quizzes.labelled import BadLabel, LabelledEntry, read_all_labelled, read_labelled
from quizzes.measures import Prediction, counts_of, f1_interval, total
from quizzes.scoring import Basis, ReferenceList, Scorer
from quizzes.scoring.explanation import explained
from quizzes.scoring.grams import SIZE, grams
from quizzes.scoring.linear import Combiner, Linear, logistic
from quizzes.scoring.meaning import SmallE5
from quizzes.scoring.reading import MOST_PARTS, read_entry
from quizzes.scoring.reference import Item
from quizzes.scoring.weights import FILE, shipped_weights, weights_from_data, weights_text
from quizzes.selectors import ENTRIES, KEPT_ASIDE, lexicon, reference_lists
from quizzes.training.building import made_from, weights_build
from quizzes.training.comparing import differences

LISTS = reference_lists()
SCORERS = {key: Scorer(LISTS[key], lexicon()) for key in shipped_weights().words.lists}
slow = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.fixture(scope="module")
def model():
    return SmallE5()


def entry(text="x", items=(), *, partial=(), optional=(), overshare=False, list_id="l"):
    return LabelledEntry(
        text, list_id, text, frozenset(items), frozenset(partial), frozenset(optional), overshare
    )


# Data --------------------------------------------------------------------------------------------


def test_every_label_names_an_item_of_its_list():
    for one in [*read_all_labelled(ENTRIES), *read_labelled(KEPT_ASIDE)]:
        known = {item.id for item in LISTS[one.list].items}
        assert one.items | one.optional <= known, one


def test_there_are_plenty_of_entries_and_none_of_those_kept_aside():
    entries = read_all_labelled(ENTRIES)
    aside = {(one.list, one.text.strip().lower()) for one in read_labelled(KEPT_ASIDE)}

    assert len(entries) > 2500
    assert len(aside) > 500
    assert not aside & {(one.list, one.text.strip().lower()) for one in entries}
    assert len({one.voice for one in entries}) > 100


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("no json", "line 1: this is no JSON object"),
        ('{"id": "a"}', "is missing"),
        (
            '{"id":"a","list":"l","text":"t","items":[],"partial":["l.a"],"optional":[],'
            '"overshare":false}',
            "'partial' names an item",
        ),
    ],
)
def test_a_bad_label_is_named_by_its_line(tmp_path, line, says):
    path = tmp_path / "entries.jsonl"
    path.write_text(line, encoding="utf-8")

    with pytest.raises(BadLabel, match=says):
        read_labelled(path)


# Measures ----------------------------------------------------------------------------------------


def test_optional_items_neither_count_nor_cost():
    one = entry(items={"a", "b"}, partial={"a"}, optional={"c"})

    counts = counts_of(one, Prediction(frozenset("ac"), frozenset("a"), overshare=False))

    assert (counts.hits, counts.extra, counts.missed, counts.extent_right) == (1, 0, 1, 1)


def test_false_credit_is_the_share_of_undeserving_entries_given_some():
    none = Prediction(frozenset(), frozenset(), overshare=False)
    some = Prediction(frozenset("a"), frozenset(), overshare=False)

    counts = total(
        [counts_of(entry(), some), counts_of(entry(), none), counts_of(entry(items="a"), some)]
    )

    assert counts.false_credit == 0.5
    assert counts.f1 == pytest.approx(2 / 3)


def test_the_interval_holds_the_figure_and_does_not_change_by_itself():
    some = Prediction(frozenset("a"), frozenset(), overshare=False)
    counts = [counts_of(entry(items="a" if n % 3 else "b"), some) for n in range(90)]

    low, high = f1_interval(counts)

    assert low < total(counts).f1 < high
    assert (low, high) == f1_interval(counts)


# Models ------------------------------------------------------------------------------------------


@given(st.floats(-1e6, 1e6))
def test_a_logistic_is_a_probability_whatever_comes(logit):
    assert 0 <= logistic(logit) <= 1


@given(st.lists(st.lists(st.floats(-3, 3), min_size=4, max_size=4), min_size=1, max_size=3))
def test_rounded_weights_survive_writing_and_stay_close(weights):
    labels = tuple(string.ascii_lowercase[: len(weights)])
    model = Linear.rounded(labels, [0.5] * len(weights), weights)
    again = Linear.from_data(json.loads(json.dumps(model.as_data())))
    features = {0: 1.0, 3: -2.0}

    assert again == model
    for label, row in zip(labels, weights, strict=True):
        exact = 0.5 + row[0] - 2 * row[3]
        assert model.logits(features)[label] == pytest.approx(exact, abs=3 * 3 / 127 + 1e-6)


def test_a_combiner_ignores_features_without_weights():
    combiner = Combiner(1.0, {"a": 2.0, "b": -1.0})

    assert combiner.logit({"a": 1.0, "z": 100.0}) == 3.0


@given(st.text(max_size=400))
def test_any_text_falls_into_drawers_of_two_unit_lengths(text):
    found = grams(text, ())

    assert all(0 <= drawer < SIZE for drawer in found)
    assert sum(value * value for value in found.values()) <= 4 + 1e-9


def test_weights_of_another_schema_are_refused():
    with pytest.raises(ValueError, match="Unknown schema of weights: 99"):
        weights_from_data({"schema": 99})


def test_the_shipped_weights_were_made_from_these_entries_and_lists():
    shipped = json.loads(FILE.read_text(encoding="utf-8"))

    assert shipped["made_from"] == made_from(
        [one for one in read_all_labelled(ENTRIES) if one.list in LISTS], LISTS, lexicon()
    ), "run toolkit train_scorer"


def test_the_shipped_weights_are_what_the_entries_give(model):
    """For one small list; all of them take minutes: `toolkit train_scorer --check`."""
    lists = {"five_rs": LISTS["five_rs"]}
    entries = [one for one in read_all_labelled(ENTRIES) if one.list == "five_rs"]
    built = weights_build(entries, lists, lexicon(), model)
    shipped = json.loads(FILE.read_text(encoding="utf-8"))

    for source in ("words", "meaning"):
        mine, theirs = built[source]["lists"]["five_rs"], shipped[source]["lists"]["five_rs"]
        assert differences(json.dumps(mine), json.dumps(theirs)) == []


def test_a_changed_weight_is_noticed():
    text = FILE.read_text(encoding="utf-8")
    data = json.loads(text)
    data["words"]["judges"]["known"]["bias"] += 1

    assert differences(text, text) == []
    assert differences(text, weights_text(data)) != []


# Scoring -----------------------------------------------------------------------------------------


def test_on_entries_kept_aside_it_stays_above_its_floor():
    """A guard against breaking it, well under the figures in docs/scoring.md."""
    counts = next(evaluation(read_labelled(KEPT_ASIDE), SCORERS.__getitem__)).counts

    assert counts.f1 > 0.83
    assert counts.false_credit < 0.25
    assert counts.overshare_f1 > 0.7
    assert counts.extent > 0.85


def test_the_vectors_make_it_better_on_entries_kept_aside(model):
    entries = [one for one in read_labelled(KEPT_ASIDE) if one.list in ("five_rs", "key_steps")]
    scorers = {key: Scorer(LISTS[key], lexicon(), meaning=model) for key in SCORERS}

    with_model = next(evaluation(entries, scorers.__getitem__)).counts
    without = next(evaluation(entries, SCORERS.__getitem__)).counts

    assert with_model.f1 >= without.f1 - 0.02
    assert scorers["five_rs"].version != SCORERS["five_rs"].version


def test_a_model_that_the_weights_were_not_made_with_is_left_out(model):
    other = type("Other", (), {"name": "another model", "vectors": model.vectors})()

    scorer = Scorer(LISTS["five_rs"], lexicon(), meaning=other)

    assert scorer.meaning is None
    assert scorer.version == SCORERS["five_rs"].version


def test_letters_in_no_order_get_no_credit():
    draw = random.Random(7)
    credited = 0
    for _ in range(150):
        words = [
            "".join(draw.choices("bcdfghjklmnpqrstvwxyz", k=draw.randint(3, 8))) for _ in range(3)
        ]
        credited += sum(bool(one.score_entry(" ".join(words)).matches) for one in SCORERS.values())

    assert credited <= 3


@slow
@given(
    texts=st.lists(st.sampled_from([one.text for one in read_labelled(KEPT_ASIDE)]), max_size=6),
    key=st.sampled_from(sorted(SCORERS)),
)
def test_an_entry_more_never_takes_an_item_away(texts, key):
    scorer = SCORERS[key]
    fewer = {one.item.id for one in scorer.score(texts[:-1]).covered}
    more = {one.item.id for one in scorer.score(texts).covered}

    assert fewer <= more
    assert {one.item.id for one in scorer.score(reversed(texts)).covered} == more


def test_a_list_of_item_texts_alone_works_at_once():
    meeting = ReferenceList(
        "made_up",
        "For a family meeting",
        "What do you bring?",
        (
            Item("made_up.agenda", "A written agenda"),
            Item("made_up.interpreter", "An interpreter, if the family wants one"),
            Item("made_up.snacks", "Snacks and water for everybody"),
            Item("made_up.ride", "A ride for people without a car"),
        ),
    )
    scorer = Scorer(meeting, lexicon())

    assert scorer.score_entry("agenda").item_ids == ("made_up.agenda",)
    assert scorer.score_entry("interpreter for grandma").item_ids == ("made_up.interpreter",)
    assert scorer.score_entry("water + snaks").item_ids == ("made_up.snacks",)
    assert scorer.score_entry("somebody without a car needs a ride").item_ids == ("made_up.ride",)
    assert scorer.score_entry("the quarterly budget").item_ids == ()


def test_items_changed_by_an_editor_do_not_use_the_model_of_the_old_ones():
    items = LISTS["five_rs"].items[:-1]
    scorer = Scorer(replace(LISTS["five_rs"], items=items), lexicon())

    assert scorer.maker.words.items is None
    assert scorer.score_entry("recovery").item_ids == ("five_rs.recovery",)


def test_an_explanation_says_what_was_read_and_what_weighed():
    scorer = SCORERS["tx_needs"]

    text = "\n".join(explained(scorer, scorer.score_entry("signed ROI and her HIV test results")))

    assert "covers tx_needs.release wholly" in text
    assert "weighed most:" in text
    assert "privacy:" in text


def test_a_match_without_a_phrasing_says_that_it_rests_on_examples():
    entries = [one for one in read_labelled(KEPT_ASIDE) if one.list == "tx_needs"]
    bases = {
        match.basis
        for one in entries
        for match in SCORERS["tx_needs"].score_entry(one.text).matches
    }

    assert bases == {Basis.PHRASING, Basis.EXAMPLES}


def test_the_table_names_lists_and_ways_of_writing():
    lines = list(table(evaluation(read_labelled(KEPT_ASIDE)[:80], SCORERS.__getitem__)))

    assert lines[1].startswith("all ")
    assert any(line.startswith("tx_needs") for line in lines)
    assert any(line.startswith("telegraphic") for line in lines)


def test_a_list_with_very_many_phrasings_does_without_the_vectors(model):
    item = LISTS["five_rs"].items[0]
    many = replace(item, phrasings=tuple(f"way number {n} to say it" for n in range(500)))
    large = replace(LISTS["five_rs"], id="large", items=(many,))

    assert Scorer(large, lexicon(), meaning=model).meaning is None
    assert Scorer(LISTS["five_rs"], lexicon(), meaning=model).meaning is model


def test_the_meaning_of_only_so_many_parts_is_looked_at():
    text = ", ".join(f"thing {n}" for n in range(30))

    assert len(read_entry(text, SCORERS["tx_needs"].matcher).part_texts) == MOST_PARTS
