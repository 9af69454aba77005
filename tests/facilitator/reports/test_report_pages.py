"""The report as people read it: who may, and what is on the page."""

import re

import pytest

from facilitator.activities import kind_of
from facilitator.sessions.planning import co_facilitator_add
from tests.factories import JurisdictionFactory, MembershipFactory, UserFactory
from tests.people import client_of

PAGES = ("report/", "report.pdf", "report.csv", "report/delete-contributions/")


@pytest.fixture
def session(holding, learner):
    return holding.held(learner=learner)


def url(session, page="report/"):
    return f"/sessions/{session.key}/{page}"


# Who ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES)
def test_colleagues_of_the_place_read_the_report(session, county, administrator, page):
    colleague = MembershipFactory(facilitator=True, jurisdiction=county).user
    for person in (colleague, administrator):
        answer = client_of(person).get(url(session, page))
        assert answer.status_code == 200
        assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("page", PAGES)
def test_learners_editors_strangers_and_other_places_do_not(
    session, learner_client, editor_client, stranger_client, page
):
    elsewhere = MembershipFactory(facilitator=True, jurisdiction=JurisdictionFactory()).user
    for client in (learner_client, editor_client, stranger_client, client_of(elsewhere)):
        assert client.get(url(session, page)).status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_visitors_go_to_sign_in_and_come_back(session, client, page):
    answer = client.get(url(session, page))
    assert answer["location"] == f"/accounts/login/?next={url(session, page)}"


def test_a_co_facilitator_without_a_role_reads_nothing_after_the_end(holding):
    expert = UserFactory()
    co_facilitator_add(by=holding.owner, session=holding.session, user=expert)
    client = client_of(expert)
    assert client.get(f"/sessions/{holding.session.key}/console/").status_code == 200

    session = holding.held()
    for page in PAGES:
        assert client.get(url(session, page)).status_code == 404
    note = {"slide": holding.slides[1], "text": "Mine"}
    assert client.post(url(session, "report/notes/"), note).status_code == 404
    assert not session.notes.exists()


def test_a_session_that_has_not_ended_has_no_report(holding, facilitator_client):
    assert facilitator_client.get(url(holding.session)).status_code == 404


# What --------------------------------------------------------------------------------------------


def test_the_page_has_the_facts_in_the_places_own_time(session, facilitator_client):
    page = facilitator_client.get(url(session)).content.decode()

    assert "Three agencies" in page
    assert "Maple County" in page
    assert "9 a.m. to 9:35 a.m., 35 minutes" in page
    assert "9:04 a.m. to 9:25 a.m., 21 minutes" in page
    assert "It took 14 minutes less than planned. 2 planned slides were not shown." in page
    assert "1 slide was shown beyond the plan." in page
    assert "1 device joined. 40 people were expected. 1 person signed in for credit:" in page
    assert "The learner" in page
    assert "Nightjar" not in page
    assert "not held" in page


def test_the_sum_says_how_far_it_was_from_the_plan(session, facilitator_client):
    page = facilitator_client.get(url(session)).content.decode()
    total = page.split("<tfoot>")[1].split("</tfoot>")[0]
    assert re.findall(r"<td>(.*?)</td>", total) == ["35", "21", "−14"]


def test_who_reads_the_report_can_plan_another_session_like_it(
    session, facilitator_client, administrator_client
):
    for client in (facilitator_client, administrator_client):
        assert f'href="/sessions/{session.key}/copy/"' in client.get(url(session)).content.decode()
        assert client.get(f"/sessions/{session.key}/copy/").status_code == 200


def test_each_outcome_is_shown_by_its_own_template(session, facilitator_client):
    page = facilitator_client.get(url(session)).content.decode()
    assert '<th scope="row">Ours</th><td>1</td>' in page
    assert "1 device answered." in page


def test_the_question_of_a_poll_is_said_once_unless_it_differs_from_the_title(
    session, facilitator_client
):
    page = facilitator_client.get(url(session)).content.decode()
    assert page.count("Which system?") == 1
    session.report["activities"][0]["title"] = "Systems"
    session.save()
    page = facilitator_client.get(url(session)).content.decode()
    assert "<caption>Which system?</caption>" in page


def test_what_could_not_be_worked_out_is_said(holding, facilitator_client, monkeypatch, caplog):
    def fail(activity):
        raise ValueError

    monkeypatch.setattr(kind_of("poll"), "outcome", fail)
    session = holding.held()
    assert "could not be worked out" in facilitator_client.get(url(session)).content.decode()
    assert (
        "could not be worked out"
        in facilitator_client.get(url(session, "report.csv")).content.decode()
    )
    assert caplog.text


