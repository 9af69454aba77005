"""What live screens show now: one encoded message a session and channel, the latest only."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from facilitator.models.sessions import Session


class LiveMessage(models.Model):
    """The latest message of a channel, as sent to every screen on it.

    A screen that comes back, and a server that starts anew, begin from here. `revision` only grows.
    """

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="messages")
    channel = models.CharField(max_length=10)
    revision = models.PositiveBigIntegerField()
    # JSON in one line.
    body = models.TextField()

    class Meta:
        verbose_name = _("live message")
        verbose_name_plural = _("live messages")
        constraints = [
            models.UniqueConstraint(fields=["session", "channel"], name="message_each_channel_once")
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.revision}"
