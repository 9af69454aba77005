"""Who may open the list of decks, the presenter's view and the stage."""

import pytest
from django.test import Client

ADDRESSES = [
    "/present/",
    "/present/module-7/",
    "/present/module-7/?slide=26",
    "/present/module-7/stage/",
]
A_NOTE = "You are not giving legal advice"


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("role", ["facilitator", "administrator"])
def test_facilitators_and_administrators_may_present(address, role, request):
    client = request.getfixturevalue(f"{role}_client")
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("role", ["learner", "editor", "coordinator", "stranger"])
def test_others_are_told_whom_the_page_is_for(address, role, request):
    response = request.getfixturevalue(f"{role}_client").get(address)
    assert response.status_code == 403
    assert "This page is for facilitators." in response.content.decode()
    assert A_NOTE not in response.content.decode()


@pytest.mark.parametrize("address", ADDRESSES)
def test_visitors_are_sent_to_sign_in_and_come_back(address, db):
    response = Client().get(address)
    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/login/?next=/present/")


def test_somebody_shut_out_sees_nothing(facilitator, facilitator_client):
    facilitator.is_active = False
    facilitator.save()
    assert facilitator_client.get("/present/module-7/").status_code == 302


@pytest.mark.parametrize("address", ADDRESSES)
def test_nothing_is_kept_on_the_way(address, facilitator_client):
    kept = facilitator_client.get(address)["Cache-Control"]
    assert "no-store" in kept
    assert "private" in kept


@pytest.mark.parametrize("address", ADDRESSES)
def test_pages_are_read_only(address, facilitator_client):
    assert facilitator_client.post(address).status_code == 405


@pytest.mark.parametrize("slug", ["no-such-module", "opioids"])
def test_what_has_no_slides_cannot_be_presented(slug, facilitator_client):
    assert facilitator_client.get(f"/present/{slug}/").status_code == 404
    assert facilitator_client.get(f"/present/{slug}/stage/").status_code == 404


def test_a_learner_cannot_tell_which_modules_exist(learner_client):
    assert learner_client.get("/present/no-such-module/").status_code == 403
