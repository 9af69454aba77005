"""How a knowledge check behaves in a session. Nobody's answer is scored: the room looks at bars."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from facilitator.activities.contributing import answer_keep
from facilitator.activities.kind import ActivityKind, Context, Options, Suggestion
from facilitator.activities.knowledge_check.forms import KnowledgeCheckForm
from facilitator.activities.poll.tally import Tally, tally
from facilitator.errors import EntryRefused
from facilitator.models import Activity, Contribution, Seat, Session
from jurisdictions.models import User
from modules.document import Module, Reference, Slide
from modules.markup import plain_inline
from modules.stage import short_name
from quizzes.knowledge import KnowledgeCheck as AuthoredCheck
from quizzes.selectors import knowledge_checks


class KnowledgeCheck(ActivityKind):
    """Choices on phones; bars on the wall; then what is right, and why."""

    name = "knowledge_check"
    label = gettext_lazy("Knowledge check")
    explanation = gettext_lazy("A question with a right answer. You reveal it, with the reason.")
    place = 50
    first_column = gettext_lazy("Choice")
    styles = ("toolkit/activity_knowledge_check.css",)

    def suggestions(self, session: Session, module: Module, slide: Slide) -> Sequence[Suggestion]:
        return [
            Suggestion(
                one.id, plain_inline(one.question, smart=True), options_of(one, module.references)
            )
            for one in knowledge_checks()
            if one.module == module.slug and one.slide == slide.id
        ]

    def form(
        self, session: Session, data: QueryDict | None = None, initial: Options | None = None
    ) -> forms.Form:
        return KnowledgeCheckForm(data, initial=initial)

    def options(self, form: forms.Form) -> Options:
        assert isinstance(form, KnowledgeCheckForm)  # noqa: S101 (made by `form` above)
        return form.options()

    def title(self, options: Mapping[str, Any]) -> str:
        return str(options.get("question") or self.label)

    # Phones ------------------------------------------------------------------------------------

    def phone(self, activity: Activity) -> Context:
        return {
            "question": activity.options["question"],
            "choices": activity.options["choices"],
            "is_multiple": len(activity.options["right"]) > 1,
            "answer": _answer(activity),
        }

    def own(self, activity: Activity, contributions: Sequence[Contribution]) -> Context:
        return {"chosen": contributions[-1].data["chosen"] if contributions else []}

    def contribute(self, activity: Activity, seat: Seat, data: QueryDict) -> None:
        options = activity.options
        known = {str(number): number for number in range(1, len(options["choices"]) + 1)}
        chosen = sorted({known[one] for one in data.getlist("choice") if one in known})
        if not chosen:
            raise EntryRefused(_("Choose an answer first."))
        if len(options["right"]) == 1 and len(chosen) > 1:
            raise EntryRefused(_("Choose one answer only."))
        answer_keep(activity, seat, {"chosen": chosen})

    # The wall and the console --------------------------------------------------------------------

    def stage(self, activity: Activity) -> Context:
        answer = _answer(activity)
        return {
            "question": activity.options["question"],
            "choices": activity.options["choices"],
            "tally": self._tally(activity),
            "answer": answer,
            "right": answer["right"] if answer else [],
        }

    def console(self, activity: Activity) -> Context:
        return {
            "tally": self._tally(activity),
            "right": activity.options["right"],
            "reason": activity.options["reason"],
            "source": activity.options["source"],
            "is_revealed": bool(_answer(activity)),
        }

    def act(self, activity: Activity, do: str, data: QueryDict, by: User) -> None:
        if do not in ("reveal", "cover"):
            raise EntryRefused(_("A knowledge check cannot do that."))
        if do == "reveal" and not activity.is_closed:
            raise EntryRefused(_("Close it first, so that everybody has answered."))
        activity.working = {**activity.working, "is_revealed": do == "reveal"}

    def opening(self, activity: Activity, by: User) -> None:
        # Opened once more, the answer is covered again.
        activity.working = {**activity.working, "is_revealed": False}

    # Afterwards --------------------------------------------------------------------------------

    def outcome(self, activity: Activity) -> Options:
        found = self._tally(activity)
        return {
            "question": activity.options["question"],
            "answered": found.answered,
            "counts": [[one.label, one.count] for one in found.counts],
            "right": activity.options["right"],
            "reason": activity.options["reason"],
            "source": activity.options["source"],
        }

    def outcome_rows(self, outcome: Options) -> Sequence[Sequence[str]]:
        head = ngettext("%(n)d answer", "%(n)d answers", outcome["answered"])
        rows = [
            (label, str(count), _("right") if number in outcome["right"] else "")
            for number, (label, count) in enumerate(outcome["counts"], start=1)
        ]
        return ((outcome["question"], head % {"n": outcome["answered"]}, ""), *rows)

    def _tally(self, activity: Activity) -> Tally:
        answers = self.shown(activity).values_list("data", flat=True)
        return tally(activity.options["choices"], (one["chosen"] for one in answers))


def options_of(check: AuthoredCheck, references: Sequence[Reference]) -> Options:
    """What an activity keeps of an authored check, its sources by author and year."""
    by_key = {one.key: one for one in references}
    names = [short_name(by_key[key]) for key in check.citations if key in by_key]
    return {
        "question": plain_inline(check.question, smart=True),
        "choices": [plain_inline(one, smart=True) for one in check.choices],
        "right": list(check.right),
        "reason": plain_inline(check.reason, smart=True),
        "source": "; ".join(names),
    }


def _answer(activity: Activity) -> Context | None:
    """What is right and why, once the facilitator has revealed it."""
    if not activity.working.get("is_revealed"):
        return None
    right = activity.options["right"]
    return {
        "right": right,
        "words": [activity.options["choices"][number - 1] for number in right],
        "reason": activity.options["reason"],
        "source": activity.options["source"],
    }
