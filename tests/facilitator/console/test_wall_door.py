"""The stage on a computer where nobody is signed in: let in by a code, able to do nothing."""

import pytest
from django.core.cache import cache
from django.test import Client

from facilitator import machine
from facilitator.console.wall_door import wall_code
from facilitator.live.channels import Channel
from facilitator.live.tickets import ticket_holder
from tests.facilitator.rooms import commanded, started


@pytest.fixture(autouse=True)
def _no_tries_used():
    cache.clear()


@pytest.fixture
def live(facilitator, county):
    return started(facilitator, county)


@pytest.fixture
def wall(live):
    wall = Client()
    answer = wall.post("/wall/", {"code": wall_code(live).lower()})
    assert answer["location"] == f"/sessions/{live.key}/stage/"
    return wall


def test_the_code_opens_the_stage_and_its_channel_only(live, wall):
    assert wall.get(f"/sessions/{live.key}/stage/").status_code == 200
    ticket = f"toolkit_live_staff={wall.cookies['toolkit_live_staff'].value}"
    allowed = {one for one in Channel if ticket_holder(ticket, live.key, one)}
    assert allowed == {Channel.STAGE}


def test_the_door_names_the_place_on_the_console_as_the_console_does(
    live, client, facilitator_client
):
    words = "The wall on another computer"
    console = facilitator_client.get(f"/sessions/{live.key}/console/").content.decode()
    assert f"<summary>{words}</summary>" in console
    assert f"under “{words}”" in client.get("/wall/").content.decode()


def test_such_a_computer_reaches_nothing_else(live, wall):
    for path in ("console/", "panel/", "clicker/"):
        answer = wall.get(f"/sessions/{live.key}/{path}")
        assert answer["location"].startswith("/accounts/login/")
    command = wall.post(f"/sessions/{live.key}/command/", {"do": "next"})
    assert command["location"].startswith("/accounts/login/")
    live.refresh_from_db()
    assert machine.state_from_json(live.state).slide == "welcome"


def test_the_rooms_code_alone_does_not_open_it(live, client):
    for code in (live.code, f"{live.code}CCCC", "", "x" * 100):
        assert client.post("/wall/", {"code": code}).status_code == 404
    assert client.get(f"/sessions/{live.key}/stage/").status_code == 302


def test_it_is_over_with_the_session(live, wall, facilitator):
    code = wall_code(live)
    commanded(live, facilitator, machine.End())
    assert wall.get(f"/sessions/{live.key}/stage/").status_code == 302
    assert wall.post("/wall/", {"code": code}).status_code == 404


def test_a_wall_opens_no_other_session(live, wall, facilitator, county):
    other = started(facilitator, county)
    wall.cookies["toolkit_wall"]["path"] = "/"
    assert wall.get(f"/sessions/{other.key}/stage/").status_code == 302
