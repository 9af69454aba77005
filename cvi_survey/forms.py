"""The facilitator's forms."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cvi_survey.instruments import Instrument
from jurisdictions.models import Jurisdiction


class RoundForm(forms.Form):
    """What a round needs. `chosen_instrument` is there after it has been found valid."""

    title = forms.CharField(
        label=_("Title"),
        max_length=120,
        required=False,
        help_text=_(
            "People see it above the statements; left empty, that of the statements. Name no "
            "person in it."
        ),
    )
    instrument = forms.ChoiceField(label=_("Statements"))
    jurisdiction = forms.ModelChoiceField(
        label=_("Place"),
        queryset=Jurisdiction.objects.none(),
        help_text=_("Facilitators and survey coordinators of this place can read the result."),
    )
    asks_system = forms.BooleanField(
        label=_("Ask which system each person works in"),
        required=False,
        help_text=_(
            "Leave it out in a room of one agency. With it, systems get marks of their own if at "
            "least two have eight people or more, and those left over are eight or more too."
        ),
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
            (instrument.id, instrument.title)
            for instrument in sorted(instruments, key=lambda one: len(one.items))
        ]
        self.fields["jurisdiction"].queryset = jurisdictions  # type: ignore[attr-defined]
        if (places := list(jurisdictions[:2])) and len(places) == 1:
            self.fields["jurisdiction"].initial = places[0]

    @property
    def chosen_instrument(self) -> Instrument:
        return self.by_id[self.cleaned_data["instrument"]]
