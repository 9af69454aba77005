"""People in the room, each on a device, with no name unless they gave one."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from facilitator.models.sessions import Session


class Seat(models.Model):
    """One device that has joined a session. Gone with the raw contributions.

    The token in the device's cookie is kept as a digest only.
    """

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="seats")
    token_digest = models.CharField(max_length=64, unique=True)
    nickname = models.CharField(_("nickname"), max_length=40, blank=True, default="")
    table = models.CharField(_("table"), max_length=20, blank=True, default="")
    # Only where somebody chose to sign in for credit.
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="seats",
        verbose_name=_("signed in for credit"),
    )
    # Which slides were shown before this device came: see `learners` for what is left to read.
    joined_at = models.DateTimeField(_("joined"))
    left_at = models.DateTimeField(_("left"), null=True)

    class Meta:
        verbose_name = _("seat")
        verbose_name_plural = _("seats")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.nickname or "seat"
