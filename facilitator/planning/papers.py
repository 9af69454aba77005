"""The run-sheet on paper: what comes when, with room to write beside it."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from facilitator.console.guards import for_runners, runner
from facilitator.planning.editor import difference
from facilitator.planning.guards import may_plan
from facilitator.planning.preparing import Prepared, slide_activities
from facilitator.run_sheet import TimedRow, timeline
from facilitator.sessions.documents import session_module
from facilitator.sessions.selectors import runners_of, session_for_facilitator
from facilitator.sessions.timekeeping import as_clock, as_clock_or_span, session_run_sheet


@dataclass(frozen=True)
class PaperRow:
    """A planned slide or break, with when it starts and ends in words.

    Times are of the day, or minutes from the start such as "+5" where none is set; `prepared` was
    set up for the slide.
    """

    timed: TimedRow
    starts: str
    ends: str
    prepared: tuple[Prepared, ...]


@dataclass(frozen=True)
class PaperLesson:
    """A lesson with what is planned of it; `minutes` are those of its slides."""

    title: str
    minutes: int
    rows: tuple[PaperRow, ...]


@require_safe
@for_runners
def run_sheet(request: HttpRequest, key: str) -> HttpResponse:
    """The kept run-sheet to be printed; what is skipped in a running session stays, and says so."""
    user = runner(request)
    session = session_for_facilitator(user, key)
    module = session_module(session)
    found = session_run_sheet(session, module)
    shown = timeline(found, module)
    slides, anytime = slide_activities(session, module, found.chosen)
    prepared = {one.slide.id: one.prepared for one in slides}
    lessons = [
        PaperLesson(
            one.title,
            one.minutes,
            tuple(
                _row(row, prepared.get(row.row.id, ())) for row in one.rows if row.row.is_planned
            ),
        )
        for one in shown.lessons
    ]
    context: dict[str, Any] = {
        "session": session,
        "module": module,
        "lessons": [one for one in lessons if one.rows],
        "anytime": anytime,
        "timeline": shown,
        "starts_at": as_clock(found.starts_at),
        "ends_at": as_clock(shown.ends_at),
        "end": as_clock_or_span(shown.ends_at, shown.minutes),
        "over": difference(found, shown.minutes),
        "available": found.available,
        "runners": runners_of(session),
        "may_plan": may_plan(user, session),
        "as_of": timezone.now(),
    }
    return render(request, "facilitator/planning/run_sheet_paper.html", context)


def _row(timed: TimedRow, prepared: tuple[Prepared, ...]) -> PaperRow:
    starts = as_clock_or_span(timed.begins_at, timed.begins)
    return PaperRow(timed, starts, as_clock_or_span(timed.ends_at, timed.ends), prepared)
