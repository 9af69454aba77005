"""The page on which a run-sheet is worked on."""

import hashlib
import json
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from facilitator import machine
from facilitator.console.guards import for_runners, runner
from facilitator.errors import FacilitatorError
from facilitator.models import Session
from facilitator.planning.run_sheet_form import RunSheetForm, editor_lessons
from facilitator.planning.run_sheet_presses import NEW_BREAK, SAVE, Pressed, press
from facilitator.planning.run_sheets import beginning_list, run_sheet_of
from facilitator.planning.services import run_sheet_keep
from facilitator.planning.starting_times import TimeSkipped
from facilitator.run_sheet import (
    Reconciled,
    RunSheet,
    TimedRow,
    answers_not_asked,
    timeline,
)
from facilitator.sessions.documents import session_module
from facilitator.sessions.selectors import session_for_owner
from facilitator.sessions.timekeeping import as_clock, as_clock_or_span, has_half_days
from modules.document import Module
from modules.plans import MOST_MINUTES


@require_http_methods(["GET", "HEAD", "POST"])
@for_runners
def run_sheet(request: HttpRequest, key: str) -> HttpResponseBase:
    """Choose slides, minutes and breaks. Only “Save” keeps anything.

    `?plan=` fills the form from a ready-made plan.
    """
    session = session_for_owner(runner(request), key)
    if session.is_ended:
        messages.error(request, _("This session has ended."))
        return redirect("facilitator:session", key)
    module = session_module(session)
    found = run_sheet_of(session, module)
    base = found.run_sheet
    if request.method != "POST":
        loaded = None if session.is_live else _loaded(request.GET.get("plan", ""), module, base)
        form = _form(session, None, loaded or base)
        told = _("The plan is filled in below. Nothing is saved yet.") if loaded else ""
        return _page(request, session, module, found, form, Pressed(QueryDict(), told))
    pressed = press(request.POST, base)
    form = _form(session, pressed.data, base)
    if pressed.new_break:
        form.fields[f"title-{pressed.new_break}"].widget.attrs["autofocus"] = True
    if request.POST.get("do") != SAVE:
        return _page(request, session, module, found, form, pressed)
    if request.POST.get("seen") != _digest(session):
        pressed = replace(pressed, problem=_overtaken())
    elif form.is_valid():
        try:
            run_sheet_keep(by=runner(request), session=session, run_sheet=form.as_typed())
        except TimeSkipped:
            form.add_error("starts", _("On this day clocks are put forward over this time."))
        except FacilitatorError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The run-sheet is saved."))
            return redirect(f"facilitator:{'console' if session.is_live else 'session'}", key)
    return _page(request, session, module, found, form, pressed)


def _overtaken() -> str:
    return _(
        "The run-sheet was changed elsewhere in the meantime. Below is what you have typed; save "
        "once more to keep it."
    )


def _form(session: Session, data: QueryDict | None, base: RunSheet) -> RunSheetForm:
    return RunSheetForm(
        data,
        run_sheet=base,
        is_live=session.is_live,
        has_day=session.is_planned and session.starts_at is not None,
    )


def _loaded(key: str, module: Module, base: RunSheet) -> RunSheet | None:
    """A ready-made plan that starts when this run-sheet does."""
    chosen = next((one for one in beginning_list(module) if one.key == key), None)
    return replace(chosen.run_sheet, starts_at=base.starts_at) if chosen else None


def _digest(session: Session) -> str:
    """Tells one kept run-sheet from another."""
    text = json.dumps(session.run_sheet, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _page(
    request: HttpRequest,
    session: Session,
    module: Module,
    found: Reconciled,
    form: RunSheetForm,
    pressed: Pressed,
) -> HttpResponse:
    typed = form.as_typed()
    shown = timeline(typed, module)
    titles = {slide.id: slide.title for slide in module.slides}
    state = machine.state_from_json(session.state)
    context = {
        "session": session,
        "module": module,
        "form": form,
        "seen": _digest(session),
        "timeline": shown,
        "lessons": editor_lessons(form, shown, row_clock),
        "total": shown.minutes,
        "ends_at": as_clock(shown.ends_at),
        "over": difference(typed, shown.minutes),
        "left": -(difference(typed, shown.minutes) or 0),
        "unasked": set(answers_not_asked(typed, module)),
        "pressed": pressed,
        # What was typed for one more break; nothing where it was just put in.
        "new_break": {one: pressed.data.get(f"new-{one}", "") for one in NEW_BREAK},
        "choices": () if session.is_live else beginning_list(module),
        "most_minutes": MOST_MINUTES,
        "visited": state.visited,
        "has_half_days": has_half_days(),
        **changes_told(found, titles),
    }
    status = 422 if request.POST.get("do") == SAVE else 200
    return render(request, "facilitator/planning/run_sheet.html", context, status=status)


def row_clock(one: TimedRow) -> str:
    """When a row begins: the time of day, or minutes from the start; nothing where it is not in."""
    if not one.row.is_planned:
        return ""
    return as_clock_or_span(one.begins_at, one.begins)


def difference(run_sheet: RunSheet, total: int) -> int | None:
    """Minutes over the time that there is, below zero what is left; None where it is not said."""
    return None if run_sheet.available is None else total - run_sheet.available


def changes_told(found: Reconciled, titles: dict[str, str]) -> dict[str, Any]:
    """What has changed in the module since the run-sheet was made, by titles."""
    return {
        "has_changed": found.has_changed,
        "added": [titles[one] for one in found.added],
        "moved": [titles[one] for one in found.moved],
        "removed": len(found.removed),
    }
