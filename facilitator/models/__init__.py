"""What is kept of live sessions: plan, state, who takes part, what they contribute, what is shown.

The room's raw words go after a set time (`Session.raw_deleted_at`); the report stays.
"""

from facilitator.models.activities import Activity, Contribution
from facilitator.models.credit import CreditSignIn
from facilitator.models.documents import ShownDocument
from facilitator.models.messages import LiveMessage
from facilitator.models.seats import Seat
from facilitator.models.sessions import CoFacilitator, Session, SessionEvent, SlideNote

__all__ = [
    "Activity",
    "CoFacilitator",
    "Contribution",
    "CreditSignIn",
    "LiveMessage",
    "Seat",
    "Session",
    "SessionEvent",
    "ShownDocument",
    "SlideNote",
]
