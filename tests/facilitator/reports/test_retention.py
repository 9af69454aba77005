"""What is deleted, and when; what stays."""

from datetime import timedelta

import pytest
from django.core import serializers
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from facilitator import due, machine
from facilitator.activities import kind_of
from facilitator.enums import Phase
from facilitator.models import (
    Activity,
    Contribution,
    CreditSignIn,
    LiveMessage,
    Seat,
    Session,
    SessionEvent,
    ShownDocument,
    SlideNote,
)
from facilitator.reports.retention import raw_delete
from facilitator.sessions.documents import document_keep, session_module
from facilitator.sessions.planning import co_facilitator_add
from tests.facilitator.reports.holding import START
from tests.factories import ShownDocumentFactory, UserFactory
from toolkit.due import run_due

DAY = 24 * 60
OF_A_SESSION = (Seat, Contribution, LiveMessage, CreditSignIn, Activity, SessionEvent, SlideNote)
QUESTION = {"question": "What helps?", "view": "table"}


def asked(holding, words="zanzibar peppermint"):
    """A session in which somebody typed words that nobody put on the wall."""
    phone, _seat = holding.join(at=0, nickname="Nightjar", table="Wren")
    holding.turn(2, at=1)
    activity = holding.activity(at=2, kind="open_question", options=QUESTION)
    holding.send(phone, activity, text=words)
    return activity


def dumped(*models) -> str:
    return "".join(serializers.serialize("json", model.objects.all()) for model in models)


def test_after_the_deletion_no_table_of_the_session_holds_what_people_typed(holding):
    activity = asked(holding)
    activity.working = {"worked out": "zanzibar peppermint"}
    activity.save()
    session = holding.end(at=10)
    assert "zanzibar" in dumped(Contribution)

    assert raw_delete(session=session, now=holding.clock.now())
    everything = dumped(*OF_A_SESSION, Session)
    for words in ("zanzibar", "Nightjar", "Wren"):
        assert words not in everything
    assert not Seat.objects.exists()
    assert not Contribution.objects.exists()
    assert not LiveMessage.objects.exists()


def test_what_was_on_the_wall_stays_in_the_outcome_only(holding, monkeypatch):
    monkeypatch.setattr(
        kind_of("open_question"),
        "outcome",
        lambda activity: {"question": "What helps?", "entries": ["zanzibar peppermint"]},
    )
    asked(holding)
    session = holding.end(at=10)
    raw_delete(session=session, now=holding.clock.now())

    session.refresh_from_db()
    activity = session.activities.get()
    assert activity.outcome["entries"] == ["zanzibar peppermint"]
    assert session.report["activities"][0]["outcome"] == activity.outcome
    activity.outcome = None
    activity.save()
    session.report = None
    session.save()
    assert "zanzibar" not in dumped(*OF_A_SESSION, Session)


def test_who_did_what_goes_and_what_was_done_stays(holding):
    helper = UserFactory()
    co_facilitator_add(by=holding.owner, session=holding.session, user=helper)
    holding.command(machine.HandOver(helper.pk))
    holding.command(machine.TakeWheel())
    session = holding.held()
    kinds = list(session.events.values_list("kind", flat=True))
    raw_delete(session=session, now=holding.clock.now())

    assert list(session.events.values_list("kind", flat=True)) == kinds
    assert not session.events.filter(by__isnull=False).exists()
    assert session.events.get(kind="hand-over").data == {"to": 0}


@pytest.mark.parametrize(("days", "is_gone"), [(89.9, False), (90, True)])
def test_contributions_go_after_ninety_days(holding, days, is_gone):
    session = holding.held()
    assert run_due(session.ended_at + timedelta(days=days), START) == []
    session.refresh_from_db()
    assert (session.raw_deleted_at is not None) is is_gone
    assert session.seats.exists() is not is_gone


def test_with_no_days_they_go_at_the_next_turn_of_the_clock(holding, settings):
    settings.TOOLKIT_RAW_DAYS = 0
    session = holding.held()
    assert session.seats.exists()
    call_command("run_due")
    session.refresh_from_db()
    assert not session.seats.exists()
    assert session.report is not None


