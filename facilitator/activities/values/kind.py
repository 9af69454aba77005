"""How the values warm-up behaves in a session: it takes no entries, and knows no answer."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cvi_survey.answering import answer_path, drawing_path
from cvi_survey.models import Round
from facilitator.activities.kind import ActivityKind, Context, Options, Suggestion
from facilitator.activities.values.forms import ValuesForm
from facilitator.activities.values.holding import (
    ValuesRefused,
    instrument_of,
    round_begin,
    round_finish,
    round_throw_away,
)
from facilitator.activities.values.released import released_of
from facilitator.errors import EntryRefused
from facilitator.models import Activity, Session
from jurisdictions.models import User
from modules.document import Module, Slide

WARM_UP = "cvi-warm-up"
SLIDE_KIND = "values-continuum"

READY, OPEN, RELEASED, DISCARDED, LEFT_OPEN = "ready", "open", "released", "discarded", "left-open"


class Values(ActivityKind):
    """A link on phones and on the wall; after the close, what the survey releases."""

    name = "values"
    label = gettext_lazy("Values warm-up")
    explanation = gettext_lazy("Three statements, answered anonymously; the wall shows a line.")
    place = 20
    first_column = gettext_lazy("Statement")
    takes_entries = False
    can_reopen = False
    can_show_while_open = False
    styles = ("toolkit/result_chart.css", "toolkit/activity_values.css")

    def suggestions(self, session: Session, module: Module, slide: Slide) -> Sequence[Suggestion]:
        if slide.activity is None or slide.activity.kind != SLIDE_KIND:
            return ()
        key = slide.activity.key
        options = {"instrument": key, "asks_system": False}
        return [Suggestion(key, instrument_of(key).title, options)]

    def form(
        self, session: Session, data: QueryDict | None = None, initial: Options | None = None
    ) -> forms.Form:
        return ValuesForm(data, initial=initial)

    def options(self, form: forms.Form) -> Options:
        return {"instrument": WARM_UP, "asks_system": form.cleaned_data["asks_system"]}

    def title(self, options: Mapping[str, Any]) -> str:
        return instrument_of(options["instrument"]).title

    # Its life ----------------------------------------------------------------------------------

    def opening(self, activity: Activity, by: User) -> None:
        options = activity.options
        held = round_begin(
            activity.session, options["instrument"], asks_system=options["asks_system"], by=by
        )
        activity.working = {"round": held.pk, "code": held.code}

    def closing(self, activity: Activity, by: User) -> None:
        held = round_of(activity)
        if held is not None:
            round_finish(activity.session, held, by)

    # The faces ---------------------------------------------------------------------------------

    def phone(self, activity: Activity) -> Context:
        state = state_of(activity, round_of(activity))
        return {
            "state": state,
            "link": answer_path(activity.working["code"]) if state == OPEN else "",
        }

    def stage(self, activity: Activity) -> Context:
        held = round_of(activity)
        state = state_of(activity, held)
        context: Context = {"state": state, "title": activity.title}
        if state == OPEN:
            return {**context, "drawing": drawing_path(activity.working["code"])}
        released = released_of(held) if held is not None and state == RELEASED else None
        if released is None or not activity.is_shown:
            return context
        topic = released.topic(activity.working.get("item", ""))
        questions = topic.questions if released.has_charts else released.questions
        return {**context, "released": released, "topic": topic, "questions": questions}

    def console(self, activity: Activity) -> Context:
        held = round_of(activity)
        state = state_of(activity, held)
        context: Context = {"state": state}
        if held is None:
            return context
        context["round_url"] = reverse("cvi_survey:round", args=[held.pk])
        released = released_of(held) if state == RELEASED else None
        if released is None:
            return {**context, "has_enough": held.has_enough}
        on_wall = released.topic(activity.working.get("item", ""))
        return {**context, "released": released, "on_wall": on_wall.shown.item.id}

    def act(self, activity: Activity, do: str, data: QueryDict, by: User) -> None:
        held = round_of(activity)
        if held is None:
            raise ValuesRefused(_("Begin first."))
        if do == "statement":
            item = data.get("item", "")
            if item not in held.instrument.item_ids:
                raise EntryRefused(_("Choose one of the statements."))
            activity.working = {**activity.working, "item": item}
        elif do == "discard":
            round_throw_away(activity.session, held, by)
            activity.working = {**activity.working, "is_discarded": True}
        else:
            raise EntryRefused(_("The values warm-up cannot do that."))

    # Afterwards --------------------------------------------------------------------------------

    def outcome(self, activity: Activity) -> Options:
        held = round_of(activity)
        state = state_of(activity, held)
        kept: Options = {"state": state, "title": activity.title}
        if held is None:
            return kept
        kept["round"] = held.pk
        released = released_of(held) if state == RELEASED else None
        if released is None:
            return kept
        return {
            **kept,
            "fingerprint": held.fingerprint,
            "has_charts": released.has_charts,
            "statements": released.sentences() if released.has_charts else [],
        }

    def outcome_rows(self, outcome: Options) -> Sequence[Sequence[str]]:
        head = (outcome["title"], outcome.get("fingerprint", ""))
        return (head, *((text, words) for text, words in outcome.get("statements", [])))


def round_of(activity: Activity) -> Round | None:
    """The round of an activity; None before it was opened."""
    number = activity.working.get("round")
    if number is None:
        return None
    return Round.objects.select_related("jurisdiction").filter(pk=number).first()


def state_of(activity: Activity, held: Round | None) -> str:
    """Where the round stands, which may have been closed on the survey's own pages too."""
    if held is None:
        return READY
    if activity.working.get("is_discarded"):
        return DISCARDED
    if held.is_open:
        return LEFT_OPEN if activity.is_closed else OPEN
    return RELEASED
