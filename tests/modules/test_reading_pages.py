"""The pages that people read: what stands on them, and what must not."""

from itertools import pairwise
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string

from modules.document import Activity
from modules.markup import plain_text
from modules.selectors import module_document
from modules.templatetags.reading import as_date, duration

pytestmark = pytest.mark.django_db
STEP_3 = "/modules/module-7/step-3-information-sharing/"


def words_of(client, path):
    response = client.get(path)
    assert response.status_code == 200
    soup = BeautifulSoup(response.content, "html.parser")
    # Citations are numbers in the page and nothing in the plain words.
    for citation in soup.select("sup.citation"):
        citation.decompose()
    return "".join(soup.get_text().split())


def bare(text):
    return "".join(plain_text(text, smart=True).split())


def test_a_lesson_shows_all_talking_points_and_learner_texts_of_its_open_slides(client):
    for lesson in module_document("module-7").lessons:
        words = words_of(client, f"/modules/module-7/{lesson.id}/")
        for slide in lesson.slides:
            prompts = [prompt.learner_text for prompt in slide.prompts]
            for text in (*slide.talking_points, *filter(None, prompts)):
                assert (bare(text) in words) is (not slide.reveals), slide.id


def test_no_lesson_or_answer_shows_facilitator_notes_or_the_facilitators_prompts(client):
    for lesson in module_document("module-7").lessons:
        paths = [f"/modules/module-7/{lesson.id}/"]
        paths += [f"{paths[0]}answers/{slide.id}/" for slide in lesson.slides if slide.reveals]
        for path in paths:
            words = words_of(client, path)
            for slide in lesson.slides:
                prompts = [prompt.text for prompt in slide.prompts]
                for text in (*slide.facilitator_notes, *prompts):
                    assert bare(text) not in words, slide.id


def test_an_answer_is_shown_at_its_own_address_and_leads_back(client):
    response = client.get(f"{STEP_3}answers/treatment-providers-need/")
    page = BeautifulSoup(response.content, "html.parser")
    back = page.select_one(".ways-on a")["href"]
    assert "Family strengths and protective factors" in page.get_text()
    assert back == f"{STEP_3}#slide-treatment-providers-need"


def test_a_closed_answer_offers_the_exercise_first(client):
    page = BeautifulSoup(client.get(STEP_3).content, "html.parser")
    links = page.select("#slide-treatment-providers-need .closed-answer a")
    assert [link["href"] for link in links] == [
        "/exercises/module-7/information-sharing/",
        f"{STEP_3}answers/treatment-providers-need/",
    ]


def test_headings_of_every_lesson_come_in_order(client):
    for lesson in module_document("module-7").lessons:
        page = BeautifulSoup(client.get(f"/modules/module-7/{lesson.id}/").content, "html.parser")
        levels = [int(heading.name[1]) for heading in page.find_all(["h1", "h2", "h3", "h4"])]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))


def test_each_citation_in_a_lesson_leads_to_a_reference_on_the_same_page(client):
    for lesson in module_document("module-7").lessons:
        page = BeautifulSoup(client.get(f"/modules/module-7/{lesson.id}/").content, "html.parser")
        ids = {element["id"] for element in page.select("[id]")}
        targets = {link["href"] for link in page.select(".citation a")}
        assert {target.removeprefix("#") for target in targets} <= ids


def test_ids_are_unique_in_every_lesson(client):
    for lesson in module_document("module-7").lessons:
        page = BeautifulSoup(client.get(f"/modules/module-7/{lesson.id}/").content, "html.parser")
        ids = [element["id"] for element in page.select("[id]")]
        assert len(ids) == len(set(ids))


def test_a_module_without_slides_says_so_and_offers_no_reading(client):
    page = client.get("/modules/opioids/").content.decode()
    assert "not on this platform yet" in page
    assert "Start reading" not in page


def test_a_page_is_the_same_for_everybody(client, facilitator_client):
    for path in ("/", "/modules/", "/modules/module-7/", STEP_3):
        assert client.get(path).content == facilitator_client.get(path).content


def test_a_page_carries_no_inline_script_or_style(client):
    for path in ("/", "/modules/", "/modules/module-7/", STEP_3, "/search/?q=consent"):
        page = BeautifulSoup(client.get(path).content, "html.parser")
        assert page.select("style, [style], script:not([src])") == []
        names = {name for element in page.find_all(True) for name in element.attrs}
        assert not [name for name in names if name.startswith("on")]


def test_a_search_shows_its_words_again_as_text(client):
    page = client.get("/search/", {"q": "<b>consent</b>"}).content.decode()
    assert "&lt;b&gt;consent&lt;/b&gt;" in page
    assert "<b>consent</b>" not in page


def test_an_address_without_a_page_offers_search_and_modules(client):
    response = client.get("/modules/nothing-here/")
    assert response.status_code == 404
    assert b'href="/modules/"' in response.content
    assert b'name="q"' in response.content


def test_the_page_for_our_own_failure_needs_no_request_and_no_database():
    assert "Something went wrong on our side" in render_to_string("500.html")


@pytest.mark.parametrize(
    "kind",
    ["values-continuum", "list-recall", "ordering", "matching", "list-compare", "unheard-of"],
)
def test_every_exercise_can_be_done_on_paper(kind):
    activity = Activity(kind, "key")
    html = render_to_string("modules/components/activity.html", {"activity": activity})
    assert "paper" in BeautifulSoup(html, "html.parser").select_one(".aside__text").get_text()


def test_a_lesson_without_slides_can_still_be_shown():
    lesson = SimpleNamespace(title="New", minutes=0)
    html = render_to_string("modules/lesson_page.html", {"lesson": lesson, "slides": ()})
    assert "New" in html


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0, "0 min"), (45, "45 min"), (60, "1 hour"), (65, "1 hour 5 min"), (120, "2 hours")],
)
def test_minutes_are_said_in_words(minutes, words):
    assert duration(minutes) == words


def test_a_date_that_is_none_is_left_out():
    assert as_date("2026-11-22").day == 22
    assert as_date("last week") is None
