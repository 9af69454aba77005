"""How a timer behaves in a session: nobody enters anything."""

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
from facilitator.activities.kind import ActivityKind, Context, Options, Suggestion
from facilitator.activities.prompting import prompt_words
from facilitator.activities.timer.forms import ALONE, MOST_MINUTES, PAIRS, WHO, TimerForm
from facilitator.errors import EntryRefused
from facilitator.models import Activity, Session
from jurisdictions.models import User
from modules.document import Mode, Module, Purpose, Slide

WHO_OF_MODE = {Mode.PAIRS: PAIRS, Mode.ALONE: ALONE}


class Timer(ActivityKind):
    """A task and a countdown, alike on every screen."""

    name = "timer"
    label = gettext_lazy("Timer")
    explanation = gettext_lazy("A task for pairs or tables, and a countdown on every screen.")
    place = 70
    takes_entries = False
    has_result = False
    styles = ("toolkit/activity_countdown.css",)
    scripts = ("toolkit/activity_countdown.js",)

    def suggestions(self, session: Session, module: Module, slide: Slide) -> Sequence[Suggestion]:
        return [
            Suggestion(
                key=one.id,
                title=prompt_words(one),
                options={
                    "task": prompt_words(one),
                    "who": WHO_OF_MODE[one.mode],
                    "minutes": min(one.minutes, MOST_MINUTES),
                },
            )
            for one in slide.prompts
            if one.minutes and one.mode in WHO_OF_MODE and one.purpose != Purpose.TELL
        ]

    def form(
        self, session: Session, data: QueryDict | None = None, initial: Options | None = None
    ) -> forms.Form:
        return TimerForm(data, initial=initial)

    def title(self, options: Mapping[str, Any]) -> str:
        return str(options.get("task") or self.label)

    def opening(self, activity: Activity, by: User) -> None:
        countdown_start(activity, activity.options["minutes"])

    def phone(self, activity: Activity) -> Context:
        return {
            "task": activity.options["task"],
            "who": dict(WHO).get(activity.options["who"], ""),
            "minutes": activity.options["minutes"],
            "countdown": countdown_of(activity) if activity.is_open else None,
        }

    def stage(self, activity: Activity) -> Context:
        return self.phone(activity)

    def console(self, activity: Activity) -> Context:
        return self.phone(activity)

    def act(self, activity: Activity, do: str, data: QueryDict, by: User) -> None:
        if not activity.is_open:
            raise EntryRefused(_("Start the time first."))
        if do == "add":
            countdown_add(activity, 1)
        elif do == "over":
            countdown_end(activity)
        else:
            raise EntryRefused(_("A timer cannot do that."))

    def outcome(self, activity: Activity) -> Options:
        return {
            "task": activity.options["task"],
            "who": activity.options["who"],
            "minutes": activity.options["minutes"],
        }

    def outcome_rows(self, outcome: Options) -> Sequence[Sequence[str]]:
        planned = ngettext("%(n)d minute", "%(n)d minutes", outcome["minutes"])
        who = str(dict(WHO).get(outcome["who"], ""))
        return (
            (_("What to do"), _("How people worked"), _("Planned")),
            (outcome["task"], who, planned % {"n": outcome["minutes"]}),
        )
