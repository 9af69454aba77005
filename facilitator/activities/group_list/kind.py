"""How a group list behaves in a session."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy

from facilitator.activities.group_list.acting import act
from facilitator.activities.group_list.comparing import compared, score_ahead, shown_piles
from facilitator.activities.group_list.desk import desk_of
from facilitator.activities.group_list.forms import (
    GroupListForm,
    options_of_form,
    options_of_part,
    part_title,
)
from facilitator.activities.group_list.keeping import is_kept, kept_number, list_keep
from facilitator.activities.group_list.outcomes import outcome_of, parts_of, rows_of
from facilitator.activities.group_list.phones import contribution_take, fates
from facilitator.activities.group_list.selectors import NAME
from facilitator.activities.group_list.walls import direction_of, wall_of
from facilitator.activities.kind import ActivityKind, Context, Options, OutcomePart, Suggestion
from facilitator.exercises import room_exercise_for_slide
from facilitator.models import Activity, Contribution, Seat, Session
from jurisdictions.models import User
from modules.document import Module, Slide
from quizzes.warming import scorer_warm


class GroupList(ActivityKind):
    """The room's list: made on phones, looked through on the console, compared on the wall."""

    name = NAME
    label = gettext_lazy("Group list")
    explanation = gettext_lazy("The room makes a list, and compares it with one of ours.")
    place = 20
    can_show_while_open = False
    styles = (
        "toolkit/activity_group_list.css",
        "toolkit/activity_group_list_desk.css",
        "toolkit/judged.css",
    )

    def suggestions(self, session: Session, module: Module, slide: Slide) -> Sequence[Suggestion]:
        found = room_exercise_for_slide(module.slug, slide)
        if found is None:
            return ()
        exercise, first = found
        numbers = sorted(range(1, len(exercise.parts) + 1), key=lambda one: one != first)
        return tuple(
            Suggestion(
                key=f"{exercise.key}-{exercise.parts[one - 1].reference.id}",
                title=part_title(exercise, one),
                options=options_of_part(exercise, one),
            )
            for one in numbers
        )

    def form(
        self, session: Session, data: QueryDict | None = None, initial: Options | None = None
    ) -> forms.Form:
        return GroupListForm(session.module_slug, data, initial=initial)

    def options(self, form: forms.Form) -> Options:
        assert isinstance(form, GroupListForm)  # noqa: S101 (for the type checker)
        return options_of_form(form)

    def title(self, options: Mapping[str, Any]) -> str:
        return str(options.get("list_title") or options.get("question") or self.label)

    def opening(self, activity: Activity, by: User) -> None:
        # What comes in now is not in the comparison yet, so it is not shown with the next result.
        activity.working = {**activity.working, "revealed": False}
        # By the time the room has made its list, comparing keeps nobody waiting.
        with suppress(KeyError):
            scorer_warm(activity.options.get("list_id", ""))

    def phone(self, activity: Activity) -> Context:
        return {"question": activity.options["question"], "direction": direction_of(activity)}

    def own(self, activity: Activity, contributions: Sequence[Contribution]) -> Context:
        table = contributions[0].seat.table if contributions and contributions[0].seat else ""
        return {"entries": fates(activity, contributions), "table": table}

    def contribute(self, activity: Activity, seat: Seat, data: QueryDict) -> None:
        contribution_take(activity, seat, data, standing=self.standing_for_text(activity))

    def stage(self, activity: Activity) -> Context:
        return wall_of(activity)

    def console(self, activity: Activity) -> Context:
        return desk_of(activity)

    def prepare(self, activity: Activity, do: str, data: QueryDict) -> Any:
        return score_ahead(activity) if do == "compare" else None

    def act(self, activity: Activity, do: str, data: QueryDict, by: User) -> None:
        act(activity, do, data, by)

    def ending(self, activity: Activity, by: User) -> None:
        found = compared(activity)
        if found is not None and not is_kept(activity, found):
            list_keep(activity, found, by)

    def outcome(self, activity: Activity) -> Options:
        piles = shown_piles(activity)
        found = compared(activity, piles)
        return outcome_of(activity.options, piles, found, kept_number(activity))

    def outcome_rows(self, outcome: Options) -> Sequence[Sequence[str]]:
        return rows_of(outcome)

    def outcome_parts(self, outcome: Options) -> Sequence[OutcomePart]:
        return parts_of(outcome)
