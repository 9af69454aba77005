"""The closed lists of what people do with how entries were read."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PhrasingAction(models.TextChoices):
    """What somebody did with an accepted phrasing."""

    ACCEPTED = "accepted", _("Accepted")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    RESTORED = "restored", _("Accepted again")


class PhrasingSource(models.TextChoices):
    """Where a phrasing came from."""

    HAND = "hand", _("typed by hand")
    CORRECTION = "correction", _("from a kept result")
    REVIEW = "review", _("from the review")


class CorrectionKind(models.TextChoices):
    """What a person says about what an entry covers."""

    ACCEPT = "accept", _("It counts")
    REJECT = "reject", _("Not this")
    MOVE = "move", _("Another point")
    ADD = "add", _("Counts too")
    UNDO = "undo", _("Undone")


class ReviewReason(models.TextChoices):
    """Why an entry is worth a look."""

    MEANT = "meant", _("Somebody meant it")
    UNCERTAIN = "uncertain", _("Our best guess")
    POSSIBLE = "possible", _("Came close")


class ReviewState(models.TextChoices):
    """Where an entry of the review stands."""

    OPEN = "open", _("To review")
    ACCEPTED = "accepted", _("It counts")
    REJECTED = "rejected", _("It does not count")
    MOVED = "moved", _("It counts for another point")


class DecisionKind(models.TextChoices):
    """What somebody decided about an entry of the review."""

    ACCEPT = "accept", _("It counts")
    REJECT = "reject", _("Not this")
    MOVE = "move", _("Another point")
    UNDO = "undo", _("Undone")
