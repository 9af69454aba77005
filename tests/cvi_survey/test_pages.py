"""The facilitator's pages: who gets them, what an open round shows, what a closed one does."""

import gzip
import re

import pytest
from django.test import Client

from cvi_survey.models import Round
from cvi_survey.services import round_close
from jurisdictions.enums import Role
from tests.cvi_survey.rounds import ITEMS, WARM_UP, cast, closed, opened
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


def test_below_five_answers_there_is_the_talk_without_a_chart(
    facilitator, facilitator_client, county
):
    none = closed(facilitator, county, [], title="The same")
    four = closed(facilitator, county, [[5, 4, 3]] * 4, title="The same")

    pages = [text_of(facilitator_client.get(f"/surveys/{one.pk}/")) for one in (none, four)]

    assert pages[0] == pages[1]
    assert "continuum" not in pages[0]
    assert "To talk about" in pages[0]
    for item in WARM_UP.items:
        assert item.text in pages[0]


def test_five_answers_give_a_third_of_the_line_and_no_figure(
    facilitator, facilitator_client, county
):
    done = closed(facilitator, county, [[5, 3, 1]] * 4 + [[4, 4, 1]])

    page = text_of(facilitator_client.get(f"/surveys/{done.pk}/"))

    assert page.count('<svg class="continuum"') == 3
    assert page.count('class="continuum__band"') == 3
    assert "continuum__column" not in page
    assert "5 to 7 people answered" in page
    for words in ("toward agreement", "around the middle", "toward disagreement"):
        assert words in page


def test_from_eight_answers_there_is_a_distribution_with_its_table(
    facilitator, facilitator_client, county
):
    room = [([place % 5 + 1, 1 + place % 2, 5 - place % 3], "court") for place in range(10)]
    room += [([place % 4 + 1, 4 + place % 2, 5 - place % 3], "treatment") for place in range(10)]
    room += [([place % 5 + 1, 3 + place % 2, 5 - place % 3], "") for place in range(8)]
    done = closed(facilitator, county, room, asks_system=True)

    page = text_of(facilitator_client.get(f"/surveys/{done.pk}/"))

    assert page.count('<svg class="continuum"') == page.count("About how many in 10") == 3
    assert page.count("<title id=") == page.count("<desc id=") == 3
    assert page.count('class="continuum__mark"') == 6
    assert "20 to 49 people answered" in page
    assert "No mark of their own" in page
    assert "Child welfare, Another partner" in page
    parts = done.release.items[0].parts
    rows = re.findall(r"<tr><th scope=\"row\">([^<]+)</th><td>(\d+)</td></tr>", page)[:5]
    assert rows == [(label, str(n)) for label, n in zip(WARM_UP.scale, parts, strict=True)]


def test_charts_are_light_and_carry_no_style_of_their_own(facilitator, facilitator_client, county):
    room = [([person % 5 + 1] * 3, system) for system in WARM_UP.system_ids for person in range(9)]
    done = closed(facilitator, county, room, asks_system=True)

    page = facilitator_client.get(f"/surveys/{done.pk}/").content.decode()

    charts = re.findall(r'<svg class="continuum".*?</svg>', page, re.DOTALL)
    assert len(charts) == 3
    for chart in charts:
        assert chart.count("continuum__mark") == 4
        assert len(gzip.compress(chart.encode())) <= 3_000
        assert "style" not in chart
        assert "<script" not in chart


def test_the_release_page_says_no_more_than_the_release(facilitator, facilitator_client, county):
    """Two rooms of unlike size with one release have one page."""
    room = [[1, 2, 3]] * 4 + [[5, 4, 2]] * 6
    one = closed(facilitator, county, room, title="The same")
    more = [[1, 2, 3]] * 6 + [[5, 4, 2]] * 9
    other = closed(facilitator, county, more, title="The same")
    assert one.release_copy == other.release_copy
    pages = [text_of(facilitator_client.get(f"/surveys/{found.pk}/")) for found in (one, other)]
    assert pages[0] == pages[1]


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
