"""Setting the values warm-up up on the spot."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ValuesForm(forms.Form):
    """Whether people are asked for their system."""

    asks_system = forms.BooleanField(
        label=_("Ask which system people work in"),
        required=False,
        help_text=_(
            "Leave this out in a room of one agency. Systems are shown apart only where at least "
            "two of them have eight people or more."
        ),
    )
