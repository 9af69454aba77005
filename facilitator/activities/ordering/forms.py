"""Choosing an exercise of the module to do together."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class OrderingForm(forms.Form):
    """One of the module's exercises on order or on what belongs together."""

    exercise = forms.ChoiceField(label=_("Exercise"))

    def __init__(self, *args: Any, exercises: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["exercise"].choices = exercises  # type: ignore[attr-defined]
