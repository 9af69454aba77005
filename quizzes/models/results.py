"""Lists that a facilitator kept, how they were scored, and what people corrected."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from jurisdictions.models import Jurisdiction
from quizzes.enums import CorrectionKind
from quizzes.models.phrasings import LONGEST_ID


class ListResult(models.Model):
    """A room's list, kept by a facilitator. Its scores and corrections stand beside it."""

    jurisdiction = models.ForeignKey(
        Jurisdiction,
        on_delete=models.PROTECT,
        related_name="list_results",
        verbose_name=_("jurisdiction"),
    )
    module = models.CharField(_("module"), max_length=LONGEST_ID)
    exercise = models.CharField(_("exercise"), max_length=LONGEST_ID)
    list_id = models.CharField(_("list"), max_length=LONGEST_ID)
    title = models.CharField(_("title"), max_length=255)
    # The entries as typed, in their order: a list of texts.
    entries = models.JSONField(_("entries"))
    # One press of the button keeps one list, even when the page is sent again.
    keep_key = models.CharField(max_length=64, unique=True, editable=False)
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("kept by"),
    )
    kept_at = models.DateTimeField(_("kept"), auto_now_add=True)

    class Meta:
        verbose_name = _("kept list")
        verbose_name_plural = _("kept lists")
        ordering = ["-kept_at", "-pk"]

    def __str__(self) -> str:
        return self.title


class KeptScore(models.Model):
    """How one version of the scorer read a kept list; the newest counts, older ones stay."""

    result = models.ForeignKey(ListResult, on_delete=models.CASCADE, related_name="scores")
    version = models.CharField(_("version"), max_length=64)
    # As `scores_kept.score_as_dict` writes it, with the list's items as they were.
    score = models.JSONField(_("score"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("made by"),
    )
    made_at = models.DateTimeField(_("made"), auto_now_add=True)

    class Meta:
        verbose_name = _("score of a kept list")
        verbose_name_plural = _("scores of kept lists")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.version


class ResultCorrection(models.Model):
    """What a person said about an entry of a kept list. An undo is a row too."""

    result = models.ForeignKey(ListResult, on_delete=models.CASCADE, related_name="corrections")
    kind = models.CharField(_("what was said"), max_length=20, choices=CorrectionKind)
    entry = models.TextField(_("entry"))
    item_id = models.CharField(_("item"), max_length=LONGEST_ID)
    to_item_id = models.CharField(_("other item"), max_length=LONGEST_ID, blank=True, default="")
    undoes = models.OneToOneField(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="undone_by"
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
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind=CorrectionKind.UNDO, undoes__isnull=False)
                | (~models.Q(kind=CorrectionKind.UNDO) & models.Q(undoes__isnull=True)),
                name="correction_undo_names_another",
            ),
            models.CheckConstraint(
                condition=models.Q(kind=CorrectionKind.MOVE, to_item_id__gt="")
                | (~models.Q(kind=CorrectionKind.MOVE) & models.Q(to_item_id="")),
                name="correction_move_leads_somewhere",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
