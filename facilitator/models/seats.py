"""People in the room, each on a device, with no name unless they gave one."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from facilitator.models.sessions import Session


class Seat(models.Model):
    """One device that has joined a session. Gone with the raw contributions.

    The token in the device's cookie is kept as a digest only. Nothing here says who holds the
    device: signing in for credit is apart (`CreditSignIn`).
    """

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="seats")
    token_digest = models.CharField(max_length=64, unique=True)
    nickname = models.CharField(_("nickname"), max_length=40, blank=True, default="")
    table = models.CharField(_("table"), max_length=20, blank=True, default="")
    # Forgotten when the session ends, so that nobody tells a late-comer's seat by it.
    joined_at = models.DateTimeField(_("joined"), null=True)
    left_at = models.DateTimeField(_("left"), null=True)

    class Meta:
        verbose_name = _("seat")
        verbose_name_plural = _("seats")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.nickname or "seat"
