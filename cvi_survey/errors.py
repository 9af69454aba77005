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


class RoundFixed(SurveyError):
    """The round has been opened: what it asks and how it is shown can no longer be changed."""

    def __init__(self) -> None:
        super().__init__(
            _("This survey has been opened, so it can no longer be changed. Make a new one.")
        )


class RoundNotOpen(SurveyError):
    """The round has not been opened yet."""

    def __init__(self) -> None:
        super().__init__(_("This survey has not been opened yet."))


class DraftUnusable(SurveyError):
    """What was drafted cannot be asked like that; the text says what to change."""


class CodeNotGood(SurveyError):
    """The single-use code is not one of this round, or has been used."""

    def __init__(self) -> None:
        super().__init__(_("This code is not one of this survey, or it has been used already."))


class WayClosed(SurveyError):
    """The round does not take answers in this way."""

    def __init__(self) -> None:
        super().__init__(_("This survey does not take answers in this way."))


class KeyMissing(SurveyError):
    """The key of a round's ballots is not where this server looks for it."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "The key of this survey’s answers is not on this server, so answers can be neither "
                "taken nor read. Ask the people who run the site to look into the folder for "
                "ballot keys."
            )
        )


class KeyNotKept(SurveyError):
    """The folder of the ballot keys cannot be written to."""

    def __init__(self, folder: object) -> None:
        super().__init__(
            _(
                "The key of this survey’s answers could not be written or removed in %(folder)s. "
                "Ask the people who run the site to let it write there."
            )
            % {"folder": folder}
        )


class BallotDamaged(SurveyError):
    """A ballot in the database is not what was put there."""

    def __init__(self) -> None:
        super().__init__(
            _("An answer in the database has been changed or damaged; the survey stays open.")
        )


class StackWrong(SurveyError):
    """A stack of paper forms that is empty or too large to be entered at once."""

    def __init__(self, most: int) -> None:
        super().__init__(
            _("Enter 1 to %(most)s forms at once; nothing has been counted.") % {"most": most}
        )


class FileTooLarge(SurveyError):
    """A result with more statements than a document is made of."""

    def __init__(self, most: int) -> None:
        super().__init__(
            _("A report has at most %(most)s statements. Take the CSV or JSON file instead.")
            % {"most": most}
        )


class FileFailed(SurveyError):
    """A document could not be typeset."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "This file could not be made. Take the CSV or JSON file instead, and tell the "
                "people who run the site."
            )
        )
