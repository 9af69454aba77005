"""A phrasing typed by hand."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from quizzes.models.phrasings import LONGEST_PHRASING
from quizzes.scoring import ReferenceList


class PhrasingForm(forms.Form):
    """Which item of which list, and the words that say it. The item's id names its list."""

    item = forms.ChoiceField(label=_("Point of the list"))
    text = forms.CharField(
        label=_("Phrasing"),
        max_length=LONGEST_PHRASING,
        help_text=_("A few words, as people say it, in English or Spanish."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, lists: Mapping[str, ReferenceList], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        groups = [
            (one.title, [(f"{list_id} {item.id}", item.text) for item in one.items])
            for list_id, one in lists.items()
        ]
        field = self.fields["item"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (for the type checker)
        field.choices = [("", _("Choose …")), *groups]

    @property
    def place(self) -> tuple[str, str]:
        """The ids of the list and of the item that were chosen."""
        list_id, _space, item_id = self.cleaned_data["item"].partition(" ")
        return list_id, item_id
