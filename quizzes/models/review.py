"""Entries whose reading was uncertain, without anything about who typed them."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from quizzes.enums import DecisionKind, ReviewReason, ReviewState
from quizzes.models.phrasings import LONGEST_ID, AcceptedPhrasing

LONGEST_REVIEWED = 200


class ReviewEntry(models.Model):
    """An entry that somebody typed, and an item that it may mean. No person, no time but days.

    The same words for the same item are one row, counted in `times`. `state` sums up
    `decisions`, which are only ever added to.
    """

    list_id = models.CharField(_("list"), max_length=LONGEST_ID)
    text = models.CharField(_("entry"), max_length=LONGEST_REVIEWED)
    key = models.CharField(max_length=LONGEST_REVIEWED, editable=False)
    item_id = models.CharField(_("item"), max_length=LONGEST_ID)
    reason = models.CharField(_("why"), max_length=20, choices=ReviewReason)
    # By which phrasing and in which part of the entry the scorer came to the item; may be empty.
    phrasing = models.TextField(_("phrasing"), blank=True, default="")
    part = models.CharField(_("part"), max_length=LONGEST_REVIEWED, blank=True, default="")
    band = models.CharField(_("confidence"), max_length=20, blank=True, default="")
    times = models.PositiveIntegerField(_("times"), default=1)
    first_day = models.DateField(_("first"))
    last_day = models.DateField(_("last"))
    state = models.CharField(
        _("state"), max_length=20, choices=ReviewState, default=ReviewState.OPEN
    )

    class Meta:
        verbose_name = _("entry to review")
        verbose_name_plural = _("entries to review")
        ordering = ["-times", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["list_id", "key", "item_id"], name="review_entry_once_an_item"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=ReviewState.values), name="review_state_known"
            ),
        ]
        indexes = [models.Index(fields=["state", "list_id"], name="review_state_list")]

    def __str__(self) -> str:
        return self.text


class ReviewDecision(models.Model):
    """Who decided what about an entry, and when; an undo is a row too."""

    entry = models.ForeignKey(ReviewEntry, on_delete=models.CASCADE, related_name="decisions")
    kind = models.CharField(_("what was decided"), max_length=20, choices=DecisionKind)
    item_id = models.CharField(_("item"), max_length=LONGEST_ID)
    # The phrasing that this decision brought to count; an undo withdraws it again.
    phrasing = models.ForeignKey(
        AcceptedPhrasing, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("by"),
    )
    at = models.DateTimeField(_("when"), auto_now_add=True)

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.get_kind_display()
