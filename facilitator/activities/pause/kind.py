"""How a break behaves in a session. The run-sheet brings it with nothing but its minutes."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from facilitator.activities.countdown import (
    countdown_add,
    countdown_end,
    countdown_of,
    countdown_start,
)
from facilitator.activities.kind import ActivityKind, Context, Options
from facilitator.activities.pause.forms import PauseForm
from facilitator.errors import EntryRefused
from facilitator.models import Activity, Session
from jurisdictions.models import User

USUAL_MINUTES = 10


class Pause(ActivityKind):
    """A break, and when it is over."""

    name = "pause"
    label = gettext_lazy("Break")
    explanation = gettext_lazy("A break with its end on every screen.")
    place = 80
    takes_entries = False
    has_result = False
    styles = ("toolkit/activity_countdown.css",)
    scripts = ("toolkit/activity_countdown.js",)

    def form(
        self, session: Session, data: QueryDict | None = None, initial: Options | None = None
    ) -> forms.Form:
        return PauseForm(data, initial=initial)

    def title(self, options: Mapping[str, Any]) -> str:
        minutes = _minutes(options)
        return ngettext("Break of %(n)d minute", "Break of %(n)d minutes", minutes) % {"n": minutes}

    def opening(self, activity: Activity, by: User) -> None:
        countdown_start(activity, _minutes(activity.options), to_whole_minute=True)

    def phone(self, activity: Activity) -> Context:
        return {
            "text": activity.options.get("text", ""),
            "minutes": _minutes(activity.options),
            "countdown": countdown_of(activity) if activity.is_open else None,
        }

    def stage(self, activity: Activity) -> Context:
        return self.phone(activity)

    def console(self, activity: Activity) -> Context:
        return self.phone(activity)

    def act(self, activity: Activity, do: str, data: QueryDict, by: User) -> None:
        if not activity.is_open:
            raise EntryRefused(_("Begin the break first."))
        if do == "add":
            countdown_add(activity, 1)
        elif do == "over":
            countdown_end(activity)
        else:
            raise EntryRefused(_("A break cannot do that."))

    def outcome(self, activity: Activity) -> Options:
        return {"minutes": _minutes(activity.options)}

    def outcome_rows(self, outcome: Options) -> Sequence[Sequence[str]]:
        return ((_("Planned minutes"),), (str(outcome["minutes"]),))


def _minutes(options: Mapping[str, Any]) -> int:
    return int(options.get("minutes", USUAL_MINUTES))
