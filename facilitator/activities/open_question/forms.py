"""Setting an open question up on the spot."""

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST_QUESTION = 300


class OpenQuestionForm(forms.Form):
    """The question."""

    question = forms.CharField(
        label=_("Question"),
        max_length=LONGEST_QUESTION,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean_question(self) -> str:
        return " ".join(self.cleaned_data["question"].split())
