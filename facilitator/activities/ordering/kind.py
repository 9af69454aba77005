"""How ordering and matching behave in a session."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from facilitator.activities.contributing import answer_keep
from facilitator.activities.kind import ActivityKind, Context, Options, Suggestion
from facilitator.activities.ordering.forms import OrderingForm
from facilitator.activities.ordering.tally import PlacingTally, placing_tally
from facilitator.errors import EntryRefused
from facilitator.models import Activity, Contribution, Seat, Session
from jurisdictions.models import User
from modules.document import Module, Slide
from modules.markup import plain_inline
from quizzes.exercises import Exercise, ExerciseKind
from quizzes.placing import placing_of
from quizzes.selectors import exercises

KINDS = (ExerciseKind.ORDERING, ExerciseKind.MATCHING)


class Ordering(ActivityKind):
    """A choice for each thing on phones; a table of places on the wall."""

    name = "ordering"
    label = gettext_lazy("Ordering and matching")
    explanation = gettext_lazy("Everybody gives each thing its place; then the room compares.")
    place = 60
    first_column = gettext_lazy("In the right order")
    styles = ("toolkit/activity_ordering.css",)

    def suggestions(self, session: Session, module: Module, slide: Slide) -> Sequence[Suggestion]:
        key = slide.activity.key if slide.activity else ""
        found = exercises().get((module.slug, key))
        if found is None or found.kind not in KINDS:
            return ()
        return [Suggestion(found.key, found.title, options_of(found))]

    def form(
        self, session: Session, data: QueryDict | None = None, initial: Options | None = None
    ) -> forms.Form | None:
        found = [(one.key, one.title) for one in exercises_of(session.module_slug)]
        if not found:
            return None
        prefixed = [(f"{session.module_slug}/{key}", title) for key, title in found]
        return OrderingForm(data, initial=initial, exercises=prefixed)

    def options(self, form: forms.Form) -> Options:
        slug, _slash, key = form.cleaned_data["exercise"].rpartition("/")
        return options_of(exercises()[slug, key])

    def title(self, options: Mapping[str, Any]) -> str:
        return str(options.get("title") or self.label)

    # Phones ------------------------------------------------------------------------------------

    def phone(self, activity: Activity) -> Context:
        return {**_asked(activity.options), "is_revealed": _is_revealed(activity)}

    def own(self, activity: Activity, contributions: Sequence[Contribution]) -> Context:
        return {"places": contributions[-1].data["places"] if contributions else []}

    def contribute(self, activity: Activity, seat: Seat, data: QueryDict) -> None:
        options = activity.options
        known = {str(number): number for number in range(1, len(options["places"]) + 1)}
        chosen = [
            known.get(data.get(f"place-{number}", ""))
            for number in range(1, len(options["things"]) + 1)
        ]
        placed = [one for one in chosen if one is not None]
        if len(placed) < len(chosen):
            raise EntryRefused(_("Give every line its place first."))
        if options["is_order"] and len(set(placed)) < len(placed):
            twice = next(one for one in placed if placed.count(one) > 1)
            raise EntryRefused(
                _("Place %(place)d is given to more than one line. Change one of them.")
                % {"place": twice}
            )
        answer_keep(activity, seat, {"places": placed})

    # The wall and the console --------------------------------------------------------------------

    def stage(self, activity: Activity) -> Context:
        found = self._tally(activity)
        is_revealed = _is_revealed(activity)
        return {
            **_asked(activity.options),
            "tally": found.in_right_order if is_revealed else found,
            "is_revealed": is_revealed,
            "talk": activity.options["question"] if is_revealed else "",
        }

    def console(self, activity: Activity) -> Context:
        return {
            **_asked(activity.options),
            "tally": self._tally(activity).in_right_order,
            "is_revealed": _is_revealed(activity),
        }

    def act(self, activity: Activity, do: str, data: QueryDict, by: User) -> None:
        if do not in ("reveal", "cover"):
            raise EntryRefused(_("This exercise cannot do that."))
        if do == "reveal" and not activity.is_closed:
            raise EntryRefused(_("Close it first, so that everybody has answered."))
        activity.working = {**activity.working, "is_revealed": do == "reveal"}

    def opening(self, activity: Activity, by: User) -> None:
        # Opened once more, the answer is covered again.
        activity.working = {**activity.working, "is_revealed": False}

    # Afterwards --------------------------------------------------------------------------------

    def outcome(self, activity: Activity) -> Options:
        found = self._tally(activity).in_right_order
        return {
            "title": activity.options["title"],
            "answered": found.answered,
            "places": list(found.places),
            "rows": [[row.thing, row.right, [c.count for c in row.cells]] for row in found.rows],
        }

    def outcome_rows(self, outcome: Options) -> Sequence[Sequence[str]]:
        answered = ngettext("%(n)d answer", "%(n)d answers", outcome["answered"])
        places = outcome["places"]
        return (
            (outcome["title"], _("Where it belongs"), *places),
            *(
                (thing, places[right - 1], *(str(count) for count in counts))
                for thing, right, counts in outcome["rows"]
            ),
            (answered % {"n": outcome["answered"]},),
        )

    def _tally(self, activity: Activity) -> PlacingTally:
        options = activity.options
        answers = self.shown(activity).values_list("data", flat=True)
        given = (one["places"] for one in answers)
        return placing_tally(options["things"], options["places"], options["right"], given)


def exercises_of(slug: str) -> list[Exercise]:
    """The exercises of a module that this kind can hold."""
    return [one for one in exercises().values() if one.module == slug and one.kind in KINDS]


def options_of(exercise: Exercise) -> Options:
    """What an activity keeps of an exercise: all of it, so that it stays as the room has seen it.

    `right` holds the place of each thing, from 1. It is for the wall after the reveal only.
    """
    placing = placing_of(exercise)
    return {
        "exercise": exercise.key,
        "title": plain_inline(exercise.title, smart=True),
        "question": plain_inline(exercise.question, smart=True),
        "is_order": exercise.kind is ExerciseKind.ORDERING,
        "things": [plain_inline(one, smart=True) for one in placing.things],
        "places": [plain_inline(one, smart=True) for one in placing.choices],
        "right": list(placing.answers),
    }


def _asked(options: Mapping[str, Any]) -> Context:
    """What may be seen before the reveal."""
    return {
        "title": options["title"],
        "is_order": options["is_order"],
        "things": options["things"],
        "places": options["places"],
    }


def _is_revealed(activity: Activity) -> bool:
    return bool(activity.working.get("is_revealed"))
