"""How an open question behaves in a session."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from facilitator.activities.contributing import (
    LONGEST_ENTRY,
    entry_keep,
    entry_text,
    said_aloud_token,
)
from facilitator.activities.kind import ActivityKind, Context, Options, Suggestion
from facilitator.activities.open_question.cards import page_of
from facilitator.activities.open_question.cloud import cloud
from facilitator.activities.open_question.desk import ALL, VIEWS, desk_page, entry_counts
from facilitator.activities.open_question.forms import OpenQuestionForm
from facilitator.activities.prompting import prompt_words
from facilitator.enums import Standing
from facilitator.errors import EntryRefused
from facilitator.models import Activity, Contribution, Seat, Session
from jurisdictions.models import User
from modules.document import Module, Purpose, Slide

CLOUD, TABLE = "cloud", "table"
WALL_VIEWS = (CLOUD, TABLE)


class OpenQuestion(ActivityKind):
    """Lines of text on phones; on the wall, what the facilitator lets through."""

    name = "open_question"
    label = gettext_lazy("Open question")
    explanation = gettext_lazy("People write; you look it over; the wall shows a cloud or cards.")
    place = 40
    first_column = gettext_lazy("Entry")
    styles = ("toolkit/activity_open_question.css",)
    scripts = ("toolkit/activity_counter.js",)

    def suggestions(self, session: Session, module: Module, slide: Slide) -> Sequence[Suggestion]:
        return [
            Suggestion(one.id, prompt_words(one), {"question": prompt_words(one)})
            for one in slide.prompts
            if one.purpose == Purpose.ASK
        ]

    def form(
        self, session: Session, data: QueryDict | None = None, initial: Options | None = None
    ) -> forms.Form:
        return OpenQuestionForm(data, initial=initial)

    def title(self, options: Mapping[str, Any]) -> str:
        return str(options.get("question") or self.label)

    # Phones ------------------------------------------------------------------------------------

    def phone(self, activity: Activity) -> Context:
        return {"question": activity.options["question"], "longest": LONGEST_ENTRY}

    def own(self, activity: Activity, contributions: Sequence[Contribution]) -> Context:
        return {"entries": list(reversed(contributions))}

    def contribute(self, activity: Activity, seat: Seat, data: QueryDict) -> None:
        entry_keep(
            activity,
            seat,
            data.get("text", ""),
            token=data.get("entry_token", ""),
            standing=self.standing_for_text(activity),
        )

    # The wall ----------------------------------------------------------------------------------

    def stage(self, activity: Activity) -> Context:
        context: Context = {
            "question": activity.options["question"],
            "count": activity.contributions.count(),
            "view": _wall_view(activity),
        }
        if not activity.is_shown:
            return context
        texts = self._texts(activity)
        context["shown"] = len(texts)
        if context["view"] == CLOUD:
            return {**context, "words": cloud(texts)}
        return {**context, "page": page_of(texts, activity.working.get("wall_page", 0))}

    # The console -------------------------------------------------------------------------------

    def console(self, activity: Activity) -> Context:
        counts = entry_counts(activity)
        context: Context = {
            "counts": counts,
            "page": desk_page(activity, counts),
            "view": _wall_view(activity),
            "entry_token": f"desk-{counts['all']}",
            "longest": LONGEST_ENTRY,
        }
        if context["view"] == TABLE:
            texts = self._texts(activity)
            context["wall_page"] = page_of(texts, activity.working.get("wall_page", 0))
        return context

    def act(self, activity: Activity, do: str, data: QueryDict, by: User) -> None:
        control = _CONTROLS.get(do)
        if control is None:
            raise EntryRefused(_("An open question cannot do that."))
        control(activity, data)

    # Afterwards --------------------------------------------------------------------------------

    def outcome(self, activity: Activity) -> Options:
        texts = self._texts(activity)
        return {
            "question": activity.options["question"],
            "words": [[one.word, one.count] for one in cloud(texts)],
            "entries": texts,
        }

    def outcome_rows(self, outcome: Options) -> Sequence[Sequence[str]]:
        shown = ngettext("%(n)d entry", "%(n)d entries", len(outcome["entries"]))
        head = (outcome["question"], shown % {"n": len(outcome["entries"])})
        return (head, *((one, "") for one in outcome["entries"]))

    def _texts(self, activity: Activity) -> list[str]:
        """What may be on the wall, in the facilitator's words where there are some."""
        rows = self.shown(activity).values_list("edited", "text")
        return [edited or text for edited, text in rows]


def _wall_view(activity: Activity) -> str:
    view = activity.working.get("view", CLOUD)
    return view if view in WALL_VIEWS else CLOUD


# The console's controls --------------------------------------------------------------------------


def _entry(activity: Activity, data: QueryDict) -> Contribution:
    number = data.get("entry", "")
    found = activity.contributions.filter(pk=int(number)).first() if _is_whole(number) else None
    if found is None:
        raise EntryRefused(_("This entry is not there any more."))
    return found


def _is_whole(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= 12


def _whole(data: QueryDict, name: str) -> int:
    text = data.get(name, "")
    return int(text) if _is_whole(text) else 0


def _stand(standing: Standing) -> Callable[[Activity, QueryDict], None]:
    def control(activity: Activity, data: QueryDict) -> None:
        entry = _entry(activity, data)
        entry.standing = standing
        entry.save(update_fields=["standing"])

    return control


def _edit(activity: Activity, data: QueryDict) -> None:
    """Give an entry other words; its own again where they are the same or none."""
    entry = _entry(activity, data)
    text = data.get("text", "")
    words = entry_text(text) if text.strip() else ""
    entry.edited = "" if words == entry.text else words
    entry.save(update_fields=["edited"])


def _show_all(activity: Activity, data: QueryDict) -> None:
    """Show what waits; not what has come since the facilitator looked (`newest`)."""
    newest = _whole(data, "newest")
    waiting = activity.contributions.filter(standing=Standing.WAITING, pk__lte=newest)
    waiting.update(standing=Standing.SHOWN)


def _add(activity: Activity, data: QueryDict) -> None:
    """What somebody says aloud, typed for the room: it is shown at once."""
    text = data.get("text", "")
    token = said_aloud_token(data.get("entry_token", ""), text)
    entry_keep(activity, None, text, token=token, standing=Standing.SHOWN)


def _view(activity: Activity, data: QueryDict) -> None:
    view = data.get("view", "")
    if view not in WALL_VIEWS:
        raise EntryRefused(_("Choose the cloud or the cards."))
    activity.working = {**activity.working, "view": view}


def _wall_page(activity: Activity, data: QueryDict) -> None:
    activity.working = {**activity.working, "wall_page": _whole(data, "page")}


def _desk(activity: Activity, data: QueryDict) -> None:
    view = data.get("view", ALL)
    view = view if view in VIEWS else ALL
    page = max(1, _whole(data, "page"))
    activity.working = {**activity.working, "desk_view": view, "desk_page": page}


_CONTROLS: dict[str, Callable[[Activity, QueryDict], None]] = {
    "show": _stand(Standing.SHOWN),
    "hide": _stand(Standing.HIDDEN),
    "edit": _edit,
    "show-all": _show_all,
    "add": _add,
    "view": _view,
    "wall-page": _wall_page,
    "desk": _desk,
}
