"""The rules of a session hold whatever is pressed, in any order, by anybody."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator import machine
from facilitator.machine import Deck, Refusal, SessionState, follow
from facilitator.machine.state import CLOSED, ENDED, LIVE, OPEN, PLANNED, READY

DECK = Deck(slides=("a", "b", "c", "d"), covered=frozenset({"c"}), asking=frozenset({"b"}))
ANNA, BEN = 1, 2
LIVE_STATE = follow(SessionState(), machine.Start("a"), actor=ANNA, deck=DECK)

slides = st.sampled_from([*DECK.slides, "unknown", ""])
numbers = st.integers(0, 3)
switches = st.booleans()
commands = st.one_of(
    st.builds(machine.Start, slides),
    st.builds(machine.Turn, slides, slides),
    st.builds(machine.OpenAnswer, slides),
    st.builds(machine.SetBlank, switches),
    st.builds(machine.SetQuestion, switches),
    st.builds(machine.SetCode, switches),
    st.builds(machine.Skip, st.lists(slides, max_size=3).map(tuple), switches),
    st.just(machine.AskForWheel()),
    st.just(machine.TakeWheel()),
    st.builds(machine.HandOver, st.sampled_from([ANNA, BEN])),
    st.builds(machine.BringActivity, numbers),
    st.builds(machine.OpenActivity, numbers),
    st.builds(machine.CloseActivity, numbers),
    st.builds(machine.ShowResult, numbers),
    st.builds(machine.HideResult, numbers),
    st.builds(machine.PutAway, numbers),
)
presses = st.lists(
    st.tuples(commands | st.just(machine.End()), st.sampled_from([ANNA, BEN])), max_size=40
)


def pressed(rows: list, state: SessionState = LIVE_STATE) -> SessionState:
    """The state after everything that was not refused."""
    for command, actor in rows:
        try:
            state = follow(state, command, actor=actor, deck=DECK)
        except Refusal:
            continue
    return state


@given(presses)
def test_whatever_is_pressed_the_state_makes_sense(rows):
    state = pressed(rows)

    assert state.slide in DECK.slides
    assert state.slide in state.visited
    assert len(set(state.visited)) == len(state.visited)
    assert state.slide not in state.skipped
    assert set(state.opened) <= DECK.covered
    assert not (state.shows_question and state.slide not in DECK.asking)
    assert len({one.id for one in state.activities}) == len(state.activities)
    assert sum(one.phase == OPEN for one in state.activities) <= 1
    assert all(one.id == state.at_hand for one in state.activities if one.phase == OPEN)
    assert not any(one.is_shown for one in state.activities if one.id != state.at_hand)
    assert not any(one.is_shown for one in state.activities if one.phase == READY)
    assert state.driver in (ANNA, BEN) if state.phase == LIVE else state.driver == 0


@given(presses)
def test_a_state_survives_being_written_down_and_read(rows):
    state = pressed(rows)
    assert machine.state_from_json(machine.state_to_json(state)) == state


@given(presses, presses)
def test_nothing_moves_after_the_end(before, after):
    ended = pressed([*before, (machine.TakeWheel(), ANNA), (machine.End(), ANNA)])

    assert ended.phase == ENDED
    assert pressed(after, ended) == ended


@given(presses, commands)
def test_who_does_not_drive_changes_nothing_but_the_wheel(rows, command):
    state = pressed(rows)
    other = BEN if state.driver == ANNA else ANNA
    try:
        after = follow(state, command, actor=other, deck=DECK)
    except Refusal:
        return
    assert replace(after, driver=0, asking=0) == replace(state, driver=0, asking=0)


@given(presses, commands)
def test_the_same_command_twice_is_as_good_as_once(rows, command):
    state = pressed(rows)
    try:
        once = follow(state, command, actor=state.driver, deck=DECK)
        twice = follow(once, command, actor=state.driver, deck=DECK)
    except Refusal:
        return
    assert once == twice


@given(commands)
def test_a_command_survives_being_written_down_and_read(command):
    written = machine.command_to_json(command)
    assert machine.command_from_json(command.kind, written) == command


def test_a_planned_session_takes_nothing_but_the_start():
    with pytest.raises(machine.NotRunning):
        follow(SessionState(), machine.Turn("b"), actor=ANNA, deck=DECK)
    assert SessionState().phase == PLANNED
    assert LIVE_STATE.phase == LIVE
    assert LIVE_STATE.driver == ANNA


def test_two_who_press_next_at_once_turn_one_slide():
    once = follow(LIVE_STATE, machine.Turn("b", seen="a"), actor=ANNA, deck=DECK)
    with pytest.raises(machine.Overtaken):
        follow(once, machine.Turn("b", seen="a"), actor=ANNA, deck=DECK)


def test_the_wheel_is_asked_for_and_handed_over():
    asked = follow(LIVE_STATE, machine.AskForWheel(), actor=BEN, deck=DECK)
    given_away = follow(asked, machine.HandOver(BEN), actor=ANNA, deck=DECK)

    assert asked.asking == BEN
    assert (given_away.driver, given_away.asking) == (BEN, 0)
    with pytest.raises(machine.NotDriving):
        follow(given_away, machine.Turn("b"), actor=ANNA, deck=DECK)


def test_an_open_activity_is_neither_replaced_nor_put_away():
    brought = follow(LIVE_STATE, machine.BringActivity(7), actor=ANNA, deck=DECK)
    opened = follow(brought, machine.OpenActivity(7), actor=ANNA, deck=DECK)

    for command in (machine.BringActivity(8), machine.PutAway(7)):
        with pytest.raises(machine.ActivityBusy):
            follow(opened, command, actor=ANNA, deck=DECK)
    closed = follow(opened, machine.CloseActivity(7), actor=ANNA, deck=DECK)
    shown = follow(closed, machine.ShowResult(7), actor=ANNA, deck=DECK)
    away = follow(shown, machine.PutAway(7), actor=ANNA, deck=DECK)
    assert (closed.activity.phase, shown.activity.is_shown, away.activity) == (CLOSED, True, None)


def test_a_slide_that_is_shown_after_all_is_no_longer_skipped():
    skipped = follow(LIVE_STATE, machine.Skip(("b", "c")), actor=ANNA, deck=DECK)
    shown = follow(skipped, machine.Turn("b"), actor=ANNA, deck=DECK)
    assert (skipped.skipped, shown.skipped) == (("b", "c"), ("c",))


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("fly", {}),
        ("turn", {}),
        ("turn", {"slide": 7}),
        ("turn", {"slide": "a", "more": 1}),
        ("blank", {"on": "yes"}),
        ("bring-activity", {"activity": True}),
        ("skip", {"slides": "abc"}),
        ("skip", {"slides": [1]}),
    ],
)
def test_what_is_no_command_is_refused(kind, data):
    with pytest.raises(machine.MalformedCommand):
        machine.command_from_json(kind, data)


def test_a_state_of_a_later_schema_is_not_misread():
    with pytest.raises(ValueError, match="schema"):
        machine.state_from_json({"schema": 2})
