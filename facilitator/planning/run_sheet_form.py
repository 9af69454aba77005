"""The run-sheet as a form: what is typed becomes a run-sheet, and nothing typed is lost.

The form says everything by itself, the breaks and their places too, so that it can be worked on
from press to press before it is kept.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from facilitator.planning.starting_times import minute_of_day, time_of_minute
from facilitator.run_sheet import BreakRow, Row, RunSheet, SlideRow, Timeline
from facilitator.run_sheet.errors import LONGEST_TITLE
from modules.plans import MOST_MINUTES

MOST_BREAKS = 20
MOST_AVAILABLE = 24 * 60

NUMBER = {"inputmode": "numeric", "autocomplete": "off"}
WRONG_MINUTES = gettext_lazy("Write whole minutes, 0 to 120.")


@dataclass(frozen=True)
class PlacedBreak:
    """A break by its id, and the slide behind which it stands; empty for the beginning."""

    id: str
    after: str


class MinutesField(forms.IntegerField):
    """Minutes of one row."""

    def __init__(self, **kwargs: Any) -> None:
        errors = dict.fromkeys(("required", "invalid", "min_value", "max_value"), WRONG_MINUTES)
        super().__init__(min_value=0, max_value=MOST_MINUTES, error_messages=errors, **kwargs)


class RunSheetForm(forms.Form):
    """Every row of a run-sheet; while the session runs only which slides are chosen."""

    use_required_attribute = False

    starts = forms.TimeField(
        label=gettext_lazy("Starts at"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time", "data-start": ""}, format="%H:%M"),
    )
    available = forms.IntegerField(
        label=gettext_lazy("Minutes that you have"),
        required=False,
        min_value=1,
        max_value=MOST_AVAILABLE,
        widget=forms.NumberInput(attrs={**NUMBER, "data-available": ""}),
    )

    def __init__(
        self,
        data: QueryDict | None,
        *,
        run_sheet: RunSheet,
        is_live: bool = False,
        has_day: bool = False,
    ) -> None:
        super().__init__(data)
        self.base = run_sheet
        self.has_day = has_day
        self.fields["starts"].initial = time_of_minute(run_sheet.starts_at)
        self.fields["available"].initial = run_sheet.available
        sent = None if is_live else data
        self.breaks = placed_breaks(run_sheet) if sent is None else _sent_breaks(sent, run_sheet)
        titles = {row.id: row for row in run_sheet.breaks}
        for row in run_sheet.slides:
            self._add_slide(row, data)
        for one in self.breaks:
            self._add_break(one.id, titles.get(one.id), data)
        if is_live:
            for name, field in self.fields.items():
                field.disabled = not name.startswith("chosen-")

    def _add_slide(self, row: SlideRow, data: QueryDict | None) -> None:
        chosen = forms.CheckboxInput(attrs={"data-chosen": ""})
        self.fields[f"chosen-{row.slide}"] = forms.BooleanField(
            required=False, initial=row.is_chosen, widget=chosen
        )
        self.fields[f"optional-{row.slide}"] = forms.BooleanField(
            required=False, initial=row.is_optional
        )
        self._add_minutes(row.id, row.minutes, data)

    def _add_break(self, name: str, row: BreakRow | None, data: QueryDict | None) -> None:
        self._add_minutes(name, row.minutes if row else 0, data)
        self.fields[f"title-{name}"] = forms.CharField(
            required=False, max_length=LONGEST_TITLE, initial=row.title if row else ""
        )

    def _add_minutes(self, row_id: str, minutes: int, data: QueryDict | None) -> None:
        name = f"minutes-{row_id}"
        # A slide that is new in the module since the form was made did not come with it.
        self.fields[name] = MinutesField(
            required=data is None or name in data,
            initial=minutes,
            widget=forms.NumberInput(attrs={**NUMBER, "data-minutes": ""}),
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not any(value for name, value in cleaned.items() if name.startswith("chosen-")):
            self.add_error(None, _("Choose at least one slide."))
        if self.has_day and not cleaned.get("starts") and "starts" not in self.errors:
            self.add_error("starts", _("This session has a day: say at what time it starts."))
        return cleaned

    def as_typed(self) -> RunSheet:
        """The run-sheet as the form has it; what cannot be read stays as it was."""
        if not self.is_bound:
            return self.base
        cleaned = self.cleaned_data if self.is_valid() else getattr(self, "cleaned_data", {})
        breaks = [
            (one.after, BreakRow(one.id, *self._break_values(one.id, cleaned)))
            for one in self.breaks
        ]
        rows: list[Row] = [row for after, row in breaks if not after]
        for slide in self.base.slides:
            rows.append(_slide_typed(slide, cleaned))
            rows += [row for after, row in breaks if after == slide.slide]
        starts = cleaned.get("starts")
        return replace(
            self.base,
            starts_at=minute_of_day(starts) if "starts" in cleaned else self.base.starts_at,
            available=cleaned.get("available"),
            rows=tuple(rows),
        )

    def _break_values(self, name: str, cleaned: dict[str, Any]) -> tuple[int, str]:
        minutes = cleaned.get(f"minutes-{name}")
        title = " ".join(cleaned.get(f"title-{name}", "").split())
        return 0 if minutes is None else minutes, title


def _slide_typed(row: SlideRow, cleaned: dict[str, Any]) -> SlideRow:
    minutes = cleaned.get(f"minutes-{row.slide}")
    return replace(
        row,
        minutes=row.minutes if minutes is None else minutes,
        is_chosen=cleaned.get(f"chosen-{row.slide}", row.is_chosen),
        is_optional=cleaned.get(f"optional-{row.slide}", row.is_optional),
    )


def placed_breaks(run_sheet: RunSheet) -> tuple[PlacedBreak, ...]:
    """The breaks of a run-sheet with the slides behind which they stand."""
    found, after = [], ""
    for row in run_sheet.rows:
        if isinstance(row, SlideRow):
            after = row.slide
        else:
            found.append(PlacedBreak(row.id, after))
    return tuple(found)


def _sent_breaks(data: QueryDict, run_sheet: RunSheet) -> tuple[PlacedBreak, ...]:
    """The breaks that came with the form, in order; behind a slide that is gone: the beginning."""
    slides = {row.slide for row in run_sheet.slides}
    names = dict.fromkeys(one for one in data.getlist("break") if is_break_id(one))
    places = ((name, data.get(f"after-{name}", "")) for name in list(names)[:MOST_BREAKS])
    return tuple(PlacedBreak(name, after if after in slides else "") for name, after in places)


def is_break_id(text: str) -> bool:
    """Whether the text names a break, as `run_sheet` makes such names."""
    number = text.removeprefix("break_")
    return number != text and number.isascii() and number.isdecimal() and len(number) < 6


# What templates get ------------------------------------------------------------------------------


@dataclass(frozen=True)
class EditorRow:
    """A row with its fields. `clock` is when it comes; `warning` names answers nobody asked for."""

    timed: Any
    clock: str
    chosen: BoundField | None
    optional: BoundField | None
    minutes: BoundField
    title: BoundField | None = None
    after: str = ""


@dataclass(frozen=True)
class EditorLesson:
    """A lesson of the timeline with its rows' fields."""

    timed: Any
    rows: Sequence[EditorRow]


def editor_lessons(form: RunSheetForm, found: Timeline, clock: Any) -> list[EditorLesson]:
    """The timeline with the form's fields; `clock` makes words of a timed row's beginning."""
    after = {one.id: one.after for one in form.breaks}
    lessons = []
    for lesson in found.lessons:
        rows = []
        for one in lesson.rows:
            minutes = form[f"minutes-{one.row.id}"]
            if one.is_break:
                title = form[f"title-{one.row.id}"]
                place = after[one.row.id]
                rows.append(EditorRow(one, clock(one), None, None, minutes, title, place))
            else:
                chosen, optional = form[f"chosen-{one.row.id}"], form[f"optional-{one.row.id}"]
                rows.append(EditorRow(one, clock(one), chosen, optional, minutes))
        lessons.append(EditorLesson(lesson, rows))
    return lessons
