"""Values warm-up: held by the rules of the survey, and the session knows nothing of the answers."""

import json

import pytest
from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.test import Client

from cvi_survey import keys
from cvi_survey.models import Round, SealedBallot
from cvi_survey.services import progress_update, round_close
from facilitator import machine
from facilitator.activities import kind_of
from facilitator.activities.values.kind import round_of
from facilitator.errors import FacilitatorError
from facilitator.models import Contribution, LiveMessage
from modules.selectors import module_document
from tests.cvi_survey.rounds import ITEMS, cast, number_on, send
from tests.facilitator.activities.faces import (
    act,
    closed,
    desk,
    opened,
    phone,
    ready,
    shown,
    soup,
    wall,
    words,
)
from tests.facilitator.rooms import commanded, joined, started

VALUES = {"instrument": "cvi-warm-up", "asks_system": False}
AGREE = [(4, 4, 5)] * 4 + [(5, 4, 4)] * 4 + [(3, 2, 1)] * 2


@pytest.fixture
def live(facilitator, county):
    return started(facilitator, county)


@pytest.fixture
def held(live, facilitator):
    """The warm-up, open before the room."""
    return opened(live, facilitator, ready(live, facilitator, "values", VALUES))


def tables():
    """Everything that the tables of sessions hold, as text."""
    rows = {
        model.__name__: list(model._default_manager.order_by("pk").values())
        for model in apps.get_app_config("facilitator").get_models()
    }
    return json.dumps(rows, cls=DjangoJSONEncoder, sort_keys=True)


# Nothing of the answers in the session ------------------------------------------------------------


def test_answering_leaves_no_trace_in_any_table_of_the_session(live, held):
    devices = [joined(live)[0] for _one in range(8)]
    before = tables()
    asked = round_of(held)
    for device in devices:
        page = device.get(f"/s/{asked.code}/")
        fields = dict.fromkeys(ITEMS, "4")
        answer = send(device, asked, {"number": number_on(page), **fields})
        assert answer.status_code == 303
        assert not answer.cookies
    assert SealedBallot.objects.filter(round=asked).count() == 8
    assert tables() == before


def test_after_a_whole_run_the_session_holds_the_release_in_words_and_nothing_else(
    live, held, facilitator, facilitator_client
):
    asked = round_of(held)
    for _one in range(3):
        joined(live)
    for places in AGREE:
        cast(asked, places)
    closed(live, facilitator, held)
    assert held.working == {"round": asked.pk, "code": asked.code}
    shown(live, facilitator, held)
    act(facilitator_client, held, "statement", item=ITEMS[1])
    commanded(live, facilitator, machine.End())

    held.refresh_from_db()
    assert not Contribution.objects.exists()
    assert held.working == {"round": asked.pk, "code": asked.code, "item": ITEMS[1]}
    outcome = kind_of("values").outcome(held)
    assert set(outcome) == {"state", "title", "round", "fingerprint", "has_charts", "statements"}
    asked.refresh_from_db()
    assert outcome["fingerprint"] == asked.fingerprint
    # The live screens are told nothing any more, and no count is kept.
    for said in LiveMessage.objects.filter(session=live).values_list("body", flat=True):
        assert asked.code not in said


def test_two_rooms_that_answer_differently_leave_the_same_behind_until_it_is_shown(
    facilitator, county
):
    left = []
    for places in ((5, 5, 5), (1, 1, 1)):
        session = started(facilitator, county)
        activity = opened(session, facilitator, ready(session, facilitator, "values", VALUES))
        for _one in range(9):
            cast(round_of(activity), places)
        closed(session, facilitator, activity)
        messages = LiveMessage.objects.filter(session=session, channel__in=["phone", "stage"])
        bodies = messages.order_by("channel").values_list("body", flat=True)
        left.append([json.loads(one)["activity"]["html"] for one in bodies])
        assert len(left[-1]) == 2
    assert left[0] == left[1]


def test_no_face_says_how_many_have_answered(live, held, facilitator_client):
    device, _seat = joined(live)

    def faces():
        return [
            str(wall(facilitator_client, live)),
            str(phone(device, live)),
            words(desk(facilitator_client, live)),
        ]

    before = faces()
    for places in AGREE:
        cast(round_of(held), places)
    assert faces() == before
    assert "not even how many" in before[2]


