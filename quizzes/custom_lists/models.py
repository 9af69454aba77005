"""A list that editors have made."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, RevisionMixin

from quizzes.custom_lists.blocks import ItemsBlock, PrivatesBlock
from quizzes.custom_lists.lines import LONGEST_LINE, LONGEST_NAME

ID_PREFIX = "own-"
"""Begins the ids of custom lists. A list in a file cannot have it: its id holds no hyphen."""


class CustomListQuerySet(models.QuerySet["CustomList"]):
    """Tells what people may see from drafts."""

    def live(self) -> "CustomListQuerySet":
        return self.filter(live=True)

    def with_list_id(self, list_id: str) -> "CustomListQuerySet":
        """The list that scoring knows by this id; none for the ids of lists in files."""
        number = list_id.removeprefix(ID_PREFIX)
        if number == list_id or not (number.isascii() and number.isdecimal() and len(number) < 18):
            return self.none()
        return self.filter(pk=int(number))


class CustomList(PreviewableMixin, DraftStateMixin, LockableMixin, RevisionMixin, models.Model):
    """A reference list of one jurisdiction, or of the whole site where none is named."""

    title = models.CharField(_("title"), max_length=LONGEST_LINE)
    slug = models.SlugField(
        _("address"),
        max_length=80,
        unique=True,
        help_text=_("The last part of the exercise’s address."),
        error_messages={"unique": _("Another list has this address. Change a word of it.")},
    )
    prompt = models.CharField(
        _("question"), max_length=300, help_text=_("What people answer with their list.")
    )
    lead = models.CharField(
        _("line above the items"), max_length=300, blank=True, help_text=_("May stay empty.")
    )
    giver = models.CharField(_("who shares"), max_length=LONGEST_NAME, blank=True)
    receiver = models.CharField(_("with whom"), max_length=LONGEST_NAME, blank=True)
    items = StreamField(ItemsBlock(), verbose_name=_("items"))
    private_set = models.CharField(
        _("the usual private things"),
        max_length=80,
        blank=True,
        help_text=_("Gives a gentle note where an entry goes beyond what should be shared."),
    )
    private = StreamField(
        PrivatesBlock(required=False), verbose_name=_("what else must not be shared"), blank=True
    )
    question = models.CharField(
        _("question to discuss"),
        max_length=500,
        blank=True,
        help_text=_("Comes with the list, once it is opened."),
    )
    module = models.ForeignKey(
        "modules.ModulePage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("module"),
        help_text=_("Where it belongs, if anywhere."),
    )
    jurisdiction = models.ForeignKey(
        "jurisdictions.Jurisdiction",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="custom_lists",
        verbose_name=_("jurisdiction"),
        help_text=_("Whose editors keep it. Without one, every editor of the site does."),
    )

    objects = CustomListQuerySet.as_manager()

    class Meta:
        verbose_name = _("exercise list")
        verbose_name_plural = _("exercise lists")
        ordering = ["title", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(giver="", receiver="")
                | (~models.Q(giver="") & ~models.Q(receiver="")),
                name="custom_list_direction_whole",
                violation_error_message=_("Say both who shares and with whom, or neither."),
            ),
        ]

    def __str__(self) -> str:
        return self.title or gettext("A list without a title")

    @property
    def list_id(self) -> str:
        """The id by which results and corrections know it; lasts as long as the list."""
        return f"{ID_PREFIX}{self.pk or 0}"

    @property
    def url(self) -> str:
        """Where people do it."""
        return reverse("quizzes:custom_list", args=[self.slug])

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "quizzes/lists/preview.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        from quizzes.custom_lists.page import preview_context

        return preview_context(request, self, typed=getattr(request, "tried_entries", ""))
