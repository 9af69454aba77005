"""What this app adds to the content editor."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.snippets.action_menu import ActionMenuItem, PublishMenuItem, UnpublishMenuItem

from quizzes.custom_lists.viewset import CustomListViewSet
from quizzes.models import CustomList


@hooks.register("register_admin_viewset")
def exercise_lists() -> CustomListViewSet:
    return CustomListViewSet()


@hooks.register("construct_snippet_action_menu")
def publishing_lists_follows_roles(
    items: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]
) -> None:
    """Offer publishing to whoever may write the list. The editor's own buttons ask for a
    permission that nobody has here; the views ask the policy.
    """
    if context["model"] is not CustomList or context.get("locked_for_user"):
        return
    wanted: list[ActionMenuItem] = [PublishMenuItem(order=30)]
    if context["view"] == "edit" and context["instance"].live:
        wanted.insert(0, UnpublishMenuItem(order=20))
    there = {item.name for item in items}
    items += [item for item in wanted if item.name not in there]
