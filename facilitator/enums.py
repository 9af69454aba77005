"""The closed lists of live sessions. Databases and addresses hold the values: they never change."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Phase(TextChoices):
    """Where a session stands in its life."""

    PLANNED = "planned", _("planned")
    LIVE = "live", _("running")
    ENDED = "ended", _("ended")


class ActivityPhase(TextChoices):
    """Where an activity stands: prepared, taking entries, or closed."""

    READY = "ready", _("ready")
    OPEN = "open", _("open")
    CLOSED = "closed", _("closed")


class Standing(TextChoices):
    """What the facilitator has decided about a contribution.

    Only what is `SHOWN` may reach the stage; `MERGED` stands behind another one.
    """

    WAITING = "waiting", _("waiting to be looked at")
    SHOWN = "shown", _("may be shown")
    HIDDEN = "hidden", _("hidden")
    MERGED = "merged", _("merged into another one")
