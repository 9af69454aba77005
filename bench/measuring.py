"""Timing something against its floor: alternately, several times, and the best of each."""

from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter

ROUNDS = 7


@dataclass(frozen=True)
class Measure:
    """One line: what was measured, against which floor, both figures (ms or `unit`), the goal."""

    name: str
    floor_name: str
    ours: float
    floor: float
    goal: str = ""
    unit: str = "ms"

    @property
    def ratio(self) -> float:
        """How many times the floor ours takes."""
        return self.ours / self.floor if self.floor else 0.0


def timed(
    name: str,
    ours: Callable[[], object],
    floor_name: str,
    floor: Callable[[], object],
    *,
    goal: str = "",
    rounds: int = ROUNDS,
) -> Measure:
    """Time two things by turns, each once before to warm up, and keep the best of each."""
    ours()
    floor()
    best_ours = best_floor = float("inf")
    for _ in range(rounds):
        best_ours = min(best_ours, _milliseconds(ours))
        best_floor = min(best_floor, _milliseconds(floor))
    return Measure(name, floor_name, best_ours, best_floor, goal)


def _milliseconds(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return (perf_counter() - start) * 1000


def line(measure: Measure) -> str:
    """A measure as a line of the table."""
    return (
        f"{measure.name:44} {measure.ours:>10.2f} {measure.unit}   {measure.floor_name:40} "
        f"{measure.floor:>10.2f} {measure.unit}   {measure.ratio:>8.2f} x   {measure.goal}"
    )
