"""What can go wrong here, said so that a person can act on it."""

from django.utils.translation import gettext_lazy as _


class SurveyError(Exception):
    """Base of every error of this app; its text is fit to be shown to people."""


class RoundNotFound(SurveyError):
    """There is no such round, or not for this person; which of the two is not said."""

    def __init__(self) -> None:
        super().__init__(_("There is no such survey."))


class RoundClosed(SurveyError):
    """The round takes no more answers."""

    def __init__(self) -> None:
        super().__init__(_("This survey is closed."))


class NumberUsed(SurveyError):
    """The form with this number was counted already."""

    def __init__(self) -> None:
        super().__init__(_("This form has been counted already."))


class NumberExpired(SurveyError):
    """The form was fetched too long ago."""

    def __init__(self) -> None:
        super().__init__(_("This form is too old."))


class NumberForged(SurveyError):
    """The form's number was not made here, or not for this round."""

    def __init__(self) -> None:
        super().__init__(_("This form cannot be counted."))


class AnswerUnknown(SurveyError):
    """The form holds something that it did not offer."""

    def __init__(self) -> None:
        super().__init__(_("This form holds an answer that was not offered."))
