"""The figures, against published and worked-out vectors."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvi_survey.statistics import (
    agreement,
    consensus,
    interpolated_median,
    interquartile_range,
    leik,
    mean,
    polarization,
    quantile,
    share_agreeing,
    standard_deviation,
)

SHARES = st.lists(st.integers(0, 50), min_size=3, max_size=7).filter(any)


@pytest.mark.parametrize(
    ("counts", "a", "cns", "dispersion"),
    [
        # Published in the help pages of R's package agrmt.
        ([30, 40, 210, 130, 530, 50, 10], 0.6113333333333333, 0.7256876139593463, 0.2866666667),
        ([0, 0, 0, 20], 1, 1, 0),
        ([10, 0, 0, 10], -1, 0, 1),
        ([5, 5, 5, 5], 0, 0.368483, 0.666667),
        ([1, 4, 10, 5], 0.466667, 0.646908, 0.366667),
        ([4, 4, 4, 4, 4], 0, 0.433985, 0.6),
        ([1, 2, 2, 8, 7], 0.475, 0.600149, 0.4),
        ([6, 2, 1, 2, 9], -0.277778, 0.180314, 0.8),
    ],
)
def test_indices_have_their_published_values(counts, a, cns, dispersion):
    assert agreement(counts) == pytest.approx(a, abs=1e-6)
    assert consensus(counts) == pytest.approx(cns, abs=1e-6)
    assert leik(counts) == pytest.approx(dispersion, abs=1e-6)


@pytest.mark.parametrize(
    ("counts", "average", "agreeing", "a", "cns"),
    [
        # "Is your job professionally challenging", ProfChal in R's package HH.
        ([4, 21, 27, 230, 283], 4.3575, 0.907965, 0.678761, 0.723498),
        ([0, 5, 8, 78, 162], 4.5692, 0.948617, 0.784585, 0.774422),
        ([0, 11, 5, 88, 72], 4.2557, 0.909091, 0.650568, 0.740560),
        ([2, 3, 5, 34, 27], 4.1408, 0.859155, 0.619718, 0.699249),
        ([0, 0, 2, 15, 11], 4.3214, 0.928571, 0.732143, 0.788570),
        ([2, 2, 5, 15, 10], 3.8529, 0.735294, 0.5, 0.623074),
    ],
)
def test_published_answers_give_their_figures(counts, average, agreeing, a, cns):
    assert mean(counts) == pytest.approx(average, abs=1e-4)
    assert share_agreeing(counts) == pytest.approx(agreeing, abs=1e-6)
    assert agreement(counts) == pytest.approx(a, abs=1e-6)
    assert consensus(counts) == pytest.approx(cns, abs=1e-6)


@pytest.mark.parametrize(
    ("counts", "average"),
    [([1, 4, 10, 5], 2.95), ([1, 2, 2, 8, 7], 3.9), ([6, 2, 1, 2, 9], 3.3), ([10, 0, 0, 10], 2.5)],
)
def test_means_have_their_worked_out_values(counts, average):
    assert mean(counts) == pytest.approx(average, abs=1e-6)


@pytest.mark.parametrize(
    ("counts", "median", "quartiles"),
    [
        # 10 of 20 lie below: 5 under 2.5, and half of the ten between 2.5 and 3.5.
        ([1, 4, 10, 5], 3.0, 1.0),
        ([1, 2, 2, 8, 7], 4.125, 1.2857142857),
        # Nobody between: the middle of the empty stretch, and each half evenly around its end.
        ([10, 0, 0, 10], 2.5, 3.0),
        ([0, 0, 0, 20], 4.0, 0.5),
        ([5, 5, 5, 5], 2.5, 2.0),
        ([4, 4, 4, 4, 4], 3.0, 2.5),
        ([5, 0, 5, 10], 3.5, 2.0),
    ],
)
def test_median_and_quartiles_have_their_worked_out_values(counts, median, quartiles):
    assert interpolated_median(counts) == pytest.approx(median, abs=1e-6)
    assert interquartile_range(counts) == pytest.approx(quartiles, abs=1e-6)


def test_polarization_and_deviation_have_their_worked_out_values():
    assert [polarization(one) for one in ([0, 0, 9], [3, 3, 3], [9, 0, 9])] == [0, 0.5, 1]
    assert standard_deviation([10, 0, 0, 10]) == pytest.approx(1.5, abs=1e-6)
    assert standard_deviation([0, 7, 0]) == 0


@given(SHARES, st.floats(0, 1), st.floats(0, 1))
def test_quantiles_rise_and_lie_on_the_scale(counts, one, other):
    low, high = (quantile(counts, share) for share in sorted((one, other)))
    assert 0.5 <= low <= high + 1e-9
    assert high <= len(counts) + 0.5
    mirrored = len(counts) + 1 - quantile(counts[::-1], 0.5)
    assert interpolated_median(counts) == pytest.approx(mirrored)


@pytest.mark.parametrize("share", [-0.1, 1.1])
def test_a_quantile_of_no_share_is_refused(share):
    with pytest.raises(ValueError):
        quantile([1, 1, 1], share)


@given(SHARES)
def test_indices_stay_in_their_bounds_and_do_not_know_left_from_right(counts):
    for index, least in ((agreement, -1), (consensus, 0), (leik, 0)):
        assert least - 1e-9 <= index(counts) <= 1 + 1e-9
        assert index(counts) == pytest.approx(index(counts[::-1]))


@pytest.mark.parametrize(
    "index",
    [
        agreement,
        consensus,
        interpolated_median,
        interquartile_range,
        leik,
        mean,
        polarization,
        share_agreeing,
        standard_deviation,
    ],
)
@pytest.mark.parametrize("counts", [[0, 0, 0, 0], [], [3, -1, 2, 2]])
def test_figures_of_no_answers_are_refused(index, counts):
    with pytest.raises(ValueError):
        index(counts)
