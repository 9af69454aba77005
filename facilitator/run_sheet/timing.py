"""When what comes: totals, the end, and every row with its beginning and end."""

from collections.abc import Iterator
from dataclasses import dataclass

from facilitator.run_sheet.errors import DAY
from facilitator.run_sheet.rows import BreakRow, Row, RunSheet, SlideRow
from modules.document import Module, Slide


def total_minutes(run_sheet: RunSheet) -> int:
    """Planned minutes from beginning to end, breaks included."""
    return sum(row.minutes for row in run_sheet.rows if row.is_planned)


def ends_at(run_sheet: RunSheet) -> int | None:
    """The minute of the day at which it ends, of the next day where it goes past midnight; None
    where no start is set.
    """
    return clock(run_sheet.starts_at, total_minutes(run_sheet))


def days_later(run_sheet: RunSheet) -> int:
    """How many midnights pass before it ends; 0 for all but late ones."""
    return ((run_sheet.starts_at or 0) + total_minutes(run_sheet)) // DAY


def clock(starts_at: int | None, minutes: int) -> int | None:
    """The minute of the day so many minutes after a start."""
    return None if starts_at is None else (starts_at + minutes) % DAY


@dataclass(frozen=True)
class TimedRow:
    """A row with its place in time.

    `begins` and `ends` count minutes from the start of the session; `begins_at` and `ends_at` are
    minutes of the day, None where no start is set. A row that is not planned takes no time. `slide`
    and its `number` in the module are None and 0 for a break, and for a slide that is gone.
    """

    row: Row
    begins: int
    ends: int
    begins_at: int | None
    ends_at: int | None
    slide: Slide | None = None
    number: int = 0

    @property
    def is_break(self) -> bool:
        return isinstance(self.row, BreakRow)


@dataclass(frozen=True)
class TimedLesson:
    """A lesson with its rows and the breaks that stand among them.

    `minutes` are those of its chosen slides; `chosen` counts them, of `total`.
    """

    id: str
    title: str
    minutes: int
    chosen: int
    total: int
    rows: tuple[TimedRow, ...]


@dataclass(frozen=True)
class Timeline:
    """The whole of it. A break before the first slide stands in the first lesson."""

    minutes: int
    ends_at: int | None
    days_later: int
    lessons: tuple[TimedLesson, ...]

    @property
    def rows(self) -> Iterator[TimedRow]:
        for lesson in self.lessons:
            yield from lesson.rows


def timeline(run_sheet: RunSheet, module: Module) -> Timeline:
    """Every row with its planned beginning and end, by lessons, with what each takes."""
    numbered = {slide.id: (number, slide) for number, _, slide in module.numbered_slides()}
    by_lesson: dict[str, list[TimedRow]] = {}
    first = run_sheet.slides[0].lesson if run_sheet.slides else ""
    lesson, gone = first, 0
    for row in run_sheet.rows:
        lesson = row.lesson if isinstance(row, SlideRow) else lesson
        then = gone + (row.minutes if row.is_planned else 0)
        number, slide = numbered.get(row.id, (0, None))
        by_lesson.setdefault(lesson, []).append(
            TimedRow(
                row,
                gone,
                then,
                clock(run_sheet.starts_at, gone),
                clock(run_sheet.starts_at, then),
                slide,
                number,
            )
        )
        gone = then
    titles = {one.id: one.title for one in module.lessons}
    return Timeline(
        minutes=gone,
        ends_at=ends_at(run_sheet),
        days_later=days_later(run_sheet),
        lessons=tuple(
            _lesson(name, titles.get(name, ""), rows) for name, rows in by_lesson.items()
        ),
    )


def _lesson(name: str, title: str, rows: list[TimedRow]) -> TimedLesson:
    slides = [one.row for one in rows if isinstance(one.row, SlideRow)]
    chosen = [row for row in slides if row.is_chosen]
    minutes = sum(row.minutes for row in chosen)
    return TimedLesson(name, title, minutes, len(chosen), len(slides), tuple(rows))
