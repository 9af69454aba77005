"""Rounds, and what is kept of their answers while they are open."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cvi_survey.disclosure import Release, release_from_dict
from cvi_survey.instruments import Instrument, instrument_from_dict
from jurisdictions.models import Jurisdiction


class Round(models.Model):
    """One time that a group is asked. Open, it takes ballots; closed, it has its release."""

    # Short enough to be typed from a wall.
    code = models.CharField(_("code"), max_length=12, unique=True)
    title = models.CharField(_("title"), max_length=120)
    jurisdiction = models.ForeignKey(
        Jurisdiction,
        on_delete=models.PROTECT,
        related_name="survey_rounds",
        verbose_name=_("jurisdiction"),
    )
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("opened by"),
    )
    opened_at = models.DateTimeField(_("opened"), auto_now_add=True)
    closed_at = models.DateTimeField(_("closed"), null=True)
    # The instrument as it was when the round opened: later versions change nothing here.
    instrument_copy = models.JSONField(_("instrument"))
    asks_system = models.BooleanField(_("asks for the system"), default=False)
    # Signs form numbers; gone at close, so that what may be left of them proves nothing.
    secret = models.CharField(max_length=64)
    release_copy = models.JSONField(_("release"), null=True)

    class Meta:
        verbose_name = _("survey round")
        verbose_name_plural = _("survey rounds")
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closed_at__isnull=True, release_copy__isnull=True, secret__gt="")
                | models.Q(closed_at__isnull=False, release_copy__isnull=False, secret=""),
                name="round_open_or_released",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def instrument(self) -> Instrument:
        return instrument_from_dict(self.instrument_copy)

    @property
    def release(self) -> Release | None:
        """What may be shown; `None` while the round is open."""
        return None if self.release_copy is None else release_from_dict(self.release_copy)


class Ballot(models.Model):
    """One person's answers, and nothing else: no time, no order, no trace of who it was.

    The key is random; the table keeps its rows in the order of the key. Gone when the round
    closes.
    """

    key = models.CharField(primary_key=True, max_length=32)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="ballots")
    # {"system": "court" or "", "places": {"item-id": 4}}; statements left open are not in it.
    answers = models.JSONField()

    class Meta:
        verbose_name = _("ballot")
        verbose_name_plural = _("ballots")

    def __str__(self) -> str:
        return "ballot"


class UsedNumber(models.Model):
    """A form number that has been counted, as a keyed hash. Gone when the round closes."""

    number_hash = models.CharField(primary_key=True, max_length=40)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="used_numbers")

    class Meta:
        verbose_name = _("used form number")
        verbose_name_plural = _("used form numbers")

    def __str__(self) -> str:
        return "used form number"
