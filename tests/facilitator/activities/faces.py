"""What the three faces of an activity show, fetched as their pages fetch it."""

import json

from bs4 import BeautifulSoup, Tag
from django.test import Client

from facilitator import machine
from facilitator.activities.kind import Options
from facilitator.models import Activity, Session
from facilitator.sessions.running import activity_make
from jurisdictions.models import User
from tests.facilitator.rooms import commanded

JSON = "application/json"


def soup(html: str | bytes) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def words(tag: Tag) -> str:
    """What somebody reads, in one line."""
    return " ".join(tag.get_text(" ").split())


def wall(facilitator: Client, session: Session) -> BeautifulSoup:
    """The activity on the wall, as the stage's page brings it."""
    page = soup(facilitator.get(f"/sessions/{session.key}/stage/").content)
    message = json.loads(page.select_one("#session-state").string)
    return soup(message["activity"]["html"])


def phone(device: Client, session: Session) -> Tag:
    """The activity on a phone, with what it has sent itself."""
    return soup(device.get(f"/room/{session.key}/").content).select_one("#activity")


def phones_alike(session: Session) -> str:
    """What every phone is sent, as it lies ready for those who come."""
    return session.messages.get(channel="phone").body


def desk(facilitator: Client, session: Session) -> Tag:
    """The activity's own controls on the console."""
    panel = soup(facilitator.get(f"/sessions/{session.key}/panel/").content)
    return panel.select_one("[data-desk]")


def act(facilitator: Client, activity: Activity, do: str, **fields: object) -> str:
    """Press one of the controls; gives the problem that is said, empty where it was done.

    Like a panel that was drawn just now: "show all that wait" means all that is there.
    """
    last = activity.contributions.order_by("-pk").first()
    fields = {"newest": last.pk if last else 0, **fields}
    address = f"/sessions/{activity.session.key}/activities/{activity.pk}/"
    answer = facilitator.post(address, {"do": do, **fields}, headers={"accept": JSON})
    return answer.json()["problem"]


def ready(session: Session, by: User, kind: str, options: Options, slide: str = "") -> Activity:
    """An activity that lies before the room and is not open yet."""
    activity = activity_make(session=session, kind=kind, options=options, slide_id=slide, by=by)
    commanded(session, by, machine.BringActivity(activity.pk))
    return activity


def opened(session: Session, by: User, activity: Activity) -> Activity:
    return _after(session, by, activity, machine.OpenActivity(activity.pk))


def closed(session: Session, by: User, activity: Activity) -> Activity:
    return _after(session, by, activity, machine.CloseActivity(activity.pk))


def shown(session: Session, by: User, activity: Activity) -> Activity:
    return _after(session, by, activity, machine.ShowResult(activity.pk))


def _after(session: Session, by: User, activity: Activity, command: machine.Command) -> Activity:
    commanded(session, by, command)
    activity.refresh_from_db()
    return activity
