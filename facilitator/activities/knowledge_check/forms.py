"""Setting a knowledge check up on the spot."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from quizzes.knowledge import (
    LEAST_CHOICES,
    LONGEST_CHOICE,
    LONGEST_QUESTION,
    LONGEST_REASON,
    MOST_CHOICES,
)

RIGHT_MARK = "*"
LONGEST_SOURCE = 200


class KnowledgeCheckForm(forms.Form):
    """A question, what can be chosen, what is right, and why."""

    question = forms.CharField(label=_("Question"), max_length=LONGEST_QUESTION)
    choices = forms.CharField(
        label=_("Choices, one a line; begin each right one with *"),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    reason = forms.CharField(
        label=_("Why that is right"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    source = forms.CharField(
        label=_("Source"),
        max_length=LONGEST_SOURCE,
        required=False,
        help_text=_("Author and year, for instance. Shown with the reason."),
    )

    def clean_choices(self) -> list[tuple[str, bool]]:
        """The choices in their order, and of each whether it is right."""
        lines = (" ".join(one.split()) for one in self.cleaned_data["choices"].splitlines())
        found: dict[str, bool] = {}
        for line in lines:
            text = line.removeprefix(RIGHT_MARK).strip()
            if text:
                found[text] = found.get(text, False) or line.startswith(RIGHT_MARK)
        if not LEAST_CHOICES <= len(found) <= MOST_CHOICES:
            raise forms.ValidationError(_("Write two to six choices, one a line."))
        if any(len(text) > LONGEST_CHOICE for text in found):
            raise forms.ValidationError(_("A choice has at most 120 characters."))
        if not any(found.values()):
            raise forms.ValidationError(_("Begin at least one choice with *: it is right."))
        if all(found.values()):
            raise forms.ValidationError(_("Leave at least one choice without *: it is wrong."))
        return list(found.items())

    def options(self) -> dict[str, Any]:
        """What the activity keeps."""
        choices = self.cleaned_data["choices"]
        return {
            "question": self.cleaned_data["question"],
            "choices": [text for text, _is_right in choices],
            "right": [at for at, (_text, is_right) in enumerate(choices, start=1) if is_right],
            "reason": " ".join(self.cleaned_data["reason"].split()),
            "source": self.cleaned_data["source"],
        }
