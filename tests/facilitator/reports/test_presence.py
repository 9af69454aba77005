"""Who was there when: pure rules about times."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.reports.keeping import is_left_running, takes_late_notes
from facilitator.reports.presence import Stay, rows_seen, seconds_there, stretches_of, together

NOON = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)


def at(minutes: float) -> datetime:
    return NOON + timedelta(minutes=minutes)


def stay(start: float, end: float) -> Stay:
    return Stay(at(start), at(end))


SHOWN = stretches_of(
    [("a", at(3), 0), ("b", at(3), 300), ("c", at(8), 5), ("d", at(8) + timedelta(seconds=5), 600)],
    at(0),
)
MINUTES = {"a": 0, "b": 5, "c": 5, "d": 5}


def test_the_first_slide_was_there_since_the_room_was_opened():
    assert (SHOWN[0].start, SHOWN[0].end) == (at(0), at(3))


def test_a_whole_stay_sees_everything_but_what_was_turned_past():
    assert rows_seen(SHOWN, [stay(0, 20)], MINUTES) == ("a", "b", "d")


def test_a_slide_without_minutes_counts_however_short_it_was():
    assert rows_seen(SHOWN, [stay(0, 20)], {**MINUTES, "c": 0}) == ("a", "b", "c", "d")


def test_a_late_comer_has_not_seen_what_was_before():
    assert rows_seen(SHOWN, [stay(8, 20)], MINUTES) == ("d",)


def test_who_leaves_early_has_not_seen_what_comes_after():
    assert rows_seen(SHOWN, [stay(0, 8)], MINUTES) == ("a", "b")


def test_a_slide_that_is_shown_twice_counts_in_sum():
    twice = stretches_of([("a", at(0), 6), ("b", at(1), 60), ("a", at(2), 6)], at(0))
    assert rows_seen(twice, [stay(0, 3)], {"a": 5, "b": 5}) == ("a", "b")


def test_nobody_saw_anything_without_a_stay():
    assert rows_seen(SHOWN, [], MINUTES) == ()


def test_two_devices_are_one_stay():
    assert seconds_there([stay(0, 10), stay(5, 20)], at(0), at(20)) == 20 * 60
    assert seconds_there([stay(0, 10), stay(15, 20)], at(0), at(18)) == 13 * 60


_stays = st.lists(
    st.tuples(st.integers(0, 600), st.integers(0, 600)).map(lambda pair: stay(*pair)), max_size=8
)


@given(_stays)
@settings(deadline=None)
def test_stays_that_are_put_together_do_not_overlap_and_cover_the_same(stays):
    joined = together(stays)
    assert all(one.end < following.start for one, following in pairwise(joined))
    minutes = {m for one in stays for m in range(600) if one.start <= at(m) < one.end}
    assert minutes == {m for one in joined for m in range(600) if one.start <= at(m) < one.end}
    assert seconds_there(stays, at(0), at(600)) == 60 * len(minutes)


def test_late_notes_are_taken_for_two_weeks():
    assert takes_late_notes(NOON, NOON + timedelta(days=14))
    assert not takes_late_notes(NOON, NOON + timedelta(days=14, seconds=1))


def test_a_session_counts_as_left_running_after_more_than_a_day():
    assert not is_left_running(NOON, NOON + timedelta(hours=24))
    assert is_left_running(NOON, NOON + timedelta(hours=24, seconds=1))
