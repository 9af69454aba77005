"""The closed lists of this app."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class JurisdictionKind(models.TextChoices):
    """What a jurisdiction is. A state stands at the top; a tribe may stand alone."""

    STATE = "state", _("State")
    COUNTY = "county", _("County")
    TRIBE = "tribe", _("Tribe")
    AGENCY = "agency", _("Agency")


class Role(models.TextChoices):
    """What a person may do in a jurisdiction, and in those below it."""

    LEARNER = "learner", _("Learner")
    FACILITATOR = "facilitator", _("Facilitator")
    COORDINATOR = "coordinator", _("Survey coordinator")
    EDITOR = "editor", _("Editor")
    ADMINISTRATOR = "administrator", _("Administrator")
