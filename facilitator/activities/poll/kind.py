"""How a poll behaves in a session."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from facilitator.activities.contributing import answer_keep
from facilitator.activities.kind import ActivityKind, Context, Options
from facilitator.activities.poll.forms import MULTIPLE, SCALE, PollForm
from facilitator.activities.poll.tally import Tally, tally
from facilitator.errors import EntryRefused
from facilitator.models import Activity, Contribution, Seat, Session

SCALE_POINTS = 5


class Poll(ActivityKind):
    """Choices on phones, bars on the wall."""

    name = "poll"
    label = gettext_lazy("Poll")
    explanation = gettext_lazy("One choice, several choices, or a place on a scale.")
    place = 10
    first_column = gettext_lazy("Choice")

    def form(
        self, session: Session, data: QueryDict | None = None, initial: Options | None = None
    ) -> forms.Form:
        return PollForm(data, initial=initial)

    def title(self, options: Mapping[str, Any]) -> str:
        return str(options.get("question", self.label))

    def phone(self, activity: Activity) -> Context:
        return {**activity.options, "labels": labels(activity.options)}

    def own(self, activity: Activity, contributions: Sequence[Contribution]) -> Context:
        chosen = contributions[-1].data["chosen"] if contributions else []
        return {"chosen": chosen}

    def contribute(self, activity: Activity, seat: Seat, data: QueryDict) -> None:
        known = {str(n): n for n in range(1, len(labels(activity.options)) + 1)}
        chosen = sorted({known[one] for one in data.getlist("choice") if one in known})
        if not chosen:
            raise EntryRefused(_("Choose an answer first."))
        if activity.options["mode"] != MULTIPLE and len(chosen) > 1:
            raise EntryRefused(_("Choose one answer only."))
        answer_keep(activity, seat, {"chosen": chosen})

    def stage(self, activity: Activity) -> Context:
        return {"tally": self._tally(activity), "labels": labels(activity.options)}

    def console(self, activity: Activity) -> Context:
        return {"tally": self._tally(activity)}

    def outcome(self, activity: Activity) -> Options:
        found = self._tally(activity)
        return {
            "question": activity.options["question"],
            "answered": found.answered,
            "counts": [[one.label, one.count] for one in found.counts],
        }

    def outcome_rows(self, outcome: Options) -> Sequence[Sequence[str]]:
        head = ngettext("%(n)d answer", "%(n)d answers", outcome["answered"])
        rows = [(label, str(count)) for label, count in outcome["counts"]]
        return ((outcome["question"], head % {"n": outcome["answered"]}), *rows)

    def _tally(self, activity: Activity) -> Tally:
        answers = self.shown(activity).values_list("data", flat=True)
        return tally(labels(activity.options), (one["chosen"] for one in answers))


def labels(options: Mapping[str, Any]) -> tuple[str, ...]:
    """What can be chosen, in order; the words at a scale's ends stand beside its figures."""
    if options["mode"] != SCALE:
        return tuple(options["choices"])
    ends = options["choices"] or ["", ""]
    points = [str(number) for number in range(1, SCALE_POINTS + 1)]
    points[0] = f"{points[0]} {ends[0]}".strip()
    points[-1] = f"{points[-1]} {ends[1]}".strip()
    return tuple(points)
