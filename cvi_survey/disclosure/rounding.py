"""Turning counts into figures coarse enough to be published."""

from collections.abc import Sequence

from cvi_survey.disclosure.released import SIDE_EDGES, Side

ALIKE_BELOW = 20
"""In groups smaller than this, all or all but one at one point is not shown as such."""

FINER_FROM = ((500, 100), (250, 50), (100, 20))
"""From how many people a distribution has how many parts. Each part is five people or more."""
TENTHS = 10
TENTHS_OF_FIVE = 50
"""From so many people a tenth stands for at least five of them."""


def whole_for(people: int) -> int:
    """Of how many parts a distribution of so many people is made."""
    return next((whole for least, whole in FINER_FROM if people >= least), TENTHS)


def apportion(weights: Sequence[int], seats: int) -> tuple[int, ...]:
    """Whole numbers in proportion to `weights` that add up to `seats` (largest remainders).

    Of equal remainders the larger weight comes first, so that a lone answer among many that are
    alike disappears. Raises `ValueError` when all weights are nought.
    """
    total = sum(weights)
    if not total:
        raise ValueError("There is nothing to apportion.")
    given = [weight * seats // total for weight in weights]
    by_remainder = sorted(
        range(len(weights)),
        key=lambda place: (-(weights[place] * seats % total), -weights[place], place),
    )
    for place in by_remainder[: seats - sum(given)]:
        given[place] += 1
    return tuple(given)


def parts_of(counts: Sequence[int]) -> tuple[int, ...]:
    """The distribution of so many people as it is published."""
    return apportion(counts, whole_for(sum(counts)))


def is_nearly_unanimous(counts: Sequence[int]) -> bool:
    """All, or all but one, of a small group chose the same point."""
    answered = sum(counts)
    return answered < ALIKE_BELOW and max(counts) >= answered - 1


def side_of(counts: Sequence[int]) -> Side:
    """On which side of the line the mean lies, or in the middle: see `SIDE_EDGES`."""
    answered = sum(counts)
    steps = 100 * sum(step * count for step, count in enumerate(counts))
    line = (len(counts) - 1) * answered
    lower, upper = SIDE_EDGES
    if steps <= lower * line:
        return Side.DISAGREE
    return Side.AGREE if steps >= upper * line else Side.MIDDLE


def half_steps_of(counts: Sequence[int]) -> int:
    """The mean in half steps (6: at point 3), never nearer to an end than half a step.

    At an end itself, a mark would say that all of the group had answered alike.
    """
    answered = sum(counts)
    total = sum(place * count for place, count in enumerate(counts, start=1))
    halves = (4 * total + answered) // (2 * answered)
    return min(max(halves, 3), 2 * len(counts) - 1)
