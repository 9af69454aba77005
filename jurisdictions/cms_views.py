"""“People and places” in the content editor: each administrator sees her own jurisdictions."""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.urls import URLPattern
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet

from jurisdictions.cms_forms import AccountForm, JurisdictionForm, MembershipForm
from jurisdictions.models import Jurisdiction, Membership, User
from jurisdictions.services import (
    account_save,
    jurisdiction_save,
    membership_revoke,
    user_invite,
)


class ManagedIndexView(generic.IndexView):
    """Lists what the policy lets this person see."""

    def get_base_queryset(self) -> QuerySet[Any]:
        return self.permission_policy.instances_user_has_any_permission_for(
            self.request.user, ["change", "view"]
        )


class ManagedObjectMixin:
    """Finds only what the policy lets this person touch; the rest is not found."""

    permission_policy: Any
    permission_required: str
    request: Any

    def get_queryset(self) -> QuerySet[Any]:
        return self.permission_policy.instances_user_has_any_permission_for(
            self.request.user, [self.permission_required]
        )


class JurisdictionAddView(generic.CreateView):
    def save_instance(self) -> Jurisdiction:
        return jurisdiction_save(jurisdiction=self.form.instance, by=self.request.user)


class JurisdictionEditView(ManagedObjectMixin, generic.EditView):
    def save_instance(self) -> Jurisdiction:
        return jurisdiction_save(jurisdiction=self.form.instance, by=self.request.user)


class MembershipAddView(generic.CreateView):
    def save_instance(self) -> Membership:
        given = self.form.cleaned_data
        return user_invite(
            email=given["email"],
            name=given["name"],
            jurisdiction=given["jurisdiction"],
            role=given["role"],
            by=self.request.user,
        )

    def get_success_buttons(self) -> list[Any]:
        return []


class MembershipRevokeView(ManagedObjectMixin, generic.DeleteView):
    page_title = _("Take back")

    def delete_action(self) -> None:
        membership_revoke(membership=self.object, by=self.request.user)


class ManagedViewSet(ModelViewSet):
    """A listing with the pages named in `pages`; the library's others would show too much."""

    pages: frozenset[str] = frozenset()
    index_view_class = ManagedIndexView
    copy_view_enabled = False
    inspect_view_enabled = False
    add_to_reference_index = False
    search_backend_name = None

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        pages = ("add", "edit", "delete", "history", "usage")
        absent = {f"{page}_url_name": None for page in pages if page not in self.pages}
        return super().get_common_view_kwargs(**{**absent, **kwargs})

    def get_urlpatterns(self) -> list[URLPattern]:
        wanted = self.pages | {"index", "index_results"}
        return [pattern for pattern in super().get_urlpatterns() if pattern.name in wanted]

    def get_permissions_to_register(self) -> QuerySet[Permission]:
        """None: roles decide here, so the editor's group form must not offer anything."""
        return Permission.objects.none()


class JurisdictionViewSet(ManagedViewSet):
    model = Jurisdiction
    name = "jurisdictions"
    icon = "site"
    menu_label = _("Places")
    pages = frozenset({"add", "edit"})
    add_view_class = JurisdictionAddView
    edit_view_class = JurisdictionEditView
    list_display = ["name", Column("get_kind_display", label=_("Kind"), sort_key="kind"), "parent"]
    search_fields = ["name", "slug"]

    def get_form_class(self, for_update: bool = False) -> type[JurisdictionForm]:
        return JurisdictionForm


class MembershipViewSet(ManagedViewSet):
    model = Membership
    name = "memberships"
    icon = "group"
    menu_label = _("People")
    pages = frozenset({"add", "delete"})
    add_view_class = MembershipAddView
    delete_view_class = MembershipRevokeView
    list_display = [
        "user",
        Column("user.email", label=_("E-mail address")),
        Column("get_role_display", label=_("Role"), sort_key="role"),
        "jurisdiction",
        "granted_at",
    ]
    list_filter = ["role"]
    search_fields = ["user__name", "user__email"]

    def get_form_class(self, for_update: bool = False) -> type[MembershipForm]:
        return MembershipForm


class AccountEditView(generic.EditView):
    def save_instance(self) -> User:
        return account_save(user=self.form.instance, by=self.request.user)


class AccountViewSet(ManagedViewSet):
    """Every account of the site, for whoever looks after the whole of it."""

    model = User
    name = "people"
    icon = "user"
    menu_label = _("Accounts")
    pages = frozenset({"edit"})
    index_view_class = generic.IndexView
    edit_view_class = AccountEditView
    list_display = [
        Column("get_full_name", label=_("Name"), sort_key="name"),
        "email",
        BooleanColumn("is_active", label=_("Active"), sort_key="is_active"),
        BooleanColumn("is_superuser", label=_("Whole site"), sort_key="is_superuser"),
        "last_login",
    ]
    list_filter = ["is_active", "is_superuser"]
    search_fields = ["name", "email"]

    def get_form_class(self, for_update: bool = False) -> type[AccountForm]:
        return AccountForm


class PeopleAndPlaces(ViewSetGroup):
    menu_label = _("People and places")
    menu_icon = "group"
    menu_order = 700
    items = (MembershipViewSet(), JurisdictionViewSet(), AccountViewSet())
