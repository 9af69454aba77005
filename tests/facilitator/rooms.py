"""Sessions as people hold them: planned, started, joined. Through the services and the pages."""

from django.test import Client, TestCase

from facilitator import machine
from facilitator.activities.kind import Options
from facilitator.machine import Command
from facilitator.models import Activity, Seat, Session
from facilitator.sessions.documents import deck_of, session_module
from facilitator.sessions.planning import Plan, session_plan
from facilitator.sessions.running import activity_make, session_command
from jurisdictions.models import Jurisdiction, User

MODULE_7 = "module-7"
POLL: Options = {"question": "Which system?", "mode": "single", "choices": ["Ours", "Theirs"]}


def planned(owner: User, county: Jurisdiction, **plan: object) -> Session:
    """A session of Module 7 that nobody has started."""
    return session_plan(by=owner, plan=Plan(MODULE_7, "Three agencies", county, **plan))


def started(owner: User, county: Jurisdiction, **plan: object) -> Session:
    """A running session of Module 7, at its first slide, driven by its owner."""
    session = planned(owner, county, **plan)
    first = deck_of(session_module(session)).slides[0]
    return commanded(session, owner, machine.Start(first))


def commanded(session: Session, by: User, *commands: Command) -> Session:
    """The session after these commands."""
    for one in commands:
        session = session_command(session=session, command=one, by=by)
    return session


def polled(session: Session, by: User, options: Options = POLL, kind: str = "poll") -> Activity:
    """An activity that is open before the room."""
    activity = activity_make(session=session, kind=kind, options=options, by=by)
    commanded(session, by, machine.BringActivity(activity.pk), machine.OpenActivity(activity.pk))
    activity.refresh_from_db()
    return activity


def joined(session: Session, *, table: str = "", nickname: str = "") -> tuple[Client, Seat]:
    """A phone that has joined by the code, and its seat."""
    phone = Client()
    door = phone.post("/join/", {"code": session.code})["location"]
    with TestCase.captureOnCommitCallbacks(execute=True):
        phone.post(door, {"table": table, "nickname": nickname})
    seat = session.seats.order_by("-pk").first()
    assert seat is not None
    return phone, seat


def form_token_of(phone: Client, session: Session) -> str:
    """The token that forms of this phone carry, as its page has it."""
    page = phone.get(f"/room/{session.key}/").content.decode()
    return page.split('data-token="')[1].split('"')[0]


def sent(phone: Client, session: Session, activity: Activity, **fields: object) -> int:
    """Send something to an activity from a phone; gives the status of the answer."""
    address = f"/room/{session.key}/activities/{activity.pk}/"
    form = {"form_token": form_token_of(phone, session), "entry_token": "one", "part": "1"}
    with TestCase.captureOnCommitCallbacks(execute=True):
        return phone.post(address, {**form, **fields}).status_code
