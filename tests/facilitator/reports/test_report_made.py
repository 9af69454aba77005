"""What a session leaves behind when it ends."""

import json

import pytest

from facilitator import machine
from facilitator.activities import kind_of
from facilitator.errors import CommandRefused, EntryRefused
from facilitator.sessions.planning import co_facilitator_add
from facilitator.sessions.running import activity_make, note_keep
from tests.factories import UserFactory


def row(report, number):
    rows = [one for lesson in report["lessons"] for one in lesson["rows"]]
    return next(one for one in rows if one["number"] == number)


def test_the_report_says_when_and_by_whom_it_was_held(holding):
    co_facilitator_add(by=holding.owner, session=holding.session, user=UserFactory(name="Ada Lee"))
    report = holding.held().report

    assert report["schema"] == 1
    assert (report["title"], report["jurisdiction"]) == ("Three agencies", "Maple County")
    assert report["module"]["number"] == 7
    assert report["facilitators"] == ["The facilitator", "Ada Lee"]
    assert report["planned"] == {
        "starts_at": "2026-03-10T15:00:00+00:00",
        "ends_at": "2026-03-10T15:35:00+00:00",
        "minutes": 35,
    }
    # The clock began with the first slide that was turned, four minutes late.
    assert report["actual"]["starts_at"] == "2026-03-10T15:04:00+00:00"
    assert report["actual"]["ends_at"] == "2026-03-10T15:25:00+00:00"
    assert report["actual"]["seconds"] == 21 * 60


def test_the_agenda_has_what_was_planned_and_what_came_of_it(holding):
    report = holding.held().report

    second, fourth, fifth, seventh = (row(report, number) for number in (2, 4, 5, 7))
    assert (second["planned"], second["seconds"], second["state"]) == (5, 8 * 60, "shown")
    assert (fourth["planned"], fourth["seconds"]) == (5, 8 * 60)
    assert (fifth["planned"], fifth["seconds"], fifth["state"]) == (5, 0, "skipped")
    assert (seventh["planned"], seventh["seconds"], seventh["state"]) == (None, 5 * 60, "added")
    assert row(report, 1)["state"] == "shown"
    kinds = {one["id"]: one for lesson in report["lessons"] for one in lesson["rows"]}
    assert (kinds["break_1"]["kind"], kinds["break_1"]["state"]) == ("break", "skipped")


def test_a_break_that_was_held_has_its_minutes(holding):
    holding.turn(2, at=1)
    pause = holding.activity(at=6, kind="pause", options={"minutes": 10, "row": "break_1"})
    holding.close(pause, at=18)
    report = holding.end(at=20).report
    kinds = {one["id"]: one for lesson in report["lessons"] for one in lesson["rows"]}
    assert (kinds["break_1"]["seconds"], kinds["break_1"]["state"]) == (12 * 60, "shown")


def test_what_was_left_out_on_the_way_stays_in_the_plan(holding):
    holding.turn(2, at=1)
    holding.command(machine.Skip((holding.slides[3],)))
    report = holding.end(at=10).report
    assert row(report, 4)["state"] == "skipped"
    assert report["planned"]["minutes"] == 35


def test_every_outcome_is_kept_with_its_activity_and_in_the_report(holding):
    session = holding.held()
    activity = session.activities.get()

    assert activity.outcome["answered"] == 1
    assert activity.outcome["counts"] == [["Ours", 1], ["Theirs", 0]]
    assert session.report["activities"] == [
        {
            "kind": "poll",
            "title": "Which system?",
            "slide": "",
            "number": 0,
            "outcome": activity.outcome,
        }
    ]


def test_an_activity_that_is_open_at_the_end_is_closed_and_counted(holding):
    phone, _seat = holding.join(at=1)
    poll = holding.activity(at=2)
    holding.send(phone, poll, choice="2")
    report = holding.end(at=3).report
    assert report["activities"][0]["outcome"]["counts"] == [["Ours", 0], ["Theirs", 1]]
    poll.refresh_from_db()
    assert poll.is_closed


def test_an_activity_that_was_never_opened_is_not_in_the_report(holding):
    options = {"question": "Never asked?", "mode": "single", "choices": ["Yes", "No"]}
    activity_make(session=holding.session, kind="poll", options=options, by=holding.owner)
    assert holding.end(at=3).report["activities"] == []


