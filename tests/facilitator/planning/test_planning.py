"""Planning a session through its form."""

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from facilitator.models import Session
from facilitator.sessions.timekeeping import session_run_sheet
from jurisdictions.models import Jurisdiction, User
from modules.selectors import module_document
from tests.facilitator.planning.plans import (
    NEW,
    address,
    kept,
    plan_form,
    plan_through_the_page,
    soon,
)
from tests.factories import JurisdictionFactory


def refused(client: Client, county: Jurisdiction, **changed: object) -> str:
    """What the form says to these values; nothing is planned."""
    answer = client.post(NEW, plan_form(county, **changed))
    assert answer.status_code == 422
    assert not Session.objects.exists()
    return answer.content.decode()


def test_one_chooses_a_module_that_has_slides_first(facilitator_client: Client) -> None:
    page = facilitator_client.get("/sessions/new/").content.decode()
    assert "?module=module-7" in page
    assert "?module=module-4" not in page


def test_a_planned_session_is_what_the_form_says(
    facilitator: User, facilitator_client: Client, county: Jurisdiction
) -> None:
    session = plan_through_the_page(facilitator_client, county)
    assert (session.owner, session.module_slug) == (facilitator, "module-7")
    assert session.title == "Three agencies, one family"
    assert session.jurisdiction == county
    assert (session.place, session.expected) == ("Room 204", 40)
    assert session.online_link == "https://meet.example.org/room"
    assert session.is_moderated
    assert session.takes_credit
    assert re.fullmatch("[CDFGHJKMNPQRTVWXY34679]{6}", session.code or "")


def test_it_starts_at_the_time_of_its_place(
    facilitator_client: Client, county: Jurisdiction
) -> None:
    session = plan_through_the_page(facilitator_client, county)
    assert session.starts_at is not None
    local = session.starts_at.astimezone(ZoneInfo("America/Denver"))
    assert (local.date(), local.hour, local.minute) == (soon(), 9, 0)
    assert kept(session).starts_at == 9 * 60


@pytest.mark.parametrize(
    ("plan", "minutes"),
    [("two-hours", 120), ("ninety-minutes", 90), ("brown-bag", 45), ("whole", None)],
)
def test_its_run_sheet_begins_with_the_plan_chosen(
    plan: str, minutes: int | None, facilitator_client: Client, county: Jurisdiction
) -> None:
    session = plan_through_the_page(facilitator_client, county, plan=plan)
    found = session_run_sheet(session, module_document("module-7"))
    total = sum(row.minutes for row in found.rows if row.is_planned)
    assert total == (minutes or module_document("module-7").planned_minutes)
    assert found.available == total


def test_each_ready_made_plan_shows_its_minutes(
    facilitator_client: Client, county: Jurisdiction
) -> None:
    page = facilitator_client.get(NEW).content.decode()
    for minutes in (120, 90, 45):
        assert f'data-minutes="{minutes}"' in page
    assert page.count('name="plan"') == 6
    title = module_document("module-7").title
    assert f'value="{title}"' in page


def test_a_session_may_have_no_date_yet(facilitator_client: Client, county: Jurisdiction) -> None:
    session = plan_through_the_page(
        facilitator_client, county, date="", time="13:15", expected="", place="", online_link=""
    )
    assert session.starts_at is None
    assert kept(session).starts_at == 13 * 60 + 15
    page = facilitator_client.get(address(session)).content.decode()
    assert "No date yet" in page
    assert "1:15 p.m." in page


def test_a_day_needs_its_time(facilitator_client: Client, county: Jurisdiction) -> None:
    assert "Say at what time it starts, too." in refused(facilitator_client, county, time="")


def test_a_day_that_has_passed_is_refused_and_today_is_not(
    facilitator_client: Client, county: Jurisdiction
) -> None:
    today = timezone.now().astimezone(ZoneInfo("America/Denver")).date()
    before = (today - timedelta(days=1)).isoformat()
    assert "This day has passed." in refused(facilitator_client, county, date=before)
    far = date(today.year + 80, 1, 5).isoformat()
    assert "more than five years ahead" in refused(facilitator_client, county, date=far)
    last = {"date": "9999-12-31", "time": "23:59"}
    assert "more than five years ahead" in refused(facilitator_client, county, **last)
    plan_through_the_page(facilitator_client, county, date=today.isoformat(), time="00:00")


