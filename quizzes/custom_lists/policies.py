"""How the content editor asks who may write custom lists: it asks `access`."""

from django.db.models import QuerySet

from jurisdictions.access import Person
from jurisdictions.policies import WritingPolicy
from quizzes.custom_lists.models import CustomList
from quizzes.custom_lists.selectors import custom_lists_for_editor


class CustomListPolicy(WritingPolicy):
    """Editors and administrators write what belongs to their jurisdictions, or to the site."""

    actions = frozenset({"add", "change", "delete", "publish", "lock", "unlock", "view"})
    permission_cache_name = "_writes_custom_lists"

    def written_by(self, user: Person) -> QuerySet[CustomList]:
        return custom_lists_for_editor(user)