def test_the_deletion_is_done_once(holding):
    session = holding.held()
    first = holding.clock.now()
    assert raw_delete(session=session, now=first)
    assert not raw_delete(session=session, now=first + timedelta(days=1))
    session.refresh_from_db()
    assert session.raw_deleted_at == first


def test_a_running_session_loses_nothing(holding):
    holding.join(at=1)
    assert not raw_delete(session=holding.session, now=holding.clock.now())
    assert holding.session.seats.exists()


def test_one_session_that_fails_keeps_no_other_from_its_turn(holding, monkeypatch, caplog):
    session = holding.held()
    tried = []

    def fail(*, session, now):
        tried.append(session.pk)
        raise RuntimeError

    monkeypatch.setattr(due, "raw_delete", fail)
    Session.objects.filter(pk=session.pk).update(raw_until=START)
    problems = run_due(holding.clock.now(), START)
    assert tried == [session.pk]
    assert problems == [f"Session {session.key}: RuntimeError"]
    assert session.key in caplog.text


# Sessions that nobody ended ----------------------------------------------------------------------


def test_a_session_that_was_left_running_ends_as_of_the_last_thing_done(holding, learner):
    holding.join(at=0, person=learner)
    holding.turn(2, at=4)
    holding.turn(4, at=12)
    holding.clock.minute(12 + DAY + 1)
    assert run_due(holding.clock.now(), START) == []

    session = holding.session
    session.refresh_from_db()
    assert session.is_ended
    assert session.ended_at == START + timedelta(minutes=12)
    assert session.raw_until == holding.clock.now() + timedelta(days=90)
    assert session.report["actual"]["is_ended_by_clock"]
    assert session.report["actual"]["seconds"] == 8 * 60
    assert session.events.get(kind="end").by is None
    assert learner.attendances.get().minutes == 8


def test_its_report_says_so(holding, facilitator_client):
    holding.turn(2, at=4)
    holding.clock.minute(4 + DAY + 1)
    run_due(holding.clock.now(), START)
    page = facilitator_client.get(f"/sessions/{holding.session.key}/report/").content.decode()
    assert "Nobody ended this session" in page


@pytest.mark.parametrize("minutes", [DAY - 1, DAY])
def test_a_session_in_which_something_was_done_within_a_day_goes_on(holding, minutes):
    holding.turn(2, at=4)
    holding.clock.minute(4 + minutes)
    run_due(holding.clock.now(), START)
    holding.session.refresh_from_db()
    assert holding.session.is_live


def test_what_a_phone_sends_is_a_sign_of_life(holding):
    phone, _seat = holding.join(at=0)
    activity = holding.activity(at=2)
    holding.clock.minute(60)
    holding.send(phone, activity, choice="1")
    holding.clock.minute(DAY + 30)
    run_due(holding.clock.now(), START)
    holding.session.refresh_from_db()
    assert holding.session.is_live


def test_a_session_whose_facilitator_is_gone_ends_too(holding):
    holding.activity(at=2)
    Session.objects.filter(pk=holding.session.pk).update(owner=None)
    holding.clock.minute(2 * DAY)
    assert run_due(holding.clock.now(), START) == []
    holding.session.refresh_from_db()
    assert holding.session.phase == Phase.ENDED
    assert len(holding.session.report["activities"]) == 1


# Documents ---------------------------------------------------------------------------------------


def test_documents_that_no_session_shows_are_deleted(holding):
    unused = ShownDocumentFactory()
    run_due(holding.clock.now(), START)
    kept = set(ShownDocument.objects.values_list("pk", flat=True))
    assert unused.pk not in kept
    assert holding.session.document_id in kept


def test_the_document_of_a_session_is_kept_once(holding):
    module = session_module(holding.session)
    assert document_keep(module).pk == holding.session.document_id


def test_activities_are_locked_before_what_was_sent_to_them(holding):
    activity = asked(holding)
    session = holding.end(at=10)
    with CaptureQueriesContext(connection) as queries:
        raw_delete(session=session, now=holding.clock.now())
    said = [one["sql"] for one in queries]
    first = next(
        at for at, sql in enumerate(said) if sql.startswith('UPDATE "facilitator_activity"')
    )
    gone = next(
        at
        for at, sql in enumerate(said)
        if sql.startswith('DELETE FROM "facilitator_contribution"')
    )
    assert first < gone
    activity.refresh_from_db()
    assert activity.working == {}
