"""Custom lists as scoring reads them. Asks for nothing but the lists themselves."""

from collections.abc import Mapping

from quizzes.custom_lists.models import CustomList
from quizzes.custom_lists.readings import items_of, privates_of
from quizzes.scoring import ReferenceList
from quizzes.scoring.reference import Direction, Private

Files = Mapping[str, ReferenceList]
"""The lists in the files, by id."""


def reference_of(custom: CustomList, files: Files) -> ReferenceList:
    """The list as it stands in `custom`, saved or not, with the usual private things."""
    return ReferenceList(
        id=custom.list_id,
        title=custom.title,
        prompt=custom.prompt,
        lead=custom.lead,
        direction=Direction(custom.giver, custom.receiver) if custom.giver else None,
        items=items_of(custom.items, custom.list_id),
        private=privates_of(custom.private, usual_private(custom.private_set, files)),
    )


def usual_private(private_set: str, files: Files) -> tuple[Private, ...]:
    """What must not be shared according to the list in the files with this id; none without it."""
    return files[private_set].private if private_set in files else ()


def custom_reference(list_id: str, files: Files) -> ReferenceList | None:
    """The published custom list with this id. One query, and none for other lists' ids."""
    custom = CustomList.objects.live().with_list_id(list_id).first()
    return reference_of(custom, files) if custom else None
