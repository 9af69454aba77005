"""Custom lists that people may do, and those that an editor keeps."""

import re
from dataclasses import replace

from django.db.models import Q

from jurisdictions.access import Action, Person, jurisdictions_for, may
from quizzes.custom_lists.models import CustomList, CustomListQuerySet
from quizzes.custom_lists.references import custom_reference, reference_of
from quizzes.custom_lists.yaml_form import ListFile
from quizzes.errors import ExerciseNotFound
from quizzes.scoring import ReferenceList
from quizzes.selectors import reference_lists


def custom_reference_list(list_id: str) -> ReferenceList | None:
    """The published custom list that scoring knows by this id. None for every other id."""
    return custom_reference(list_id, reference_lists())


def custom_list_list() -> CustomListQuerySet:
    """The published lists, those of a module first, in the modules' order."""
    found = CustomList.objects.live().select_related("module", "jurisdiction")
    return found.order_by("module__number", "title", "pk")


def custom_list_get(slug: str) -> CustomList:
    """The published list at this address. Raises `ExerciseNotFound`."""
    found = CustomList.objects.live().select_related("module").filter(slug=slug).first()
    if found is None:
        raise ExerciseNotFound(slug)
    return found


def custom_lists_for_editor(user: Person) -> CustomListQuerySet:
    """The lists that `user` may change: her jurisdictions', and those of the whole site."""
    if not may(user, Action.EDIT_CONTENT):
        return CustomList.objects.none()
    places = jurisdictions_for(user, Action.EDIT_CONTENT)
    allowed = Q(jurisdiction__isnull=True) | Q(jurisdiction__in=places)
    return CustomList.objects.filter(allowed).select_related("jurisdiction", "module")


def custom_list_for_editor(user: Person, pk: int) -> CustomList:
    """A list that `user` may change, as its newest draft. Raises `ExerciseNotFound`."""
    found = custom_lists_for_editor(user).filter(pk=pk).first()
    if found is None:
        raise ExerciseNotFound(str(pk))
    draft: CustomList = found.get_latest_revision_as_object()
    return draft


def list_file_for_editor(user: Person, list_id: str) -> ListFile:
    """A list as a file would hold it: one that came with the toolkit, or the newest draft of one
    that `user` may change, under the name of its address. Raises `ExerciseNotFound`.
    """
    files = reference_lists()
    if list_id in files:
        return ListFile(files[list_id])
    found = custom_lists_for_editor(user).with_list_id(list_id).first()
    if found is None:
        raise ExerciseNotFound(list_id)
    draft: CustomList = found.get_latest_revision_as_object()
    reference = reference_of(draft, files)
    name = file_id(draft.slug)
    items = tuple(
        replace(item, id=f"{name}.{item.id.removeprefix(f'{reference.id}.')}")
        for item in reference.items
    )
    return ListFile(replace(reference, id=name, items=items), draft.question)


def file_id(slug: str) -> str:
    """An address as the id of a list in a file: small letters, digits and `_`."""
    return re.sub(r"[^a-z0-9]+", "_", slug.lower()).strip("_") or "list"
