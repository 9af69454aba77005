"""What can go wrong with exercises, in words fit for people."""

from django.utils.translation import gettext_lazy as _


class QuizzesError(Exception):
    """The base of what this app raises."""


class ExerciseNotFound(QuizzesError):
    """No exercise has this address."""

    def __init__(self, key: str) -> None:
        super().__init__(_("There is no exercise '%(key)s'.") % {"key": key})


class UnknownItem(QuizzesError):
    """No list, or no item of the list, has this id."""

    def __init__(self) -> None:
        super().__init__(_("This point is not on the list. Choose one of the points shown."))


class InvalidPhrasing(QuizzesError):
    """A text that cannot count as a phrasing; the message says why and what to do."""


class ResultNotFound(QuizzesError):
    """No kept list has this number, or it belongs to a jurisdiction of somebody else."""

    def __init__(self) -> None:
        super().__init__(_("There is no such list. It may have been deleted."))


class NothingToKeep(QuizzesError):
    """A list without an entry."""

    def __init__(self) -> None:
        super().__init__(_("There is nothing to keep yet. Write down at least one thing."))


class InvalidCorrection(QuizzesError):
    """A correction that does not fit the list; the message says why."""


class ReviewEntryNotFound(QuizzesError):
    """No entry of the review has this number."""

    def __init__(self) -> None:
        super().__init__(_("This entry is no longer in the review."))


class AlreadyDecided(QuizzesError):
    """Somebody else was faster, or it was sent twice."""

    def __init__(self) -> None:
        super().__init__(_("This entry is decided already. You find it under “Decided”."))
