"""The state machine of a session: a state, a command, and the state that follows. Pure.

`follow(state, command, actor=…, deck=…)` gives the next state or raises a `Refusal` that says why
not. It asks no clock and no database; whoever calls it keeps the state under a lock and writes down
what was done.
"""

from facilitator.machine.commands import (
    COMMANDS,
    AskForWheel,
    BringActivity,
    CloseActivity,
    Command,
    End,
    HandOver,
    HideResult,
    OpenActivity,
    OpenAnswer,
    PutAway,
    SetBlank,
    SetCode,
    SetQuestion,
    ShowResult,
    Skip,
    Start,
    TakeWheel,
    Turn,
    command_from_json,
    command_to_json,
)
from facilitator.machine.refusals import (
    ActivityBusy,
    ActivityMissing,
    MalformedCommand,
    NotDriving,
    NotRunning,
    Overtaken,
    Refusal,
    UnknownSlide,
)
from facilitator.machine.state import (
    ActivityState,
    Deck,
    SessionState,
    state_from_json,
    state_to_json,
)
from facilitator.machine.transition import follow

__all__ = [
    "COMMANDS",
    "ActivityBusy",
    "ActivityMissing",
    "ActivityState",
    "AskForWheel",
    "BringActivity",
    "CloseActivity",
    "Command",
    "Deck",
    "End",
    "HandOver",
    "HideResult",
    "MalformedCommand",
    "NotDriving",
    "NotRunning",
    "OpenActivity",
    "OpenAnswer",
    "Overtaken",
    "PutAway",
    "Refusal",
    "SessionState",
    "SetBlank",
    "SetCode",
    "SetQuestion",
    "ShowResult",
    "Skip",
    "Start",
    "TakeWheel",
    "Turn",
    "UnknownSlide",
    "command_from_json",
    "command_to_json",
    "follow",
    "state_from_json",
    "state_to_json",
]
