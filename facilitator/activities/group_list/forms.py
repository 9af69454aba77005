"""Setting a group list up on the spot: a question, and perhaps a list to compare with."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quizzes.custom_lists.page import LISTS_MODULE
from quizzes.custom_lists.selectors import custom_list_list
from quizzes.exercises import Exercise
from quizzes.scoring import ReferenceList
from quizzes.selectors import exercises, reference_list_get

MOST_OWN_LISTS = 200
LONGEST_QUESTION = 300


class GroupListForm(forms.Form):
    """A question of one's own, or that of a list."""

    question = forms.CharField(
        label=gettext_lazy("Question"),
        max_length=LONGEST_QUESTION,
        required=False,
        help_text=gettext_lazy("May stay empty with a list: its own question is asked then."),
    )
    list_id = forms.ChoiceField(
        label=gettext_lazy("Compared afterwards with"),
        required=False,
        help_text=gettext_lazy("Without a list, the room’s entries stand for themselves."),
    )

    def __init__(self, module_slug: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.module_slug = module_slug
        field = self.fields["list_id"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (for the type checker)
        # Asked for when the form is shown, not for every console that offers it.
        field.choices = self._choices

    def _choices(self) -> list[tuple[str, Any]]:
        ours = [
            (part.reference.id, part_title(exercise, number))
            for exercise in list_exercises(self.module_slug)
            for number, part in enumerate(exercise.parts, start=1)
        ]
        own = [(one.list_id, one.title) for one in custom_list_list()[:MOST_OWN_LISTS]]
        groups: list[tuple[str, Any]] = [("", _("no list"))]
        if ours:
            groups.append((_("Lists of this module"), ours))
        if own:
            groups.append((_("Lists of our own"), own))
        return groups

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        list_id = cleaned.get("list_id", "")
        if not list_id and not cleaned.get("question") and "question" not in self.errors:
            self.add_error("question", _("Write a question, or choose a list."))
        return cleaned


def list_exercises(module_slug: str) -> tuple[Exercise, ...]:
    """The module's exercises in which a list is typed, in their order."""
    return tuple(
        one for (slug, _key), one in exercises().items() if slug == module_slug and one.is_list
    )


def part_title(exercise: Exercise, number: int) -> str:
    """An exercise's list as a facilitator chooses it: with who shares with whom, or its own title
    where the exercise has several.
    """
    reference = exercise.parts[number - 1].reference
    if reference.direction is not None:
        return f"{exercise.title} {reference.direction.giver} → {reference.direction.receiver}"
    return f"{exercise.title}: {reference.title}" if len(exercise.parts) > 1 else exercise.title


def options_of_part(exercise: Exercise, number: int) -> dict[str, Any]:
    """The options of a group list that answers one list of an exercise."""
    return {
        **_options_of(exercise.parts[number - 1].reference),
        "module": exercise.module,
        "exercise": exercise.key,
    }


def options_of_form(form: GroupListForm) -> dict[str, Any]:
    """The options that a valid form makes."""
    question, list_id = form.cleaned_data["question"], form.cleaned_data["list_id"]
    if not list_id:
        return {"question": question}
    for exercise in list_exercises(form.module_slug):
        for number, part in enumerate(exercise.parts, start=1):
            if part.reference.id == list_id:
                found = options_of_part(exercise, number)
                return {**found, "question": question or found["question"]}
    reference = reference_list_get(list_id)
    found = {**_options_of(reference), "module": LISTS_MODULE, "exercise": ""}
    return {**found, "question": question or reference.prompt}


def _options_of(reference: ReferenceList) -> dict[str, Any]:
    return {"question": reference.prompt, "list_id": reference.id, "list_title": reference.title}
