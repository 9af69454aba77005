"""The list of sessions: what is coming, what runs, what has ended."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from facilitator.models import CoFacilitator, Session
from jurisdictions.enums import Role
from jurisdictions.models import Jurisdiction, User
from tests.factories import JurisdictionFactory, SessionFactory, UserFactory
from tests.people import client_of, member


def listed(client: Client, query: str = "") -> str:
    answer = client.get(f"/sessions/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def held(owner: User, county: Jurisdiction, number: int, **fields: object) -> Session:
    at = timezone.now() - timedelta(days=number)
    return SessionFactory(
        owner=owner, jurisdiction=county, title=f"Number {number}.", ended=True, ended_at=at,
        started_at=at, starts_at=at, **fields,
    )  # fmt: skip


def test_a_visitor_is_sent_to_sign_in_and_back(client: Client, db: None) -> None:
    answer = client.get("/sessions/")
    assert answer.status_code == 302
    assert answer["location"] == "/accounts/login/?next=/sessions/"


def test_somebody_without_the_role_and_without_a_session_is_refused(
    learner_client: Client, stranger_client: Client, facilitator_client: Client
) -> None:
    assert learner_client.get("/sessions/").status_code == 403
    assert stranger_client.get("/sessions/").status_code == 403
    assert facilitator_client.get("/sessions/").status_code == 200


def test_an_empty_list_says_so_and_leads_to_planning(facilitator_client: Client) -> None:
    page = listed(facilitator_client)
    assert "Nothing is planned." in page
    assert "No session has ended yet." in page
    assert 'href="/sessions/new/"' in page


def test_the_list_tells_apart_what_runs_what_comes_and_what_has_ended(
    facilitator: User, facilitator_client: Client, county: Jurisdiction
) -> None:
    live = SessionFactory(owner=facilitator, jurisdiction=county, title="Now.", live=True)
    SessionFactory(owner=facilitator, jurisdiction=county, title="Soon.")
    held(facilitator, county, 1)
    page = listed(facilitator_client)
    running, coming, ended = (page.index(f'id="{one}"') for one in ("live", "coming", "ended"))
    assert running < page.index("Now.") < coming < page.index("Soon.") < ended
    assert ended < page.index("Number 1.")
    assert f'href="/sessions/{live.key}/console/"' in page


def test_the_next_session_comes_first_and_one_without_a_date_last(
    facilitator: User, facilitator_client: Client, county: Jurisdiction
) -> None:
    now = timezone.now()
    for title, starts_at in (
        ("Undated.", None),
        ("Later.", now + timedelta(days=9)),
        ("Sooner.", now + timedelta(days=2)),
    ):
        SessionFactory(owner=facilitator, jurisdiction=county, title=title, starts_at=starts_at)
    page = listed(facilitator_client)
    assert page.index("Sooner.") < page.index("Later.") < page.index("Undated.")


def test_times_are_those_of_the_sessions_place(
    facilitator: User, facilitator_client: Client, county: Jurisdiction
) -> None:
    alaska = JurisdictionFactory(name="Birch", parent=county, time_zone="America/Anchorage")
    at = timezone.now().replace(month=1, day=20, hour=20, minute=30)
    SessionFactory(owner=facilitator, jurisdiction=alaska, starts_at=at)
    assert "11:30 a.m." in listed(facilitator_client)


def test_ended_sessions_come_twenty_a_page(
    facilitator: User, facilitator_client: Client, county: Jurisdiction
) -> None:
    for number in range(1, 46):
        held(facilitator, county, number)
    first, last = listed(facilitator_client), listed(facilitator_client, "?page=3")
    assert first.count("Number") == 20 * 2  # Its title, and the link to plan another like it.
    assert "Number 1." in first
    assert "Number 45." in last
    assert "Number 45." in listed(facilitator_client, "?page=999")
    assert "Number 1." in listed(facilitator_client, "?page=nonsense")


def test_planned_sessions_come_twenty_a_page_too(
    facilitator: User, facilitator_client: Client, county: Jurisdiction
) -> None:
    for number in range(21):
        at = timezone.now() + timedelta(days=number)
        SessionFactory(
            owner=facilitator, jurisdiction=county, title=f"Coming {number}.", starts_at=at
        )
    assert "Coming 20." not in listed(facilitator_client)
    assert "Coming 20." in listed(facilitator_client, "?coming=2")


def test_a_colleagues_session_is_seen_once_it_has_ended_a_neighbors_never(
    facilitator: User, county: Jurisdiction, colleague_client: Client, neighbor_client: Client
) -> None:
    SessionFactory(owner=facilitator, jurisdiction=county, title="To come.")
    held(facilitator, county, 1)
    page = listed(colleague_client)
    assert "Number 1." in page
    assert "To come." not in page
    assert "Number 1." not in listed(neighbor_client)


def test_a_co_facilitator_without_a_role_sees_her_session_until_it_ends(
    facilitator: User, county: Jurisdiction
) -> None:
    user = UserFactory()
    running = SessionFactory(owner=facilitator, jurisdiction=county, title="Now.", live=True)
    CoFacilitator.objects.create(session=running, user=user)
    client = client_of(user)
    page = listed(client)
    assert "Now." in page
    assert "Plan a session" not in page
    Session.objects.filter(pk=running.pk).update(phase="ended", ended_at=timezone.now(), code=None)
    assert client.get("/sessions/").status_code == 403


@pytest.mark.parametrize("number", [2, 12])
def test_the_list_takes_as_many_queries_for_many_sessions_as_for_few(
    number: int,
    facilitator: User,
    facilitator_client: Client,
    county: Jurisdiction,
    django_assert_num_queries: object,
) -> None:
    for place in range(number):
        owner = member(county, Role.FACILITATOR)
        SessionFactory(owner=facilitator, jurisdiction=county, live=True)
        SessionFactory(owner=facilitator, jurisdiction=county)
        held(owner, county, place)
    # Sign-in session, person, role; running, coming twice, ended twice.
    with django_assert_num_queries(8):  # type: ignore[operator]
        listed(facilitator_client)


def test_facilitators_find_the_list_from_presenting_and_from_the_home_page(
    facilitator_client: Client, client: Client
) -> None:
    assert 'href="/sessions/"' in facilitator_client.get("/present/").content.decode()
    assert 'href="/sessions/"' in client.get("/").content.decode()


def test_a_day_that_has_passed_without_a_session_is_told(
    facilitator: User, facilitator_client: Client, county: Jurisdiction
) -> None:
    now = timezone.now()
    for title, hours in (("Missed.", -30), ("Today.", -2)):
        at = now + timedelta(hours=hours)
        SessionFactory(owner=facilitator, jurisdiction=county, title=title, starts_at=at)
    page = listed(facilitator_client)
    assert "this day has passed" in page.split("Missed.")[1].split("</li>")[0]
    assert "this day has passed" not in page.split("Today.")[1].split("</li>")[0]


def test_a_session_that_was_held_without_a_date_shows_when_it_began(
    facilitator: User, facilitator_client: Client, county: Jurisdiction
) -> None:
    began = timezone.now().replace(month=1, day=20, hour=20, minute=30)
    SessionFactory(owner=facilitator, jurisdiction=county, ended=True, started_at=began)
    page = listed(facilitator_client)
    assert "1:30 p.m." in page
    assert "No date yet" not in page


def test_a_session_that_was_held_on_another_day_than_planned_shows_when_it_began(
    facilitator: User, facilitator_client: Client, county: Jurisdiction
) -> None:
    ended = held(facilitator, county, 1)
    planned, began = timezone.now() + timedelta(days=7), ended.started_at
    Session.objects.filter(pk=ended.pk).update(starts_at=planned)
    page = listed(facilitator_client)
    assert f'datetime="{local(began)}' in page
    assert f'datetime="{local(planned)}' not in page


def local(moment: datetime) -> str:
    """The day in the county."""
    return moment.astimezone(ZoneInfo("America/Denver")).date().isoformat()


def test_ended_sessions_lead_to_their_reports_and_to_those_of_the_places(
    facilitator: User, facilitator_client: Client, county: Jurisdiction
) -> None:
    ended = held(facilitator, county, 1)
    page = listed(facilitator_client)
    for link in (f"/sessions/{ended.key}/report/", "/sessions/reports/"):
        assert f'href="{link}"' in page
