"""A session's own page: what there is to it, and what is to be ready."""

import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from facilitator import machine
from facilitator.models import Session
from facilitator.sessions.planning import co_facilitator_add
from facilitator.sessions.running import session_command
from jurisdictions.enums import Role
from jurisdictions.models import Jurisdiction, User
from jurisdictions.slots import Slot
from tests.facilitator.planning.plans import address, plan_through_the_page
from tests.factories import UserFactory
from tests.jurisdictions.local_samples import material
from tests.people import client_of, member


def shown(client: Client, session: Session) -> str:
    answer = client.get(address(session))
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_planned_session_shows_everything_about_it(
    facilitator_client: Client, session: Session
) -> None:
    page = shown(facilitator_client, session)
    code = session.code or ""
    for words in (
        "Three agencies, one family",
        "9 a.m. M",
        "Maple County",
        "Room 204",
        "https://meet.example.org/room",
        "90 min",
        "9 a.m.–10:30 a.m.",
        f"{code[:3]} {code[3:]}",
        "testserver/join",
        "<svg",
    ):
        assert words in page, words
    assert f'action="{address(session, "start/")}"' in page


def test_opening_the_room_leads_to_the_console_and_the_page_to_all_screens(
    facilitator_client: Client, session: Session
) -> None:
    answer = facilitator_client.post(address(session, "start/"))
    assert answer["location"] == address(session, "console/")
    page = shown(facilitator_client, session)
    for link in ("console/", "stage/", "clicker/", "poster/", "run-sheet/", "people/"):
        assert f'href="{address(session, link)}"' in page
    for link in ("change/", "delete/"):
        assert f'href="{address(session, link)}"' not in page
    assert "Open the room" not in page


def test_opening_the_room_on_another_day_takes_a_second_press(
    facilitator_client: Client, session: Session
) -> None:
    page = shown(facilitator_client, session)
    assert "planned for another day" in page
    assert "Open the room" in page.split("Open it today all the same</summary>")[1]
    for today in (timezone.now(), None):
        Session.objects.filter(pk=session.pk).update(starts_at=today)
        page = shown(facilitator_client, session)
        assert "planned for another day" not in page
        assert "all the same" not in page
        assert "Open the room" in page


def test_an_ended_session_leads_to_its_report_and_to_the_next_one(
    facilitator: User, facilitator_client: Client, session: Session
) -> None:
    facilitator_client.post(address(session, "start/"))
    session_command(session=session, command=machine.End(), by=facilitator)
    page = shown(facilitator_client, session)
    for link in ("report/", "copy/"):
        assert f'href="{address(session, link)}"' in page
    for link in ("console/", "poster/", "run-sheet/", "people/", "change/"):
        assert f'href="{address(session, link)}"' not in page
    # Planned for a month from now, and held today.
    lead = page.split('class="lead">')[1].split("</p>")[0]
    assert session.starts_at is not None
    assert f"{session.starts_at:%Y-%m-%d}" not in lead
    assert session.code is not None
    assert session.code not in page.replace(" ", "")


def test_words_for_an_email_say_when_where_and_how_to_join(
    facilitator_client: Client, session: Session
) -> None:
    page = shown(facilitator_client, session)
    text = page.split('id="invitation"')[1].split(">", 1)[1].split("</textarea>")[0]
    code = session.code or ""
    for words in (
        "Three agencies, one family",
        "Where: Room 204",
        "Online: https://meet.example.org/room",
        "It takes about 90 minutes.",
        f"go to testserver/join and type the code {code[:3]} {code[3:]}",
        "no account and no name",
        "sign in with your e-mail address",
    ):
        assert words in text, words
    assert not re.search(r"\n{3,}", text)


def test_a_session_is_seen_by_its_owner_and_helpers_only(
    client: Client,
    learner_client: Client,
    stranger_client: Client,
    colleague_client: Client,
    neighbor_client: Client,
    helper_client: Client,
    facilitator_client: Client,
    session: Session,
) -> None:
    assert client.get(address(session))["location"].startswith("/accounts/login/")
    for one in (learner_client, stranger_client, colleague_client, neighbor_client):
        assert one.get(address(session)).status_code == 404
    for one in (helper_client, facilitator_client):
        assert one.get(address(session)).status_code == 200
    assert facilitator_client.get("/sessions/no-such-key/").status_code == 404


def test_who_looks_after_the_whole_site_sees_it(session: Session, db: None) -> None:
    assert client_of(UserFactory(superuser=True)).get(address(session)).status_code == 200


def test_who_lost_the_role_loses_the_session(
    facilitator: User, facilitator_client: Client, session: Session
) -> None:
    assert facilitator_client.get(address(session)).status_code == 200
    facilitator.memberships.all().delete()
    assert facilitator_client.get(address(session)).status_code == 404


@pytest.mark.parametrize("number", [1, 6])
def test_the_page_takes_as_many_queries_for_many_people_as_for_few(
    number: int,
    facilitator: User,
    facilitator_client: Client,
    session: Session,
    django_assert_max_num_queries: object,
) -> None:
    for _one in range(number):
        co_facilitator_add(by=facilitator, session=session, user=UserFactory())
    with django_assert_max_num_queries(15):  # type: ignore[operator]
        shown(facilitator_client, session)


