"""Pages of kept lists: for facilitators of the jurisdiction, to correct, score again and delete."""

import json

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from jurisdictions.enums import Role
from quizzes.corrections import Correction, Say
from quizzes.models import AcceptedPhrasing, KeptScore, ListResult
from quizzes.selectors import reference_lists
from quizzes.services.phrasings import phrasing_accept
from quizzes.services.results import result_correct, result_keep
from tests.factories import JurisdictionFactory
from tests.people import client_of, member

RESULTS = "/present/results/"
LIST = "tx_needs"
RELEASE = "tx_needs.release"
LAST = reference_lists()[LIST].items[-1]
ENTRIES = ["ROI signed", "wibble token", "<b>bold</b>"]


def page_of(response):
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def keep(by, place, token=""):
    return result_keep(
        by=by, jurisdiction=place, list_id=LIST, entries=ENTRIES, title="Our room", token=token
    )


@pytest.fixture
def kept(facilitator, county):
    return keep(facilitator, county)


@pytest.fixture
def address(kept):
    return f"{RESULTS}{kept.pk}/"


def say(*row):
    return {"say": json.dumps(list(row))}


def count_of(page):
    return page.select_one(".result-count").get_text()


@pytest.mark.parametrize("role", ["facilitator", "administrator"])
def test_facilitators_of_the_jurisdiction_see_its_lists(role, request, address):
    client = request.getfixturevalue(f"{role}_client")
    assert "Our room" in page_of(client.get(RESULTS)).select_one(".review-entry h2").get_text()
    page = page_of(client.get(address))
    assert "1 of 9" in count_of(page)
    assert page.select(".judged__text")[2].get_text() == "<b>bold</b>"


def posts(address, kept, facilitator):
    said = result_correct(
        result=kept, correction=Correction(Say.ADD, "wibble token", LAST.id), by=facilitator
    )
    return [
        (f"{address}correct/", say("reject", "ROI signed", RELEASE, "")),
        (f"{address}correct/", {"undo": said.pk}),
        (f"{address}correct/", {"phrasing": said.pk}),
        (f"{address}rescore/", {}),
        (f"{address}delete/", {}),
    ]


@pytest.mark.parametrize("role", ["learner", "editor", "coordinator", "stranger"])
def test_others_are_told_whom_the_pages_are_for(role, request, address, kept, facilitator):
    client = request.getfixturevalue(f"{role}_client")
    answers = [client.get(RESULTS), client.get(address)]
    answers += [client.post(to, data) for to, data in posts(address, kept, facilitator)]
    for response in answers:
        assert response.status_code == 403
        assert "wibble" not in response.content.decode()
    assert kept.corrections.count() == 1


def test_facilitators_of_another_jurisdiction_find_nothing(address, kept, facilitator):
    client = client_of(member(JurisdictionFactory(name="Elsewhere"), Role.FACILITATOR))
    assert "Our room" not in client.get(RESULTS).content.decode()
    assert client.get(address).status_code == 404
    for to, data in posts(address, kept, facilitator):
        assert client.post(to, data).status_code == 404
    assert kept.corrections.count() == 1
    assert not AcceptedPhrasing.objects.exists()


def test_visitors_are_sent_to_sign_in(address):
    for to in (RESULTS, address):
        response = Client().get(to)
        assert response.status_code == 302
        assert response["Location"].startswith("/accounts/login/?next=/present/results/")


def test_nothing_is_kept_on_the_way(address, facilitator_client):
    assert "no-store" in facilitator_client.get(address)["Cache-Control"]
    assert facilitator_client.get(f"{address}delete/").status_code == 405


def test_a_match_is_corrected_and_the_total_follows(address, facilitator_client):
    sent = say("reject", "ROI signed", RELEASE, "")
    response = facilitator_client.post(f"{address}correct/", sent)
    assert response["Location"] == f"{address}#entry-1"
    page = page_of(facilitator_client.get(address))
    assert "0 of 9" in count_of(page)
    assert "Before people corrected it: 1." in count_of(page)
    assert "The facilitator" in page.select_one(".review-history").get_text()
    undo = page.select_one('button[name="undo"]')["value"]
    facilitator_client.post(f"{address}correct/", {"undo": undo})
    assert "1 of 9" in count_of(page_of(facilitator_client.get(address)))


