"""Holding a session at known times: `holding.turn(2, at=5)` is five minutes after the start."""

from datetime import UTC, datetime, timedelta

from django.test import Client

from facilitator import machine
from facilitator.activities.kind import Options
from facilitator.models import Activity, Seat, Session
from facilitator.run_sheet import run_sheet_to_json
from facilitator.run_sheet.rows import BreakRow, RunSheet, SlideRow
from facilitator.sessions.documents import session_module
from facilitator.sessions.planning import Plan, session_plan
from jurisdictions.models import Jurisdiction, User
from tests.facilitator.rooms import MODULE_7, POLL, commanded, joined, polled, sent

START = datetime(2026, 3, 10, 15, 0, tzinfo=UTC)
"""Nine in the morning in Maple County."""


class Clock:
    """Time that stands still until a test moves it."""

    def __init__(self) -> None:
        self.at = START

    def now(self) -> datetime:
        return self.at

    def minute(self, minutes: float) -> None:
        """Go to so many minutes after the start."""
        self.at = START + timedelta(minutes=minutes)


class Holding:
    """A running session with the first slides of Module 7 on its run-sheet, five minutes each.

    `slides` are the module's; the first six are planned but the third, with a break after the
    fourth.
    """

    def __init__(self, owner: User, county: Jurisdiction, clock: Clock) -> None:
        self.owner, self.clock = owner, clock
        plan = Plan(MODULE_7, "Three agencies", county, starts_at=START, expected=40)
        self.session = session_plan(by=owner, plan=plan)
        module = session_module(self.session)
        self.slides = [one.id for one in module.slides]
        self.session.run_sheet = run_sheet_to_json(RunSheet(540, tuple(self._rows(module))))
        self.session.save()
        self.command(machine.Start(self.slides[0]))

    def _rows(self, module):
        for number, lesson, slide in module.numbered_slides():
            yield SlideRow(slide.id, lesson.id, 5, is_chosen=number <= 6 and number != 3)
            if number == 4:
                yield BreakRow("break_1", 10)

    def command(self, *commands: machine.Command, by: User | None = None) -> None:
        self.session = commanded(self.session, by or self.owner, *commands)

    def turn(self, number: int, *, at: float) -> None:
        """Show a slide by its number."""
        self.clock.minute(at)
        self.command(machine.Turn(self.slides[number - 1]))

    def join(self, *, at: float, person: User | None = None, **named: str) -> tuple[Client, Seat]:
        """A phone joins; of `person`, who signs in for credit."""
        self.clock.minute(at)
        phone, seat = joined(self.session, **named)
        if person is not None:
            phone.force_login(person)
            phone.post(f"/room/{self.session.key}/credit/", {"do": "sign-in"})
        return phone, seat

    def activity(self, *, at: float, kind: str = "poll", options: Options = POLL) -> Activity:
        """An activity is opened before the room."""
        self.clock.minute(at)
        return polled(self.session, self.owner, options, kind)

    def close(self, activity: Activity, *, at: float) -> None:
        self.clock.minute(at)
        self.command(machine.CloseActivity(activity.pk), machine.PutAway(activity.pk))

    def send(self, phone: Client, activity: Activity, **fields: object) -> None:
        assert sent(phone, self.session, activity, **fields) == 200

    def end(self, *, at: float) -> Session:
        self.clock.minute(at)
        self.command(machine.End())
        return self.session

    def held(self, *, learner: User | None = None) -> Session:
        """A whole small session: four slides, a poll with an answer, a note, an end."""
        phone, _seat = self.join(at=0, person=learner, nickname="Nightjar", table="7")
        self.turn(2, at=4)
        poll = self.activity(at=5)
        self.send(phone, poll, choice="1")
        self.close(poll, at=6)
        self.turn(4, at=12)
        self.turn(7, at=20)
        return self.end(at=25)
