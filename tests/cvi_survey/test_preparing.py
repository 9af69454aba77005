"""A coordinator prepares a round: statements, numbers expected, merging, opening."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvi_survey.enums import Entry
from cvi_survey.merging import advice, merged_as_advised
from cvi_survey.models import Round
from cvi_survey.services import Plan, instruments, round_close, round_draft, round_open, systems_of
from jurisdictions.enums import Role
from tests.cvi_survey.test_instruments import FORM
from tests.factories import JurisdictionFactory
from tests.people import client_of, member

STARTER = next(one for one in instruments() if one.id == "cvi-starter")


def text_of(response) -> str:
    return re.sub(r"\s+", " ", html.unescape(response.content.decode()))


def drafted(by, county, **options) -> Round:
    plan = {
        "title": "Autumn round",
        "languages": STARTER.languages,
        "systems": systems_of(STARTER),
        **options,
    }
    return round_draft(by=by, jurisdiction=county, instrument=STARTER, plan=Plan(**plan))


def running(by, county, **options) -> Round:
    return round_open(by=by, drafted=drafted(by, county, **options))


def fields(**more) -> dict:
    return {
        "title": "Autumn round",
        "languages": ["en", "es"],
        "asks_system": "on",
        "mean_from": 5,
        "distribution_from": 8,
        "entry": "link",
        **more,
    }


def numbers(*expected) -> dict:
    return {f"expected_{place}": number for place, number in enumerate(expected)}


@pytest.mark.django_db
def test_a_coordinator_drafts_plans_and_opens_a_round(coordinator_client, county):
    made = coordinator_client.post(
        "/surveys/new/", {"instrument": "cvi-starter", "jurisdiction": county.pk}
    )
    found = Round.objects.get()
    plan = f"/surveys/{found.pk}/plan/"
    assert (found.is_draft, made["Location"]) == (True, plan)
    assert coordinator_client.get(f"/surveys/{found.pk}/")["Location"] == plan
    sent = fields(title="Ours", mean_from=6, distribution_from=10, entry="codes", _do="look")
    done = coordinator_client.post(plan, sent)
    assert done["Location"] == f"/surveys/{found.pk}/ready/"
    shown = text_of(coordinator_client.get(done["Location"]))
    assert "6 answers; a distribution from 10" in shown
    assert "Single-use codes" in shown
    coordinator_client.post(done["Location"])
    found.refresh_from_db()
    assert (found.is_open, found.entry, found.mean_from) == (True, Entry.CODES, 6)
    page = text_of(coordinator_client.get(f"/surveys/{found.pk}/"))
    assert "Fixed since it was opened" in page
    assert coordinator_client.get(plan).status_code == 302
    assert coordinator_client.post(plan, fields(title="Changed"))["Location"] != plan
    found.refresh_from_db()
    assert found.title == "Ours"


@pytest.mark.django_db
def test_too_few_people_are_told_of_and_merged_with_one_click(
    coordinator, coordinator_client, county
):
    found = drafted(coordinator, county)
    plan = f"/surveys/{found.pk}/plan/"
    # Five would be enough for a whole group, but no system is shown below the number for a
    # distribution.
    coordinator_client.post(plan, fields(**numbers(12, 9, 5, 3), _do="advise"))
    page = text_of(coordinator_client.get(plan))
    assert "Too few people expected:</strong> Courts and legal, Another partner" in page
    assert "Where fewer than 8 people of a system answer" in page
    ready = text_of(coordinator_client.get(f"/surveys/{found.pk}/ready/"))
    assert "Too few people expected:</strong> Courts and legal, Another partner" in ready
    coordinator_client.post(plan, fields(**numbers(12, 9, 5, 3), _do="advised"))
    found.refresh_from_db()
    assert [one.id for one in found.systems] == ["child-welfare", "treatment", "court+other"]
    assert found.expected == {"child-welfare": 12, "treatment": 9, "court+other": 8}
    assert found.systems[2].label_in("es").startswith("Tribunales")
    page = text_of(coordinator_client.get(plan))
    assert "Too few people" not in page
    assert "Enough people are expected" in page
    coordinator_client.post(plan, fields(_do="split"))
    found.refresh_from_db()
    assert len(found.systems) == 4


@pytest.mark.django_db
def test_two_systems_are_merged_as_chosen_and_whatever_else_is_asked_changes_nothing(
    coordinator, coordinator_client, county
):
    found = drafted(coordinator, county)
    plan = f"/surveys/{found.pk}/plan/"
    for wish in ("merge 1", "merge 1,9", "merge a,b", "merge 1,1,1", "else"):
        coordinator_client.post(plan, fields(_do=wish))
        assert len(Round.objects.get().systems) == 4
    coordinator_client.post(plan, fields(**numbers(9, 4, 4, 9), _do="merge 1,2"))
    assert Round.objects.get().systems[1].merges == ("treatment", "court")
    coordinator_client.post(plan, fields(**numbers(9, 8, 9), _do="merge 0,1"))
    assert Round.objects.get().systems[0].merges == ("child-welfare", "treatment", "court")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"mean_from": 4}, "not lowered below 5"),
        ({"distribution_from": 7}, "not lowered below 8"),
        ({"mean_from": 12}, "at least as many people"),
        ({"languages": []}, "at least one language"),
        ({"languages": ["fr"]}, "fr is not one of the available choices"),
        ({"title": ""}, "required"),
        ({"title": "x" * 121}, "at most 120"),
        ({"entry": "smoke"}, "smoke is not one of the available choices"),
        ({"closes_at": "2001-01-01T10:00"}, "lies in the past"),
        ({"opens_at": "2101-01-02T10:00", "closes_at": "2101-01-01T10:00"}, "before it opens"),
        ({"expected_0": -1}, "greater than or equal to 0"),
    ],
)
def test_what_cannot_be_asked_is_said_and_nothing_changes(
    coordinator, coordinator_client, county, wrong, said
):
    found = drafted(coordinator, county)
    response = coordinator_client.post(f"/surveys/{found.pk}/plan/", fields(**wrong))

    assert response.status_code == 200
    assert said in text_of(response)
    assert Round.objects.get().title == "Autumn round"
    assert (Round.objects.get().mean_from, Round.objects.get().entry) == (5, "link")


@pytest.mark.django_db
def test_a_form_is_loaded_from_a_file_and_stays_with_the_draft(
    coordinator_client, county, tmp_path
):
    path = tmp_path / "ours.yaml"
    path.write_text(FORM, encoding="utf-8")
    with path.open("rb") as file:
        sent = {"file": file, "jurisdiction": county.pk, "may_use": "on"}
        made = coordinator_client.post("/surveys/load/", sent)
    found = Round.objects.get()
    assert made["Location"] == f"/surveys/{found.pk}/plan/"
    assert found.instrument_id == ""
    assert [item.text for item in found.instrument.items] == ["We trust each other", "We have time"]
    assert found.languages == ["en", "es"]


@pytest.mark.django_db
def test_a_wrong_file_is_told_of_line_by_line_and_makes_no_draft(
    coordinator_client, county, tmp_path
):
    path = tmp_path / "ours.yaml"
    path.write_text(FORM.replace("version: 3", "version: x").replace(", Siempre]", "]"))
    with path.open("rb") as file:
        sent = {"file": file, "jurisdiction": county.pk, "may_use": "on"}
        response = coordinator_client.post("/surveys/load/", sent)
    page = text_of(response)
    assert response.status_code == 422
    assert "Line 2</strong> has the version 'x'." in page
    assert "Line 9</strong> has no scale of four or five points." in page
    assert not Round.objects.exists()
    with path.open("rb") as file:
        sent = {"file": file, "jurisdiction": county.pk}
        assert "required" in text_of(coordinator_client.post("/surveys/load/", sent))


PATHS = ["plan/", "preview/", "paper/", "ready/", "delete/"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("coordinator", 200),
        ("administrator", 200),
        ("facilitator", 403),
        ("editor", 403),
        ("learner", 403),
        ("stranger", 403),
    ],
)
def test_drafts_are_for_coordinators(request, coordinator, county, role, status):
    found = drafted(coordinator, county)
    client = request.getfixturevalue(f"{role}_client")

    for path in ["/surveys/new/", "/surveys/load/", *(f"/surveys/{found.pk}/{p}" for p in PATHS)]:
        assert client.get(path).status_code == status, path
    if status == 403:
        for path in ("plan/", "ready/", "delete/"):
            assert client.post(f"/surveys/{found.pk}/{path}", fields()).status_code == 403
        assert Round.objects.get().is_draft


@pytest.mark.django_db
def test_coordinators_of_other_places_find_no_draft(coordinator, county):
    found = drafted(coordinator, county, title="Our draft")
    neighbour = client_of(member(JurisdictionFactory(), Role.COORDINATOR))

    for path in PATHS:
        assert neighbour.get(f"/surveys/{found.pk}/{path}").status_code == 404
    assert neighbour.post(f"/surveys/{found.pk}/ready/").status_code == 404
    assert "Our draft" not in text_of(neighbour.get("/surveys/"))
    assert Round.objects.get().is_draft


@pytest.mark.django_db
def test_facilitators_do_not_see_drafts_in_their_list(
    coordinator, coordinator_client, facilitator_client, county
):
    drafted(coordinator, county, title="Our draft")

    assert "Our draft" in text_of(coordinator_client.get("/surveys/"))
    assert "Our draft" not in text_of(facilitator_client.get("/surveys/"))


@pytest.mark.django_db
def test_a_draft_is_thrown_away_and_an_open_round_is_not(coordinator, coordinator_client, county):
    found = drafted(coordinator, county)
    coordinator_client.post(f"/surveys/{found.pk}/delete/")
    assert not Round.objects.exists()
    asked = running(coordinator, county)
    response = coordinator_client.post(f"/surveys/{asked.pk}/delete/")
    assert response.status_code == 409
    assert "can no longer be changed" in text_of(response)
    assert Round.objects.get().is_open


@pytest.mark.django_db
def test_a_follow_up_is_a_click_and_a_round_is_not_opened_again(
    coordinator, coordinator_client, facilitator_client, county
):
    asked = running(coordinator, county, title="First time")
    done = round_close(by=coordinator, closing=asked)
    refused = facilitator_client.post(f"/surveys/{done.pk}/follow-up/")
    assert refused.status_code == 403
    made = coordinator_client.post(f"/surveys/{done.pk}/follow-up/")
    again = Round.objects.get(follows=done)
    assert made["Location"] == f"/surveys/{again.pk}/plan/"
    assert "follows “First time”" in text_of(coordinator_client.get(made["Location"]))
    coordinator_client.post(f"/surveys/{done.pk}/ready/")
    done.refresh_from_db()
    assert done.is_closed


@pytest.mark.django_db
def test_the_preview_is_what_people_see_and_sends_nothing(coordinator, coordinator_client, county):
    found = drafted(coordinator, county)
    page = text_of(coordinator_client.get(f"/surveys/{found.pk}/preview/"))
    spanish = text_of(coordinator_client.get(f"/surveys/{found.pk}/preview/?language=es"))

    for item in STARTER.items:
        assert item.text in page
        assert STARTER.translations["es"].items[item.id].text in spanish
    assert STARTER.notice in page
    assert "Enviar mis respuestas" in spanish
    assert all("disabled" in one for one in re.findall(r"<button[^>]*>", page))
    assert 'name="number" value=""' in page


@pytest.mark.django_db
def test_the_paper_form_holds_all_and_says_what_it_is(coordinator, coordinator_client, county):
    found = drafted(coordinator, county)
    page = text_of(coordinator_client.get(f"/surveys/{found.pk}/paper/?language=es"))

    shown = STARTER.in_language("es")
    assert all(item.text in page for item in shown.items)
    assert all(section.title in page for section in shown.sections)
    assert shown.notice in page
    assert "<small>b</small> Tratamiento de trastornos" in page
    assert "No escriba su nombre" in page


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 30), min_size=1))
def test_merging_as_advised_leaves_no_group_too_small_unless_all_are(expected):
    groups = {name: (name,) for name in expected}
    merged = merged_as_advised(groups, expected, least=5)

    inside = [name for group in merged for name in group]
    assert len(inside) == len(set(inside))
    alone = [(name,) for name in expected if name not in inside]
    sizes = [sum(expected[name] for name in group) for group in [*merged, *alone]]
    assert sum(sizes) == sum(expected.values())
    assert len(sizes) == 1 or min(sizes) >= 5


def test_offers_name_each_pair_once_and_the_smallest_that_is_enough_first():
    given_advice = advice({"a": 12, "b": 6, "c": 3, "d": 2}, least=5, least_in_all=5)

    assert given_advice.too_small == ("c", "d")
    assert next((one.first, one.second) for one in given_advice.offers) == ("c", "d")
    pairs = [frozenset({one.first, one.second}) for one in given_advice.offers]
    assert len(pairs) == len(set(pairs)) == 5
    assert not given_advice.is_too_small_in_all
    assert advice({"a": 2, "b": 2}, least=8, least_in_all=5).is_too_small_in_all
    assert not advice({"a": 3, "b": 2}, least=8, least_in_all=5).is_too_small_in_all
    assert advice({}, least=8, least_in_all=5).too_small == ()
