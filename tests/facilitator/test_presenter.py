"""The presenter's view as it is sent, which must do without JavaScript."""

import pytest
from bs4 import BeautifulSoup

from facilitator.presenting import slide_place
from modules.markup import plain_text
from modules.selectors import module_document

PRESENTER = "/present/module-7/"


def shown(client, query=""):
    page = BeautifulSoup(client.get(f"{PRESENTER}{query}").content, "html.parser")
    notes = [note for note in page.select("[data-slide]") if not note.has_attr("hidden")]
    assert len(notes) == 1
    return page, notes[0]


def test_the_first_slide_is_shown_at_first(facilitator_client):
    page, notes = shown(facilitator_client)
    assert notes["data-slide"] == "welcome"
    assert page.select_one('[data-role="current"]')["data-preview"] == "welcome"
    assert page.select_one('[data-role="next"]')["data-preview"] == "acknowledgment"


def test_a_slide_comes_with_everything_the_facilitator_needs(facilitator_client):
    _page, notes = shown(facilitator_client, "?slide=26")
    text = notes.get_text(" ")
    assert "Slide 26 of 42" in text
    assert "Talking points" in text
    assert "only you see this" in text
    assert "You are not giving legal advice" in text
    assert "Editor’s note, 2026-11-22" in text
    purposes = [sign.get_text() for sign in notes.select(".presenter-prompt__purpose")]
    assert purposes == ["Do", "Tell"]
    assert "whole room · 2 minutes" in notes.select_one(".presenter-prompt__how").get_text()


def test_learners_texts_are_left_out(facilitator_client):
    page = BeautifulSoup(facilitator_client.get(PRESENTER).content, "html.parser")
    said = " ".join(page.get_text(" ").split())
    prompts = [prompt for slide in module_document("module-7").slides for prompt in slide.prompts]
    beginnings = [plain_text(one.learner_text, smart=True)[:40] for one in prompts]
    own = [words for words in beginnings if words and words not in repr(prompts_texts(prompts))]
    assert own
    assert [words for words in own if words in said] == []


def prompts_texts(prompts):
    return [plain_text(prompt.text, smart=True) for prompt in prompts]


def test_the_slide_of_the_inventory_leads_to_asking_the_room(facilitator_client):
    page, notes = shown(facilitator_client, "?slide=4")
    links = page.select('[data-slide] a[href="/surveys/open/"]')
    assert len(links) == 1
    assert links[0] in notes.select("a")


def test_previous_and_next_are_links(facilitator_client):
    page, _notes = shown(facilitator_client, "?slide=5")
    assert page.select_one('[data-turn="previous"]')["href"] == "?slide=4"
    assert page.select_one('[data-turn="next"]')["href"] == "?slide=6"


def test_links_stop_at_the_last_slide(facilitator_client):
    page, notes = shown(facilitator_client, "?slide=42")
    assert notes["data-slide"] == "contact"
    assert page.select_one('[data-turn="next"]')["aria-disabled"] == "true"
    assert not page.select('[data-role="next"]')


def test_an_answer_can_always_be_read_here(facilitator_client):
    page, _notes = shown(facilitator_client, "?slide=29")
    assert "Reason for referral" in page.select_one('[data-role="current"]').get_text()
    assert not page.select("[data-stage-cover]")


def test_any_slide_can_be_jumped_to(facilitator_client):
    page, _notes = shown(facilitator_client)
    assert len(page.select("[data-go]")) == 42
    assert len(page.select("[data-lesson-row]")) == 10
    assert page.select_one('[data-go="contact"]')["href"] == "?slide=42"


def test_planned_minutes_are_told(facilitator_client):
    page, _notes = shown(facilitator_client)
    assert "120 min" in page.select_one(".presenter-times").get_text()


@pytest.mark.parametrize("chosen", ["", "0", "43", "-1", "x", "²", "9" * 5000])
def test_a_slide_that_is_not_there_gives_the_first(chosen):
    assert slide_place(chosen, total=42) == 0


def test_a_slide_is_chosen_by_its_number():
    assert slide_place("42", total=42) == 41


def test_the_page_costs_few_queries(facilitator_client, django_assert_max_num_queries):
    facilitator_client.get(PRESENTER)
    with django_assert_max_num_queries(11):
        response = facilitator_client.get(PRESENTER)
    assert len(response.content) < 300 * 1024


def test_the_list_names_what_can_be_presented(facilitator_client):
    page = BeautifulSoup(facilitator_client.get("/present/").content, "html.parser")
    links = [link["href"] for link in page.select(".present-list h2 a")]
    assert PRESENTER in links
    assert "/present/opioids/" not in links, "a module without slides"
    assert "42 slides" in page.select_one(".present-list").get_text()
