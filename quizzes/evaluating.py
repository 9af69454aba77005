"""How well the scorer does on labelled entries, as a table. Pure but for the clock."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from quizzes.labelled import LabelledEntry
from quizzes.measures import Counts, Prediction, counts_of, f1_interval, total
from quizzes.scoring import Scorer

LEAST_FOR_INTERVAL = 50


@dataclass(frozen=True)
class Row:
    """A line of the table: a name, how many entries, their counts, the interval of item F1."""

    name: str
    entries: int
    counts: Counts
    interval: tuple[float, float] | None


def evaluation(
    entries: Sequence[LabelledEntry], scorer_for: Callable[[str], Scorer]
) -> Iterator[Row]:
    """The table's lines: all entries, then by list, then by way of writing.

    Raises `KeyError` for a list that `scorer_for` does not know.
    """
    counted = [(one, counts_of(one, _prediction(one, scorer_for))) for one in entries]
    yield _row("all", [counts for _, counts in counted])
    for names in (lambda one: one.list, lambda one: one.register):
        groups: defaultdict[str, list[Counts]] = defaultdict(list)
        for entry, counts in counted:
            groups[names(entry)].append(counts)
        for name in sorted(groups):
            yield _row(name or "not named", groups[name])


def table(rows: Iterable[Row]) -> Iterator[str]:
    """The table as lines of text."""
    yield (
        f"{'':26} {'entries':>7} {'F1':>6} {'95 %':>13} {'prec.':>6} {'recall':>6} "
        f"{'false credit':>12} {'overshare F1':>12} {'extent':>6}"
    )
    for row in rows:
        counts = row.counts
        interval = "{:.3f}-{:.3f}".format(*row.interval) if row.interval else ""
        credit = f"{counts.false_credit:.3f}" if counts.undeserving else ""
        private = counts.overshare_hits + counts.overshare_missed + counts.overshare_extra
        yield (
            f"{row.name:26} {row.entries:>7} {_figure(counts.f1, counts.hits):>6} {interval:>13} "
            f"{_figure(counts.precision, counts.hits):>6} {_figure(counts.recall, counts.hits):>6} "
            f"{credit:>12} {_figure(counts.overshare_f1, private):>12} "
            f"{_figure(counts.extent, counts.hits):>6}"
        )


def _figure(value: float, of: int) -> str:
    return f"{value:.3f}" if of else ""


def _prediction(entry: LabelledEntry, scorer_for: Callable[[str], Scorer]) -> Prediction:
    score = scorer_for(entry.list).score_entry(entry.text)
    return Prediction(
        frozenset(score.item_ids), frozenset(score.partial_ids), overshare=bool(score.notes)
    )


def _row(name: str, counts: Sequence[Counts]) -> Row:
    interval = f1_interval(counts) if len(counts) >= LEAST_FOR_INTERVAL else None
    return Row(name, len(counts), total(counts), interval)
