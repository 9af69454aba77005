"""Why a command is refused. Each has a `reason` of its own; `facilitator.errors` has the words."""


class Refusal(Exception):
    """Base of every refusal; the state stays as it was. `reason` names it for consoles."""

    reason = "refused"


class NotRunning(Refusal):
    """The session has not begun, or has ended."""

    reason = "not-running"


class NotDriving(Refusal):
    """Somebody else drives."""

    reason = "not-driving"


class Overtaken(Refusal):
    """The sender saw an older state: somebody was quicker."""

    reason = "overtaken"


class UnknownSlide(Refusal):
    """No such slide is in the deck."""

    reason = "unknown-slide"


class ActivityBusy(Refusal):
    """Another activity is open; it is closed first, since some cannot be opened again."""

    reason = "activity-busy"


class ActivityMissing(Refusal):
    """No activity is at hand, or not in the phase that the command needs."""

    reason = "activity-missing"


class MalformedCommand(Refusal):
    """Not one of our commands, or not with what it needs."""

    reason = "malformed"
