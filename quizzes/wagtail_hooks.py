"""What this app adds to the content editor."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.action_menu import ActionMenuItem, PublishMenuItem, UnpublishMenuItem

from jurisdictions.access import may_review_entries
from quizzes.custom_lists.viewset import CustomListViewSet
from quizzes.models import CustomList


@hooks.register("register_admin_viewset")
def exercise_lists() -> CustomListViewSet:
    return CustomListViewSet()


class ReviewMenuItem(MenuItem):
    """Leads to the review and to the accepted phrasings, which are pages of the site."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_review_entries(request.user)


@hooks.register("register_admin_menu_item")
def review() -> ReviewMenuItem:
    return ReviewMenuItem(
        _("Entries to review"), reverse("quizzes:review"), icon_name="tick", order=261
    )


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
