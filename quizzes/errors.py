"""What can go wrong with exercises, in words fit for people."""

from django.utils.translation import gettext_lazy as _


class QuizzesError(Exception):
    """The base of what this app raises."""


class ExerciseNotFound(QuizzesError):
    """No exercise has this address."""

    def __init__(self, key: str) -> None:
        super().__init__(_("There is no exercise '%(key)s'.") % {"key": key})
