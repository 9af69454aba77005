"""Ready-made plans: which slides of a module make two hours, ninety minutes, a brown-bag. Pure.

A module's folder may hold `plans.yaml` (the format: `content/README.md`). What a facilitator makes
of a plan is a run-sheet (`facilitator.run_sheet`, `docs/run-sheet.md`).
"""

from modules.plans.plan import (
    HALVES,
    MOST_MINUTES,
    PROMISED,
    SLACK,
    Plan,
    PlanKey,
    PlannedBreak,
    PlannedSlide,
    planned_minutes,
    planned_slides,
)
from modules.plans.reading import PLANS_FILE, plans_by_module, read_plans

__all__ = [
    "HALVES",
    "MOST_MINUTES",
    "PLANS_FILE",
    "PROMISED",
    "SLACK",
    "Plan",
    "PlanKey",
    "PlannedBreak",
    "PlannedSlide",
    "planned_minutes",
    "planned_slides",
    "plans_by_module",
    "read_plans",
]
