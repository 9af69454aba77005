"""Planning a session like an earlier one."""

import pytest
from django.test import Client
from django.utils import timezone

from facilitator.models import Activity, Contribution, Seat, Session
from facilitator.plan_choices import plan_choice_list
from facilitator.planning.forms import LONGEST_TITLE
from facilitator.planning.making import second_half_title
from facilitator.run_sheet import add_break, choose_only, run_sheet_to_json, set_minutes
from facilitator.sessions.running import activity_make
from jurisdictions.models import Jurisdiction, User
from modules.selectors import module_document
from tests.facilitator.planning.plans import (
    address,
    kept,
    plan_form,
    plan_through_the_page,
)
from tests.factories import ActivityFactory, SeatFactory

POLL = {"question": "Which system?", "mode": "single", "choices": ["Ours", "Theirs"]}


@pytest.fixture
def earlier(session: Session, facilitator: User) -> Session:
    """A session with a run-sheet of its own, activities, and what came of them."""
    run_sheet = set_minutes(kept(session), "welcome", 7)
    run_sheet = add_break(run_sheet, "welcome", 12, "Coffee")
    session.run_sheet = run_sheet_to_json(run_sheet)
    session.save()
    made = activity_make(
        session=session, kind="poll", options=POLL, slide_id="welcome", by=facilitator
    )
    Activity.objects.filter(pk=made.pk).update(phase="closed", working={"seen": 1}, is_shown=True)
    Contribution.objects.create(
        activity=made, seat=SeatFactory(session=session), token="a", data={"chosen": [1]}
    )
    ActivityFactory(session=session, kind="pause", options={"row": "break_1", "minutes": 12})
    ActivityFactory(session=session, kind="poll", options={**POLL, "suggestion": "x"})
    return session


def copied(client: Client, source: Session, county: Jurisdiction, **changed: object) -> Session:
    form = plan_form(county, title="The next one", plan="as-before", **changed)
    answer = client.post(address(source, "copy/"), form)
    assert answer.status_code == 302, answer.content.decode()
    return Session.objects.get(key=answer["location"].split("/")[2])


def ended(session: Session) -> Session:
    now = timezone.now()
    session.phase, session.started_at, session.ended_at, session.code = "ended", now, now, None
    session.save()
    return session


def test_the_form_is_filled_in_but_for_the_day(
    facilitator_client: Client, earlier: Session
) -> None:
    page = facilitator_client.get(address(earlier, "copy/")).content.decode()
    for value in ("Three agencies, one family", "09:00", "Room 204", "40"):
        assert f'value="{value}"' in page
    assert 'value="as-before" checked' in page
    assert earlier.starts_at is not None
    assert f'value="{earlier.starts_at.date().isoformat()}"' not in page


def test_the_run_sheet_comes_along(
    facilitator_client: Client, county: Jurisdiction, earlier: Session
) -> None:
    session = copied(facilitator_client, earlier, county, time="14:00")
    assert session.copied_from == earlier
    assert kept(session).rows == kept(earlier).rows
    assert kept(session).starts_at == 14 * 60
    assert session.code != earlier.code


def test_prepared_activities_come_along_without_anything_that_came_of_them(
    facilitator_client: Client, county: Jurisdiction, earlier: Session
) -> None:
    session = copied(facilitator_client, earlier, county)
    made = session.activities.get()
    assert (made.kind, made.slide_id, made.title) == ("poll", "welcome", "Which system?")
    assert made.options == POLL
    assert (made.phase, made.working, made.is_shown) == ("ready", {}, False)
    assert not made.contributions.exists()
    assert not Seat.objects.filter(session=session).exists()


def test_nobody_comes_along(
    facilitator_client: Client, county: Jurisdiction, earlier: Session, helper: User
) -> None:
    session = copied(facilitator_client, earlier, county)
    assert not session.co_facilitators.exists()
    assert session.ready_items == []


