"""What is kept of a person's learning."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

LONGEST_TITLE = 200
LONGEST_NAME = 255


class Attendance(models.Model):
    """That somebody took part in a session, and what was shown while she was there.

    Written once, when the session ends, for people who signed in for credit. It holds its own
    words, so that it outlives the session and the module; `session_key` names the session, no more.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="attendances"
    )
    session_key = models.CharField(max_length=16)
    title = models.CharField(_("title"), max_length=LONGEST_TITLE)
    module_slug = models.CharField(_("module"), max_length=LONGEST_NAME)
    module_title = models.CharField(_("title of the module"), max_length=LONGEST_NAME)
    place = models.CharField(_("jurisdiction"), max_length=LONGEST_NAME)
    held_on = models.DateField(_("held on"))
    minutes = models.PositiveIntegerField(_("minutes"))
    # Ids of slides, in order: before the room while she was there; planned for the session.
    slides_shown = models.JSONField(default=list)
    slides_planned = models.JSONField(default=list)
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendances")
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "session_key"], name="attendance_once_a_session"
            )
        ]

    def __str__(self) -> str:
        return self.title
