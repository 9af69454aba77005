"""What this app adds to the content editor."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.action_menu import ActionMenuItem, PublishMenuItem, UnpublishMenuItem

from jurisdictions.cms_views import PeopleAndPlaces
from jurisdictions.local.cms_views import LocalMaterialViewSet
from jurisdictions.models import LocalMaterial


@hooks.register("register_admin_viewset")
def people_and_places() -> PeopleAndPlaces:
    return PeopleAndPlaces()


@hooks.register("register_admin_viewset")
def local_material() -> LocalMaterialViewSet:
    return LocalMaterialViewSet()


@hooks.register("construct_snippet_action_menu")
def publishing_follows_roles(
    items: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]
) -> None:
    """Offer publishing to whoever may write the piece. The editor's own buttons ask for a
    permission that nobody has here; the views ask the policy.
    """
    if context["model"] is not LocalMaterial:
        return
    wanted: list[ActionMenuItem] = [PublishMenuItem(order=30)]
    if context["view"] == "edit" and context["instance"].live:
        wanted.insert(0, UnpublishMenuItem(order=20))
    there = {item.name for item in items}
    items += [item for item in wanted if item.name not in there]


@hooks.register("construct_settings_menu")
def no_users_and_groups(request: HttpRequest, items: list[MenuItem]) -> None:
    """Leave out the editor's own lists: they ask for what nobody has here, first and last names
    and passwords, and groups follow from roles. "People and places" stands for them.
    """
    items[:] = [item for item in items if item.name not in {"users", "groups"}]
