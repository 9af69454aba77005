"""Planned against actual, and what could be skipped to catch up.

The end is projected from where the session stands: the time that has gone, what is left of the
row shown now, and the planned minutes of every row still to come. So a slide that was passed over
is time saved, nobody is behind while a slide's own minutes last, and leaving early puts one ahead.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from facilitator.run_sheet.answers import belonging_together
from facilitator.run_sheet.catching_up import Unit, fewest_that_cover
from facilitator.run_sheet.rows import BreakRow, Row, RunSheet, SlideRow
from facilitator.run_sheet.timing import clock, total_minutes
from modules.document import Module, Slide

ADVISE_FROM = 3
"""Minutes behind from which skipping is proposed: less makes itself up."""

GLANCE = 10
"""Seconds for which a slide must have been shown to count as shown: less is turning past it."""

SHORTEST_BREAK = 5
"""Minutes that a break keeps."""


@dataclass(frozen=True)
class Now:
    """Where a session stands: the row shown (a slide or a break), and the seconds since it began.

    `began_at` is the minute of the day at which it really began; without it, the planned start.
    """

    row: str
    elapsed: int
    began_at: int | None = None


@dataclass(frozen=True)
class Advice:
    """Optional slides still ahead that could be skipped, in order, and the minutes that it `saves`.

    `remains` is what they do not make up: then the `breaks` ahead that are longer than
    `SHORTEST_BREAK` could be shortened, which gives up to `breaks_give` minutes.
    """

    skip: tuple[str, ...]
    saves: int
    remains: int = 0
    breaks: tuple[str, ...] = ()
    breaks_give: int = 0


@dataclass(frozen=True)
class Pace:
    """How a session is doing. `behind` and `ahead` are whole minutes, at most one of them above 0.

    `projected_seconds` is how long the whole will take as things go, `planned_seconds` how long it
    was to take. `ends_at` is the projected end as a minute of the day. Advice comes only from
    `ADVISE_FROM` minutes behind.
    """

    behind: int
    ahead: int
    planned_seconds: int
    projected_seconds: int
    ends_at: int | None
    advice: Advice | None = None


def pace(run_sheet: RunSheet, module: Module, actual: Sequence[tuple[str, int]], now: Now) -> Pace:
    """How far a session is from its plan.

    `actual` is what was shown before, in order: the row and the seconds spent on it, a row as often
    as one came back to it. The rest of `now.elapsed` is the time on the row shown now. What was
    skipped (`skip`) still counts as planned, so skipping brings the projected end closer.
    """
    standing = _Standing(run_sheet, actual, now)
    planned = 60 * total_minutes(run_sheet)
    projected = standing.elapsed + sum(map(standing.left, range(len(run_sheet.rows))))
    late = projected - planned
    behind = max(late, 0) // 60
    return Pace(
        behind=behind,
        ahead=max(-late, 0) // 60,
        planned_seconds=planned,
        projected_seconds=projected,
        ends_at=clock(
            run_sheet.starts_at if now.began_at is None else now.began_at, -(-projected // 60)
        ),
        advice=_advice(standing, module, behind) if behind >= ADVISE_FROM else None,
    )


class _Standing:
    """What has been shown, and what is left."""

    def __init__(self, run_sheet: RunSheet, actual: Sequence[tuple[str, int]], now: Now) -> None:
        self.rows = run_sheet.rows
        spent: dict[str, int] = {}
        for row, seconds in actual:
            spent[row] = spent.get(row, 0) + max(seconds, 0)
        before = sum(spent.values())
        self.elapsed = max(now.elapsed, before)
        spent[now.row] = spent.get(now.row, 0) + self.elapsed - before
        self.spent = spent
        places = {row.id: place for place, row in enumerate(run_sheet.rows)}
        # A slide that is in no run-sheet, say one just taken out: where one came from counts.
        back = (now.row, *(row for row, _ in reversed(actual)))
        self.place = next((places[row] for row in back if row in places), -1)

    def is_done(self, row: Row) -> bool:
        return self.spent.get(row.id, 0) >= GLANCE

    def is_ahead(self, place: int) -> bool:
        """Whether one will come to this row, and has not been there yet."""
        row = self.rows[place]
        return place > self.place and row.is_live and not self.is_done(row)

    def left(self, place: int) -> int:
        """Seconds that the row at this place will still take."""
        row = self.rows[place]
        if self.is_ahead(place):
            return 60 * row.minutes
        if place == self.place and row.is_live:
            return max(60 * row.minutes - self.spent.get(row.id, 0), 0)
        return 0

    @property
    def ahead(self) -> list[Row]:
        return [row for place, row in enumerate(self.rows) if self.is_ahead(place)]


def _advice(standing: _Standing, module: Module, behind: int) -> Advice:
    units = _skippable(standing, module)
    chosen = fewest_that_cover(units, behind)
    named = {slide for unit in chosen for slide in unit.slides}
    saves = sum(unit.minutes for unit in chosen)
    remains = max(behind - saves, 0)
    breaks = [
        row
        for row in standing.ahead
        if remains and isinstance(row, BreakRow) and row.minutes > SHORTEST_BREAK
    ]
    return Advice(
        skip=tuple(row.id for row in standing.ahead if row.id in named),
        saves=saves,
        remains=remains,
        breaks=tuple(row.id for row in breaks),
        breaks_give=min(remains, sum(row.minutes - SHORTEST_BREAK for row in breaks)),
    )


def _skippable(standing: _Standing, module: Module) -> list[Unit]:
    """What may be skipped, each with what stands and falls with it: a question with its answers.

    Never the last slide, nor an answer to what the room has been asked or will be.
    """
    live = [row for row in standing.rows if isinstance(row, SlideRow) and row.is_live]
    ahead = {row.id: row for row in standing.ahead if isinstance(row, SlideRow)}
    free = {row.slide for row in ahead.values() if row.is_optional and row is not live[-1]}
    by_id = {slide.id: slide for slide in module.slides}
    asked = _asked(standing, by_id)
    units = []
    for group in belonging_together(by_id[one] for one in ahead if one in by_id):
        names = [slide.id for slide in group]
        minutes = sum(ahead[name].minutes for name in names)
        is_owed = any(slide.reveals in asked for slide in group if slide.reveals)
        if minutes and set(names) <= free and not is_owed:
            units.append(Unit(tuple(names), minutes))
    return units


def _asked(standing: _Standing, by_id: dict[str, Slide]) -> set[str]:
    """The activities that the room has begun, or has before it now."""
    shown = [row.id for row in standing.rows if standing.is_done(row)]
    here = [standing.rows[standing.place].id] if standing.place >= 0 else []
    slides = (by_id[one] for one in (*shown, *here) if one in by_id)
    return {slide.activity.key for slide in slides if slide.activity}
