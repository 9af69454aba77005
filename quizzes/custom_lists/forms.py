"""Forms of “Exercise lists” in the content editor."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm

from jurisdictions.access import Action, jurisdictions_for
from jurisdictions.models import Jurisdiction, User
from modules.models import ModulePage
from modules.problems import ContentError, Problem
from quizzes.custom_lists.readings import clashes_of, repeated_items
from quizzes.custom_lists.selectors import custom_lists_for_editor
from quizzes.custom_lists.services import free_slug
from quizzes.custom_lists.trying import unsaved_reference
from quizzes.custom_lists.yaml_form import LARGEST_FILE, ListFile, list_from_yaml
from quizzes.forms import EntriesField
from quizzes.scoring import ReferenceList
from quizzes.selectors import reference_lists


def private_set_choices() -> list[tuple[str, str]]:
    """The lists in the files whose private things can be taken over, with what these are.

    Where several lists name the same things, the one with the most phrasings stands for all.
    """
    by_size = sorted(
        (one for one in reference_lists().values() if one.private),
        key=lambda one: sum(len(private.phrasings) for private in one.private),
    )
    found = {", ".join(private.name for private in one.private): one.id for one in by_size}
    named = [
        (key, _("The usual ones: %(names)s") % {"names": names}) for names, key in found.items()
    ]
    return [("", _("None")), *named]


def problems_of(reference: ReferenceList) -> list[str]:
    """What keeps a list from being saved, in words: an item twice, or asked for and private."""
    found = [
        _("“%(item)s” stands in the list twice. Take one of them out.") % {"item": text}
        for text in repeated_items(reference.items)
    ]
    return found + [
        _(
            "“%(words)s” counts for the item “%(item)s” and must not be shared under "
            "“%(private)s”. Take it out of one of them."
        )
        % {"words": one.words, "item": one.item, "private": one.private}
        for one in clashes_of(reference)
    ]


def place_field(form: forms.BaseForm, user: User) -> None:
    """Offer the places that `user` writes for, and the whole site."""
    field = cast("forms.ModelChoiceField[Jurisdiction]", form.fields["jurisdiction"])
    field.queryset = jurisdictions_for(user, Action.EDIT_CONTENT)
    field.empty_label = _("The whole site")


class CustomListForm(WagtailAdminModelForm):
    """Offers the places that its user writes for; the place is settled once the list is there."""

    private_set = forms.ChoiceField(
        label=gettext_lazy("The usual private things"),
        required=False,
        widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "Gives a gentle note where an entry goes beyond what should be shared."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        place_field(self, self.for_user)
        cast("forms.ChoiceField", self.fields["private_set"]).choices = private_set_choices()
        self.fields["slug"].required = False
        module = cast("forms.ModelChoiceField[ModulePage]", self.fields["module"])
        module.queryset = ModulePage.objects.live().order_by("number")
        module.empty_label = _("None")
        if self.instance.pk is not None:
            self.fields["jurisdiction"].disabled = True

    def clean_slug(self) -> str:
        """Make an address of the title where none is given: drafts need one too."""
        given: str = self.cleaned_data.get("slug") or ""
        return given or free_slug(self.cleaned_data.get("title") or "", besides=self.instance.pk)

    def clean(self) -> dict[str, Any]:
        """Hold a list back that cannot be scored fairly, but from publishing only: drafts are
        kept as they are, and the try-out box says the same.
        """
        given: dict[str, Any] = super().clean()
        if self.is_deferred_validation:
            return given
        if "items" in given and "private" in given:
            reference = unsaved_reference(
                items=given["items"],
                private=given["private"],
                private_set=given.get("private_set") or "",
            )
            for problem in problems_of(reference):
                self.add_error("items", problem)
        return given


class TryForm(forms.Form):
    """What an editor types to try a list out."""

    entries = EntriesField(
        label=gettext_lazy("What people might type"),
        widget=forms.Textarea(
            attrs={
                "rows": 6,
                "autocomplete": "off",
                "data-try-entries": "",
                "class": "try__entries",
            }
        ),
    )


class PlacedForm(forms.Form):
    """Where a new list belongs."""

    jurisdiction = forms.ModelChoiceField(
        queryset=Jurisdiction.objects.none(),
        required=False,
        label=gettext_lazy("Jurisdiction"),
        help_text=gettext_lazy(
            "Whose editors keep it. Without one, every editor of the site does."
        ),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.order_fields([name for name in self.fields if name != "jurisdiction"])
        place_field(self, user)
        places = cast("forms.ModelChoiceField[Jurisdiction]", self.fields["jurisdiction"])
        if places.queryset is not None and places.queryset.count() == 1:
            places.initial = places.queryset.get()


class StartFromForm(PlacedForm):
    """Chooses the list that a new one begins with."""

    source = forms.ChoiceField(label=gettext_lazy("Start from"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = [(one.list_id, str(one)) for one in custom_lists_for_editor(self.user)]
        files = sorted(
            ((one.id, one.title) for one in reference_lists().values()), key=lambda pair: pair[1]
        )
        groups = [(_("Came with the toolkit"), files), (_("Lists of your own"), own)]
        source = cast("forms.ChoiceField", self.fields["source"])
        source.choices = [group for group in groups if group[1]]


class ImportForm(PlacedForm):
    """Reads an uploaded list. `problems` are those of the file, for a page that lists them."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("A list that was downloaded here or elsewhere (.yaml)."),
        widget=forms.ClearableFileInput(attrs={"accept": ".yaml,.yml"}),
    )
    problems: tuple[Problem, ...] = ()

    def clean_file(self) -> ListFile:
        upload: UploadedFile[Any] = self.cleaned_data["file"]
        try:
            return list_from_yaml(upload.read(LARGEST_FILE + 1), upload.name or "list.yaml")
        except ContentError as error:
            self.problems = error.problems
            raise ValidationError(
                _("This file cannot be used as it is. Nothing was changed.")
            ) from error

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        file = given.get("file")
        if file is not None:
            for problem in problems_of(file.reference):
                self.add_error("file", problem)
        return given
