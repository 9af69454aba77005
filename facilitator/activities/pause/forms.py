"""Setting a break up on the spot."""

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST_TEXT = 200
MOST_MINUTES = 90


class PauseForm(forms.Form):
    """How long, and what people may like to know."""

    minutes = forms.IntegerField(
        label=_("Minutes"), min_value=1, max_value=MOST_MINUTES, initial=10
    )
    text = forms.CharField(
        label=_("A line below"),
        max_length=LONGEST_TEXT,
        required=False,
        help_text=_("For instance where the coffee is. May stay empty."),
    )