def test_at_most_it_is_said_that_enough_have_answered(live, held, facilitator_client):
    asked = round_of(held)
    for places in AGREE:
        cast(asked, places)
    progress_update(asked)
    assert "Enough people have answered" in words(desk(facilitator_client, live))


# The faces ----------------------------------------------------------------------------------------


def test_phones_lead_to_the_survey_and_say_how_to_come_back(live, held):
    device, _seat = joined(live)
    link = phone(device, live).select_one("a")
    assert link["href"] == f"/s/{round_of(held).code}/"
    assert "noreferrer" in link["rel"]
    assert link["target"] == "_blank"
    assert "close that tab: the room waits here" in words(phone(device, live))
    assert not phone(device, live).select("form")


def test_the_wall_shows_the_way_as_a_drawing(live, held, facilitator_client):
    drawing = wall(facilitator_client, live).select_one("img")
    answer = Client().get(drawing["src"], headers={"host": "localhost"})
    assert answer["Content-Type"] == "image/svg+xml"
    said = answer.content.decode()
    assert "<path" in said
    assert ">localhost</text>" in said
    assert f">/s/{round_of(held).code}/</text>" in said
    assert "no-store" in answer["Cache-Control"]


def test_the_drawing_is_there_for_open_rounds_only(live, held, facilitator):
    address = f"/s/{round_of(held).code}/link.svg"
    assert Client().get(address).status_code == 200
    closed(live, facilitator, held)
    assert Client().get(address).status_code == 404
    assert Client().get("/s/nothing/link.svg").status_code == 404


def test_before_it_begins_there_is_no_round(live, facilitator, facilitator_client):
    ready(live, facilitator, "values", VALUES)
    device, _seat = joined(live)
    assert not Round.objects.exists()
    assert not phone(device, live).select("a")
    assert "It begins in a moment." in words(wall(facilitator_client, live))
    assert "Below five answers there will be no picture" in words(desk(facilitator_client, live))


def test_the_wall_shows_a_statement_of_the_release_when_the_facilitator_says_so(
    live, held, facilitator, facilitator_client
):
    for places in AGREE:
        cast(round_of(held), places)
    closed(live, facilitator, held)
    device, _seat = joined(live)
    assert not wall(facilitator_client, live).select("svg")
    assert not phone(device, live).select("svg")

    shown(live, facilitator, held)
    texts = {item.id: item.text for item in round_of(held).instrument.items}
    for item in ITEMS:
        assert act(facilitator_client, held, "statement", item=item) == ""
        for face in (wall(facilitator_client, live), phone(device, live)):
            assert texts[item] in words(face)
            assert len(face.select("svg.continuum")) == 2
            assert face.select(".values__questions li")
        others = [text for one, text in texts.items() if one != item]
        assert not any(text in words(wall(facilitator_client, live)) for text in others)


def test_below_the_minimum_there_is_no_picture_but_questions(
    live, held, facilitator, facilitator_client
):
    for places in AGREE[:4]:
        cast(round_of(held), places)
    closed(live, facilitator, held)
    shown(live, facilitator, held)
    device, _seat = joined(live)
    asked = round_of(held).instrument.discussion
    for face in (wall(facilitator_client, live), phone(device, live)):
        assert "Too few people answered for a picture" in words(face)
        assert not face.select("svg")
        assert [words(one) for one in face.select("li")] == list(asked)
    outcome = kind_of("values").outcome(held)
    assert (outcome["has_charts"], outcome["statements"]) == (False, [])


def test_a_statement_that_is_not_asked_cannot_be_shown(live, held, facilitator, facilitator_client):
    closed(live, facilitator, held)
    assert act(facilitator_client, held, "statement", item="other") != ""
    assert act(facilitator_client, held, "statement", item=ITEMS[0]) == ""
    assert act(facilitator_client, held, "count") == "The values warm-up cannot do that."


def test_systems_are_asked_for_where_the_facilitator_wants_it(live, facilitator):
    options = {**VALUES, "asks_system": True}
    activity = opened(live, facilitator, ready(live, facilitator, "values", options))
    assert round_of(activity).asks_system
    form = kind_of("values").form(live, {"asks_system": "on"})
    assert form.is_valid()
    assert kind_of("values").options(form) == options


