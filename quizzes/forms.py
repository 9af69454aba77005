"""What people type into an exercise, bounded, and nothing of it lost when there is too much."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from quizzes.exercises import Exercise

MOST_ENTRIES = 60
LONGEST_ENTRY = 400
LONGEST_LIST = 12_000


class EntriesField(forms.CharField):
    """A list, one entry a line. Cleans to a tuple of entries as typed, blank lines left out."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, strip=False, max_length=LONGEST_LIST, **kwargs)
        self.error_messages["max_length"] = gettext_lazy(
            "This list is too long to compare. Please keep it under %(limit_value)d characters; "
            "what you typed is still here."
        )
        self.error_messages["null_characters_not_allowed"] = gettext_lazy(
            "There is a sign in this list that cannot be read. Type the line again, without "
            "pasting; the rest is still here."
        )

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """No `maxlength`: a browser would cut a long paste without a word."""
        return {}

    def clean(self, value: Any) -> tuple[str, ...]:
        text = super().clean(value).replace("\r\n", "\n").replace("\r", "\n")
        entries = tuple(line.strip() for line in text.split("\n") if line.strip())
        if len(entries) > MOST_ENTRIES:
            raise forms.ValidationError(
                ngettext(
                    "There are more than %(count)d entry. Keep the ones that matter most; "
                    "what you typed is still here.",
                    "There are more than %(count)d entries. Keep the ones that matter most; "
                    "what you typed is still here.",
                    MOST_ENTRIES,
                )
                % {"count": MOST_ENTRIES}
            )
        for number, entry in enumerate(entries, start=1):
            if len(entry) > LONGEST_ENTRY:
                raise forms.ValidationError(
                    _(
                        "Entry %(number)d is very long. Put each thing on a line of its own, with "
                        "at most %(most)d characters; what you typed is still here."
                    )
                    % {"number": number, "most": LONGEST_ENTRY}
                )
        return entries


class ListsForm(forms.Form):
    """One field of entries for each part of a list exercise: `entries-1`, `entries-2` …"""

    def __init__(self, exercise: Exercise, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        for number, part in enumerate(exercise.parts, start=1):
            self.fields[f"entries-{number}"] = EntriesField(
                label=part.reference.prompt,
                widget=forms.Textarea(
                    attrs={
                        "rows": 9,
                        "class": "exercise-entries",
                        "autocomplete": "off",
                        "spellcheck": "true",
                        "data-entries": "",
                    }
                ),
            )


class ChoicesForm(forms.Form):
    """One choice for each thing to place: `choice-1`, `choice-2` …, in the order shown."""

    def __init__(
        self, things: tuple[str, ...], choices: tuple[str, ...], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        options = [("", _("Choose …")), *((str(n), one) for n, one in enumerate(choices, 1))]
        for number, thing in enumerate(things, start=1):
            self.fields[f"choice-{number}"] = forms.ChoiceField(
                label=thing,
                choices=options,
                required=False,
                error_messages={
                    "invalid_choice": _("This is not one of the choices. Please choose again.")
                },
            )


class ReleaseCheckForm(forms.Form):
    """Which elements of a form are missing or flawed: ticks, and lines in one's own words."""

    def __init__(self, elements: tuple[tuple[str, str], ...], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.fields["elements"] = forms.MultipleChoiceField(
            label=_("What is missing or flawed?"),
            choices=elements,
            required=False,
            widget=forms.CheckboxSelectMultiple,
            error_messages={
                "invalid_choice": _("This is not one of the elements. Please choose again.")
            },
        )
        self.fields["words"] = EntriesField(
            label=_("Or say it in your own words, one thing a line"),
            widget=forms.Textarea(
                attrs={
                    "rows": 4,
                    "class": "exercise-entries",
                    "autocomplete": "off",
                    "spellcheck": "true",
                    "data-entries": "",
                }
            ),
        )
