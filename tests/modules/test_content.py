"""The content that ships is whole: what Module 7 must hold, and what every module keeps to."""

import re

import pytest

from modules.content_folder import CONTENT, module_folder_list
from modules.document import Kind, Layout, Module, Purpose
from modules.formats.markdown_reader import read_module
from modules.markup import plain_text
from modules.rendering import Citations
from modules.validation import learner_texts

MODULES = {folder.name: read_module(folder) for folder in module_folder_list()}
MODULE_7 = MODULES["module7"]

SLIDES = [
    "Module 7: Collaborating to Serve Parents with Substance Use Disorders",
    "Acknowledgment",
    "Learning Objectives",
    "Collaborative Values Inventory",
    "The Need To Do Better for Families",
    "The Necessity of Collaboration",
    "Benefits of Collaboration",
    "Improving Communication: No Single Agency Can Do This Alone",
    "Systems Change",
    "Seven Collaborative Practice Strategies",
    "The Five R's: Core Outcomes for Families",
    "A Collaborative Approach Across Systems",
    "Systemic Collaboration and Collaboration on Individual Cases",
    "Examples of Collaborative Activities",
    "Barriers to Collaboration",
    "Key Steps to Building an Effective Collaboration",
    "Step 1: Identify Differences in Values and Perceptions",
    "Values",
    "Stigma & Perceptions of Parents with Substance Use Disorders",
    "Serving the Family Holistically",
    "Step 2: Establish Individual and Cross-System Roles and Responsibilities",
    "Understanding Other Systems",
    "Benefits of Building Trust Between Systems",
    "Step 3: Establish Joint Policies for Information Sharing",
    "Communicating Across Systems",
    "Confidentiality",
    "Consent Forms",
    "What Information Should Be Shared?",
    "Information Needed by Substance Use Treatment Providers",
    "Information Needed by Child Welfare and Court Professionals",
    "Barriers to Effective Cross-Systems Communication",
    "Step 4: Develop Integrated Case Plans",
    "Joint Case Plans",
    "Joint Case Planning Activities",
    "Joint Case Planning Activities",
    "Joint Case Reviews: Considerations",
    "Joint Case Reviews: Considerations",
    "Step 5: Develop Shared Indicators to Monitor Progress and Evaluate Outcomes",
    "Measuring Progress",
    "Joint Outcomes",
    "Creating a Collaborative Environment",
    "Contact",
]
PURPOSES = {4: "ask do", 9: "ask do", 21: "do", 25: "do", 26: "do tell", 27: "tell",
            28: "ask do", 29: "ask", 30: "ask"}  # fmt: skip


def test_module_7_has_its_42_slides_in_ten_lessons_in_order():
    titles = [slide.title for slide in MODULE_7.slides]

    assert len(MODULE_7.lessons) == 10
    assert [len(lesson.slides) for lesson in MODULE_7.lessons] == [4, 5, 3, 4, 4, 3, 8, 6, 3, 2]
    for title, wanted in zip(titles, SLIDES, strict=True):
        assert title.startswith(wanted)


def test_module_7_has_its_front_and_back_matter_whole():
    assert len(MODULE_7.objectives) == 8
    assert len(MODULE_7.tips) == 6
    assert len(MODULE_7.materials) == 6
    assert len(MODULE_7.references) == 15
    assert len(MODULE_7.resources) == 6
    for text in (
        MODULE_7.introduction,
        MODULE_7.goal,
        MODULE_7.audience,
        MODULE_7.facilitator_qualifications,
        MODULE_7.terminology,
    ):
        assert text


def test_module_7_asks_does_and_tells_where_the_guide_has_its_starred_passages():
    found = {
        number: {prompt.purpose for prompt in slide.prompts}
        for number, _, slide in MODULE_7.numbered_slides()
        if slide.prompts
    }

    assert set(found) == set(PURPOSES)
    for number, purposes in PURPOSES.items():
        assert {Purpose(one) for one in purposes.split()} <= found[number], number


def test_every_question_to_the_room_is_also_a_question_to_a_reader():
    for slide in MODULE_7.slides:
        for prompt in slide.prompts:
            assert prompt.learner_text or prompt.purpose is not Purpose.ASK, prompt.id


def test_module_7_takes_about_two_hours():
    assert 110 <= MODULE_7.planned_minutes <= 130
    assert all(slide.minutes for slide in MODULE_7.slides)


def test_the_reference_lists_are_answers_and_stand_nowhere_beside_their_question():
    answers = {number: slide for number, _, slide in MODULE_7.numbered_slides() if slide.reveals}
    question = MODULE_7.slides[27]
    said = " ".join(plain_text(text).lower() for text in learner_texts(question))

    assert set(answers) == {29, 30}
    assert {slide.reveals for slide in answers.values()} == {question.activity.key}
    for words in (
        "drug testing results",
        "visitation plan",
        "relapse prevention plan",
        "attendance",
    ):
        assert words not in said


def test_what_has_moved_since_the_guide_has_a_dated_sourced_note():
    for number in (5, 26, 27, 42):
        note = MODULE_7.slides[number - 1].editor_note
        assert note is not None, number
        assert "http" in note.source


def test_sections_of_the_module_begin_with_a_divider():
    for number in (17, 21, 24, 32, 38):
        assert MODULE_7.slides[number - 1].layout is Layout.SECTION


def test_the_toolkit_has_ten_modules_seven_of_them_core():
    by_number = sorted(MODULES.values(), key=lambda module: module.number)

    assert [module.number for module in by_number] == list(range(1, 11))
    assert [module.kind for module in by_number] == [Kind.CORE] * 7 + [Kind.SPECIAL_TOPIC] * 3
    assert [module.slug for module in by_number] == [
        *(f"module-{number}" for number in range(1, 8)),
        "methamphetamine",
        "opioids",
        "prenatal-exposure",
    ]  # fmt: skip
    for module in by_number:
        assert module.goal
        assert module.objectives


@pytest.mark.parametrize("module", MODULES.values(), ids=list(MODULES))
def test_every_reference_is_short_named_and_every_citation_leads_to_one(module: Module):
    citations = Citations(module.references)
    for slide in module.slides:
        for key in slide.citations:
            assert citations.short_name(key)


@pytest.mark.parametrize(
    "word",
    [r"HIPPA", r"\baddicts?\b", r"\babusers?\b", r"\bsubstance[- ]abusing\b", r"\bclean\b"],
)
def test_words_that_the_house_does_not_use_stand_only_in_quotations(word):
    """Person first: such words may be quoted (sayings, titles, marked words), never said."""
    for path in CONTENT.glob("*/**/*.md"):
        text = path.read_text(encoding="utf-8")
        text = re.sub(r"::: (saying|quotation).*?:::", "", text, flags=re.S)
        text = re.sub(r"\{title:[^}]*\}", "", text)
        for line in text.splitlines():
            if line.startswith("Source:") or "*" in line:
                continue
            assert not re.search(word, line, re.I), f"{path.name}: {line}"