def test_the_slide_of_the_inventory_suggests_it(live):
    module = module_document("module-7")
    kind = kind_of("values")
    found = {slide.id: kind.suggestions(live, module, slide) for slide in module.slides}
    ((slide, (one,)),) = ((key, rows) for key, rows in found.items() if rows)
    assert slide == "values-inventory"
    assert (one.key, one.options) == ("cvi-warm-up", VALUES)


# Closing and discarding ---------------------------------------------------------------------------


def test_a_closed_round_is_not_opened_again(live, held, facilitator):
    closed(live, facilitator, held)
    with pytest.raises(FacilitatorError):
        opened(live, facilitator, held)
    assert Round.objects.get().is_closed
    assert not SealedBallot.objects.exists()


def test_a_round_that_was_opened_by_mistake_is_thrown_away_unread(
    live, held, facilitator, facilitator_client
):
    for places in AGREE:
        cast(round_of(held), places)
    assert act(facilitator_client, held, "discard") == ""
    device, _seat = joined(live)
    assert "thrown away" in words(phone(device, live))
    assert "thrown away" in words(wall(facilitator_client, live))
    assert not phone(device, live).select("a")
    assert not round_of(held).release.has_charts
    assert act(facilitator_client, held, "discard") == "This round is closed already."

    closed(live, facilitator, held)
    shown(live, facilitator, held)
    assert "thrown away" in words(wall(facilitator_client, live))
    assert kind_of("values").outcome(held)["state"] == "discarded"


def test_a_round_closed_on_the_surveys_own_page_is_closed_here_too(live, held, facilitator):
    for places in AGREE:
        cast(round_of(held), places)
    round_close(by=facilitator, closing=round_of(held))
    device, _seat = joined(live)
    assert not phone(device, live).select("a")
    closed(live, facilitator, held)
    assert kind_of("values").outcome(held)["has_charts"]


def lose_key(activity):
    keys.key_destroy(round_of(activity).key_name)


def test_a_lost_key_is_said_with_what_to_do_and_the_round_stays_open(
    live, held, facilitator, facilitator_client
):
    cast(round_of(held), AGREE[0])
    lose_key(held)
    form = {"do": "close-activity", "activity": held.pk}
    address = f"/sessions/{live.key}/command/"
    answer = facilitator_client.post(address, form, headers={"accept": "application/json"})
    problem = answer.json()["problem"]
    assert "key of this survey’s answers is not on this server" in problem
    assert "Or discard it" in problem
    held.refresh_from_db()
    assert held.is_open

    assert act(facilitator_client, held, "discard") == ""
    closed(live, facilitator, held)


def test_a_lost_key_does_not_hold_up_the_end_of_the_session(live, held, facilitator):
    cast(round_of(held), AGREE[0])
    lose_key(held)
    session = commanded(live, facilitator, machine.End())
    assert session.is_ended
    held.refresh_from_db()
    outcome = kind_of("values").outcome(held)
    assert outcome["state"] == "left-open"
    assert "fingerprint" not in outcome
    assert report(outcome).startswith(
        f"The survey’s round {outcome['round']} could not be closed when the session ended"
    )
    assert round_of(held).is_open


def test_a_round_closes_with_its_session_at_the_latest(live, held, facilitator):
    for places in AGREE:
        cast(round_of(held), places)
    commanded(live, facilitator, machine.End())
    held.refresh_from_db()
    assert round_of(held).is_closed
    assert kind_of("values").outcome(held)["has_charts"]


def report(outcome):
    page = render_to_string("facilitator/activities/values/report.html", {"outcome": outcome})
    return words(soup(page))


def test_the_report_has_the_release_in_words(live, held, facilitator):
    for places in AGREE:
        cast(round_of(held), places)
    closed(live, facilitator, held)
    outcome = kind_of("values").outcome(held)
    said = report(outcome)
    texts = [item.text for item in round_of(held).instrument.items]
    assert all(text in said for text in texts)
    assert "Everyone: of 10" in said
    assert outcome["fingerprint"] in said
    rows = kind_of("values").outcome_rows(outcome)
    assert rows[0] == (held.title, outcome["fingerprint"])
    assert {row[0] for row in rows[1:]} == set(texts)
