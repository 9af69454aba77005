"""Form numbers: good for some hours, once, for one round, and silent about when."""

import pytest

from cvi_survey.form_numbers import (
    STRETCH_SECONDS,
    Standing,
    number_hash,
    number_make,
    number_standing,
)

KEY = b"a round's key"


def test_a_number_is_good_for_at_least_six_hours_and_at_most_twelve():
    start = 1000 * STRETCH_SECONDS
    for moment in (0, STRETCH_SECONDS / 2, STRETCH_SECONDS - 1):
        made = start + moment
        number = number_make(KEY, now=made)
        assert number_standing(KEY, number, now=made) is Standing.GOOD
        assert number_standing(KEY, number, now=made + STRETCH_SECONDS) is Standing.GOOD
        assert number_standing(KEY, number, now=made + 2 * STRETCH_SECONDS) is Standing.EXPIRED
        assert number_standing(KEY, number, now=made - 2 * STRETCH_SECONDS) is Standing.FORGED


def test_a_number_says_nothing_of_when_it_was_made():
    """The stretch of time is signed, not sent: all that is sent is random or a seal."""
    early = [number_make(KEY, now=0) for _ in range(50)]
    late = [number_make(KEY, now=10**9) for _ in range(50)]

    assert {len(number) for number in early + late} == {50}
    assert len(set(early + late)) == 100


@pytest.mark.parametrize("number", ["", ".", "x" * 50, "é" * 22 + "." + "a" * 27, "a" * 10_000])
def test_what_is_no_number_is_forged(number):
    assert number_standing(KEY, number, now=0) is Standing.FORGED


def test_a_number_of_another_round_or_with_a_letter_changed_is_forged():
    number = number_make(KEY, now=0)
    other = ("b" if number[0] == "a" else "a") + number[1:]

    assert number_standing(b"another", number, now=0) is Standing.FORGED
    assert number_standing(KEY, other, now=0) is Standing.FORGED
    assert number_hash(KEY, number) != number_hash(b"another", number)