@pytest.mark.parametrize("error", [EntryRefused("no"), KeyError("gone"), ZeroDivisionError()])
def test_a_kind_that_fails_blocks_neither_the_end_nor_the_others(
    holding, monkeypatch, caplog, error
):
    options = {"minutes": 2, "task": "Talk", "who": "pairs"}
    holding.close(holding.activity(at=1, kind="timer", options=options), at=2)

    def fail(activity):
        raise error

    monkeypatch.setattr(kind_of("poll"), "outcome", fail)
    session = holding.held()

    assert session.is_ended
    timer, poll = session.report["activities"]
    assert timer["outcome"] is not None
    assert (poll["title"], poll["outcome"]) == ("Which system?", None)
    assert "failed at the end" in caplog.text


def test_an_outcome_that_is_no_json_counts_as_failed(holding, monkeypatch, caplog):
    monkeypatch.setattr(kind_of("poll"), "outcome", lambda activity: {"when": object()})
    assert holding.held().report["activities"][0]["outcome"] is None
    assert "failed at the end" in caplog.text


def test_a_kind_that_cannot_close_is_closed_all_the_same(holding, monkeypatch, caplog):
    def refuse(activity, by):
        raise EntryRefused("not yet")

    poll = holding.activity(at=1)
    monkeypatch.setattr(kind_of("poll"), "closing", refuse)
    session = holding.end(at=2)
    poll.refresh_from_db()
    assert session.is_ended
    assert poll.is_closed
    assert "failed at the end" in caplog.text


def test_a_kind_is_told_of_the_end_before_its_outcome_is_made(holding, monkeypatch):
    poll = kind_of("poll")

    def ending(activity, by):
        activity.working = {"by": by.get_full_name()}

    monkeypatch.setattr(poll, "ending", ending)
    monkeypatch.setattr(poll, "outcome", lambda activity: dict(activity.working))
    report = holding.held().report
    assert report["activities"][0]["outcome"] == {"by": "The facilitator"}


def test_devices_are_counted_and_names_are_only_of_those_who_gave_them(holding, learner):
    holding.join(at=1)
    report = holding.held(learner=learner).report
    assert report["attendance"] == {"expected": 40, "joined": 2, "credit": ["The learner"]}


def test_a_name_that_was_taken_off_is_nowhere(holding, learner):
    phone, _seat = holding.join(at=1, person=learner)
    phone.post(f"/room/{holding.session.key}/credit/", {"do": "withdraw"})
    session = holding.end(at=5)
    assert session.report["attendance"]["credit"] == []
    assert not learner.attendances.exists()


def test_no_seat_and_no_nickname_is_in_the_report(holding, learner):
    session = holding.held(learner=learner)
    text = json.dumps(session.report)
    assert "Nightjar" not in text
    assert "seat" not in text
    assert session.seats.get().token_digest not in text


def test_when_a_device_came_is_forgotten_at_the_end(holding, learner):
    session = holding.held(learner=learner)
    assert list(session.seats.values_list("joined_at", "left_at")) == [(None, None)]
    assert not session.credit_sign_ins.exists()


def test_notes_are_in_the_order_of_the_slides(holding):
    for number, text in ((4, "Ran long."), (2, "  Good talk.\n"), (5, "   ")):
        note_keep(
            session=holding.session,
            slide_id=holding.slides[number - 1],
            text=text,
            by=holding.owner,
        )
    notes = holding.end(at=5).report["notes"]
    assert [(one["number"], one["text"]) for one in notes] == [(2, "Good talk."), (4, "Ran long.")]


def test_a_note_can_come_two_weeks_late_and_no_later(holding):
    session = holding.held()
    note = {"session": session, "slide_id": holding.slides[1], "by": holding.owner}
    holding.clock.minute(25 + 14 * 24 * 60)
    note_keep(**note, text="Came to mind later.")
    session.refresh_from_db()
    assert [one["text"] for one in session.report["notes"]] == ["Came to mind later."]

    holding.clock.minute(26 + 14 * 24 * 60)
    with pytest.raises(CommandRefused, match="two weeks"):
        note_keep(**note, text="Too late.")
    assert session.notes.get().text == "Came to mind later."


def test_a_session_that_ends_at_once_has_a_report_too(holding):
    report = holding.end(at=0).report
    assert report["actual"]["seconds"] == 0
    assert report["attendance"]["joined"] == 0