def test_a_missed_point_is_added_and_its_words_count_with_one_click(address, facilitator_client):
    sent = {**say("add", "wibble token", "", "to-1-2"), "to-1-2": LAST.id}
    facilitator_client.post(f"{address}correct/", sent)
    page = page_of(facilitator_client.get(address))
    assert "2 of 9" in count_of(page)
    button = page.select_one('button[name="phrasing"]')["value"]
    response = facilitator_client.post(f"{address}correct/", {"phrasing": button}, follow=True)
    page = page_of(response)
    assert "counts from now on" in page.select_one(".messages").get_text()
    assert AcceptedPhrasing.objects.active().get().text == "wibble token"
    assert not page.select('button[name="phrasing"]')
    assert "accepted phrasing" in page.select("#entry-2 .badge")[-1].get_text()
    again = facilitator_client.post(f"{address}correct/", {"phrasing": button}, follow=True)
    assert "counts already" in page_of(again).select_one(".messages").get_text()


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"say": "x"},
        say("add", "not typed", RELEASE, ""),
        say("add", "wibble token", "", "to-1-2"),
    ],
)
def test_what_does_not_fit_is_said(sent, address, kept, facilitator_client):
    page = page_of(facilitator_client.post(f"{address}correct/", sent, follow=True))
    assert page.select_one(".messages__item--error")
    assert not kept.corrections.exists()


@pytest.mark.parametrize("sent", [{"undo": "x"}, {"undo": "9" * 30}, {"phrasing": "0"}])
def test_an_unknown_correction_is_not_found(sent, address, facilitator_client):
    assert facilitator_client.post(f"{address}correct/", sent).status_code == 404


def test_a_newer_version_is_said_and_scored_when_asked(address, facilitator, facilitator_client):
    page = page_of(facilitator_client.get(address))
    assert "a newer version" not in page.get_text()
    assert not page.select(".result-rescore")
    phrasing_accept(list_id=LIST, item_id=LAST.id, text="wibble token", by=facilitator)
    page = page_of(facilitator_client.get(address))
    assert "a newer version is there" in page.get_text()
    assert "1 of 9" in count_of(page)
    again = page.select_one(".result-rescore")["action"]
    page = page_of(facilitator_client.post(again, follow=True))
    assert "2 of 9" in count_of(page)
    compared = page.select_one(".result-compared").get_text()
    assert "wibble token" in compared
    assert LAST.text in compared
    assert "a newer version" not in page.get_text()
    assert KeptScore.objects.count() == 2


def test_a_list_whose_reference_is_gone_still_opens(address, kept, facilitator_client):
    ListResult.objects.update(list_id="gone")
    assert "1 of 9" in count_of(page_of(facilitator_client.get(address)))
    response = facilitator_client.post(f"{address}rescore/", follow=True)
    assert "no longer there" in page_of(response).select_one(".messages").get_text()


def test_a_list_is_deleted(address, facilitator_client):
    page = page_of(facilitator_client.post(f"{address}delete/", follow=True))
    assert "deleted" in page.select_one(".messages").get_text()
    assert not ListResult.objects.exists()
    assert facilitator_client.get(address).status_code == 404


def test_many_lists_cost_no_more_queries(
    kept, facilitator, county, facilitator_client, django_assert_max_num_queries
):
    for number in range(30):
        keep(facilitator, county, token=str(number))
    with django_assert_max_num_queries(14):
        page = page_of(facilitator_client.get(RESULTS))
    assert len(page.select(".review-entry")) == 25


def test_the_list_of_decks_leads_there(facilitator_client):
    page = page_of(facilitator_client.get("/present/"))
    links = [one["href"] for one in page.select(".present-list__ways a")]
    assert RESULTS in links
    assert "/exercises/review/" in links
