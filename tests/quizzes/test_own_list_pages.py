"""A published list of one's own: on its page, on the wall, in the lists of lists."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from jurisdictions.models import User
from modules.models import ModulePage
from quizzes.custom_lists.selectors import custom_list_list
from quizzes.enums import ReviewReason
from quizzes.models import CustomList, ReviewEntry
from tests.quizzes.own_lists import own_list

pytestmark = pytest.mark.django_db

PAGE = "/exercises/lists/what-to-bring-to-a-family-team-meeting/"
WALL = "/present/lists/exercise/what-to-bring-to-a-family-team-meeting/"


def page_of(response) -> BeautifulSoup:
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def test_a_published_list_has_a_page_for_everybody_and_a_draft_has_none(
    editor: User, client: Client
) -> None:
    one = own_list(editor, publish=False)
    assert client.get(PAGE).status_code == 404
    one.latest_revision.publish(user=editor)
    page = page_of(client.get(PAGE))
    assert page.h1.get_text() == "What to bring to a family team meeting"
    assert "People who support you" not in page.get_text()
    one.refresh_from_db()
    one.unpublish(user=editor)
    assert client.get(PAGE).status_code == 404


def test_item_texts_alone_are_compared_at_once(editor: User, client: Client) -> None:
    own_list(editor)
    data = {"entries-1": "court papers\nsnacks\npeople that support me", "compare": "1"}
    page = page_of(client.post(PAGE, data))
    assert (
        page.select_one(".exercise-result__count").get_text() == "Your list covers 2 of 8 points."
    )
    assert page.select_one(".exercise-unmatched q").get_text() == "snacks"


def test_the_opened_list_brings_its_question_and_no_way_to_a_slide(
    editor: User, client: Client
) -> None:
    own_list(editor)
    page = page_of(client.post(PAGE, {"entries-1": "", "open": "1"}))
    reference = page.select_one("#reference-1")
    assert len(reference.select("ol > li")) == 8
    assert "Who would help the parent prepare?" in reference.get_text()
    assert not reference.select("a")
    assert "slide" not in page.select_one("main").get_text()


def test_a_list_of_a_module_leads_back_to_it(editor: User, client: Client) -> None:
    one = own_list(editor)
    back = page_of(client.get(PAGE)).select_one(".exercise-head a")["href"]
    assert back == "/exercises/lists/"
    CustomList.objects.filter(pk=one.pk).update(module=ModulePage.objects.get(slug="module-7"))
    page = page_of(client.get(PAGE))
    assert page.select_one(".exercise-head a")["href"] == "/modules/module-7/"
    assert page.select_one(".eyebrow").get_text().startswith("Module 7")


def test_what_one_meant_goes_to_those_who_keep_the_list(editor: User, client: Client) -> None:
    one = own_list(editor)
    data = {
        "entries-1": "my auntie",
        "opened": "1",
        "entry-1-1": "my auntie",
        "meant-1-1": "2",
        "meant": "1",
    }
    assert client.post(PAGE, data).status_code == 200
    entry = ReviewEntry.objects.get()
    assert (entry.list_id, entry.text, entry.reason) == (
        one.list_id,
        "my auntie",
        ReviewReason.MEANT,
    )
    assert entry.item_id == f"{one.list_id}.item-2"


def test_the_list_of_lists_names_what_is_published(editor: User, client: Client) -> None:
    assert "There are none yet" in client.get("/exercises/lists/").content.decode()
    own_list(editor)
    own_list(editor, title="Half done", publish=False)
    page = page_of(client.get("/exercises/lists/"))
    assert [one.get_text() for one in page.select(".own-lists a")] == [
        "What to bring to a family team meeting"
    ]
    assert page.select_one(".own-lists a")["href"] == PAGE
    assert [one.slug for one in custom_list_list()] == [PAGE.split("/")[-2]]


def test_a_facilitator_does_it_with_a_room_and_nobody_else(
    editor: User, facilitator_client: Client, learner_client: Client
) -> None:
    own_list(editor)
    assert learner_client.get(WALL).status_code == 403
    index = page_of(facilitator_client.get("/present/"))
    assert index.find("a", href=WALL)
    page = page_of(facilitator_client.post(WALL, {"entries-1": "court papers", "compare": "1"}))
    assert "1 of 8" in page.select_one(".exercise-result__count").get_text()
    assert page.select_one(".exercise-head a")["href"] == "/present/"
    assert facilitator_client.get("/present/lists/exercise/nothing/").status_code == 404


def test_the_page_costs_few_queries(
    editor: User, client: Client, django_assert_max_num_queries
) -> None:
    own_list(editor)
    with django_assert_max_num_queries(6):
        client.post(PAGE, {"entries-1": "court papers", "compare": "1"})
