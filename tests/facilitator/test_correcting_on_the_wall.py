"""The room's list corrected in place and kept: plain forms, nothing kept unless asked."""

import json

import pytest
from bs4 import BeautifulSoup
from django.http import QueryDict

from facilitator.correcting import correction_in, value_of
from jurisdictions.enums import Role
from quizzes.corrections import Correction, Say
from quizzes.models import ListResult, ResultCorrection
from quizzes.selectors import reference_lists
from tests.factories import JurisdictionFactory, MembershipFactory

SHARING = "/present/module-7/exercise/information-sharing/"
REFERENCE = reference_lists()["tx_needs"]
RELEASE = "tx_needs.release"
OTHER = next(one for one in REFERENCE.items if one.id != RELEASE)
TYPED = {"entries-1": "ROI signed\nthe color of the waiting room", "shown": "1"}


def page_of(response):
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def say(*row):
    return json.dumps(list(row))


def covered(page):
    return [one.get_text() for one in page.select(".exercise-covered__item")]


def field(page, name):
    return [one["value"] for one in page.select(f'input[name="{name}"]')]


REJECT = say("reject", "ROI signed", RELEASE, "")
ADD = say("add", "the color of the waiting room", OTHER.id, "")


def test_every_match_has_its_reason_and_its_buttons(facilitator_client):
    page = page_of(facilitator_client.post(SHARING, TYPED))
    first, second = page.select(".judged__entry")
    assert "was read like" in first.get_text()
    assert REJECT in [one["value"] for one in first.select("button")]
    assert "Not matched yet" in second.get_text()
    assert not page.select_one(".exercise-correct").has_attr("open")


def test_a_match_is_rejected_counted_anew_and_taken_back(facilitator_client):
    before = covered(page_of(facilitator_client.post(SHARING, TYPED)))
    assert len(before) == 1
    page = page_of(facilitator_client.post(SHARING, {**TYPED, "say": REJECT}))
    assert covered(page) == []
    assert page.select_one(".exercise-correct").has_attr("open")
    carried = field(page, "said-1")
    assert carried == [REJECT]
    page = page_of(facilitator_client.post(SHARING, {**TYPED, "said-1": carried, "compare": "1"}))
    assert covered(page) == []
    page = page_of(facilitator_client.post(SHARING, {**TYPED, "said-1": carried, "unsay": REJECT}))
    assert covered(page) == before
    assert field(page, "said-1") == []
    assert not ListResult.objects.exists()


def test_points_are_named_only_where_one_asks_to_choose(facilitator_client):
    page = page_of(facilitator_client.post(SHARING, {**TYPED, "say": REJECT}))
    assert OTHER.text not in page.get_text()
    page = page_of(facilitator_client.post(SHARING, {**TYPED, "choose": "1"}))
    options = [one.get_text() for one in page.select('select[name="to-1-2"] option')]
    assert options[1:] == [one.text for one in REFERENCE.items]
    assert "1" in field(page, "choose")


def test_an_entry_covers_the_point_chosen_and_one_moves(facilitator_client):
    data = {**TYPED, "choose": "1", "to-1-2": OTHER.id}
    pressed = say("add", "the color of the waiting room", "", "to-1-2")
    page = page_of(facilitator_client.post(SHARING, {**data, "say": pressed}))
    assert len(covered(page)) == 2
    assert field(page, "said-1") == [ADD]
    moved = say("move", "ROI signed", RELEASE, "to-1-1")
    data = {**TYPED, "choose": "1", "to-1-1": OTHER.id, "say": moved}
    page = page_of(facilitator_client.post(SHARING, data))
    assert covered(page) == [OTHER.text]


