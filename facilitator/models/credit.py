"""Signing in for credit: who was there, from when to when, and nothing of what they sent."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from facilitator.models.sessions import Session


class CreditSignIn(models.Model):
    """One stay of a person who signed in for credit, until she leaves or the session ends.

    Never tied to a seat: what a seat sends stays without a name in the database too. The times are
    whole minutes, and the rows go when the session ends; then there is the attendance list.
    """

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="credit_sign_ins")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="credit_sign_ins"
    )
    joined_at = models.DateTimeField(_("joined"))
    left_at = models.DateTimeField(_("left"), null=True)

    class Meta:
        verbose_name = _("sign-in for credit")
        verbose_name_plural = _("sign-ins for credit")
        ordering = ["joined_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "user"],
                condition=models.Q(left_at__isnull=True),
                name="credit_one_open_stay",
            )
        ]

    def __str__(self) -> str:
        return str(self.user)
