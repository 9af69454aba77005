"""The forms of a session's plan and of its people."""

from collections.abc import Sequence
from datetime import date, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.validators import URLValidator
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from facilitator.models import Session
from facilitator.plan_choices import PlanChoice
from facilitator.planning.starting_times import (
    TimeSkipped,
    is_too_far,
    local_start,
    minute_of_day,
    time_of_minute,
)
from facilitator.room.seats import MOST_SEATS
from facilitator.run_sheet import RunSheet
from facilitator.sessions.planning import Plan
from jurisdictions.models import Jurisdiction

LONGEST_TITLE = 200
LONGEST_LINK = 200


class PlanForm(forms.Form):
    """What is decided about a session. `starts_at` and `starting_minute` are there once valid.

    A time without a day is a plan whose day is open; a day needs its time.
    """

    title = forms.CharField(label=gettext_lazy("Title"), max_length=LONGEST_TITLE)
    jurisdiction = forms.ModelChoiceField(
        label=gettext_lazy("For which jurisdiction"),
        queryset=Jurisdiction.objects.none(),
        help_text=gettext_lazy(
            "Its time zone holds, and its local material is shown. Its facilitators can read the "
            "report."
        ),
    )
    date = forms.DateField(
        label=gettext_lazy("Date"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    time = forms.TimeField(
        label=gettext_lazy("Start time"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time", "data-start": ""}, format="%H:%M"),
    )
    place = forms.CharField(
        label=gettext_lazy("Place"),
        max_length=LONGEST_TITLE,
        required=False,
        help_text=gettext_lazy("The room and its address, as people should read it."),
    )
    online_link = forms.URLField(
        label=gettext_lazy("Link for people online"),
        max_length=LONGEST_LINK,
        required=False,
        assume_scheme="https",
        validators=[URLValidator(schemes=["http", "https"])],
        help_text=gettext_lazy("Of a video meeting, if some join from elsewhere."),
    )
    expected = forms.IntegerField(
        label=gettext_lazy("How many people you expect"),
        min_value=1,
        max_value=MOST_SEATS,
        required=False,
    )
    is_moderated = forms.BooleanField(
        label=gettext_lazy("What people write waits for you before the wall shows it"),
        required=False,
        initial=True,
    )
    takes_credit = forms.BooleanField(
        label=gettext_lazy("People can sign in for credit"),
        required=False,
        initial=True,
        help_text=gettext_lazy("Whoever likes signs in by name; everybody else stays unnamed."),
    )

    def __init__(
        self,
        *args: Any,
        places: QuerySet[Jurisdiction],
        plans: Sequence[tuple[str, str]] = (),
        before: Session | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.before = before
        self.starting_minute: int | None = None
        field = self.fields["jurisdiction"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 (for the type checker)
        field.queryset = places
        if len(only := list(places[:2])) == 1:
            field.initial = only[0]
        if plans:
            self.fields["plan"] = forms.ChoiceField(
                label=gettext_lazy("Run-sheet to begin with"),
                choices=plans,
                initial=plans[0][0],
                widget=forms.RadioSelect,
                help_text=gettext_lazy("You can change every slide of it afterwards."),
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        cleaned["starts_at"] = None
        day, at, place = (cleaned.get(name) for name in ("date", "time", "jurisdiction"))
        self.starting_minute = minute_of_day(at)
        if day and not at and "time" not in self.errors:
            self.add_error("time", _("Say at what time it starts, too."))
        if not day or not at or place is None:
            return cleaned
        today = timezone.now().astimezone(ZoneInfo(place.time_zone)).date()
        if is_too_far(day, today):
            self.add_error("date", _("This day is more than five years ahead."))
        elif day < today and not _is_kept(self.before, day, at, place):
            self.add_error("date", _("This day has passed."))
        else:
            # Not before: the last evening of the calendar is in no other zone.
            try:
                cleaned["starts_at"] = local_start(day, at, place.time_zone)
            except TimeSkipped:
                self.add_error("time", _("On this day clocks are put forward over this time."))
        return cleaned

    def plan(self, module_slug: str) -> Plan:
        """The plan that a valid form makes."""
        cleaned = self.cleaned_data
        return Plan(
            module_slug=module_slug,
            title=" ".join(cleaned["title"].split()),
            jurisdiction=cleaned["jurisdiction"],
            starts_at=cleaned["starts_at"],
            place=" ".join(cleaned["place"].split()),
            online_link=cleaned["online_link"],
            expected=cleaned["expected"],
            is_moderated=cleaned["is_moderated"],
            takes_credit=cleaned["takes_credit"],
        )


def _is_kept(before: Session | None, day: date, at: time, place: Jurisdiction) -> bool:
    """Whether the session that is changed starts then already."""
    if before is None or before.starts_at is None:
        return False
    kept = before.starts_at.astimezone(ZoneInfo(place.time_zone))
    return (kept.date(), minute_of_day(kept)) == (day, minute_of_day(at))


def initial_of(session: Session, run_sheet: RunSheet) -> dict[str, Any]:
    """What the form shows of a session that is there, in the time of its place."""
    starts_at = session.starts_at
    if starts_at is not None:
        starts_at = starts_at.astimezone(ZoneInfo(session.jurisdiction.time_zone))
    return {
        "title": session.title,
        "jurisdiction": session.jurisdiction_id,
        "date": starts_at and starts_at.date(),
        "time": starts_at.time() if starts_at else time_of_minute(run_sheet.starts_at),
        "place": session.place,
        "online_link": session.online_link,
        "expected": session.expected,
        "is_moderated": session.is_moderated,
        "takes_credit": session.takes_credit,
    }


def plan_names(choices: Sequence[PlanChoice]) -> list[tuple[str, str]]:
    """The ready-made plans as choices of a field."""
    return [(one.key, one.title) for one in choices]


class PersonForm(forms.Form):
    """Whom to add, by e-mail address."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    name = forms.CharField(
        label=gettext_lazy("Name (optional)"), max_length=150, required=False, strip=True
    )
