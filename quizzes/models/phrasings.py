"""Phrasings that people of this site accepted for items of reference lists."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from quizzes.enums import PhrasingAction, PhrasingSource

LONGEST_PHRASING = 200
LONGEST_ID = 200


class AcceptedPhrasingQuerySet(models.QuerySet["AcceptedPhrasing"]):
    """Tells what counts from what was withdrawn."""

    def active(self) -> "AcceptedPhrasingQuerySet":
        return self.filter(is_active=True)


class AcceptedPhrasing(models.Model):
    """A way of saying an item that counts on this site, beside those that came with its list.

    `is_active` sums up `changes`, which are only ever added to. Withdrawn ones stay on record.
    """

    list_id = models.CharField(_("list"), max_length=LONGEST_ID)
    item_id = models.CharField(_("item"), max_length=LONGEST_ID)
    text = models.CharField(_("phrasing"), max_length=LONGEST_PHRASING)
    # The text in lower case without accents, so that one phrasing is kept once.
    key = models.CharField(max_length=LONGEST_PHRASING, editable=False)
    is_active = models.BooleanField(_("counts"), default=True)

    objects = AcceptedPhrasingQuerySet.as_manager()

    class Meta:
        verbose_name = _("accepted phrasing")
        verbose_name_plural = _("accepted phrasings")
        ordering = ["list_id", "item_id", "text"]
        constraints = [
            models.UniqueConstraint(
                fields=["list_id", "item_id", "key"], name="accepted_phrasing_once_an_item"
            ),
            models.CheckConstraint(condition=~models.Q(key=""), name="accepted_phrasing_says_it"),
        ]

    def __str__(self) -> str:
        return self.text


class PhrasingChange(models.Model):
    """Who accepted, withdrew or restored a phrasing, and when. Never changed, never deleted."""

    phrasing = models.ForeignKey(AcceptedPhrasing, on_delete=models.PROTECT, related_name="changes")
    action = models.CharField(_("what was done"), max_length=20, choices=PhrasingAction)
    source = models.CharField(_("from"), max_length=20, choices=PhrasingSource)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("by"),
    )
    at = models.DateTimeField(_("when"), auto_now_add=True)

    class Meta:
        verbose_name = _("change of a phrasing")
        verbose_name_plural = _("changes of phrasings")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_action_display()}: {self.phrasing_id}"