def test_slides_that_are_gone_meanwhile_are_left_out(
    facilitator_client: Client, county: Jurisdiction, earlier: Session
) -> None:
    earlier.run_sheet["rows"].append({"slide": "gone", "lesson": "gone", "minutes": 50})
    earlier.save()
    assert "gone" not in kept(copied(facilitator_client, earlier, county)).chosen


def test_a_colleagues_session_can_be_copied_once_it_has_ended(
    colleague_client: Client, neighbor_client: Client, county: Jurisdiction, earlier: Session
) -> None:
    assert colleague_client.get(address(earlier, "copy/")).status_code == 404
    ended(earlier)
    assert neighbor_client.get(address(earlier, "copy/")).status_code == 404
    assert colleague_client.get("/sessions/new/").content.decode().count(earlier.key) == 1
    session = copied(colleague_client, earlier, county)
    assert session.owner != earlier.owner
    assert session.copied_from == earlier


def test_who_only_helps_or_learns_copies_nothing(
    helper_client: Client,
    learner_client: Client,
    stranger_client: Client,
    client: Client,
    earlier: Session,
    county: Jurisdiction,
) -> None:
    for one in (helper_client, learner_client, stranger_client):
        assert one.get(address(earlier, "copy/")).status_code == 404
        assert one.post(address(earlier, "copy/"), plan_form(county)).status_code == 404
    assert client.get(address(earlier, "copy/")).status_code == 302
    assert Session.objects.count() == 1


def test_the_second_half_can_be_planned_after_a_first(
    facilitator_client: Client, county: Jurisdiction
) -> None:
    first = plan_through_the_page(facilitator_client, county, plan="first-half")
    page = facilitator_client.get(address(first)).content.decode()
    link = address(first, "copy/") + "?plan=second-half"
    assert link in page
    assert 'value="second-half" checked' in facilitator_client.get(link).content.decode()
    form = plan_form(county, title="The second half", plan="second-half")
    answer = facilitator_client.post(link, form)
    second = Session.objects.get(key=answer["location"].split("/")[2])
    shown = set(kept(first).chosen) | set(kept(second).chosen)
    assert shown == {slide.id for slide in module_document("module-7").slides}
    assert link not in facilitator_client.get(address(second)).content.decode()


def test_the_second_half_is_offered_a_title_that_says_so(
    facilitator_client: Client, county: Jurisdiction
) -> None:
    first = plan_through_the_page(facilitator_client, county, plan="first-half")
    link = address(first, "copy/")
    page = facilitator_client.get(f"{link}?plan=second-half").content.decode()
    assert 'value="Three agencies, one family: second half"' in page
    assert 'value="Three agencies, one family"' in facilitator_client.get(link).content.decode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Three agencies", "Three agencies: second half"),
        ("Three agencies, first half", "Three agencies, second half"),
        ("First half: three agencies", "Second half: three agencies"),
        ("x" * LONGEST_TITLE, "x" * 187 + ": second half"),
    ],
    ids=["none", "named at the end", "named at the beginning", "too long"],
)
def test_a_title_of_a_first_half_gives_that_of_the_second(before: str, after: str) -> None:
    assert second_half_title(before) == after
    assert len(after) <= LONGEST_TITLE


def test_the_second_half_is_not_offered_after_the_whole(
    facilitator_client: Client, session: Session
) -> None:
    assert "Plan the second half" not in facilitator_client.get(address(session)).content.decode()


def test_a_part_of_a_first_half_counts_as_one(facilitator_client: Client, session: Session) -> None:
    module = module_document("module-7")
    first = next(one for one in plan_choice_list(module) if one.key == "first-half")
    some = choose_only(first.run_sheet, first.run_sheet.chosen[1:5])
    Session.objects.filter(pk=session.pk).update(run_sheet=run_sheet_to_json(some))
    assert "Plan the second half" in facilitator_client.get(address(session)).content.decode()
