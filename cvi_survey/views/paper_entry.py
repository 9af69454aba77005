"""Typing in sheets of paper: one after the other, carried by the page, counted all at once."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cvi_survey.coordinating import round_for_coordinator
from cvi_survey.models import Round
from cvi_survey.paper_sheets import (
    SheetLine,
    SheetUnreadable,
    sheet_letters,
    sheet_read,
    sheet_written,
)
from cvi_survey.services import PaperForm, form_number_issue, paper_batch_enter
from cvi_survey.services.answers import MOST_IN_A_STACK
from cvi_survey.services.looking import form_number_check
from cvi_survey.views.guards import for_facilitators, person_of


@require_http_methods(["GET", "HEAD", "POST"])
@for_facilitators
def sheets(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take a sheet more, take one out, or count them all; nothing is stored before that."""
    found = round_for_coordinator(request.user, pk)
    if not found.is_open or not found.takes_paper_batches:
        return redirect("cvi_survey:round", pk)
    if request.method != "POST":
        return _page(request, found, number=form_number_issue(found), stack=[])
    number, wish = request.POST.get("number", ""), request.POST.get("_do", "take")
    stack, problem = _stack(found, request.POST.getlist("sheet")[:MOST_IN_A_STACK])
    typed = request.POST.get("line", "")
    if wish.startswith("out "):
        stack = [one for place, one in enumerate(stack) if f"out {place}" != wish]
        return _page(request, found, number=number, stack=stack, typed=typed)
    if typed.strip() and not problem:
        more, problem = _stack(found, [typed])
        stack += more
        typed = typed if problem else ""
    if not problem and len(stack) > MOST_IN_A_STACK:
        problem = _("That is enough for one stack: count these, then go on with the others.")
        typed = sheet_written(stack.pop(), _systems(found))
    if wish != "count" or problem or not stack:
        if wish == "count" and not problem:
            problem = _("There is no sheet yet.")
        return _page(request, found, number=number, stack=stack, typed=typed, problem=problem)
    items = found.instrument.item_ids
    forms = [PaperForm(one.choices(items), one.system) for one in stack]
    paper_batch_enter(by=person_of(request), asked=found, number=number, forms=forms)
    return redirect("cvi_survey:sheets_counted", pk)


@require_http_methods(["GET", "HEAD"])
@for_facilitators
def counted(request: HttpRequest, pk: int) -> HttpResponse:
    """That a stack has been counted, and what to do with the sheets."""
    found = round_for_coordinator(request.user, pk)
    return render(request, "cvi_survey/running/sheets_counted.html", {"round": found})


def _systems(found: Round) -> tuple[str, ...]:
    return tuple(system.id for system in found.systems)


def _stack(found: Round, lines: list[str]) -> tuple[list[SheetLine], str]:
    """The sheets that can be read, and what is wrong with the first that cannot."""
    instrument = found.instrument
    read, problem = [], ""
    for line in lines:
        try:
            sheet = sheet_read(
                line,
                items=len(instrument.items),
                points=len(instrument.scale),
                systems=_systems(found),
            )
        except SheetUnreadable as error:
            problem = problem or _said(error, found)
        else:
            read.append(sheet)
    return read, problem


def _said(error: SheetUnreadable, found: Round) -> str:
    instrument = found.instrument
    if error.kind == "count":
        return _("A sheet has %(all)s digits; here are %(found)s.") % {
            "all": len(instrument.items),
            "found": error.found,
        }
    if error.kind == "digit":
        return _("The digit %(found)s is not on the sheet: they go from 0 to %(points)s.") % {
            "found": error.found,
            "points": len(instrument.scale),
        }
    letters = ", ".join(sheet_letters(_systems(found)).values())
    if not letters:
        return _("“%(found)s” at the end: this survey does not ask for the system.") % {
            "found": error.found
        }
    return _("“%(found)s” at the end is none of the letters for systems (%(letters)s).") % {
        "found": error.found,
        "letters": letters,
    }


def _page(
    request: HttpRequest,
    found: Round,
    *,
    number: str,
    stack: list[SheetLine],
    typed: str = "",
    problem: str = "",
) -> HttpResponse:
    # An old page, or one that was counted already, is told of now and not after fifty sheets.
    form_number_check(asked=found, number=number)
    instrument, systems = found.instrument, _systems(found)
    letters = sheet_letters(systems)
    context = {
        "round": found,
        "instrument": instrument,
        "number": number,
        "stack": [sheet_written(one, systems) for one in stack],
        "typed": typed,
        "problem": problem,
        "systems": [(letters[one.id], one.label) for one in found.systems],
        "example": "1" * (len(instrument.items) - 1) + "0" + (" a" if systems else ""),
        "points": [(place, label) for place, label in instrument.form_points],
    }
    return render(request, "cvi_survey/running/sheets.html", context)