def test_a_kind_that_is_not_there_any_more_leaves_its_title(session, facilitator_client):
    session.report["activities"][0]["kind"] = "gone"
    session.save()
    page = facilitator_client.get(url(session))
    assert page.status_code == 200
    assert "Which system?" in page.content.decode()


def test_markup_in_notes_and_titles_stays_text(holding, facilitator_client):
    holding.session.title = "<script>alert(1)</script>"
    holding.session.save()
    session = holding.held()
    note = {"slide": holding.slides[1], "text": "<b>bold</b>\nsecond line"}
    facilitator_client.post(url(session, "report/notes/"), note)
    page = facilitator_client.get(url(session)).content.decode()
    assert "<script>alert" not in page
    assert "&lt;b&gt;bold&lt;/b&gt;<br>second line" in page


# Notes and deletion ------------------------------------------------------------------------------


def test_its_facilitator_adds_a_note_afterwards(session, holding, facilitator_client):
    note = {"slide": holding.slides[1], "text": "Bring more markers."}
    answer = facilitator_client.post(url(session, "report/notes/"), note, follow=True)
    page = answer.content.decode()
    assert "The note is kept." in page
    assert "Bring more markers." in page
    assert "Change this note" in page


def test_colleagues_read_notes_but_write_none(session, holding, administrator_client):
    assert b"Add a note" not in administrator_client.get(url(session)).content
    note = {"slide": holding.slides[1], "text": "Not mine."}
    assert administrator_client.post(url(session, "report/notes/"), note).status_code == 404
    assert not session.notes.exists()


def test_after_two_weeks_there_is_no_form_and_a_note_is_refused(
    session, holding, facilitator_client
):
    assert b"Add a note" in facilitator_client.get(url(session)).content
    holding.clock.minute(26 + 14 * 24 * 60)
    client = client_of(holding.owner)
    assert b"Add a note" not in client.get(url(session)).content
    note = {"slide": holding.slides[1], "text": "Too late."}
    answer = client.post(url(session, "report/notes/"), note, follow=True)
    assert "for two weeks after a session" in answer.content.decode()


def test_contributions_are_deleted_at_once_only_when_asked_once_more(session, facilitator_client):
    page = facilitator_client.get(url(session)).content.decode()
    assert "kept until June 8, 2026" in page

    answer = facilitator_client.get(url(session, "report/delete-contributions/"))
    assert b"Delete single contributions now?" in answer.content
    assert session.seats.exists()

    answer = facilitator_client.post(url(session, "report/delete-contributions/"), follow=True)
    assert "were deleted on March 10, 2026" in answer.content.decode()
    assert not session.seats.exists()
    assert "Which system?" in answer.content.decode()


# The list ----------------------------------------------------------------------------------------


def test_the_list_is_by_place_for_colleagues(session, county, administrator_client):
    page = administrator_client.get("/sessions/reports/").content.decode()
    assert f'href="/sessions/{session.key}/report/"' in page
    assert page.index("Maple County") < page.index("Three agencies")


def test_the_list_leaves_out_other_places_and_what_has_not_ended(session, holding):
    elsewhere = MembershipFactory(facilitator=True, jurisdiction=JurisdictionFactory()).user
    page = client_of(elsewhere).get("/sessions/reports/").content.decode()
    assert "No session has ended here yet." in page


def test_the_list_is_for_those_who_present(learner_client, stranger_client, client):
    assert learner_client.get("/sessions/reports/").status_code == 403
    assert stranger_client.get("/sessions/reports/").status_code == 403
    assert client.get("/sessions/reports/")["location"].startswith("/accounts/login/")


def test_the_list_asks_as_often_for_three_sessions_as_for_one(
    session, county, facilitator, django_assert_num_queries, django_assert_max_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from tests.factories import SessionFactory

    client = client_of(facilitator)
    client.get("/sessions/reports/")
    with CaptureQueriesContext(connection) as once:
        client.get("/sessions/reports/")
    SessionFactory.create_batch(2, ended=True, jurisdiction=county)
    with django_assert_num_queries(len(once)):
        client.get("/sessions/reports/")


def test_the_list_can_be_cut_down_to_one_place(session, state, facilitator_client):
    page = facilitator_client.get("/sessions/reports/?place=nowhere").content.decode()
    assert "Three agencies" not in page
