"""The run-sheet of a session that runs or has ended, and whose it is to change."""

from django.test import Client

from facilitator import machine
from facilitator.models import Session
from facilitator.sessions.running import session_command
from facilitator.sessions.timekeeping import session_run_sheet
from jurisdictions.models import User
from modules.selectors import module_document
from tests.facilitator.planning.plans import (
    address,
    kept,
    sheet_form_of,
    sheet_page,
    sheet_pressed,
    with_break,
)


def opened(session: Session, by: User) -> Session:
    found = session_run_sheet(session, module_document("module-7"))
    return session_command(session=session, command=machine.Start(found.chosen[0]), by=by)


def test_while_it_runs_only_which_slides_are_chosen_changes(
    facilitator: User, facilitator_client: Client, session: Session
) -> None:
    sheet_pressed(facilitator_client, session, with_break(facilitator_client, session))
    before = kept(session)
    opened(session, facilitator)
    form = sheet_form_of(facilitator_client, session)
    form |= {"chosen-five-rs": "on", "minutes-welcome": "77", "starts": "23:00", "available": "1"}
    del form["chosen-acknowledgment"]
    answer = sheet_pressed(facilitator_client, session, form)
    assert answer["location"] == address(session, "console/")
    after = kept(session)
    assert "five-rs" in after.chosen
    assert "acknowledgment" not in after.chosen
    assert [row.minutes for row in after.rows] == [row.minutes for row in before.rows]
    assert after.breaks == before.breaks
    assert (after.starts_at, after.available) == (before.starts_at, before.available)


def test_the_owners_console_leads_to_the_run_sheet(
    facilitator_client: Client, helper_client: Client, session: Session
) -> None:
    facilitator_client.post(address(session, "start/"))
    link = f'href="{address(session, "run-sheet/")}"'
    assert link in facilitator_client.get(address(session, "console/")).content.decode()
    assert link not in helper_client.get(address(session, "console/")).content.decode()


def test_what_is_skipped_in_the_room_is_not_written_into_the_plan(
    facilitator: User, facilitator_client: Client, session: Session
) -> None:
    opened(session, facilitator)
    session_command(session=session, command=machine.Skip(("confidentiality",)), by=facilitator)
    sheet_pressed(facilitator_client, session, sheet_form_of(facilitator_client, session))
    assert not any(row.is_skipped for row in kept(session).slides)


def test_no_plan_is_loaded_into_a_running_session(
    facilitator: User, facilitator_client: Client, session: Session
) -> None:
    opened(session, facilitator)
    page = sheet_page(facilitator_client, session, "?plan=brown-bag")
    assert "Nothing is saved yet." not in page
    assert "ready-made plan" not in page


def test_an_ended_session_keeps_its_run_sheet(
    facilitator: User, facilitator_client: Client, session: Session
) -> None:
    form = sheet_form_of(facilitator_client, session) | {"minutes-welcome": "9"}
    opened(session, facilitator)
    session_command(session=session, command=machine.End(), by=facilitator)
    assert sheet_pressed(facilitator_client, session, form)["location"] == address(session)
    assert kept(session).rows[0].minutes == 1


def test_only_its_owner_works_on_it(
    client: Client,
    learner_client: Client,
    stranger_client: Client,
    colleague_client: Client,
    neighbor_client: Client,
    helper_client: Client,
    facilitator_client: Client,
    session: Session,
) -> None:
    form = sheet_form_of(facilitator_client, session) | {"minutes-welcome": "9"}
    for one in (learner_client, stranger_client, colleague_client, neighbor_client, helper_client):
        assert one.get(address(session, "run-sheet/")).status_code == 404
        assert sheet_pressed(one, session, form).status_code == 404
    assert sheet_pressed(client, session, form)["location"].startswith("/accounts/login/")
    assert kept(session).rows[0].minutes == 1
