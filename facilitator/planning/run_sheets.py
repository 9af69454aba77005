"""A session's run-sheet as it is planned, and what it can begin with."""

from dataclasses import replace

from django.utils.translation import gettext as _

from facilitator.models import Session
from facilitator.plan_choices import PlanChoice, plan_choice_list
from facilitator.run_sheet import (
    Reconciled,
    RunSheet,
    reconciled,
    run_sheet_from_json,
    total_minutes,
    whole,
)
from modules.document import Module
from modules.plans import PlanKey

WHOLE = "whole"
AS_BEFORE = "as-before"


def run_sheet_of(session: Session, module: Module) -> Reconciled:
    """The run-sheet brought up to the module, and what has changed in the module since.

    A session without one shows the whole module.
    """
    kept = run_sheet_from_json(session.run_sheet) if session.run_sheet else whole(module)
    return reconciled(kept, module)


def beginning_list(module: Module, source: RunSheet | None = None) -> tuple[PlanChoice, ...]:
    """What a run-sheet can begin with: that of the session copied, the ready-made plans, and the
    whole module.
    """
    everything = whole(module)
    all_of_it = PlanChoice(
        WHOLE,
        _("The whole module"),
        _("Every slide with its own minutes, and no break."),
        total_minutes(everything),
        everything,
    )
    found = [*plan_choice_list(module), all_of_it]
    if source is not None:
        before = PlanChoice(
            AS_BEFORE,
            _("As last time"),
            _("The slides, minutes and breaks of the session that you copy."),
            total_minutes(source),
            source,
        )
        found.insert(0, before)
    # The time that a plan takes is the time that there is, until somebody says another.
    return tuple(
        replace(
            one, run_sheet=replace(one.run_sheet, available=one.run_sheet.available or one.minutes)
        )
        for one in found
    )


def second_half_follows(run_sheet: RunSheet, module: Module) -> bool:
    """Whether this looks like the first half of two, so that the second can be planned next."""
    halves = {one.key: set(one.run_sheet.chosen) for one in plan_choice_list(module)}
    first = halves.get(PlanKey.FIRST_HALF, set())
    second = halves.get(PlanKey.SECOND_HALF, set())
    chosen = set(run_sheet.chosen)
    return bool(chosen) and chosen <= first and not chosen & (second - first)
