"""Rounds, and what is kept of their answers while they are open."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cvi_survey.disclosure import (
    LEAST_FOR_DISTRIBUTION,
    LEAST_FOR_MEAN,
    Release,
    Thresholds,
    release_fingerprint,
    release_from_dict,
)
from cvi_survey.enums import Entry, RoundState
from cvi_survey.instruments import Instrument, instrument_from_dict
from cvi_survey.systems import OfferedSystem, systems_from_list
from jurisdictions.models import Jurisdiction


class Round(models.Model):
    """One time that a group is asked.

    A draft can be changed; open, a round takes ballots and nothing that touches anonymity can be
    changed any more (triggers in the database hold that too); closed, it has its release.
    """

    state = models.CharField(
        _("state"), max_length=8, choices=RoundState.choices, default=RoundState.DRAFT
    )
    # Short enough to be typed from a wall.
    code = models.CharField(_("code"), max_length=12, unique=True)
    title = models.CharField(_("title"), max_length=120)
    jurisdiction = models.ForeignKey(
        Jurisdiction,
        on_delete=models.PROTECT,
        related_name="survey_rounds",
        verbose_name=_("jurisdiction"),
    )
    follows = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="followed_by",
        verbose_name=_("follows"),
    )
    # Opened at once by somebody who stands before the room; else made with care by a coordinator.
    in_room = models.BooleanField(_("held in a session"), default=False)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("drafted by"),
    )
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("opened by"),
    )
    opened_at = models.DateTimeField(_("opened"), null=True)
    closed_at = models.DateTimeField(_("closed"), null=True)
    # The rule: by hand where empty.
    opens_at = models.DateTimeField(_("opens by itself"), null=True, blank=True)
    closes_at = models.DateTimeField(_("closes by itself"), null=True, blank=True)
    # Which of our own instruments it is, renewed at opening; empty for one that was loaded.
    instrument_id = models.CharField(_("instrument"), max_length=80, blank=True, default="")
    # The instrument as it was when the round opened: later versions change nothing here.
    instrument_copy = models.JSONField(_("instrument"))
    # Language codes, the first one the main one.
    languages = models.JSONField(_("languages"), default=list)
    # The systems that people choose from, merged where few are expected (`systems.py`).
    systems_copy = models.JSONField(_("systems"), default=list)
    # {system id: number}, for advice about merging. Only while it is a draft.
    expected = models.JSONField(_("expected numbers"), null=True, blank=True)
    mean_from = models.PositiveSmallIntegerField(
        _("answers needed for a band or a mean"), default=LEAST_FOR_MEAN
    )
    distribution_from = models.PositiveSmallIntegerField(
        _("answers needed for a distribution"), default=LEAST_FOR_DISTRIBUTION
    )
    entry = models.CharField(_("way in"), max_length=8, choices=Entry.choices, default=Entry.LINK)
    takes_paper = models.BooleanField(_("takes answers on paper too"), default=False)
    # Signs form numbers and codes; gone at close, so that what may be left of them proves nothing.
    secret = models.CharField(max_length=64)
    # Names the file that holds the key of the ballots. Never the key itself: see `keys.py`.
    key_name = models.CharField(max_length=32, blank=True, default="")
    # On average so many ballots come between two shufflings of the table: see `services/mixing.py`.
    shuffle_each = models.PositiveIntegerField(default=8)
    # Whether enough have answered to show something. Updated in steps, never at an answer.
    has_enough = models.BooleanField(_("enough answers"), default=False)
    codes_made = models.PositiveIntegerField(_("codes made"), default=0)
    codes_used = models.PositiveIntegerField(_("codes used"), null=True)
    release_copy = models.JSONField(_("release"), null=True)

    class Meta:
        verbose_name = _("survey round")
        verbose_name_plural = _("survey rounds")
        ordering = [models.F("opened_at").desc(nulls_first=True), "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    state=RoundState.DRAFT,
                    opened_at__isnull=True,
                    closed_at__isnull=True,
                    release_copy__isnull=True,
                    codes_used__isnull=True,
                    secret__gt="",
                    key_name="",
                )
                | models.Q(
                    state=RoundState.OPEN,
                    opened_at__isnull=False,
                    closed_at__isnull=True,
                    release_copy__isnull=True,
                    codes_used__isnull=True,
                    expected__isnull=True,
                    secret__gt="",
                    key_name__gt="",
                )
                | models.Q(
                    state=RoundState.CLOSED,
                    opened_at__isnull=False,
                    closed_at__isnull=False,
                    release_copy__isnull=False,
                    expected__isnull=True,
                    secret="",
                ),
                name="round_draft_open_or_closed",
            ),
            models.CheckConstraint(
                condition=models.Q(mean_from__gte=LEAST_FOR_MEAN)
                & models.Q(distribution_from__gte=LEAST_FOR_DISTRIBUTION)
                & models.Q(distribution_from__gte=models.F("mean_from")),
                name="round_thresholds_not_lowered",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_draft(self) -> bool:
        return self.state == RoundState.DRAFT

    @property
    def is_open(self) -> bool:
        return self.state == RoundState.OPEN

    @property
    def is_closed(self) -> bool:
        return self.state == RoundState.CLOSED

    @property
    def instrument(self) -> Instrument:
        return instrument_from_dict(self.instrument_copy)

    @property
    def systems(self) -> tuple[OfferedSystem, ...]:
        """What people choose from when asked for their system; empty where they are not asked."""
        return systems_from_list(self.systems_copy)

    @property
    def asks_system(self) -> bool:
        return bool(self.systems_copy)

    @property
    def thresholds(self) -> Thresholds:
        return Thresholds(mean=self.mean_from, distribution=self.distribution_from)

    @property
    def takes_paper_batches(self) -> bool:
        return self.takes_paper or self.entry == Entry.PAPER

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the release as it was kept; empty until the round is closed."""
        return "" if self.release_copy is None else release_fingerprint(self.release_copy)

    @property
    def release(self) -> Release | None:
        """What may be shown; `None` until the round is closed."""
        return None if self.release_copy is None else release_from_dict(self.release_copy)


class SealedBallot(models.Model):
    """One person's answers, encrypted, and nothing else: no time, no order, no trace of who it was.

    The key is random; the table is written anew in the order of the keys after some ballots. All
    documents of a round have the same length. Gone when the round closes.
    """

    key = models.CharField(primary_key=True, max_length=32)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="ballots")
    # Made by `encryption.seal`; the document inside: `ballots.py`.
    sealed = models.BinaryField()

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


class UnusedCode(models.Model):
    """A single-use code that has not been used, as a keyed hash.

    Using it deletes it: no row is left whose change could be laid beside a ballot. Gone when the
    round closes.
    """

    code_hash = models.CharField(primary_key=True, max_length=40)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="unused_codes")

    class Meta:
        verbose_name = _("unused code")
        verbose_name_plural = _("unused codes")

    def __str__(self) -> str:
        return "unused code"
