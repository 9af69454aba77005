"""What the buttons of the run-sheet's form change in what it sent, before it is read again."""

from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from facilitator.planning.run_sheet_form import MOST_BREAKS, is_break_id
from facilitator.run_sheet import RunSheet
from facilitator.run_sheet.making import break_id
from modules.plans import MOST_MINUTES

SAVE, RECALCULATE, ADD_BREAK = "save", "recalculate", "add-break"
NEW_BREAK = ("after", "minutes", "title")
REMOVE_BREAK, ALL, NONE = "remove-break:", "all:", "none:"


@dataclass(frozen=True)
class Pressed:
    """What the form says after a press. `told` is what to say about it; `new_break` was added."""

    data: QueryDict
    told: str = ""
    problem: str = ""
    new_break: str = ""


def press(sent: QueryDict, run_sheet: RunSheet) -> Pressed:
    """The form after its button; a button that only sends it changes nothing."""
    data, do = sent.copy(), sent.get("do", "")
    if do == ADD_BREAK:
        return _break_added(data, run_sheet)
    if do.startswith(REMOVE_BREAK):
        kept = [one for one in data.getlist("break") if one != do.removeprefix(REMOVE_BREAK)]
        data.setlist("break", kept)
        return Pressed(data, told=_("The break is taken out."))
    for start, is_chosen in ((ALL, True), (NONE, False)):
        if do.startswith(start):
            _lesson_choose(data, run_sheet, do.removeprefix(start), is_chosen=is_chosen)
    return Pressed(data)


def _break_added(data: QueryDict, run_sheet: RunSheet) -> Pressed:
    text, after = data.get("new-minutes", "").strip(), data.get("new-after", "")
    is_minutes = text.isascii() and text.isdecimal() and 1 <= int(text[:4]) <= MOST_MINUTES
    there = [one for one in data.getlist("break") if is_break_id(one)]
    if not is_minutes:
        return Pressed(data, problem=_("A break has 1 to 120 minutes."))
    if after not in {row.slide for row in run_sheet.slides}:
        return Pressed(data, problem=_("Choose the slide after which the break comes."))
    if len(there) >= MOST_BREAKS:
        return Pressed(data, problem=_("There are twenty breaks already."))
    name = break_id(there)
    data.appendlist("break", name)
    data[f"after-{name}"] = after
    data[f"minutes-{name}"] = text
    data[f"title-{name}"] = data.get("new-title", "")
    for one in NEW_BREAK:
        data.pop(f"new-{one}", None)
    return Pressed(data, told=_("The break is put in."), new_break=name)


def _lesson_choose(data: QueryDict, run_sheet: RunSheet, lesson: str, *, is_chosen: bool) -> None:
    for row in run_sheet.slides:
        if row.lesson == lesson:
            data.pop(f"chosen-{row.slide}", None)
            if is_chosen:
                data[f"chosen-{row.slide}"] = "on"
