"""Setting a timer up on the spot."""

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST_TASK = 300
MOST_MINUTES = 30

PAIRS, TABLES, ALONE = "pairs", "tables", "alone"
WHO = [(PAIRS, _("in pairs")), (TABLES, _("at tables")), (ALONE, _("everybody alone"))]


class TimerForm(forms.Form):
    """What is to be done, by whom together, and how long."""

    task = forms.CharField(
        label=_("What to do"),
        max_length=LONGEST_TASK,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    who = forms.ChoiceField(label=_("How people work"), choices=WHO, initial=PAIRS)
    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=MOST_MINUTES, initial=3)

    def clean_task(self) -> str:
        return " ".join(self.cleaned_data["task"].split())
