"""Setting a poll up on the spot."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

LEAST_CHOICES = 2
MOST_CHOICES = 8
LONGEST_CHOICE = 120

SINGLE, MULTIPLE, SCALE = "single", "multiple", "scale"


class PollForm(forms.Form):
    """A question, how it is answered, and what can be chosen."""

    question = forms.CharField(label=_("Question"), max_length=200)
    mode = forms.ChoiceField(
        label=_("How it is answered"),
        choices=[
            (SINGLE, _("one choice")),
            (MULTIPLE, _("several choices")),
            (SCALE, _("a place on a scale from 1 to 5")),
        ],
        initial=SINGLE,
    )
    choices = forms.CharField(
        label=_("Choices, one a line"),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        help_text=_("For a scale: the words at its two ends, one a line."),
    )

    def clean_choices(self) -> list[str]:
        lines = (" ".join(one.split()) for one in self.cleaned_data["choices"].splitlines())
        return list(dict.fromkeys(one for one in lines if one))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        choices = cleaned.get("choices", [])
        if cleaned.get("mode") == SCALE:
            if len(choices) not in (0, 2):
                self.add_error("choices", _("A scale has words at two ends, or none."))
        elif not LEAST_CHOICES <= len(choices) <= MOST_CHOICES:
            self.add_error("choices", _("Write two to eight choices, one a line."))
        if any(len(one) > LONGEST_CHOICE for one in choices):
            self.add_error("choices", _("A choice has at most 120 characters."))
        return cleaned
