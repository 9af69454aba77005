"""How the content editor asks who may manage people and who may write: it asks `access`."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model, QuerySet
from wagtail.permission_policies.base import BasePermissionPolicy

from jurisdictions.access import (
    ROLES_FOR,
    Action,
    Person,
    jurisdictions_for,
    may,
    users_with_roles,
)
from jurisdictions.enums import Role
from jurisdictions.models import Jurisdiction, Membership, User


class ManagedPlacesPolicy(BasePermissionPolicy):
    """Administrators see, add and change what lies in their own jurisdictions."""

    actions: frozenset[str] = frozenset({"add", "change", "view"})
    # A listing asks about every row; the answer is kept on the person, who lives for one request.
    permission_cache_name = "_manages_people"

    def get_all_permissions_for_user(self, user: Person) -> set[Action]:
        return {Action.MANAGE_PEOPLE} if may(user, Action.MANAGE_PEOPLE) else set()

    def user_has_permission(self, user: Person, action: str) -> bool:
        return self.user_has_any_permission(user, [action])

    def user_has_any_permission(self, user: Person, actions: Iterable[str]) -> bool:
        known = not self.actions.isdisjoint(actions)
        return known and bool(self.get_cached_permissions_for_user(user))

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet[User]:
        if self.actions.isdisjoint(actions):
            return User.objects.none()
        return User.objects.filter(pk__in=users_with_roles([Role.ADMINISTRATOR]))

    def place_of(self, instance: Any) -> Jurisdiction:
        """The jurisdiction that decides over `instance`."""
        return instance

    def user_has_permission_for_instance(self, user: Person, action: str, instance: Model) -> bool:
        return action in self.actions and may(user, Action.MANAGE_PEOPLE, self.place_of(instance))

    def instances_user_has_any_permission_for(
        self, user: Person, actions: Iterable[str]
    ) -> QuerySet[Any]:
        if self.actions.isdisjoint(actions):
            return Jurisdiction.objects.none()
        return jurisdictions_for(user, Action.MANAGE_PEOPLE)


class ManagedMembershipsPolicy(ManagedPlacesPolicy):
    """Administrators see, grant and revoke roles in their own jurisdictions."""

    actions = frozenset({"add", "delete", "view"})

    def place_of(self, instance: Membership) -> Jurisdiction:
        return instance.jurisdiction

    def instances_user_has_any_permission_for(
        self, user: Person, actions: Iterable[str]
    ) -> QuerySet[Membership]:
        if self.actions.isdisjoint(actions):
            return Membership.objects.none()
        places = jurisdictions_for(user, Action.MANAGE_PEOPLE)
        return Membership.objects.filter(jurisdiction__in=places).select_related(
            "user", "jurisdiction"
        )


class WritingPolicy(BasePermissionPolicy):
    """Editors and administrators write what belongs to their own jurisdictions.

    The model has a `jurisdiction`; where that is empty, being allowed to write somewhere is enough.
    A subclass says which rows a person may write (`written_by`).
    """

    actions: frozenset[str] = frozenset({"add", "change", "delete", "publish", "view"})

    def written_by(self, user: Person) -> QuerySet[Any]:
        """The rows that `user` may write."""
        raise NotImplementedError

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

    def user_has_permission_for_instance(self, user: Person, action: str, instance: Any) -> bool:
        if action not in self.actions:
            return False
        if not instance.jurisdiction_id:
            return self.user_has_permission(user, action)
        return may(user, Action.EDIT_CONTENT, instance.jurisdiction)

    def user_has_any_permission_for_instance(
        self, user: Person, actions: Iterable[str], instance: Any
    ) -> bool:
        return any(self.user_has_permission_for_instance(user, one, instance) for one in actions)

    def instances_user_has_any_permission_for(
        self, user: Person, actions: Iterable[str]
    ) -> QuerySet[Any]:
        if self.actions.isdisjoint(actions):
            return self.model._default_manager.none()
        return self.written_by(user)