@pytest.mark.parametrize(
    "value",
    [
        *("", "x", "{}", "[]", "[1, 2, 3, 4]", "[" * 5000, '["reject"]'),
        say("undo", "ROI signed", RELEASE, ""),
        say("reject", "ROI signed", "nothing", ""),
        say("reject", "x" * 401, RELEASE, ""),
        say("reject", "ROI signed", RELEASE, OTHER.id),
        say("move", "ROI signed", RELEASE, ""),
        say("move", "ROI signed", RELEASE, RELEASE),
        say("move", "ROI signed", RELEASE, "to-9-9"),
        say("add", "ROI signed", "", "to-1-1"),
    ],
)
def test_what_fits_no_list_is_passed_over(value, facilitator_client):
    assert correction_in(value, REFERENCE, QueryDict()) is None
    page = page_of(facilitator_client.post(SHARING, {**TYPED, "say": value, "said-1": value}))
    assert len(covered(page)) == 1
    assert field(page, "said-1") == []


def test_a_correction_comes_back_as_it_was_sent():
    one = Correction(Say.MOVE, 'a "quoted" <b>', RELEASE, OTHER.id)
    assert correction_in(value_of(one), REFERENCE, QueryDict()) == one


def test_a_correction_of_the_other_list_comes_along(facilitator_client):
    data = {**TYPED, "entries-2": "UA results", "said-1": REJECT, "part": "2"}
    page = page_of(facilitator_client.post(SHARING, data))
    assert field(page, "said-1") == [REJECT]
    assert field(page, "shown") == ["2"]


def test_a_list_is_kept_with_its_corrections_when_asked(facilitator_client, facilitator, county):
    page = page_of(facilitator_client.post(SHARING, {**TYPED, "said-1": REJECT}))
    place, token = field(page, "place")[0], field(page, "token")[0]
    assert place == county.slug
    data = {**TYPED, "said-1": [REJECT, ADD], "keep": "1", "place": place, "token": token}
    page = page_of(facilitator_client.post(SHARING, data))
    facilitator_client.post(SHARING, data)
    kept = ListResult.objects.get()
    assert kept.entries == ["ROI signed", "the color of the waiting room"]
    assert (kept.kept_by, kept.jurisdiction) == (facilitator, county)
    assert (kept.module, kept.exercise, kept.list_id) == (
        "module-7",
        "information-sharing",
        "tx_needs",
    )
    assert list(ResultCorrection.objects.values_list("kind", flat=True)) == ["reject", "add"]
    link = page.select_one(".exercise-keep a")["href"]
    assert link == f"/present/results/{kept.pk}/"
    assert facilitator_client.get(link).status_code == 200


def test_nothing_and_too_much_are_not_kept_and_the_page_says_so(facilitator_client, county):
    for typed, said in (("", "nothing to keep"), ("x" * 13_000, "too long to compare")):
        data = {"entries-1": typed, "keep": "1", "place": county.slug, "shown": "1"}
        assert said in page_of(facilitator_client.post(SHARING, data)).get_text()
    assert not ListResult.objects.exists()


def test_a_list_is_kept_only_where_one_presents(facilitator_client, facilitator, county):
    elsewhere = JurisdictionFactory(name="Elsewhere", slug="elsewhere")
    data = {**TYPED, "keep": "1", "place": "elsewhere"}
    assert facilitator_client.post(SHARING, data).status_code == 403
    for place in ("", "\0", "x" * 10_000):
        assert facilitator_client.post(SHARING, {**data, "place": place}).status_code == 403
    assert not ListResult.objects.exists()
    MembershipFactory(user=facilitator, jurisdiction=elsewhere, role=Role.FACILITATOR)
    page = page_of(facilitator_client.post(SHARING, TYPED))
    names = [one.get_text() for one in page.select('select[name="place"] option')]
    assert names == ["Elsewhere", "Maple County"]
    facilitator_client.post(SHARING, data)
    assert ListResult.objects.get().jurisdiction == elsewhere


@pytest.mark.parametrize("role", ["learner", "editor", "stranger"])
def test_others_keep_nothing(role, request, county):
    client = request.getfixturevalue(f"{role}_client")
    data = {**TYPED, "keep": "1", "place": county.slug}
    assert client.post(SHARING, data).status_code == 403
    assert not ListResult.objects.exists()
