"""What a session stands at, and the deck that its commands are held against. Plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

SCHEMA = 1

PLANNED, LIVE, ENDED = "planned", "live", "ended"
READY, OPEN, CLOSED = "ready", "open", "closed"


@dataclass(frozen=True)
class Deck:
    """The slides that can be shown, in order; which of them hold an answer or a question."""

    slides: tuple[str, ...]
    covered: frozenset[str] = frozenset()
    asking: frozenset[str] = frozenset()


@dataclass(frozen=True)
class ActivityState:
    """An activity that was brought before the room: ready, open or closed; its result shown or not.

    `id` is the key of its row.
    """

    id: int
    phase: str = READY
    is_shown: bool = False


@dataclass(frozen=True)
class SessionState:
    """Where a session stands.

    `slide` is on the wall, `visited` are those that were, each once, in the order of their first
    showing; `opened` are answers that the room has seen. `driver` and `asking` are people: who may
    command, and who would like to. `at_hand` is the activity before the room, 0 for none.
    """

    phase: str = PLANNED
    slide: str = ""
    visited: tuple[str, ...] = ()
    opened: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    is_blank: bool = False
    shows_question: bool = False
    shows_code: bool = False
    driver: int = 0
    asking: int = 0
    at_hand: int = 0
    activities: tuple[ActivityState, ...] = ()

    @property
    def activity(self) -> ActivityState | None:
        """The activity at hand."""
        return self.activity_of(self.at_hand) if self.at_hand else None

    def activity_of(self, number: int) -> ActivityState | None:
        """The activity with this key, if it was ever brought before the room."""
        return next((one for one in self.activities if one.id == number), None)

    def with_activity(self, changed: ActivityState) -> "SessionState":
        """The state with this activity in place of what it was."""
        if self.activity_of(changed.id) is None:
            return replace(self, activities=(*self.activities, changed))
        return replace(
            self,
            activities=tuple(changed if one.id == changed.id else one for one in self.activities),
        )


def state_to_json(state: SessionState) -> dict[str, Any]:
    """The state as plain JSON values."""
    return {
        "schema": SCHEMA,
        "phase": state.phase,
        "slide": state.slide,
        "visited": list(state.visited),
        "opened": list(state.opened),
        "skipped": list(state.skipped),
        "is_blank": state.is_blank,
        "shows_question": state.shows_question,
        "shows_code": state.shows_code,
        "driver": state.driver,
        "asking": state.asking,
        "at_hand": state.at_hand,
        "activities": [[one.id, one.phase, one.is_shown] for one in state.activities],
    }


def state_from_json(data: Mapping[str, Any]) -> SessionState:
    """The state that `state_to_json` wrote; an empty object is a session nobody has started.

    Raises `ValueError` for a schema that this code does not know.
    """
    if not data:
        return SessionState()
    if data.get("schema") != SCHEMA:
        raise ValueError(f"Unknown schema of a session's state: {data.get('schema')!r}.")
    return SessionState(
        phase=data["phase"],
        slide=data["slide"],
        visited=tuple(data["visited"]),
        opened=tuple(data["opened"]),
        skipped=tuple(data["skipped"]),
        is_blank=data["is_blank"],
        shows_question=data["shows_question"],
        shows_code=data["shows_code"],
        driver=data["driver"],
        asking=data["asking"],
        at_hand=data["at_hand"],
        activities=tuple(ActivityState(*one) for one in data["activities"]),
    )
