"""Making a run-sheet from a module, and bringing one up to date with it."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from facilitator.run_sheet.rows import BreakRow, Row, RunSheet, SlideRow
from modules.document import Module
from modules.plans import Plan, PlannedBreak, PlannedSlide, planned_slides
from modules.plans.plan import bounded


def break_id(taken: Iterable[str]) -> str:
    """An id for one more break. The underscore sets it apart: ids of slides have none."""
    ids = set(taken)
    return next(name for number in range(1, len(ids) + 2) if (name := f"break_{number}") not in ids)


def whole(module: Module) -> RunSheet:
    """Everything, with the module's own minutes and no break."""
    return RunSheet(
        rows=tuple(
            SlideRow(slide.id, lesson.id, bounded(slide.minutes))
            for lesson in module.lessons
            for slide in lesson.slides
        )
    )


def run_sheet_for(module: Module, plan: Plan) -> RunSheet:
    """The run-sheet of a ready-made plan on the module as it stands.

    A slide that is gone is left out. A break behind one that is gone, or that is not in, comes
    between lessons near the middle.
    """
    planned = {one.slide.id: one for one in planned_slides(plan, module)}
    breaks: defaultdict[str, list[PlannedBreak]] = defaultdict(list)
    middle = middle_slide(tuple(planned.values()))
    for one in plan.breaks:
        after = one.after if one.after in planned else middle
        if after:
            breaks[after].append(one)
    rows: list[Row] = []
    ids = {slide.id for slide in module.slides}
    for row in whole(module).slides:
        found = planned.get(row.slide)
        rows.append(
            replace(row, minutes=found.minutes, is_optional=found.is_optional)
            if found
            else replace(row, is_chosen=False)
        )
        for one in breaks[row.slide]:
            rows.append(BreakRow(break_id(ids), one.minutes, one.title))
            ids.add(rows[-1].id)
    return RunSheet(rows=tuple(rows))


def middle_slide(planned: Sequence[PlannedSlide]) -> str:
    """The slide behind which a break parts the time best: the last of its lesson where there is
    more than one lesson. Empty where there is nothing to part.
    """
    total = sum(one.minutes for one in planned)
    gone = 0
    found: list[tuple[bool, int, int, str]] = []
    for one, following in pairwise(planned):
        gone += one.minutes
        is_inside = one.lesson.id == following.lesson.id
        found.append((is_inside, abs(2 * gone - total), len(found), one.slide.id))
    return min(found)[-1] if found else ""


@dataclass(frozen=True)
class Reconciled:
    """A run-sheet that fits its module again, and what that took, as ids of slides.

    `moved` are the fewest slides whose moving explains the new order, and those in another lesson.
    """

    run_sheet: RunSheet
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()

    @property
    def has_changed(self) -> bool:
        return bool(self.added or self.removed or self.moved)


def reconciled(run_sheet: RunSheet, module: Module) -> Reconciled:
    """The run-sheet on the module as it stands now.

    What was decided about a slide stays with it. New slides come in as not chosen; slides that are
    gone are dropped. A break stays behind its slide, or behind the one before where that is gone.
    """
    kept = {row.slide: row for row in run_sheet.slides}
    now = whole(module).slides
    ids = {row.slide for row in now}
    breaks = _breaks_behind(run_sheet, ids)
    rows: list[Row] = list(breaks[""])
    for row in now:
        old = kept.get(row.slide)
        rows.append(
            replace(old, lesson=row.lesson) if old is not None else replace(row, is_chosen=False)
        )
        rows += breaks[row.slide]
    staying = [row.slide for row in run_sheet.slides if row.slide in ids]
    unmoved = _longest_in_order(staying, {row.slide: place for place, row in enumerate(now)})
    return Reconciled(
        replace(run_sheet, rows=tuple(rows)),
        added=tuple(row.slide for row in now if row.slide not in kept),
        removed=tuple(slide for slide in kept if slide not in ids),
        moved=tuple(
            row.slide
            for row in now
            if row.slide in kept
            and (row.slide not in unmoved or kept[row.slide].lesson != row.lesson)
        ),
    )


def _breaks_behind(run_sheet: RunSheet, ids: set[str]) -> defaultdict[str, list[BreakRow]]:
    """The breaks by the slide, of these, behind which they stand; those at the beginning by ''."""
    behind: defaultdict[str, list[BreakRow]] = defaultdict(list)
    last = ""
    for row in run_sheet.rows:
        if isinstance(row, BreakRow):
            behind[last].append(row)
        elif row.slide in ids:
            last = row.slide
    return behind


def _longest_in_order(slides: Sequence[str], place: dict[str, int]) -> set[str]:
    """As many of the slides as possible whose places only grow; the others have moved."""
    ends: list[int] = []
    chains: list[tuple[str, ...]] = []
    for slide in slides:
        length = bisect_left(ends, place[slide])
        chain = (*(chains[length - 1] if length else ()), slide)
        ends[length : length + 1] = [place[slide]]
        chains[length : length + 1] = [chain]
    return set(chains[-1]) if chains else set()
