"""A module's ready-made plans in words, each with its run-sheet: what one begins planning with."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from facilitator.run_sheet import RunSheet, plans_for, run_sheet_for, total_minutes
from modules.document import Module
from modules.plans import PlanKey, plans_by_module

# For modules without a file; the file's own words come first.
_TITLES: dict[PlanKey, Promise] = {
    PlanKey.TWO_HOURS: _("Two hours"),
    PlanKey.NINETY_MINUTES: _("Ninety minutes"),
    PlanKey.BROWN_BAG: _("Brown-bag, 45 minutes"),
    PlanKey.FIRST_HALF: _("First half"),
    PlanKey.SECOND_HALF: _("Second half"),
}
_PURPOSES: dict[PlanKey, Promise] = {
    PlanKey.TWO_HOURS: _("As much of the module as two hours hold."),
    PlanKey.NINETY_MINUTES: _("What the room is asked and does, and as much around it as fits."),
    PlanKey.BROWN_BAG: _("For a lunch hour: the most needed of what the room is asked and does."),
    PlanKey.FIRST_HALF: _("The first of two sessions that cover the module."),
    PlanKey.SECOND_HALF: _("The second of two sessions that cover the module."),
}


@dataclass(frozen=True)
class PlanChoice:
    """One plan to begin with. `minutes` are those it takes on the module as it stands."""

    key: str
    title: str
    purpose: str
    minutes: int
    run_sheet: RunSheet


def plan_choice_list(module: Module) -> tuple[PlanChoice, ...]:
    """The module's plans, in their order; none for a module without slides."""
    choices = []
    for plan in plans_for(module, plans_by_module().get(module.id, ())):
        run_sheet = run_sheet_for(module, plan)
        choices.append(
            PlanChoice(
                plan.key.value,
                plan.title or str(_TITLES[plan.key]),
                plan.purpose or str(_PURPOSES[plan.key]),
                total_minutes(run_sheet),
                run_sheet,
            )
        )
    return tuple(choices)
