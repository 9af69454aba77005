"""From a state and a command to the next state."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from facilitator.machine import state as states
from facilitator.machine.commands import (
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
)
from facilitator.machine.refusals import (
    ActivityBusy,
    ActivityMissing,
    NotDriving,
    NotRunning,
    Overtaken,
    UnknownSlide,
)
from facilitator.machine.state import ActivityState, Deck, SessionState

ANYBODYS = (AskForWheel, TakeWheel)
"""What facilitators may ask who do not drive."""


def follow(state: SessionState, command: Command, *, actor: int, deck: Deck) -> SessionState:
    """The state after `command` by the facilitator `actor`, who is known to be one of the session.

    A command that changes nothing gives an equal state. Raises a `Refusal`.
    """
    if isinstance(command, Start):
        return _start(state, command, actor, deck)
    if state.phase != states.LIVE:
        raise NotRunning
    if state.driver != actor and not isinstance(command, ANYBODYS):
        raise NotDriving
    return _STEPS[type(command)](state, command, actor, deck)


def _start(state: SessionState, command: Start, actor: int, deck: Deck) -> SessionState:
    if state.phase == states.ENDED:
        raise NotRunning
    if state.phase == states.LIVE:
        return state
    if command.slide not in deck.slides:
        raise UnknownSlide
    return SessionState(
        phase=states.LIVE,
        slide=command.slide,
        visited=(command.slide,),
        shows_code=True,
        driver=actor,
    )


def _end(state: SessionState, command: End, actor: int, deck: Deck) -> SessionState:
    closed = tuple(replace(one, phase=states.CLOSED, is_shown=False) for one in state.activities)
    return replace(
        state,
        phase=states.ENDED,
        is_blank=False,
        shows_question=False,
        shows_code=False,
        driver=0,
        asking=0,
        at_hand=0,
        activities=closed,
    )


def _turn(state: SessionState, command: Turn, actor: int, deck: Deck) -> SessionState:
    if command.slide not in deck.slides:
        raise UnknownSlide
    if command.seen and command.seen != state.slide:
        raise Overtaken
    if command.slide == state.slide:
        return state
    visited = state.visited
    if command.slide not in visited:
        visited = (*visited, command.slide)
    return replace(
        state,
        slide=command.slide,
        visited=visited,
        skipped=tuple(one for one in state.skipped if one != command.slide),
        is_blank=False,
        shows_question=False,
        shows_code=False,
    )


def _open_answer(state: SessionState, command: OpenAnswer, actor: int, deck: Deck) -> SessionState:
    if command.slide not in deck.covered:
        raise UnknownSlide
    if command.slide in state.opened:
        return state
    return replace(state, opened=(*state.opened, command.slide))


def _blank(state: SessionState, command: SetBlank, actor: int, deck: Deck) -> SessionState:
    return replace(state, is_blank=command.on)


def _question(state: SessionState, command: SetQuestion, actor: int, deck: Deck) -> SessionState:
    if command.on and state.slide not in deck.asking:
        raise UnknownSlide
    return replace(state, shows_question=command.on)


def _code(state: SessionState, command: SetCode, actor: int, deck: Deck) -> SessionState:
    return replace(state, shows_code=command.on)


def _skip(state: SessionState, command: Skip, actor: int, deck: Deck) -> SessionState:
    if not set(command.slides) <= set(deck.slides):
        raise UnknownSlide
    named = [one for one in dict.fromkeys(command.slides) if one != state.slide]
    kept = tuple(one for one in state.skipped if one not in named)
    return replace(state, skipped=(*kept, *named) if command.on else kept)


def _ask(state: SessionState, command: AskForWheel, actor: int, deck: Deck) -> SessionState:
    return state if state.driver == actor else replace(state, asking=actor)


def _hand_over(state: SessionState, command: HandOver, actor: int, deck: Deck) -> SessionState:
    return replace(state, driver=command.to, asking=0)


def _take(state: SessionState, command: TakeWheel, actor: int, deck: Deck) -> SessionState:
    return state if state.driver == actor else replace(state, driver=actor, asking=0)


# Activities --------------------------------------------------------------------------------------


def _bring(state: SessionState, command: BringActivity, actor: int, deck: Deck) -> SessionState:
    if command.activity <= 0:
        raise ActivityMissing
    if state.at_hand == command.activity:
        return state
    if state.activity is not None and state.activity.phase == states.OPEN:
        raise ActivityBusy
    if state.activity_of(command.activity) is None:
        state = state.with_activity(ActivityState(command.activity))
    return replace(state, at_hand=command.activity, is_blank=False, shows_code=False)


def _at_hand(state: SessionState, number: int) -> ActivityState:
    """The activity at hand, if it is the one that the sender means."""
    if state.activity is None:
        raise ActivityMissing
    if state.at_hand != number:
        raise Overtaken
    return state.activity


def _open(state: SessionState, command: OpenActivity, actor: int, deck: Deck) -> SessionState:
    found = _at_hand(state, command.activity)
    # Results go off the wall while people enter, so that nobody is led by the first answers.
    return state.with_activity(replace(found, phase=states.OPEN, is_shown=False))


def _close(state: SessionState, command: CloseActivity, actor: int, deck: Deck) -> SessionState:
    found = _at_hand(state, command.activity)
    if found.phase == states.READY:
        raise ActivityMissing
    return state.with_activity(replace(found, phase=states.CLOSED))


def _show(state: SessionState, command: ShowResult, actor: int, deck: Deck) -> SessionState:
    found = _at_hand(state, command.activity)
    if found.phase == states.READY:
        raise ActivityMissing
    shown = state.with_activity(replace(found, is_shown=True))
    return replace(shown, is_blank=False, shows_code=False, shows_question=False)


def _hide(state: SessionState, command: HideResult, actor: int, deck: Deck) -> SessionState:
    found = _at_hand(state, command.activity)
    return state.with_activity(replace(found, is_shown=False))


def _put_away(state: SessionState, command: PutAway, actor: int, deck: Deck) -> SessionState:
    if state.activity is None:
        return state
    found = _at_hand(state, command.activity)
    if found.phase == states.OPEN:
        raise ActivityBusy
    return replace(state.with_activity(replace(found, is_shown=False)), at_hand=0)


_STEPS: dict[type, Callable[[SessionState, Any, int, Deck], SessionState]] = {
    End: _end,
    Turn: _turn,
    OpenAnswer: _open_answer,
    SetBlank: _blank,
    SetQuestion: _question,
    SetCode: _code,
    Skip: _skip,
    AskForWheel: _ask,
    HandOver: _hand_over,
    TakeWheel: _take,
    BringActivity: _bring,
    OpenActivity: _open,
    CloseActivity: _close,
    ShowResult: _show,
    HideResult: _hide,
    PutAway: _put_away,
}
