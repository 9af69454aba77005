"""Changing a plan, and deleting a session."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from django.test import Client

from facilitator import machine
from facilitator.models import Session
from facilitator.sessions.running import session_command
from facilitator.sessions.timekeeping import session_run_sheet
from jurisdictions.models import Jurisdiction, User
from modules.selectors import module_document
from tests.facilitator.planning.plans import address, kept, plan_form, soon
from tests.factories import JurisdictionFactory


def opened(session: Session, by: User) -> Session:
    """The session after its room was opened."""
    run_sheet = session_run_sheet(session, module_document("module-7"))
    return session_command(session=session, command=machine.Start(run_sheet.chosen[0]), by=by)


def test_the_form_shows_what_is_planned(facilitator_client: Client, session: Session) -> None:
    page = facilitator_client.get(address(session, "change/")).content.decode()
    for value in ("Three agencies, one family", soon().isoformat(), "09:00", "Room 204", "40"):
        assert f'value="{value}"' in page
    assert 'name="plan"' not in page


def test_a_change_is_kept_and_the_run_sheet_starts_with_it(
    facilitator_client: Client, county: Jurisdiction, session: Session
) -> None:
    form = plan_form(county, time="10:30", place="Room 1", is_moderated="", takes_credit="")
    answer = facilitator_client.post(address(session, "change/"), form)
    assert answer["location"] == address(session)
    run_sheet = kept(session)
    assert run_sheet.starts_at == 10 * 60 + 30
    assert sum(row.minutes for row in run_sheet.rows if row.is_planned) == 90
    assert session.place == "Room 1"
    assert not session.is_moderated
    assert not session.takes_credit
    assert session.starts_at is not None
    assert session.starts_at.astimezone(ZoneInfo("America/Denver")).hour == 10


def test_a_day_that_has_passed_may_stay_while_something_else_changes(
    facilitator_client: Client, county: Jurisdiction, session: Session
) -> None:
    assert session.starts_at is not None
    Session.objects.filter(pk=session.pk).update(starts_at=session.starts_at - timedelta(days=90))
    before = (soon() - timedelta(days=90)).isoformat()
    page = facilitator_client.get(address(session, "change/")).content.decode()
    shown = page.split('name="date"')[1].split('value="')[1].split('"')[0]
    at = page.split('name="time"')[1].split('value="')[1].split('"')[0]
    assert shown == before
    form = plan_form(county, date=shown, time=at, place="Room 2")
    assert facilitator_client.post(address(session, "change/"), form).status_code == 302
    session.refresh_from_db()
    assert session.place == "Room 2"
    earlier = plan_form(county, date=shown, time="07:00")
    assert facilitator_client.post(address(session, "change/"), earlier).status_code == 422


def test_a_mistake_changes_nothing(
    facilitator_client: Client, county: Jurisdiction, session: Session
) -> None:
    form = plan_form(county, title="", place="Room 9")
    answer = facilitator_client.post(address(session, "change/"), form)
    assert answer.status_code == 422
    assert 'value="Room 9"' in answer.content.decode()
    session.refresh_from_db()
    assert session.place == "Room 204"


def test_a_session_that_runs_keeps_its_plan(
    facilitator: User, facilitator_client: Client, county: Jurisdiction, session: Session
) -> None:
    opened(session, facilitator)
    answer = facilitator_client.post(address(session, "change/"), plan_form(county, place="No."))
    assert answer["location"] == address(session)
    session.refresh_from_db()
    assert session.place == "Room 204"
    assert "its plan is fixed" in facilitator_client.get(address(session)).content.decode()


def test_a_plan_cannot_be_moved_to_a_place_that_is_not_ones_own(
    facilitator_client: Client, county: Jurisdiction, session: Session
) -> None:
    form = plan_form(county, jurisdiction=JurisdictionFactory().pk)
    assert facilitator_client.post(address(session, "change/"), form).status_code == 422
    session.refresh_from_db()
    assert session.jurisdiction == county


def test_only_its_owner_changes_or_deletes_it(
    client: Client,
    learner_client: Client,
    stranger_client: Client,
    colleague_client: Client,
    neighbor_client: Client,
    helper_client: Client,
    facilitator_client: Client,
    county: Jurisdiction,
    session: Session,
) -> None:
    for page in ("change/", "delete/"):
        assert client.post(address(session, page))["location"].startswith("/accounts/login/")
        for one in (
            learner_client,
            stranger_client,
            colleague_client,
            neighbor_client,
            helper_client,
        ):
            assert one.get(address(session, page)).status_code == 404
            assert one.post(address(session, page), plan_form(county)).status_code == 404
        assert facilitator_client.get(address(session, page)).status_code == 200
    session.refresh_from_db()
    assert session.place == "Room 204"


def test_deleting_asks_once_more(facilitator_client: Client, session: Session) -> None:
    page = facilitator_client.get(address(session, "delete/")).content.decode()
    assert "Delete the session?" in page
    assert Session.objects.exists()
    answer = facilitator_client.post(address(session, "delete/"))
    assert answer["location"] == "/sessions/"
    assert not Session.objects.exists()
    assert "The session is deleted." in facilitator_client.get("/sessions/").content.decode()
    assert facilitator_client.post(address(session, "delete/")).status_code == 404


def test_a_session_that_was_held_is_not_deleted(
    facilitator: User, facilitator_client: Client, session: Session
) -> None:
    opened(session, facilitator)
    assert facilitator_client.get(address(session, "delete/"))["location"] == address(session)
    facilitator_client.post(address(session, "delete/"))
    assert Session.objects.filter(pk=session.pk).exists()


def test_a_session_whose_module_is_gone_can_still_be_deleted(
    facilitator_client: Client, session: Session
) -> None:
    Session.objects.filter(pk=session.pk).update(module_slug="module-99")
    page = facilitator_client.get(address(session)).content.decode()
    assert "no longer published" in page
    assert address(session, "delete/") in page
    assert "Open the room" not in page
    facilitator_client.post(address(session, "delete/"))
    assert not Session.objects.exists()
