"""Reference lists and exercises as content: valid, whole, and in step with the slides."""

import pytest

from modules.content_folder import CONTENT
from modules.document import Activity
from modules.formats.markdown_reader import read_module
from modules.problems import ContentError
from modules.validation import learner_texts
from quizzes.checks import check_lists
from quizzes.exercises import read_exercises, read_lexicon, read_lists
from quizzes.scoring import Scorer
from quizzes.scoring.words import stems

FOLDER = CONTENT / "module7" / "lists"
LISTS = read_lists(FOLDER)
EXERCISES = {one.key: one for one in read_exercises(FOLDER)}
MODULE = read_module(CONTENT / "module7")
LEXICON = read_lexicon(CONTENT / "lexicon.yaml")
SIZES = {
    "tx_needs": 9,
    "cw_court_needs": 10,
    "consent_form": 9,
    "barriers_communication": 6,
    "five_rs": 5,
    "seven_strategies": 7,
    "key_steps": 5,
    "three_rs": 3,
    "collaboration_benefits": 5,
    "who_plans": 5,
    "partners": 8,
    "approach_inputs": 3,
    "approach_gains": 4,
    "joint_activities": 5,
    "collaboration_barriers": 5,
    "parent_services": 6,
    "child_services": 7,
    "family_services": 7,
    "understanding_systems": 4,
    "trust_benefits": 6,
    "effective_plans": 4,
    "planning_activities": 7,
    "changes_to_share": 5,
    "review_considerations": 8,
    "progress_questions": 4,
    "use_outcomes": 4,
    "welfare_outcomes": 4,
    "other_outcomes": 6,
    "environment": 6,
}
# Whom and what everything here is about; a hint may name it.
ABOUT = frozenset(stems("parents children families agencies plans others there well"))
ON_TWO_SLIDES = {"review_considerations": ("joint-case-reviews", "joint-case-reviews-continued")}


def test_every_list_of_the_module_is_whole():
    assert {key: len(one.items) for key, one in LISTS.items()} == SIZES


def words_of(text):
    return " ".join(text.replace("less days", "fewer days").casefold().split())


@pytest.mark.parametrize("key", [key for key, one in EXERCISES.items() if one.is_list])
def test_a_list_says_what_its_slide_says(key):
    slides = {slide.id: slide for slide in MODULE.slides}
    for part in EXERCISES[key].parts:
        own = (part.answer or EXERCISES[key].slide,)
        shown = words_of(
            " ".join(
                f"{slide.title} {slide.body!r} {' '.join(learner_texts(slide))}"
                for slide in (slides[one] for one in ON_TWO_SLIDES.get(part.reference.id, own))
            )
        )
        for item in part.reference.items:
            if item.id == "cw_court_needs.participation":
                continue
            head, _, rest = item.text.partition(": ")
            for text in (head, rest):
                assert words_of(text) in shown, item.id


def test_every_activity_of_module_7_but_the_warm_up_has_an_exercise():
    activities = [slide.activity for slide in MODULE.slides if slide.activity]
    assert Activity("values-continuum", "cvi-warm-up") in activities
    for one in activities:
        if one.kind != "values-continuum":
            assert EXERCISES[one.key].kind == one.kind


def test_exercises_start_and_end_on_slides_that_are_there():
    answers = {slide.id: slide.reveals for slide in MODULE.slides}
    for key, one in EXERCISES.items():
        assert one.slide in answers
        for part in one.parts:
            assert not part.answer or answers[part.answer] == key


@pytest.mark.parametrize("list_id", LISTS)
def test_items_have_many_phrasings_in_two_languages(list_id):
    for item in LISTS[list_id].items:
        assert len(item.phrasings) >= 8, item.id


@pytest.mark.parametrize("list_id", LISTS)
def test_every_item_has_a_hint_in_other_words_than_its_own(list_id):
    hints = [item.hint for item in LISTS[list_id].items]
    assert len(set(hints)) == len(hints)
    for item in LISTS[list_id].items:
        assert len(item.hint) > 10, item.id
        telling = {word for word in stems(item.text) if len(word) > 3} - ABOUT - LEXICON.fillers
        assert not telling & set(stems(item.hint)), item.hint


