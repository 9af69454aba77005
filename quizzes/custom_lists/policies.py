"""How the content editor asks who may write custom lists: it asks `access`."""

from collections.abc import Iterable

from django.db.models import QuerySet
from wagtail.permission_policies.base import BasePermissionPolicy

from jurisdictions.access import ROLES_FOR, Action, Person, may, users_with_roles
from jurisdictions.models import User
from quizzes.custom_lists.models import CustomList
from quizzes.custom_lists.selectors import custom_lists_for_editor


class CustomListPolicy(BasePermissionPolicy):
    """Editors and administrators write what belongs to their jurisdictions, or to the site."""

    actions = frozenset({"add", "change", "delete", "publish", "lock", "unlock", "view"})
    permission_cache_name = "_writes_custom_lists"

    def get_all_permissions_for_user(self, user: Person) -> set[Action]:
        return {Action.EDIT_CONTENT} if may(user, Action.EDIT_CONTENT) else set()

    def user_has_permission(self, user: Person, action: str) -> bool:
        return self.user_has_any_permission(user, [action])

    def user_has_any_permission(self, user: Person, actions: Iterable[str]) -> bool:
        known = not self.actions.isdisjoint(actions)
        return known and bool(self.get_cached_permissions_for_user(user))

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet[User]:
        if self.actions.isdisjoint(actions):
            return User.objects.none()
        return User.objects.filter(pk__in=users_with_roles(ROLES_FOR[Action.EDIT_CONTENT]))

    def user_has_permission_for_instance(
        self, user: Person, action: str, instance: CustomList
    ) -> bool:
        if action not in self.actions:
            return False
        if not instance.jurisdiction_id:
            return self.user_has_permission(user, action)
        return may(user, Action.EDIT_CONTENT, instance.jurisdiction)

    def user_has_any_permission_for_instance(
        self, user: Person, actions: Iterable[str], instance: CustomList
    ) -> bool:
        return any(self.user_has_permission_for_instance(user, one, instance) for one in actions)

    def instances_user_has_any_permission_for(
        self, user: Person, actions: Iterable[str]
    ) -> QuerySet[CustomList]:
        if self.actions.isdisjoint(actions):
            return CustomList.objects.none()
        return custom_lists_for_editor(user)
