"""From a form of the console to a command of the session."""

from django.http import QueryDict

from facilitator import machine
from facilitator.errors import CommandRefused
from facilitator.machine import (
    COMMANDS,
    AskForWheel,
    BringActivity,
    CloseActivity,
    Command,
    End,
    HandOver,
    HideResult,
    MalformedCommand,
    OpenActivity,
    OpenAnswer,
    PutAway,
    SetBlank,
    SetCode,
    SetQuestion,
    ShowResult,
    Skip,
    TakeWheel,
    Turn,
)
from facilitator.models import Session
from facilitator.run_sheet import RunSheet, SlideRow, next_row, previous_row
from facilitator.sessions.documents import session_module
from facilitator.sessions.timekeeping import session_run_sheet

NEXT, PREVIOUS = "next", "previous"
_SWITCHES = (SetBlank, SetQuestion, SetCode)
_BARE = (End, AskForWheel, TakeWheel)
_ON_ACTIVITIES = (BringActivity, OpenActivity, CloseActivity, ShowResult, HideResult, PutAway)


def command_from(data: QueryDict, session: Session) -> Command | None:
    """The command that a form asks for; None where there is nothing further to turn to.

    `do` names it, or says `next` or `previous`, which follow the run-sheet. Raises
    `CommandRefused` for what is no command.
    """
    do = data.get("do", "")
    if do in (NEXT, PREVIOUS):
        return _step(do, data.get("seen", ""), session)
    try:
        return _command(do, data)
    except (MalformedCommand, ValueError) as error:
        raise CommandRefused(MalformedCommand.reason) from error


def _command(do: str, data: QueryDict) -> Command:
    wanted = COMMANDS.get(do)
    if wanted is Turn:
        return Turn(data.get("slide", ""), data.get("seen", ""))
    if wanted is OpenAnswer:
        return OpenAnswer(data.get("slide", ""))
    if wanted is Skip:
        return Skip(tuple(data.getlist("slide")), data.get("on", "1") == "1")
    if wanted is HandOver:
        return HandOver(int(data.get("to", "")))
    if wanted in _SWITCHES:
        return wanted(data.get("on") == "1")
    if wanted in _ON_ACTIVITIES:
        return wanted(int(data.get("activity", "")))
    if wanted in _BARE:
        return wanted()
    raise MalformedCommand(do)


def _step(do: str, seen: str, session: Session) -> Command | None:
    state = machine.state_from_json(session.state)
    run_sheet = session_run_sheet(session, session_module(session))
    slide = neighbor(run_sheet, state.slide, forward=do == NEXT)
    return Turn(slide, seen) if slide else None


def neighbor(run_sheet: RunSheet, slide: str, *, forward: bool) -> str:
    """The slide after (or before) this one by the run-sheet, past breaks; empty at the end."""
    step = next_row if forward else previous_row
    if run_sheet.place(slide) is None:
        return ""
    row = step(run_sheet, slide)
    while row is not None and not isinstance(row, SlideRow):
        row = step(run_sheet, row.id)
    return row.slide if row is not None else ""
