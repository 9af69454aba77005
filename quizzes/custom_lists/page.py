"""A custom list as an exercise: the same page as for the lists that came with the toolkit."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from modules.document import Kind, Module
from quizzes.custom_lists.models import CustomList
from quizzes.custom_lists.references import reference_of
from quizzes.custom_lists.selectors import custom_list_get
from quizzes.custom_lists.trying import list_try
from quizzes.exercises import Exercise, ExerciseKind, ListPart
from quizzes.forms import ListsForm
from quizzes.pages import ExercisePage, common_context, exercise_page
from quizzes.scoring import ReferenceList
from quizzes.selectors import reference_lists

LISTS_MODULE = "lists"
"""Stands in addresses where an exercise names its module."""


def exercise_of(custom: CustomList, reference: ReferenceList | None = None) -> Exercise:
    """The list as an exercise with one part; it starts on no slide."""
    shown = reference or reference_of(custom, reference_lists())
    return Exercise(
        module=LISTS_MODULE,
        key=custom.slug,
        kind=ExerciseKind.LIST_COMPARE if shown.direction else ExerciseKind.LIST_RECALL,
        title=custom.title,
        slide="",
        parts=(ListPart(shown),),
        question=custom.question,
    )


@dataclass(frozen=True)
class CustomListPage(ExercisePage):
    """A custom list's page. Of its module only the name is needed, so the rest is not read."""

    custom: CustomList

    @cached_property
    def module(self) -> Module:
        page = self.custom.module
        if page is None:
            return Module(id="", slug="", number=1, title="", kind=Kind.SPECIAL_TOPIC)
        return Module(
            id=page.module_id,
            slug=page.slug,
            number=page.number,
            title=page.title,
            kind=Kind(page.kind),
            language=page.locale.language_code,
        )

    @property
    def module_kind(self) -> str:
        return super().module_kind if self.custom.module else _("A list of our own")

    @property
    def back_url(self) -> str:
        """The list's module, or the other lists."""
        page = self.custom.module
        url = page.get_url(self.request) if page is not None and page.live else None
        return url or reverse("quizzes:custom_lists")

    def answer_url(self, slide_id: str) -> str:
        """Empty: the list stands on no slide."""
        return ""

    def sources(self, *keys: str) -> SafeString:
        """None: its module's references are not read."""
        return SafeString()

    def questions(self, slide_id: str) -> tuple[str, ...]:
        return (self.custom.question,) if self.custom.question else ()

    @property
    def also(self) -> None:
        """No other exercise is tied to it."""
        return


def custom_list_page(request: HttpRequest, custom: CustomList) -> CustomListPage:
    """The page of a custom list, a draft perhaps."""
    read: Any = None
    return CustomListPage(exercise_of(custom), read, request, custom)


def any_exercise_page(request: HttpRequest, slug: str, key: str) -> ExercisePage:
    """The page of an exercise in a module or, with `LISTS_MODULE`, of a published custom list.

    Raises `ExerciseNotFound`, or `ModuleNotFound` for its module.
    """
    if slug == LISTS_MODULE:
        return custom_list_page(request, custom_list_get(key))
    return exercise_page(request, slug, key)


def preview_context(request: HttpRequest, custom: CustomList, *, typed: str) -> dict[str, Any]:
    """What an editor's preview shows: the page as people see it, with what she typed into it."""
    reference = reference_of(custom, reference_lists())
    page = custom_list_page(request, custom)
    form = ListsForm(page.exercise, {"entries-1": typed} if typed else None)
    is_right = form.is_bound and form.is_valid()
    entries = form.cleaned_data["entries-1"] if is_right else ()
    return {
        **common_context(page),
        "reference": reference,
        "field": form["entries-1"],
        "score": list_try(reference, entries).score,
        "questions": page.questions(""),
    }
