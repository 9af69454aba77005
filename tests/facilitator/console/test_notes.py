"""Notes to slides: who writes them together loses nothing of one another's."""

import pytest
from django.test import Client

from facilitator import machine
from facilitator.models import Session
from tests.facilitator.rooms import commanded, started

JSON = {"Accept": "application/json"}


@pytest.fixture
def live(facilitator, county):
    return started(facilitator, county)


def write(client: Client, session: Session, text: str, **fields: str):
    form = {"slide": "welcome", "text": text, **fields}
    return client.post(f"/sessions/{session.key}/notes/", form, headers=JSON)


def kept(session: Session) -> str:
    return session.notes.get(slide_id="welcome").text


def test_what_somebody_else_has_written_meanwhile_is_not_replaced(live, facilitator_client):
    assert write(facilitator_client, live, "Started late", seen="").status_code == 200
    refused = write(facilitator_client, live, "Loud next door", seen="")
    assert refused.status_code == 409
    assert refused.json()["reason"] == "note-overtaken"
    assert refused.json()["text"] == "Started late"
    assert kept(live) == "Started late"
    both = "Started late\nLoud next door"
    assert write(facilitator_client, live, both, seen="Started late").status_code == 200
    assert kept(live) == both


def test_the_same_note_twice_is_no_contradiction(live, facilitator_client):
    for _sent in range(2):
        answer = write(facilitator_client, live, "Started\r\nlate", seen="")
        assert answer.status_code == 200
    answer = write(facilitator_client, live, "Started", seen="Started\nlate")
    assert (answer.status_code, kept(live)) == (200, "Started")


def test_without_a_script_the_last_note_stays(live, facilitator_client):
    write(facilitator_client, live, "Started late")
    assert write(facilitator_client, live, "Started in time").status_code == 200
    assert kept(live) == "Started in time"


def test_a_note_that_comes_just_after_the_end_is_in_the_report(
    live, facilitator, facilitator_client
):
    commanded(live, facilitator, machine.End())
    assert write(facilitator_client, live, "One more thing", seen="").status_code == 200
    live.refresh_from_db()
    assert [one["text"] for one in live.report["notes"]] == ["One more thing"]
