"""Who may decide how the entries of a list are read, on top of `jurisdictions.access`.

Lists of the toolkit and of the whole site belong to every reviewer; an editors' list of a
jurisdiction to the reviewers there.
"""

from django.db.models import Q

from jurisdictions.access import Action, Person, jurisdictions_for, require
from quizzes.custom_lists.references import reference_of
from quizzes.models import CustomList
from quizzes.scoring import ReferenceList
from quizzes.selectors import reference_lists


def require_list_review(user: Person, list_id: str) -> None:
    """Pass silently when `user` may decide about this list; raise `NotAllowed` if not.

    An id that no list has asks for the role alone.
    """
    found = CustomList.objects.with_list_id(list_id).select_related("jurisdiction").first()
    require(user, Action.REVIEW_ENTRIES, found.jurisdiction if found else None)


def lists_for_reviewer(user: Person) -> dict[str, ReferenceList]:
    """The lists about which `user` may decide, by id. Raises `NotAllowed`."""
    require(user, Action.REVIEW_ENTRIES)
    files = reference_lists()
    places = jurisdictions_for(user, Action.REVIEW_ENTRIES)
    own = CustomList.objects.live().filter(
        Q(jurisdiction__isnull=True) | Q(jurisdiction__in=places)
    )
    return {**files, **{one.list_id: reference_of(one, files) for one in own}}