def test_a_time_that_the_clock_jumps_over_is_refused(
    facilitator_client: Client, county: Jurisdiction
) -> None:
    # The second Sunday in March of next year or the year after: a day to come.
    first = date(timezone.now().year + 1, 3, 1)
    jump = first + timedelta(days=(6 - first.weekday()) % 7 + 7)
    page = refused(facilitator_client, county, date=jump.isoformat(), time="02:30")
    assert "clocks are put forward over this time" in page
    plan_through_the_page(facilitator_client, county, date=jump.isoformat(), time="03:30")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", " "),
        ("title", "x" * 201),
        ("jurisdiction", ""),
        ("date", "30/2/2027"),
        ("time", "25:00"),
        ("place", "x" * 201),
        ("online_link", "javascript:alert(1)"),
        ("online_link", "ftp://example.org/a"),
        ("online_link", "not an address"),
        ("expected", "0"),
        ("expected", "many"),
        ("expected", "999999"),
        ("plan", "three-days"),
        ("plan", ""),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_typed_is_lost(
    field: str, value: str, facilitator_client: Client, county: Jurisdiction
) -> None:
    page = refused(facilitator_client, county, **{field: value})
    assert "errorlist" in page
    if field != "place":
        assert 'value="Room 204"' in page
    if field != "title":
        assert 'value="Three agencies, one family"' in page
    if field != "plan":
        assert re.search(r'value="ninety-minutes"\s+checked', page)


def test_markup_in_a_title_stays_text(facilitator_client: Client, county: Jurisdiction) -> None:
    session = plan_through_the_page(facilitator_client, county, title="<b>Bold</b>", place="<i>")
    page = facilitator_client.get(address(session)).content.decode()
    assert "<b>Bold</b>" not in page
    assert "&lt;b&gt;Bold&lt;/b&gt;" in page


def test_a_module_with_signs_that_no_database_takes_is_not_found(
    facilitator_client: Client, db: None
) -> None:
    assert facilitator_client.get("/sessions/new/?module=a%00b").status_code == 404


def test_the_same_press_twice_plans_one_session(
    facilitator_client: Client, county: Jurisdiction
) -> None:
    first = plan_through_the_page(facilitator_client, county)
    assert plan_through_the_page(facilitator_client, county) == first
    assert plan_through_the_page(facilitator_client, county, place="Elsewhere") != first


def test_two_presses_at_once_come_one_after_the_other(
    facilitator_client: Client, county: Jurisdiction
) -> None:
    with CaptureQueriesContext(connection) as queries:
        plan_through_the_page(facilitator_client, county)
    said = [one["sql"] for one in queries]
    looked = next(at for at, sql in enumerate(said) if "planned_at" in sql and "SELECT" in sql)
    # The planner's row is locked before what she has planned just now is looked for.
    assert "jurisdictions_user" in said[looked - 1]


def test_only_who_presents_somewhere_plans(
    client: Client,
    learner_client: Client,
    stranger_client: Client,
    facilitator_client: Client,
    county: Jurisdiction,
) -> None:
    assert client.get(NEW)["location"].startswith("/accounts/login/")
    for one in (learner_client, stranger_client):
        assert one.get(NEW).status_code == 403
        assert one.post(NEW, plan_form(county)).status_code == 403
    assert not Session.objects.exists()
    assert facilitator_client.get(NEW).status_code == 200


def test_one_plans_for_places_where_one_presents_only(
    facilitator_client: Client, county: Jurisdiction
) -> None:
    elsewhere = JurisdictionFactory(name="Cedar County")
    page = refused(facilitator_client, county, jurisdiction=elsewhere.pk)
    assert "Cedar County" not in page
    below = JurisdictionFactory(name="An office", parent=county)
    assert plan_through_the_page(facilitator_client, county, jurisdiction=below.pk)


def test_an_unknown_module_and_one_without_slides_are_not_found(facilitator_client: Client) -> None:
    assert facilitator_client.get("/sessions/new/?module=nonsense").status_code == 404
    assert facilitator_client.get("/sessions/new/?module=module-4").status_code == 404


def test_pages_of_a_plan_are_kept_by_nobody(facilitator_client: Client, session: Session) -> None:
    for page in ("", "change/", "run-sheet/", "people/", "poster/", "prepared/", "copy/"):
        answer = facilitator_client.get(address(session, page))
        assert answer.status_code == 200, page
        assert answer["cache-control"] == "private, no-store"


def test_a_start_in_utc_is_kept_right_for_a_place_east_of_it(
    facilitator_client: Client, county: Jurisdiction
) -> None:
    guam = JurisdictionFactory(name="An island", parent=county, time_zone="Pacific/Guam")
    session = plan_through_the_page(facilitator_client, county, jurisdiction=guam.pk)
    day = soon() - timedelta(days=1)
    assert session.starts_at == datetime(day.year, day.month, day.day, 23, tzinfo=UTC)
