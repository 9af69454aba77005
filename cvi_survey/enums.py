"""The closed lists of this app."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RoundState(models.TextChoices):
    """A round goes this way only: drafted, opened, closed. There is no way back."""

    DRAFT = "draft", _("Draft")
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")


class Entry(models.TextChoices):
    """How people get in. Paper answers can come besides, where the round takes them."""

    LINK = "link", _("One link for everybody")
    CODES = "codes", _("Single-use codes")
    KIOSK = "kiosk", _("One tablet for the room")
    PAPER = "paper", _("On paper only")
