"""What cannot be done to a run-sheet.

Each error has a `reason` of its own and keeps what it is about, so that the edge can say it in the
reader's language; its text is for logs and tests.
"""

from modules.plans import MOST_MINUTES

DAY = 24 * 60
"""Minutes of a day."""

LONGEST_TITLE = 80
"""Letters of a break's title."""


class RunSheetError(ValueError):
    """Base of every error here."""

    reason = "run-sheet"


class UnknownRow(RunSheetError):
    """The run-sheet has no such slide, lesson or break."""

    reason = "unknown-row"

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"The run-sheet has no '{name}'.")


class MinutesOutOfBounds(RunSheetError):
    """More minutes than a slide or a break may have, or fewer than none."""

    reason = "minutes-out-of-bounds"
    most = MOST_MINUTES

    def __init__(self, minutes: int) -> None:
        self.minutes = minutes
        super().__init__(f"{minutes} minutes cannot be planned: 0 to {MOST_MINUTES} can.")


class StartOutOfBounds(RunSheetError):
    """No minute of a day."""

    reason = "start-out-of-bounds"

    def __init__(self, minute: int) -> None:
        self.minute = minute
        super().__init__(f"{minute} is no minute of a day: 0 to {DAY - 1} are.")


class TitleTooLong(RunSheetError):
    """A break's title has more letters than fit."""

    reason = "title-too-long"
    longest = LONGEST_TITLE

    def __init__(self, title: str) -> None:
        self.title = title
        super().__init__(f"A break's title has at most {LONGEST_TITLE} letters.")


class NoRunSheet(RunSheetError):
    """JSON that is no run-sheet; the text names the place and what was expected there."""

    reason = "no-run-sheet"