@pytest.mark.parametrize("list_id", LISTS)
def test_every_way_of_saying_an_item_covers_it(list_id):
    scorer = Scorer(LISTS[list_id], LEXICON)
    for item in LISTS[list_id].items:
        for text in (item.text, *item.phrasings):
            assert item.id in scorer.score_entry(text).item_ids, text


def test_what_must_stay_private_has_a_reason_wherever_it_is_asked_for():
    kinds = {key: [one.kind for one in LISTS[key].private] for key in LISTS}
    usual = [
        "abuse_details",
        "therapy_content",
        "other_health",
        "immigration",
        "other_people",
        "reporter",
        "more_than_needed",
    ]
    for key in ("tx_needs", "cw_court_needs", "consent_form"):
        assert kinds.pop(key) == usual
        assert all(len(one.reason) > 40 for one in LISTS[key].private)
    assert not any(kinds.values())


def test_the_shipped_lists_pass_the_check_at_start():
    assert check_lists(None) == []


GOOD = """\
id: small
title: Small
prompt: What?
items:
  - id: small.one
    text: One
"""
EXERCISE = """\
module: module-9
exercises:
  - key: small
    kind: list-recall
    title: Small
    slide: small
    parts:
      - list: small
"""


def problems_of(folder, text, exercises=EXERCISE):
    (folder / "small.yaml").write_text(text, encoding="utf-8")
    (folder / "exercises.yaml").write_text(exercises, encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        read_exercises(folder)
    return [str(one) for one in caught.value.problems]


def test_a_list_with_texts_alone_is_valid(tmp_path):
    (tmp_path / "small.yaml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "exercises.yaml").write_text(EXERCISE, encoding="utf-8")
    (exercise,) = read_exercises(tmp_path)
    assert exercise.parts[0].reference.items[0].text == "One"


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("title: Small\n", "", "small.yaml:1: 'title' is missing. Add a line 'title: …'."),
        ("    text: One", "    text: ''", "small.yaml:6: 'text' is empty."),
        ("id: small.one", "id: other.one", "small.yaml:5: 'other.one' does not name its list."),
        ("id: small\n", "id: big\n", "small.yaml:1: The id 'big' is not the file's name."),
        ("prompt: What?", "promt: What?", "small.yaml:3: 'promt' means nothing here."),
        ("prompt: What?", "prompt: [What", "This is no YAML"),
        ("    text: One", "    text: One\n    phrasings: [a, a]", "'a' stands here twice."),
        ("items:", "items: none\nrest:", "small.yaml:4: 'items' is not a list."),
    ],
)
def test_a_problem_names_file_line_and_remedy(old, new, problem, tmp_path):
    assert old in GOOD
    found = problems_of(tmp_path, GOOD.replace(old, new, 1))
    assert any(problem in one for one in found), found
    assert all(one.startswith("lists/") for one in found)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("list: small", "list: big", "exercises.yaml:8: There is no list 'big'."),
        ("kind: list-recall", "kind: quiz", "exercises.yaml:4: 'quiz' is no kind of exercise."),
        ("kind: list-recall", "kind: ordering", "exercises.yaml:3: 'order' is missing."),
        ("key: small", "key: Sm all", "'Sm all' is no key."),
        ("slide: small", "slide: small\n    also: gone", "There is no exercise 'gone'."),
    ],
)
def test_a_problem_of_the_exercises_names_its_line(old, new, problem, tmp_path):
    found = problems_of(tmp_path, GOOD, EXERCISE.replace(old, new, 1))
    assert any(problem in one for one in found), found


def test_all_problems_come_at_once(tmp_path):
    text = GOOD.replace("title: Small\n", "").replace("prompt: What?\n", "")
    assert len(problems_of(tmp_path, text, EXERCISE.replace("list: small", "list: big"))) == 3


def test_words_that_yaml_takes_for_truths_stay_words(tmp_path):
    path = tmp_path / "lexicon.yaml"
    path.write_text("concepts:\n  lack: [no, off]\nfillers: [yes, on]\n", encoding="utf-8")
    lexicon = read_lexicon(path)
    assert lexicon.concepts["lack"] == ("no", "off")
    assert lexicon.fillers == {"yes", "on"}
