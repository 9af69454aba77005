"""The facilitator's pages: who gets them, what an open round shows, what a closed one does."""

import re

import pytest
from django.test import Client

from cvi_survey.models import Round
from cvi_survey.services import round_close
from jurisdictions.enums import Role
from tests.cvi_survey.rounds import ITEMS, WARM_UP, cast, opened
from tests.factories import JurisdictionFactory
from tests.people import client_of, member

pytestmark = pytest.mark.django_db


def text_of(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def addresses(found: Round) -> list[str]:
    return [f"/surveys/{found.pk}/{rest}" for rest in ("", "link/", "close/")]


@pytest.fixture
def neighbour_client() -> Client:
    """A facilitator of another county."""
    return client_of(member(JurisdictionFactory(), Role.FACILITATOR))


@pytest.mark.parametrize("role", ["facilitator", "coordinator", "administrator"])
def test_those_who_hold_surveys_see_their_countys_rounds(request, facilitator, county, role):
    client = request.getfixturevalue(f"{role}_client")
    asked = opened(facilitator, county, title="Morning group")

    assert "Morning group" in text_of(client.get("/surveys/"))
    for address in ("/surveys/open/", *addresses(asked)):
        response = client.get(address)
        assert response.status_code == 200
        assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("role", ["learner", "editor", "stranger"])
def test_other_people_are_refused(request, facilitator, county, role):
    client = request.getfixturevalue(f"{role}_client")
    asked = opened(facilitator, county)

    for address in ("/surveys/", "/surveys/open/", *addresses(asked)):
        assert client.get(address).status_code == 403
    assert client.post(addresses(asked)[2]).status_code == 403
    assert Round.objects.get().is_open


def test_facilitators_of_other_places_find_nothing(neighbour_client, facilitator, county):
    asked = opened(facilitator, county, title="Morning group")

    assert "Morning group" not in text_of(neighbour_client.get("/surveys/"))
    for address in addresses(asked):
        assert neighbour_client.get(address).status_code == 404
    assert neighbour_client.post(addresses(asked)[2]).status_code == 404
    assert Round.objects.get().is_open


def test_visitors_are_sent_to_sign_in(facilitator, county):
    asked = opened(facilitator, county)

    for address in ("/surveys/", "/surveys/open/", *addresses(asked)):
        response = Client().get(address)
        assert response.status_code == 302
        assert response["Location"].startswith("/accounts/login/")


def test_a_facilitator_opens_a_round_in_her_own_county_only(facilitator_client, county):
    elsewhere = JurisdictionFactory()
    fields = {"title": "Morning group", "instrument": "cvi-warm-up"}

    refused = facilitator_client.post("/surveys/open/", {**fields, "jurisdiction": elsewhere.pk})
    assert refused.status_code == 200
    assert not Round.objects.exists()

    done = facilitator_client.post("/surveys/open/", {**fields, "jurisdiction": county.pk})
    found = Round.objects.get()
    assert done["Location"] == f"/surveys/{found.pk}/"
    assert (found.jurisdiction, found.asks_system) == (county, False)


def test_an_open_round_shows_that_it_is_open_and_nothing_else(
    facilitator, facilitator_client, county
):
    """The page is the same with no answers and with many."""
    asked = opened(facilitator, county, asks_system=True)

    def pages() -> list[str]:
        shown = []
        for address in ("/surveys/", *addresses(asked)):
            text = text_of(facilitator_client.get(address))
            shown.append(re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text))
        return shown

    before = pages()
    for place in range(12):
        cast(asked, [place % 5 + 1, 1, 5], "court")
    assert pages() == before
    assert "This survey is open." in before[1]


def test_the_link_is_shown_in_words_and_as_a_code(facilitator, facilitator_client, county):
    asked = opened(facilitator, county)

    page = text_of(facilitator_client.get(addresses(asked)[1]))

    assert f"testserver/s/{asked.code}/" in page
    assert page.count('<svg aria-hidden="true"') == 1
    assert "style=" not in page


def test_closing_is_asked_once_more_and_leads_to_the_release(
    facilitator, facilitator_client, county
):
    asked = opened(facilitator, county)

    assert "cannot be undone" in text_of(facilitator_client.get(addresses(asked)[2]))
    assert Round.objects.get().is_open
    assert facilitator_client.post(addresses(asked)[2])["Location"] == addresses(asked)[0]
    for address in addresses(asked)[1:]:
        assert facilitator_client.get(address)["Location"] == addresses(asked)[0]


def test_rounds_are_listed_with_few_queries(
    facilitator, facilitator_client, county, django_assert_max_num_queries
):
    for _ in range(15):
        round_close(by=facilitator, closing=opened(facilitator, county))

    with django_assert_max_num_queries(8):
        facilitator_client.get("/surveys/")


def test_on_the_self_paced_path_the_line_is_private():
    page = Client().get("/modules/module-7/opening/").content.decode()
    fields = re.findall(r"<input[^>]*type=\"range\"[^>]*>", page)

    assert len(fields) == len(ITEMS)
    assert not any(" name=" in field for field in fields)
    for item in WARM_UP.items:
        assert page.count(f'id="place-{item.id}"') == 1
        assert item.about.split(".")[0][:40] in page
    article = page[page.index("<article") : page.index("</article>")]
    assert "<form" not in article