# Phones ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("host", ["localhost:8000", "127.0.0.1:8000", "[::1]:8000"])
def test_a_site_opened_under_a_name_of_its_own_machine_warns_that_phones_cannot_reach_it(
    host: str, facilitator_client: Client, session: Session, settings: Any
) -> None:
    settings.ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
    for page in ("", "poster/"):
        answer = facilitator_client.get(address(session, page), headers={"host": host})
        words = answer.content.decode()
        assert f"Phones cannot reach “{host}”" in words
        assert "settings for a local network" in words


def test_the_address_in_the_network_is_named_where_the_site_answers_to_it(
    facilitator_client: Client,
    session: Session,
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("facilitator.planning.phone_address.network_address", lambda: "10.0.0.7")
    settings.ALLOWED_HOSTS = ["localhost", "10.0.0.7"]
    answer = facilitator_client.get(address(session), headers={"host": "localhost:8000"})
    assert "Open the site at http://10.0.0.7:8000 instead" in answer.content.decode()
    settings.ALLOWED_HOSTS = ["localhost"]
    answer = facilitator_client.get(address(session), headers={"host": "localhost:8000"})
    assert "10.0.0.7" not in answer.content.decode()


def test_a_site_that_phones_reach_gives_no_warning(
    facilitator_client: Client, session: Session
) -> None:
    assert "Phones cannot reach" not in shown(facilitator_client, session)


# The checklist -----------------------------------------------------------------------------------


def ticked(client: Client, session: Session, *names: str) -> str:
    answer = client.post(address(session, "checklist/"), {"ready": names}, follow=True)
    return answer.content.decode()


def names_on(page: str) -> list[str]:
    return re.findall(r'name="ready" value="([^"]+)"', page)


def test_the_checklist_holds_materials_the_room_and_what_to_localize(
    facilitator_client: Client, session: Session
) -> None:
    page = shown(facilitator_client, session)
    assert "Flip chart paper or white board" in page
    assert "The screen is extended, not copied" in page
    assert "0 of 20 ready" in page
    assert len(names_on(page)) == 20
    assert "local:release-form" in names_on(page)
    assert "local:crisis-line" in names_on(page)


def test_only_slots_that_chosen_slides_name_are_on_it(
    facilitator_client: Client, county: Jurisdiction, session: Session
) -> None:
    short = plan_through_the_page(facilitator_client, county, plan="first-half", place="B")
    local = [one for one in names_on(shown(facilitator_client, short)) if "local:" in one]
    everything = [one for one in names_on(shown(facilitator_client, session)) if "local:" in one]
    assert set(local) < set(everything)
    assert "local:crisis-line" in local


def test_ticks_are_kept_and_taken_back(facilitator_client: Client, session: Session) -> None:
    page = ticked(facilitator_client, session, "room:projector", "local:release-form")
    assert "2 of 20 ready" in page
    assert re.search(r'value="room:projector" checked', page)
    assert "1 of 20 ready" in ticked(facilitator_client, session, "room:projector")
    assert "0 of 20 ready" in ticked(facilitator_client, session)


def test_a_script_is_told_how_many_ticks_are_kept(
    facilitator_client: Client, session: Session
) -> None:
    answer = facilitator_client.post(
        address(session, "checklist/"),
        {"ready": ["room:projector", "nonsense"]},
        headers={"accept": "application/json"},
    )
    assert answer.json() == {"ready": 1}
    session.refresh_from_db()
    assert session.ready_items == ["room:projector"]


def test_names_that_are_not_on_the_list_are_not_kept(
    facilitator_client: Client, session: Session
) -> None:
    ticked(facilitator_client, session, "room:projector", "nonsense", "<b>")
    session.refresh_from_db()
    assert session.ready_items == ["room:projector"]


def test_what_is_not_filled_in_for_the_place_is_told_and_editors_are_led_to_it(
    facilitator_client: Client, county: Jurisdiction, session: Session
) -> None:
    page = shown(facilitator_client, session)
    assert "An editor of this place can add it." in page
    assert "Add it" not in page
    material(county, Slot.RELEASE_FORM)
    form = shown(facilitator_client, session).split("local:release-form")[1]
    assert "Filled in." in form.split("</div>")[0]
    editor = member(county, Role.ADMINISTRATOR)
    Session.objects.filter(pk=session.pk).update(owner=editor)
    assert "slot=provider-list" in shown(client_of(editor), session)


def test_a_co_facilitator_sees_the_ticks_but_cannot_set_them(
    facilitator_client: Client, helper_client: Client, session: Session
) -> None:
    ticked(facilitator_client, session, "room:projector")
    page = shown(helper_client, session)
    assert re.search(r'value="room:projector" checked disabled', page)
    answer = helper_client.post(address(session, "checklist/"), {"ready": ["room:wifi"]})
    assert answer.status_code == 404
    session.refresh_from_db()
    assert session.ready_items == ["room:projector"]
