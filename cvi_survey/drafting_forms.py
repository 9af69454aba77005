"""The forms with which a coordinator prepares a round."""

from typing import Any

from django import forms
from django.core.validators import MinValueValidator
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cvi_survey.answering_forms import LANGUAGE_NAMES
from cvi_survey.disclosure import LEAST_FOR_DISTRIBUTION, LEAST_FOR_MEAN, Thresholds
from cvi_survey.enums import Entry
from cvi_survey.instruments import Instrument
from cvi_survey.models import Round
from cvi_survey.services import Plan, systems_of
from jurisdictions.models import Jurisdiction

MOST_PEOPLE = 100_000


class NewRoundForm(forms.Form):
    """What a draft begins with: statements and place."""

    instrument = forms.ChoiceField(label=_("Statements"), widget=forms.RadioSelect)
    jurisdiction = forms.ModelChoiceField(
        label=_("Place"),
        queryset=Jurisdiction.objects.none(),
        help_text=_("Facilitators and survey coordinators of this place can read the result."),
    )

    def __init__(
        self,
        *args: Any,
        instruments: tuple[Instrument, ...],
        jurisdictions: QuerySet[Jurisdiction],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.by_id = {instrument.id: instrument for instrument in instruments}
        self.fields["instrument"].choices = [  # type: ignore[attr-defined]
            (instrument.id, instrument.title) for instrument in instruments
        ]
        self.fields["instrument"].initial = instruments[0].id
        _places(self, jurisdictions)

    @property
    def chosen_instrument(self) -> Instrument:
        return self.by_id[self.cleaned_data["instrument"]]


class LoadForm(forms.Form):
    """A form of one's own, in a file."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("A text file in the format that the handbook describes, ending in .yaml."),
    )
    jurisdiction = forms.ModelChoiceField(label=_("Place"), queryset=Jurisdiction.objects.none())
    may_use = forms.BooleanField(
        label=_("We may use these statements here"),
        help_text=_("Published forms belong to somebody. Ask before you use them."),
    )

    def __init__(self, *args: Any, jurisdictions: QuerySet[Jurisdiction], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _places(self, jurisdictions)


def _places(form: forms.Form, jurisdictions: QuerySet[Jurisdiction]) -> None:
    form.fields["jurisdiction"].queryset = jurisdictions  # type: ignore[attr-defined]
    if len(places := list(jurisdictions[:2])) == 1:
        form.fields["jurisdiction"].initial = places[0]


class MomentField(forms.DateTimeField):
    """A day and time as browsers let people choose it; empty for "by hand"."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(required=False, widget=widget, **options)


class PlanForm(forms.Form):
    """Everything about a draft that is decided before it opens. `plan` gives it when valid."""

    title = forms.CharField(
        label=_("Title"),
        max_length=120,
        help_text=_("People see it above the statements. Name no person in it."),
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one language.")},
    )
    asks_system = forms.BooleanField(
        label=_("Ask which system each person works in"), required=False
    )
    mean_from = forms.IntegerField(
        label=_("People needed for any picture"),
        validators=[
            MinValueValidator(
                LEAST_FOR_MEAN, _("This can be raised, but not lowered below %(limit_value)s.")
            )
        ],
        max_value=MOST_PEOPLE,
    )
    distribution_from = forms.IntegerField(
        label=_("People needed for a distribution"),
        validators=[
            MinValueValidator(
                LEAST_FOR_DISTRIBUTION,
                _("This can be raised, but not lowered below %(limit_value)s."),
            )
        ],
        max_value=MOST_PEOPLE,
    )
    entry = forms.ChoiceField(
        label=_("How people get in"), choices=Entry.choices, widget=forms.RadioSelect
    )
    takes_paper = forms.BooleanField(
        label=_("Take answers on paper too"),
        required=False,
        help_text=_("You type them in from the sheets, all at once."),
    )
    opens_at = MomentField(label=_("Open it by itself on"))
    closes_at = MomentField(label=_("Close it by itself on"))

    def __init__(self, *args: Any, drafted: Round, **kwargs: Any) -> None:
        initial = {
            name: getattr(drafted, name) for name in self.base_fields if hasattr(drafted, name)
        }
        super().__init__(*args, **{"initial": initial, **kwargs})
        self.drafted = drafted
        self.instrument = drafted.instrument
        known = [(code, LANGUAGE_NAMES[code]) for code in self.instrument.languages]
        self.fields["languages"].choices = known  # type: ignore[attr-defined]
        for name in ("opens_at", "closes_at"):
            self.fields[name].help_text = _(
                "Leave it empty to do it by hand. Time zone: %(zone)s."
            ) % {"zone": timezone.get_current_timezone_name()}
        if not self.instrument.systems:
            self.fields["asks_system"].disabled = True
        self.expected_names = {}
        for number, system in enumerate(drafted.systems):
            name = f"expected_{number}"
            self.expected_names[name] = system.id
            self.fields[name] = forms.IntegerField(
                label=system.label,
                required=False,
                min_value=0,
                max_value=MOST_PEOPLE,
                initial=(drafted.expected or {}).get(system.id),
            )

    @property
    def expected_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.expected_names]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        mean, distribution = data.get("mean_from"), data.get("distribution_from")
        if mean and distribution and distribution < mean:
            self.add_error(
                "distribution_from",
                _("A distribution says more than a mean: it needs at least as many people."),
            )
        return data

    @property
    def plan(self) -> Plan:
        data = self.cleaned_data
        chosen = data["languages"]
        asks = bool(data["asks_system"])
        systems = self.drafted.systems or systems_of(self.instrument)
        expected = {
            system: data[name]
            for name, system in self.expected_names.items()
            if data.get(name) is not None
        }
        return Plan(
            title=data["title"],
            languages=tuple(code for code in self.instrument.languages if code in chosen),
            systems=systems if asks else (),
            expected=expected if asks else {},
            thresholds=Thresholds(mean=data["mean_from"], distribution=data["distribution_from"]),
            entry=Entry(data["entry"]),
            takes_paper=data["takes_paper"],
            opens_at=data["opens_at"],
            closes_at=data["closes_at"],
        )


class ClosingForm(forms.Form):
    """Another date for the closing of an open round."""

    closes_at = MomentField(label=_("Close it by itself on"))


class CodesForm(forms.Form):
    """How many single-use codes to make."""

    number = forms.IntegerField(
        label=_("How many slips"),
        min_value=1,
        max_value=500,
        help_text=_("Make more than there are people: slips get lost. At most 500 at once."),
    )
