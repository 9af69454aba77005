"""Planned against actual, and what could be skipped."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.run_sheet import (
    Advice,
    Now,
    add_break,
    live_rows,
    mark_optional,
    pace,
    set_start,
    skip,
    total_minutes,
    unchoose,
    whole,
)
from facilitator.run_sheet.catching_up import Unit, fewest_that_cover
from tests.facilitator.run_sheet.samples import SMALL, module_of, planned, slide, unhurried

# a 1, b 4, question 10, answer 5, c 6, d 2, z 1: 29 minutes from 9:00.
SHEET = set_start(whole(SMALL), 540)


def at(row: str, *actual: tuple[str, int], here: int = 0, sheet=SHEET, module=SMALL):
    """The pace on `row` after `here` seconds on it."""
    elapsed = sum(seconds for _, seconds in actual) + here
    return pace(sheet, module, actual, Now(row, elapsed))


def test_nobody_is_behind_while_the_slides_own_minutes_last():
    for here in (0, 59, 60):
        found = at("a", here=here)
        assert (found.behind, found.ahead, found.ends_at) == (0, 0, 569)


@pytest.mark.parametrize(
    ("here", "behind", "ends_at"),
    [(240, 0, 569), (241, 0, 570), (299, 0, 570), (300, 1, 570), (360, 2, 571), (420, 3, 572)],
)
def test_whole_minutes_over_are_minutes_behind(here, behind, ends_at):
    found = at("b", ("a", 60), here=here)

    assert (found.behind, found.ahead, found.ends_at) == (behind, 0, ends_at)


def test_leaving_a_slide_early_puts_one_ahead():
    found = at("question", ("a", 60), ("b", 60))

    assert (found.behind, found.ahead, found.ends_at) == (0, 3, 566)


def test_a_slide_that_was_passed_over_is_time_saved():
    assert at("question", ("a", 60)).ahead == 4
    assert at("question", ("a", 60), ("b", 5)).ahead == 3
    assert at("c", ("a", 60), ("b", 240)).ahead == 15


def test_a_late_slide_is_made_up_by_an_early_one():
    assert at("c", ("a", 60), ("b", 600), ("question", 240), ("answer", 300)).behind == 0


def test_going_back_counts_what_a_slide_has_had():
    # b has had its four minutes; those spent on it again come on top.
    found = at("b", ("a", 60), ("b", 240), ("question", 600), here=180)

    assert found.behind == 3


def test_a_slide_that_was_turned_past_is_still_to_come():
    assert at("b", ("a", 60), ("b", 0), ("c", 9), ("d", 9), here=42).behind == 0
    assert at("b", ("a", 60), ("c", 360), here=0).behind == 0


def test_a_break_is_a_row_like_others():
    sheet = add_break(SHEET, "answer", 10)
    actual = (("a", 60), ("b", 240), ("question", 600), ("answer", 300))

    assert at("break_1", *actual, here=600, sheet=sheet).behind == 0
    assert at("break_1", *actual, here=900, sheet=sheet).behind == 5
    assert at("c", *actual, ("break_1", 900), sheet=sheet).behind == 5
    assert at("c", *actual, sheet=sheet).ahead == 10


def test_time_on_a_slide_that_is_in_no_plan_puts_one_behind():
    sheet = unchoose(SHEET, ["b"])

    assert at("b", ("a", 60), here=240, sheet=sheet).behind == 4
    assert at("nobody", ("a", 60), here=240).behind == 4
    assert at("nobody", here=240).behind == 4


def test_the_projected_end_goes_by_when_it_really_began():
    found = pace(SHEET, SMALL, (), Now("a", 30, began_at=1430))

    assert found.ends_at == 19
    assert pace(set_start(SHEET, None), SMALL, (), Now("a", 30)).ends_at is None


def test_a_clock_that_was_set_back_does_no_harm():
    found = pace(SHEET, SMALL, (("a", 60), ("b", -5)), Now("question", -100))

    assert (found.behind, found.ahead) == (0, 4)


# Advice ------------------------------------------------------------------------------------------


def advice_at(row: str, *actual: tuple[str, int], here: int = 0, optional=(), sheet=SHEET):
    return at(row, *actual, here=here, sheet=mark_optional(sheet, optional)).advice


def test_there_is_advice_from_three_minutes_behind():
    assert advice_at("a", here=239, optional=["b", "c"]) is None
    assert advice_at("a", here=240, optional=["b", "c"]) == Advice(skip=("b",), saves=4)


def test_the_fewest_slides_are_named_and_of_these_the_nearest():
    assert advice_at("a", here=60 * 6, optional=["b", "c", "d"]).skip == ("c",)
    assert advice_at("a", here=60 * 8, optional=["b", "c", "d"]).skip == ("b", "c")
    assert advice_at("a", here=60 * 4, optional=["b", "c", "d"]).skip == ("b",)


def test_only_what_is_ahead_and_optional_is_named():
    late = advice_at("c", ("a", 60), ("b", 600), ("question", 600), ("answer", 300),
                     optional=["b", "d"])  # fmt: skip

    assert late == Advice(skip=("d",), saves=2, remains=4)
    assert advice_at("a", here=240) == Advice(skip=(), saves=0, remains=3)


def test_a_slide_that_was_only_turned_past_saves_all_its_minutes():
    found = at("a", ("b", 9), here=251, sheet=mark_optional(SHEET, ["b"]))

    assert found.advice == Advice(skip=("b",), saves=4)
    after = at("a", ("b", 9), here=251, sheet=skip(mark_optional(SHEET, ["b"]), ["b"]))
    assert found.projected_seconds - after.projected_seconds == 240


def test_the_last_slide_is_never_named():
    assert advice_at("a", here=240, optional=["z"]).skip == ()
    # With z left out of the plan, d is the last.
    sheet = unchoose(SHEET, ["z"])
    assert advice_at("a", here=240, optional=["d"], sheet=sheet).skip == ()


def test_answers_go_only_together_with_their_question():
    assert advice_at("a", here=240, optional=["answer"]).skip == ()
    assert advice_at("a", here=240, optional=["question"]).skip == ()
    assert advice_at("a", here=240, optional=["question", "answer"]) == Advice(
        skip=("question", "answer"), saves=15
    )


def test_an_answer_stays_once_the_room_was_asked():
    asked = (("a", 60), ("b", 600))

    assert advice_at("question", *asked, optional=["answer", "d"]).skip == ("d",)
    done = (*asked, ("question", 600))
    assert advice_at("c", *done, ("answer", 300), optional=["answer", "d"]).skip == ("d",)
    # It was jumped over, so nobody waits for the answer.
    late = module_of(
        one=[slide("a", 1), slide("question", 1, asks="k"), slide("b", 1)],
        two=[slide("answer", 4, answers="k"), slide("z", 1)],
    )
    sheet = mark_optional(whole(late), ["answer"])
    assert at("b", ("a", 360), sheet=sheet, module=late).advice == Advice(("answer",), 4)
    asked = at("b", ("a", 360), ("question", 60), sheet=sheet, module=late)
    assert asked.advice == Advice((), 0, remains=5)


def test_where_optional_slides_do_not_suffice_a_break_could_be_shortened():
    sheet = add_break(add_break(add_break(SHEET, "b", 5), "answer", 15), "c", 10)

    assert advice_at("a", here=60 * 11, optional=["b", "d"], sheet=sheet) == Advice(
        skip=("b", "d"), saves=6, remains=4, breaks=("break_2", "break_3"), breaks_give=4
    )
    assert advice_at("a", here=60 * 41, optional=["b", "d"], sheet=sheet).breaks_give == 15
    assert advice_at("a", here=60 * 4, optional=["b", "d"], sheet=sheet).breaks == ()


def test_a_skipped_slide_is_not_named_again():
    sheet = mark_optional(SHEET, ["b", "c"])
    found = at("a", here=60 * 6, sheet=skip(sheet, ["b"]))

    # Four of the five minutes are made up.
    assert (found.behind, found.advice) == (1, None)
    assert "b" not in at("a", here=60 * 12, sheet=skip(sheet, ["b"])).advice.skip


@st.composite
def running(draw: st.DrawFn):
    """A session somewhere in its run-sheet, with what was shown before."""
    module, sheet = draw(planned(least=1))
    ids = [row.id for row in sheet.rows]
    sheet = skip(sheet, draw(st.sets(st.sampled_from(ids), max_size=3)))
    place = draw(st.integers(0, len(ids) - 1))
    spans = st.integers(0, 900)
    actual = [(row, draw(spans)) for row in ids[:place] if draw(st.integers(0, 3))]
    actual += draw(st.lists(st.tuples(st.sampled_from(ids), st.integers(0, 60)), max_size=2))
    elapsed = sum(seconds for _, seconds in actual) + draw(st.integers(0, 3600))
    return module, sheet, tuple(actual), Now(ids[place], elapsed)


@unhurried
@given(running())
def test_advice_names_only_optional_slides_ahead_and_never_the_last(session):
    module, sheet, actual, now = session
    found = pace(sheet, module, actual, now)
    if found.advice is None:
        assert found.behind < 3
        return
    live = [row for row in live_rows(sheet) if row in sheet.slides]
    rows = [sheet.row(one) for one in found.advice.skip]
    places = [sheet.place(one) for one in found.advice.skip]

    assert places == sorted(set(places))
    assert all(place > sheet.place(now.row) for place in places)
    assert all(row.is_optional and row.is_live and row != live[-1] for row in rows)
    spent = {row: sum(seconds for one, seconds in actual if one == row) for row, _ in actual}
    assert all(spent.get(row.id, 0) < 10 for row in rows)


@unhurried
@given(running())
def test_advice_is_no_more_than_is_needed(session):
    module, sheet, actual, now = session
    found = pace(sheet, module, actual, now)
    if found.advice is None:
        return
    over = found.advice.saves - found.behind

    assert found.advice.saves == sum(sheet.row(one).minutes for one in found.advice.skip)
    assert found.advice.remains == max(-over, 0)
    if over > 0:
        # Without any one of them, or of those that fall together, it would not be enough.
        together = {one.id: one.reveals or one.activity for one in module.slides}
        alone = [one for one in found.advice.skip if not together[one]]
        assert all(sheet.row(one).minutes > over for one in alone)


@unhurried
@given(running())
def test_following_the_advice_brings_the_end_closer_by_what_it_saves(session):
    module, sheet, actual, now = session
    found = pace(sheet, module, actual, now)
    if found.advice is None:
        return
    skipped = [row.slide for row in sheet.slides if row.is_skipped]

    after = pace(skip(sheet, [*skipped, *found.advice.skip]), module, actual, now)

    assert found.projected_seconds - after.projected_seconds == 60 * found.advice.saves
    assert after.planned_seconds == found.planned_seconds == 60 * total_minutes(sheet)
    if not found.advice.remains:
        assert after.behind == 0


@unhurried
@given(running())
def test_skipping_by_advice_leaves_no_answer_without_its_question(session):
    module, sheet, actual, now = session
    found = pace(sheet, module, actual, now)
    if found.advice is None:
        return
    skipped = set(found.advice.skip)
    seen = {row for row, seconds in actual if seconds >= 10} | {now.row}
    ahead = {
        row.id
        for row in live_rows(sheet)
        if sheet.place(row.id) > sheet.place(now.row) and row.id not in seen
    }
    for one in module.slides:
        if not one.reveals:
            continue
        askers = {
            other.id
            for other in module.slides
            if other.activity and other.activity.key == one.reveals
        }
        if one.id in skipped:
            # Whoever asks for it is skipped too, or was never put to the room.
            assert not askers & seen
            assert askers & ahead <= skipped
        elif one.id in ahead and askers & ahead:
            assert not askers & skipped or askers & (ahead | seen) - skipped


@unhurried
@given(running())
def test_one_is_never_ahead_and_behind_at_once(session):
    module, sheet, actual, now = session
    found = pace(sheet, module, actual, now)

    assert not (found.behind and found.ahead)
    assert found.behind >= 0 <= found.ahead


_UNITS = st.lists(st.tuples(st.integers(1, 3), st.integers(1, 9)), max_size=8)


@unhurried
@given(_UNITS, st.integers(-1, 40))
def test_the_fewest_that_cover_are_those_that_trying_all_would_find(drawn, minutes):
    units = [
        Unit(tuple(f"{number}.{n}" for n in range(size)), saved)
        for number, (size, saved) in enumerate(drawn)
    ]

    found = fewest_that_cover(units, minutes)

    good = [
        some
        for count in range(len(units) + 1)
        for some in combinations(units, count)
        if sum(one.minutes for one in some) >= minutes
    ]
    if not good:
        assert found == tuple(units)
        return
    fewest = min(sum(len(one.slides) for one in some) for some in good)
    best = [some for some in good if sum(len(one.slides) for one in some) == fewest]
    assert found == min(best, key=lambda some: [units.index(one) for one in some])
