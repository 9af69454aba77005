"""Activities of a session, and what people contribute to them."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from facilitator.enums import ActivityPhase, Standing
from facilitator.models.seats import Seat
from facilitator.models.sessions import LONGEST_ID, Session


class Activity(models.Model):
    """One activity in one session. What `kind` means is in `facilitator.activities`."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="activities")
    kind = models.CharField(_("kind"), max_length=40)
    # Where in the module it belongs; empty for one made on the spot elsewhere.
    slide_id = models.CharField(max_length=LONGEST_ID, blank=True, default="")
    title = models.CharField(_("title"), max_length=200)
    # What it was set up with, as its kind writes it; fixed when it is opened.
    options = models.JSONField(default=dict)
    # What the facilitator works out beside the contributions, as its kind writes it.
    working = models.JSONField(default=dict)
    phase = models.CharField(
        _("phase"), max_length=8, choices=ActivityPhase.choices, default=ActivityPhase.READY
    )
    # Whether the stage shows its result.
    is_shown = models.BooleanField(_("shown on the wall"), default=False)
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    # What stays in the report, as its kind writes it; made when the session ends.
    outcome = models.JSONField(null=True)

    prepared: Any = None
    """What its kind worked out before the session was locked; of this request only."""

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.phase == ActivityPhase.OPEN

    @property
    def is_closed(self) -> bool:
        return self.phase == ActivityPhase.CLOSED


class Contribution(models.Model):
    """What one device sent to an activity: a choice, an entry, an order. Gone after a set time.

    A device sends each `token` once; a second time changes the first. `text` is free text, as
    typed; `edited` is what the facilitator made of it. `seat` is empty for what the facilitator
    typed for the room.
    """

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="contributions")
    seat = models.ForeignKey(
        Seat, on_delete=models.CASCADE, null=True, blank=True, related_name="contributions"
    )
    token = models.CharField(max_length=64)
    text = models.TextField(blank=True, default="")
    data = models.JSONField(default=dict)
    standing = models.CharField(max_length=8, choices=Standing.choices, default=Standing.WAITING)
    edited = models.TextField(blank=True, default="")
    group = models.CharField(max_length=80, blank=True, default="")
    merged_into = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="merged"
    )
    sent_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "seat", "token"],
                name="contribution_each_token_once",
            ),
            models.CheckConstraint(
                condition=models.Q(merged_into__isnull=True) | models.Q(standing=Standing.MERGED),
                name="contribution_merged_stands_behind",
            ),
        ]

    def __str__(self) -> str:
        return "contribution"

    @property
    def words(self) -> str:
        """What is shown: the facilitator's wording where there is one."""
        return self.edited or self.text
