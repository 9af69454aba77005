"""The stage as it is sent: everything the room may see, and nothing else."""

import pytest
from bs4 import BeautifulSoup

from modules import markup
from modules.selectors import module_document

STAGE = "/present/module-7/stage/"


@pytest.fixture
def module(db):
    return module_document("module-7")


@pytest.fixture
def stage(facilitator_client):
    return BeautifulSoup(facilitator_client.get(STAGE).content, "html.parser")


def words(text):
    return " ".join(text.split())


def plain(text):
    return words(markup.plain_text(text, smart=True))


def test_every_slide_is_there_in_order(stage, module):
    ids = [slide["data-stage-slide"] for slide in stage.select("[data-stage-slide]")]
    assert ids == [slide.id for slide in module.slides]
    assert len(ids) == 42


def test_nothing_for_the_facilitator_alone_is_sent(stage, module):
    page = words(stage.get_text(" "))
    for slide in module.slides:
        hidden = [*slide.talking_points, *slide.facilitator_notes]
        hidden += [prompt.text for prompt in slide.prompts if prompt.purpose != "ask"]
        hidden += [prompt.learner_text for prompt in slide.prompts if prompt.learner_text]
        hidden += [slide.editor_note.text] if slide.editor_note else []
        for text in hidden:
            for line in plain(text).split(". "):
                assert len(line) < 40 or line not in page


def test_a_question_to_the_room_is_there_but_not_shown(stage, module):
    asking = [slide for slide in module.slides if any(p.purpose == "ask" for p in slide.prompts)]
    questions = stage.select("[data-stage-question]")
    assert len(questions) == len(asking) > 0
    assert all(question.has_attr("hidden") for question in questions)


def test_answers_are_covered(stage, module):
    covered = [
        slide["data-stage-slide"]
        for slide in stage.select("[data-stage-slide]:has([data-stage-cover])")
    ]
    assert covered == [slide.id for slide in module.slides if slide.reveals]
    assert not stage.select("[data-stage-cover][open]")


def test_slides_are_linked_for_who_has_no_script(stage):
    anchors = {slide["id"] for slide in stage.select("[data-stage-slide]")}
    turns = stage.select("[data-stage-turn]")
    assert len(turns) == 2 * 41
    assert {turn["href"].removeprefix("#") for turn in turns} <= anchors


def test_sources_stand_at_the_foot_by_author_and_year(stage):
    foot = stage.select_one("#slide-need-to-do-better .stage-slide__sources").get_text(" ")
    assert "Wulczyn et al., 2011" in foot
    assert "Brook & McDonald, 2009" in foot


def test_editors_notes_are_only_pointed_at(stage, module):
    noted = [slide.id for slide in module.slides if slide.editor_note]
    signs = stage.select("[data-stage-slide]:has(.stage-slide__note)")
    assert [slide["data-stage-slide"] for slide in signs] == noted


def test_pictures_have_their_files_and_words(stage):
    pictures = stage.select("[data-stage-slide] img")
    assert len(pictures) >= 7
    assert all(picture["src"] and picture["alt"] for picture in pictures)


def test_the_stage_is_light(facilitator_client, django_assert_max_num_queries):
    facilitator_client.get(STAGE)
    with django_assert_max_num_queries(10):
        response = facilitator_client.get(STAGE)
    assert len(response.content) < 150 * 1024


def test_nothing_in_the_page_is_inline(stage):
    assert not stage.select("[style], style, script:not([src])")
    assert not [name for tag in stage.find_all(True) for name in tag.attrs if name.startswith("on")]
