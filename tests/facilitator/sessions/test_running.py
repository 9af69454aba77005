"""What a running session does, for whom, and what it writes down."""

import json
import re

import pytest
from django.utils import translation

from facilitator import machine
from facilitator.enums import ActivityPhase
from facilitator.errors import ActivityNotFound, CommandRefused, SessionNotFound
from facilitator.live.channels import Channel
from facilitator.models import LiveMessage, SessionEvent
from facilitator.sessions.documents import deck_of, session_module
from facilitator.sessions.planning import (
    co_facilitator_add,
    co_facilitator_remove,
    session_delete,
)
from facilitator.sessions.running import activity_make, note_keep, session_command
from facilitator.sessions.selectors import (
    session_for_facilitator,
    session_for_owner,
    session_for_report,
)
from tests.facilitator.rooms import POLL, commanded, planned, polled, started


def message(session, channel):
    return json.loads(LiveMessage.objects.get(session=session, channel=channel).body)


@pytest.fixture
def live(facilitator, county):
    return started(facilitator, county)


@pytest.fixture
def slides(live):
    return deck_of(session_module(live)).slides


def test_a_session_starts_with_its_document_fixed_and_says_how_to_join(live, facilitator):
    state = machine.state_from_json(live.state)

    assert live.is_live
    assert live.document_id
    assert (state.driver, state.shows_code) == (facilitator.pk, True)
    assert message(live, Channel.STAGE)["slide"] == state.slide


def test_a_turn_reaches_every_face_and_is_written_down(live, facilitator, slides):
    commanded(live, facilitator, machine.Turn(slides[3]))

    assert message(live, Channel.STAGE)["slide"] == slides[3]
    assert message(live, Channel.PHONE)["slide"]["number"] == 4
    assert message(live, Channel.CONSOLE)["slide"] == slides[3]
    event = SessionEvent.objects.filter(session=live).last()
    assert (event.kind, event.data["slide"], event.by) == ("turn", slides[3], facilitator)


def test_phones_get_no_answer_before_it_is_open(live, facilitator):
    answer = next(one for one in session_module(live).slides if one.reveals)
    commanded(live, facilitator, machine.Turn(answer.id))
    closed = message(live, Channel.PHONE)["slide"]["html"]
    commanded(live, facilitator, machine.OpenAnswer(answer.id))
    opened = message(live, Channel.PHONE)["slide"]["html"]

    assert "phone-slide__closed" in closed
    assert "<li>" not in closed
    assert opened.count("<li>") >= 9


def test_no_face_of_the_room_holds_facilitator_notes(live, facilitator, slides):
    notes = {note[:40] for slide in session_module(live).slides for note in slide.facilitator_notes}
    assert notes
    for slide in slides:
        commanded(live, facilitator, machine.Turn(slide))
        for channel in (Channel.STAGE, Channel.PHONE):
            body = LiveMessage.objects.get(session=live, channel=channel).body
            assert not [note for note in notes if note in body]


def test_an_activity_is_brought_opened_closed_and_shown(live, facilitator):
    activity = polled(live, facilitator)
    assert message(live, Channel.PHONE)["activity"]["phase"] == "open"
    commanded(
        live,
        facilitator,
        machine.CloseActivity(activity.pk),
        machine.ShowResult(activity.pk),
    )
    activity.refresh_from_db()

    assert (activity.phase, activity.is_shown) == (ActivityPhase.CLOSED, True)
    assert message(live, Channel.STAGE)["activity"]["shown"]


def test_another_sessions_activity_cannot_be_brought_up(live, facilitator, county):
    other = started(facilitator, county)
    activity = activity_make(session=other, kind="poll", options=POLL, by=facilitator)
    with pytest.raises(ActivityNotFound):
        commanded(live, facilitator, machine.BringActivity(activity.pk))


def test_a_co_facilitator_without_any_role_helps_until_the_end(live, facilitator, stranger, slides):
    with pytest.raises(SessionNotFound):
        commanded(live, stranger, machine.TakeWheel())
    co_facilitator_add(by=facilitator, session=live, user=stranger)

    commanded(live, stranger, machine.TakeWheel(), machine.Turn(slides[1]))
    with pytest.raises(CommandRefused, match="driving"):
        commanded(live, facilitator, machine.Turn(slides[2]))
    commanded(live, stranger, machine.HandOver(facilitator.pk))
    commanded(live, facilitator, machine.End())

    for getter in (session_for_facilitator, session_for_owner, session_for_report):
        with pytest.raises(SessionNotFound):
            getter(stranger, live.key)
    assert session_for_report(facilitator, live.key) == live


def test_the_wheel_goes_only_to_somebody_of_the_session(live, facilitator, stranger):
    with pytest.raises(CommandRefused):
        commanded(live, facilitator, machine.HandOver(stranger.pk))


def test_a_co_facilitator_who_is_taken_off_drives_no_more(live, facilitator, stranger):
    co_facilitator_add(by=facilitator, session=live, user=stranger)
    commanded(live, facilitator, machine.HandOver(stranger.pk))
    co_facilitator_remove(by=facilitator, session=live, user=stranger)
    live.refresh_from_db()

    assert machine.state_from_json(live.state).driver == facilitator.pk
    with pytest.raises(SessionNotFound):
        session_for_facilitator(stranger, live.key)


def test_the_end_frees_the_code_and_closes_what_was_open(live, facilitator):
    activity = polled(live, facilitator)
    ended = commanded(live, facilitator, machine.End())
    activity.refresh_from_db()

    assert (ended.code, ended.is_ended) == (None, True)
    assert ended.raw_until > ended.ended_at
    assert activity.is_closed
    assert message(ended, Channel.PHONE)["phase"] == "ended"
    with pytest.raises(CommandRefused, match="not running"):
        commanded(ended, facilitator, machine.Start("welcome"))


def test_messages_are_numbered_upward_and_only_news_is_sent(live, facilitator, slides):
    before = dict(LiveMessage.objects.values_list("channel", "revision"))
    commanded(live, facilitator, machine.SetQuestion(False))
    assert dict(LiveMessage.objects.values_list("channel", "revision")) == before
    commanded(live, facilitator, machine.AskForWheel(), machine.Turn(slides[1]))
    after = dict(LiveMessage.objects.values_list("channel", "revision"))
    assert all(after[channel] > before[channel] for channel in before)


def test_a_note_is_kept_by_its_slide_and_the_last_one_stays(live, facilitator, slides):
    for text in ("First", "Second\r\nline"):
        note_keep(session=live, slide_id=slides[2], text=text, by=facilitator)
    assert live.notes.get().text == "Second\nline"
    with pytest.raises(CommandRefused):
        note_keep(session=live, slide_id="nowhere", text="x", by=facilitator)


def test_a_planned_session_can_be_deleted_and_a_running_one_cannot(live, facilitator, county):
    waiting = planned(facilitator, county)
    session_delete(by=facilitator, session=waiting)
    with pytest.raises(Exception, match="started"):
        session_delete(by=facilitator, session=live)


def test_a_command_that_is_refused_leaves_no_trace(live, facilitator):
    events = live.events.count()
    with pytest.raises(CommandRefused):
        session_command(session=live, command=machine.Turn("nowhere"), by=facilitator)
    live.refresh_from_db()
    assert live.events.count() == events


def test_the_room_reads_the_modules_language_whoever_presses(live, facilitator):
    with translation.override("es"):
        polled(live, facilitator, {"row": "", "minutes": 10, "text": ""}, kind="pause")
    wall = message(live, Channel.STAGE)["activity"]["html"]
    assert re.search(r"noon|midnight|[ap]\.m\.", wall), wall
