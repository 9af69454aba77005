"""What can go wrong here, said so that a person can act on it."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from facilitator.models import Seat


class FacilitatorError(Exception):
    """Base of every error of this app; its text is fit to be shown to people."""


class NothingToPresent(FacilitatorError):
    """The module is there, but it has no slides yet."""

    def __init__(self) -> None:
        super().__init__(_("This module has no slides yet."))


class SessionNotFound(FacilitatorError):
    """No session of this name, or not one of this person: the two are not told apart."""

    def __init__(self) -> None:
        super().__init__(_("There is no such session, or it is not yours to run."))


class SessionUnusable(FacilitatorError):
    """What was asked of a session's plan cannot be done; the text says why."""


class RoomNotFound(FacilitatorError):
    """No session is running that could be joined like this."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "No session is running with this code. Look at the wall once more. If the code is "
                "right, the session has not begun, or is over."
            )
        )


class TooManyWrongCodes(FacilitatorError):
    """Too many wrong codes came from one network. `seconds` is how long to wait."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        super().__init__(
            _("Too many wrong codes came from this network. Scan the QR code, or wait a moment.")
        )


class TooManySeats(FacilitatorError):
    """One network has taken more seats in a short time than a room has people."""

    def __init__(self) -> None:
        super().__init__(_("Very many devices have joined from this network. Try again shortly."))


class NotSeated(FacilitatorError):
    """This device has not joined the session, or the session has ended."""

    def __init__(self) -> None:
        super().__init__(_("This device has not joined the session, or the session has ended."))


class RoomOver(NotSeated):
    """This device was in the session, which has ended. `seat` is the one that it had."""

    def __init__(self, seat: "Seat") -> None:
        self.seat = seat
        super().__init__()


class EntryRefused(FacilitatorError):
    """What somebody sent cannot be taken as it is; the text says what to do."""


class ActivityNotFound(FacilitatorError):
    """No such activity is in this session."""

    def __init__(self) -> None:
        super().__init__(_("There is no such activity in this session."))


class CommandRefused(FacilitatorError):
    """A session does not do what was asked. `reason` names why: see `machine.refusals`."""

    WORDS = {
        "not-running": _("The session is not running."),
        "not-driving": _("Somebody else is driving. Ask for the wheel first."),
        "overtaken": _("Somebody was quicker. This is where the session stands now."),
        "unknown-slide": _("This slide cannot do that."),
        "activity-busy": _("An activity is open. Close it first."),
        "activity-missing": _("No such activity is before the room, or it is not that far yet."),
        "note-overtaken": _("Somebody else has written here meanwhile."),
        "too-late": _("Notes can be changed for two weeks after a session."),
        "malformed": _("That was no command of ours. Load the page again."),
    }

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(self.WORDS.get(reason, _("That cannot be done now.")))


class NoteOvertaken(CommandRefused):
    """Somebody else has changed the note meanwhile; `text` is what it says now."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__("note-overtaken")


class ReportFailed(FacilitatorError):
    """A report could not be made into a file."""

    def __init__(self) -> None:
        super().__init__(_("This report cannot be made into a PDF. The page and the CSV have it."))
