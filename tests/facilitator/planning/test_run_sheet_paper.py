"""The run-sheet on paper: the times of every row, what may be skipped, what to ask, for whom."""

import re
from itertools import pairwise

from django.test import Client

from facilitator import machine
from facilitator.models import Session
from facilitator.sessions.running import activity_make, session_command
from jurisdictions.models import User
from modules.selectors import module_document
from tests.facilitator.planning.plans import (
    address,
    kept,
    sheet_form_of,
    sheet_pressed,
    with_break,
)
from tests.facilitator.rooms import POLL


def paper(client: Client, session: Session) -> str:
    answer = client.get(address(session, "run-sheet/print/"))
    assert answer.status_code == 200
    return answer.content.decode()


def rows_of(page: str) -> list[list[str]]:
    """The cells of the table's rows in words, its head and its lessons among them."""
    table = page.split('<table class="run-paper__rows">')[1].split("</table>")[0]
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", table, re.DOTALL)
    return [[words(cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.S)] for row in rows]


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def row_named(page: str, title: str) -> list[str]:
    return next(row for row in rows_of(page) if len(row) == 5 and title in row[3])


def test_every_planned_row_has_its_start_its_end_and_a_place_to_write(
    facilitator_client: Client, session: Session
) -> None:
    page = paper(facilitator_client, session)
    head, *rows = rows_of(page)
    assert head == ["Starts", "Ends", "Min", "Slide", "My notes"]
    slides = [row for row in rows if len(row) == 5]
    sheet = kept(session)
    assert len(slides) == len(sheet.chosen) + 1
    assert slides[0][:3] == ["9 a.m.", "9:01 a.m.", "1"]
    for before, after in pairwise(slides[:-1]):
        assert before[1] == after[0]
    assert slides[-1] == ["10:30 a.m.", "", "90", "End", ""]
    assert slides[-2][1] == "10:30 a.m."
    assert {row[4] for row in slides} == {""}
    gone = next(row.slide for row in sheet.slides if not row.is_chosen)
    title = next(one.title for one in module_document("module-7").slides if one.id == gone)
    assert title not in page
    for said in ("Three agencies, one family", "Room 204", "Maple County", "9 a.m.–10:30 a.m."):
        assert said in page


def test_lessons_stand_over_their_slides_with_their_minutes(
    facilitator_client: Client, session: Session
) -> None:
    lessons = [row for row in rows_of(paper(facilitator_client, session)) if len(row) == 1]
    minutes = [int(row[0].split()[-2]) for row in lessons]
    assert sum(minutes) == 90
    assert len(lessons) == len({row.lesson for row in kept(session).slides if row.is_chosen})


def test_breaks_and_marks_are_on_it(facilitator_client: Client, session: Session) -> None:
    form = with_break(facilitator_client, session, **{"new-title": "Coffee & <b>tea</b>"})
    form["optional-welcome"] = "on"
    sheet_pressed(facilitator_client, session, form)
    page = paper(facilitator_client, session)
    assert "Coffee &amp; &lt;b&gt;tea&lt;/b&gt;" in page
    pause = row_named(page, "Coffee")
    before = row_named(page, "Confidentiality")
    assert pause[0] == before[1]
    assert pause[2] == "10"
    assert row_named(page, "1. ")[3].endswith("optional")
    assert "planned 90 minutes: 10 over" in page


def test_prompts_stand_with_their_slide_and_their_minutes(
    facilitator_client: Client, session: Session
) -> None:
    slide = row_named(paper(facilitator_client, session), "4. ")[3]
    assert "Ask, whole room, 3 minutes" in slide


def test_what_was_set_up_stands_with_its_slide_or_below(
    facilitator: User, facilitator_client: Client, session: Session
) -> None:
    for slide, question in (("welcome", "Where do you work?"), ("", "Lunch or not?")):
        activity_make(
            session=session,
            kind="poll",
            options={**POLL, "question": question},
            by=facilitator,
            slide_id=slide,
        )
    page = paper(facilitator_client, session)
    assert "Poll: Where do you work?" in row_named(page, "1. ")[3]
    assert "Set up for any time: Lunch or not? (Poll)" in words(page)


def test_without_a_start_times_count_from_the_beginning(
    facilitator_client: Client, session: Session
) -> None:
    Session.objects.filter(pk=session.pk).update(starts_at=None)
    form = sheet_form_of(facilitator_client, session) | {"starts": ""}
    sheet_pressed(facilitator_client, session, form)
    page = paper(facilitator_client, session)
    assert row_named(page, "1. ")[:2] == ["+0", "+1"]
    assert row_named(page, "End")[0] == "+90"
    assert "No start time is set" in page


def test_an_end_past_midnight_says_so(facilitator_client: Client, session: Session) -> None:
    form = sheet_form_of(facilitator_client, session) | {"starts": "23:00"}
    sheet_pressed(facilitator_client, session, form)
    assert "11 p.m.–12:30 a.m. (the next day)" in words(paper(facilitator_client, session))


def test_what_is_skipped_in_the_room_says_so(
    facilitator: User, facilitator_client: Client, session: Session
) -> None:
    facilitator_client.post(address(session, "start/"))
    skip = machine.Skip(("confidentiality",))
    session_command(session=session, command=skip, by=facilitator)
    page = paper(facilitator_client, session)
    assert row_named(page, "Confidentiality")[3].startswith("26. Confidentiality skipped")
    assert row_named(page, "End")[0] == "10:30 a.m."


def test_the_sessions_page_and_the_editor_lead_to_it(
    facilitator_client: Client, helper_client: Client, session: Session
) -> None:
    link = f'href="{address(session, "run-sheet/print/")}"'
    for client, page in (
        (facilitator_client, ""),
        (facilitator_client, "run-sheet/"),
        (helper_client, ""),
    ):
        assert link in client.get(address(session, page)).content.decode()
    assert f'href="{address(session, "run-sheet/")}"' in paper(facilitator_client, session)
    assert f'href="{address(session, "run-sheet/")}"' not in paper(helper_client, session)


def test_after_the_end_it_is_the_owners_alone(
    facilitator: User,
    facilitator_client: Client,
    helper_client: Client,
    colleague_client: Client,
    session: Session,
) -> None:
    facilitator_client.post(address(session, "start/"))
    session_command(session=session, command=machine.End(), by=facilitator)
    assert f'href="{address(session, "run-sheet/")}"' not in paper(facilitator_client, session)
    for client in (helper_client, colleague_client):
        assert client.get(address(session, "run-sheet/print/")).status_code == 404
