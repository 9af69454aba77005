"""Everything that can be asked of a session. A command is plain data; `kind` names it in JSON."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, ClassVar, TypeAlias, get_type_hints

from facilitator.machine.refusals import MalformedCommand


@dataclass(frozen=True)
class Start:
    """Begin; who begins drives. `slide` is the first to be shown."""

    kind: ClassVar[str] = "start"
    slide: str


@dataclass(frozen=True)
class End:
    """End for good."""

    kind: ClassVar[str] = "end"


@dataclass(frozen=True)
class Turn:
    """Show this slide. `seen` is the slide that the sender saw, so that two presses of "next" at
    the same time turn once; empty where it does not matter.
    """

    kind: ClassVar[str] = "turn"
    slide: str
    seen: str = ""


@dataclass(frozen=True)
class OpenAnswer:
    """Uncover the answer of this slide."""

    kind: ClassVar[str] = "open-answer"
    slide: str


@dataclass(frozen=True)
class SetBlank:
    """Blank the wall, or not."""

    kind: ClassVar[str] = "blank"
    on: bool


@dataclass(frozen=True)
class SetQuestion:
    """Show the slide's question to the room, or not."""

    kind: ClassVar[str] = "question"
    on: bool


@dataclass(frozen=True)
class SetCode:
    """Show how to join, or not."""

    kind: ClassVar[str] = "code"
    on: bool


@dataclass(frozen=True)
class Skip:
    """Leave these slides out (`on`), or take them in again."""

    kind: ClassVar[str] = "skip"
    slides: tuple[str, ...]
    on: bool = True


@dataclass(frozen=True)
class AskForWheel:
    """Ask the driver to hand over."""

    kind: ClassVar[str] = "ask-for-wheel"


@dataclass(frozen=True)
class HandOver:
    """Let this person drive; whether she may is for the caller to know."""

    kind: ClassVar[str] = "hand-over"
    to: int


@dataclass(frozen=True)
class TakeWheel:
    """Drive without being handed the wheel, say because the driver's laptop has died."""

    kind: ClassVar[str] = "take-wheel"


@dataclass(frozen=True)
class BringActivity:
    """Bring this activity before the room; nothing can be entered yet."""

    kind: ClassVar[str] = "bring-activity"
    activity: int


@dataclass(frozen=True)
class OpenActivity:
    """Let people enter."""

    kind: ClassVar[str] = "open-activity"
    activity: int


@dataclass(frozen=True)
class CloseActivity:
    """Let nobody enter any more."""

    kind: ClassVar[str] = "close-activity"
    activity: int


@dataclass(frozen=True)
class ShowResult:
    """Put the activity's result on the wall."""

    kind: ClassVar[str] = "show-result"
    activity: int


@dataclass(frozen=True)
class HideResult:
    """Take the activity's result off the wall."""

    kind: ClassVar[str] = "hide-result"
    activity: int


@dataclass(frozen=True)
class PutAway:
    """Have no activity at hand; the wall shows the slide again. An open one is closed first."""

    kind: ClassVar[str] = "put-away"
    activity: int


Command: TypeAlias = (
    Start
    | End
    | Turn
    | OpenAnswer
    | SetBlank
    | SetQuestion
    | SetCode
    | Skip
    | AskForWheel
    | HandOver
    | TakeWheel
    | BringActivity
    | OpenActivity
    | CloseActivity
    | ShowResult
    | HideResult
    | PutAway
)

COMMANDS: dict[str, type[Command]] = {
    one.kind: one
    for one in (
        Start,
        End,
        Turn,
        OpenAnswer,
        SetBlank,
        SetQuestion,
        SetCode,
        Skip,
        AskForWheel,
        HandOver,
        TakeWheel,
        BringActivity,
        OpenActivity,
        CloseActivity,
        ShowResult,
        HideResult,
        PutAway,
    )
}


def command_to_json(command: Command) -> dict[str, Any]:
    """What came with a command, without its kind."""
    values = ((field.name, getattr(command, field.name)) for field in fields(command))
    return {name: list(one) if isinstance(one, tuple) else one for name, one in values}


def command_from_json(kind: str, data: Mapping[str, Any]) -> Command:
    """The command that `command_to_json` wrote. Raises `MalformedCommand` for anything else."""
    command = COMMANDS.get(kind)
    if command is None:
        raise MalformedCommand(kind)
    hints = get_type_hints(command)
    known = {field.name for field in fields(command)}
    if not set(data) <= known:
        raise MalformedCommand(kind)
    try:
        return command(**{name: _value(hints[name], one) for name, one in data.items()})
    except TypeError as error:
        raise MalformedCommand(kind) from error


def _value(wanted: Any, value: Any) -> Any:
    if wanted in (str, int, bool):
        if type(value) is not wanted:
            raise TypeError(value)
        return value
    if not isinstance(value, list | tuple) or not all(isinstance(one, str) for one in value):
        raise TypeError(value)
    return tuple(value)
