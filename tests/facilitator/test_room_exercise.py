"""The room's list on the wall: for facilitators only, compared and revealed, nothing kept."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

SHARING = "/present/module-7/exercise/information-sharing/"
ADDRESSES = [SHARING, "/present/module-7/exercise/five-rs/", f"{SHARING}?part=2"]


def page_of(response):
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


@pytest.mark.parametrize("role", ["facilitator", "administrator"])
def test_facilitators_and_administrators_may_work_with_a_room(role, request):
    client = request.getfixturevalue(f"{role}_client")
    for address in ADDRESSES:
        assert client.get(address).status_code == 200
        assert client.post(address, {"entries-1": "ROI"}).status_code == 200


@pytest.mark.parametrize("role", ["learner", "editor", "coordinator", "stranger"])
def test_others_are_told_whom_the_page_is_for(role, request):
    client = request.getfixturevalue(f"{role}_client")
    for address in ADDRESSES:
        for response in (client.get(address), client.post(address, {"open": "1"})):
            assert response.status_code == 403
            assert "protective factors" not in response.content.decode()


def test_visitors_are_sent_to_sign_in(db):
    for response in (Client().get(SHARING), Client().post(SHARING, {"open": "1"})):
        assert response.status_code == 302
        assert response["Location"].startswith("/accounts/login/?next=/present/")


@pytest.mark.parametrize("key", ["nothing", "levels-of-collaboration"])
def test_what_has_no_list_has_no_wall(key, facilitator_client):
    assert facilitator_client.get(f"/present/module-7/exercise/{key}/").status_code == 404


def test_a_learner_cannot_tell_which_exercises_exist(learner_client):
    assert learner_client.get("/present/module-7/exercise/nothing/").status_code == 403


@pytest.mark.parametrize(
    ("slide", "address"),
    [
        ("seven-strategies", "/present/module-7/exercise/seven-strategies/"),
        ("key-steps", "/present/module-7/exercise/key-steps-recall/"),
        ("what-to-share", SHARING),
        ("treatment-providers-need", SHARING),
        ("child-welfare-and-courts-need", f"{SHARING}?part=2"),
        ("communication-barriers", "/present/module-7/exercise/communication-barriers/"),
    ],
)
def test_the_presenter_leads_there_from_the_slide(slide, address, facilitator_client):
    page = page_of(facilitator_client.get("/present/module-7/"))
    link = page.select_one(f'[data-slide="{slide}"] .presenter-room a')
    assert link["href"] == address
    assert link["target"] == "stage-module-7"


def test_slides_without_a_list_have_no_such_button(facilitator_client):
    page = page_of(facilitator_client.get("/present/module-7/"))
    assert not page.select('[data-slide="values"] .presenter-room')
    assert len(page.select('.presenter-room a[href*="/exercise/"]')) == 24


def test_nothing_is_revealed_before_it_is_asked_for(facilitator_client):
    page = page_of(facilitator_client.post(SHARING, {"entries-1": "ROI signed", "compare": "1"}))
    assert "ROI signed" in page.select_one(".exercise-covered").get_text()
    assert "Family strengths" not in page.get_text()
    page = page_of(facilitator_client.post(SHARING, {"entries-1": "ROI signed", "open": "1"}))
    reference = page.select_one("#reference-1")
    assert len(reference.select("ol > li")) == 9
    assert "the room’s too" in reference.select_one("li.is-covered").get_text()


def test_the_other_list_is_kept_while_one_is_on_the_wall(facilitator_client):
    data = {"entries-1": "family strengths\nROI", "entries-2": "UA results", "part": "2"}
    page = page_of(facilitator_client.post(SHARING, data))
    assert page.select_one("textarea")["name"] == "entries-2"
    assert page.select_one('input[name="entries-1"]')["value"] == data["entries-1"]
    back = page.select_one(".exercise-head a")["href"]
    assert back == "/present/module-7/stage/#slide-child-welfare-and-courts-need"


def test_nothing_is_kept_on_the_way(facilitator_client):
    kept = facilitator_client.post(SHARING, {"entries-1": "ROI"})["Cache-Control"]
    assert "no-store" in kept
    assert "private" in kept
