"""The rules: what may be shown of a round's counts. See `docs/anonymity.md`."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from cvi_survey.disclosure.released import (
    ItemRelease,
    Release,
    Shown,
    Size,
    SystemRelease,
    Thresholds,
)
from cvi_survey.disclosure.rounding import (
    TENTHS_OF_FIVE,
    apportion,
    half_steps_of,
    is_nearly_unanimous,
    parts_of,
    side_of,
)
from cvi_survey.disclosure.tallies import Tally


def release(
    counted: Tally,
    *,
    items: Sequence[str],
    points: int,
    systems: Sequence[str] = (),
    thresholds: Thresholds | None = None,
    categories: Sequence[str] = (),
) -> Release:
    """What may be shown of a round's counts.

    `systems` are those that people could choose from, in order; empty where none was asked.
    """
    thresholds = thresholds or Thresholds()
    shown = systems_to_show(counted, systems=systems, thresholds=thresholds)
    ruling = _Ruling(
        counted=counted,
        points=points,
        thresholds=thresholds,
        shown=shown,
        with_distribution=_systems_with_distribution(
            counted, systems=systems, shown=shown, thresholds=thresholds
        ),
    )
    return Release(
        size=size_of(ruling.people, thresholds),
        points=points,
        items=tuple(map(ruling.item_release, items)),
        systems_shown=shown,
        systems_left_out=tuple(system for system in systems if system not in shown),
        thresholds=thresholds,
        categories=tuple(categories),
    )


def size_of(people: int, thresholds: Thresholds) -> Size:
    """The band in which a number of people lies."""
    if people < thresholds.mean:
        return Size.TOO_FEW
    return next(size for size in reversed(Size) if people >= size.least)


def systems_to_show(
    counted: Tally, *, systems: Sequence[str], thresholds: Thresholds
) -> tuple[str, ...]:
    """The systems that may be shown: one choice for the whole round.

    Starts with every system that has enough people for a distribution, then leaves out the
    smallest until those left over, people who named no system among them, are enough for one too
    (complementary suppression): they are what is left when the systems shown are taken away from
    the whole group. Nobody may be left over only where no system is left out: otherwise somebody
    who knows how many took part could tell that a system left out is empty.
    """
    people = counted.people
    least = thresholds.distribution
    total = sum(people.values())
    shown = [system for system in systems if people.get(system, 0) >= least]

    def is_safe() -> bool:
        rest = total - sum(people[system] for system in shown)
        return rest >= least or (rest == 0 and len(shown) == len(systems))

    while shown and not is_safe():
        shown.remove(min(shown, key=lambda system: people[system]))
    # A single system would be compared with nobody.
    return tuple(shown) if len(shown) > 1 else ()


def _systems_with_distribution(
    counted: Tally, *, systems: Sequence[str], shown: Sequence[str], thresholds: Thresholds
) -> tuple[str, ...]:
    """The systems whose distributions may be shown, as far as numbers of people decide it.

    In small groups all of them or none: every system offered is shown, and everybody named one.
    Where each tenth of a system stands for five people or more, others may be left over, if they
    are enough for a distribution.
    """
    people = counted.people
    total = sum(people.values())
    is_everybody = total == sum(people.get(system, 0) for system in shown)
    if is_everybody and len(shown) == len(systems):
        return tuple(shown)
    large = max(TENTHS_OF_FIVE, thresholds.distribution)
    chosen = [system for system in shown if people[system] >= large]
    while chosen and 0 < total - sum(people[one] for one in chosen) < thresholds.distribution:
        chosen.remove(min(chosen, key=lambda system: people[system]))
    return tuple(chosen)


@dataclass(frozen=True)
class _Ruling:
    """The rules at work on one round's counts."""

    counted: Tally
    points: int
    thresholds: Thresholds
    shown: tuple[str, ...]
    with_distribution: tuple[str, ...]

    @property
    def people(self) -> int:
        return sum(self.counted.people.values())

    def item_release(self, item: str) -> ItemRelease:
        """What is shown of one statement."""
        counts = self.counted.together(self.counted.counts, item, self.points)
        answered = sum(counts)
        if answered < self.thresholds.mean:
            return ItemRelease(item, Shown.NOTHING)
        is_enough = answered >= self.thresholds.distribution
        full = self.full(counts, self.people)
        parts = parts_of(full)
        if not is_enough or self.is_alike(counts, self.people) or not self.hides(counts, parts):
            return ItemRelease(item, Shown.SIDE, side=side_of(counts))
        return ItemRelease(
            item,
            Shown.DISTRIBUTION,
            parts=parts,
            whole=sum(parts),
            systems=self.systems_of(item),
        )

    def hides(self, counts: Sequence[int], parts: Sequence[int]) -> bool:
        """Whether these parts hide how many declined from somebody who declined himself.

        Where two to four did, the same parts must be possible with him alone.
        """
        declined = self.people - sum(counts)
        if not 1 < declined < self.thresholds.mean:
            return True
        full = self.full(counts, self.people)
        return any(
            parts_of(self.full(one_short, self.people)) == tuple(parts)
            for one_short in _with_one_less(full)
            if not self.is_alike(one_short, self.people)
        )

    def full(self, counts: Sequence[int], people: int) -> tuple[int, ...]:
        """The counts as if the few who declined had answered like the others.

        Whoever knows how many were there could otherwise tell from the parts that somebody
        declined. Where those who declined are enough to be a group of their own, or nobody, the
        counts stay as they are.
        """
        declined = people - sum(counts)
        if 0 < declined < self.thresholds.mean and any(counts):
            return apportion(counts, people)
        return tuple(counts)

    def is_alike(self, counts: Sequence[int], people: int) -> bool:
        return is_nearly_unanimous(counts) or is_nearly_unanimous(self.full(counts, people))

    def systems_of(self, item: str) -> tuple[SystemRelease, ...]:
        """What is shown of each system; nothing of any where one of them, or the rest, is unfit."""
        if not all(self.is_fit((system,), item) for system in self.shown):
            return ()
        if not self.is_fit(self.rest_of(self.shown), item):
            return ()
        if self.with_distribution and not self.parts_are_safe(item):
            # A position instead of a distribution would tell that somebody declined.
            return ()
        return tuple(self.system_release(system, item) for system in self.shown)

    def rest_of(self, systems: Collection[str]) -> tuple[str, ...]:
        return tuple(group for group in self.counted.people if group not in systems)

    def is_fit(self, groups: Collection[str], item: str) -> bool:
        """Whether these groups together are nobody, or could have a distribution of their own."""
        people = sum(self.counted.people[group] for group in groups)
        counts = self.counted.together(groups, item, self.points)
        if not people:
            return True
        return sum(counts) >= self.thresholds.distribution and not self.is_alike(counts, people)

    def parts_are_safe(self, item: str) -> bool:
        """Whether the distributions of the systems that may have one are safe here.

        The others must be fit together. In small systems nobody may have declined: several
        distributions and their sum could tell so.
        """
        if not self.is_fit(self.rest_of(self.with_distribution), item):
            return False
        people = self.counted.people
        return all(
            people[system] >= TENTHS_OF_FIVE
            or self.counted.answered(system, item) == people[system]
            for system in self.with_distribution
        )

    def system_release(self, system: str, item: str) -> SystemRelease:
        counts = self.counted.together((system,), item, self.points)
        if system in self.with_distribution:
            parts = parts_of(self.full(counts, self.counted.people[system]))
            return SystemRelease(system, Shown.DISTRIBUTION, parts=parts, whole=sum(parts))
        return SystemRelease(system, Shown.POSITION, half_steps=half_steps_of(counts))


def _with_one_less(counts: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """The counts without one of the answers, in every way."""
    for place, count in enumerate(counts):
        if count:
            yield (*counts[:place], count - 1, *counts[place + 1 :])
