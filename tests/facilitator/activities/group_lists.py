"""Group lists of the tests: how they are set up, and what their faces say."""

from django.test import Client

from facilitator.activities.kind import Options
from facilitator.models import Activity, Contribution, Session
from tests.facilitator.activities.faces import desk, phone, wall, words

KIND = "group_list"
TX: Options = {
    "question": "What should be shared?",
    "list_id": "tx_needs",
    "list_title": "Information needed",
    "module": "module-7",
    "exercise": "information-sharing",
}
FREE: Options = {"question": "What will you try on Monday?"}


def entries(activity: Activity) -> dict[str, Contribution]:
    """What was sent, by its words."""
    return {one.text: one for one in activity.contributions.order_by("pk")}


def on_wall(facilitator: Client, live: Session) -> list[str]:
    """The entries on the wall."""
    return [words(one) for one in wall(facilitator, live).select(".group-wall__list li")]


def waiting(facilitator: Client, live: Session) -> list[str]:
    """The entries that wait on the console."""
    rows = desk(facilitator, live).select("[id^=waiting-] .group-row__words")
    return [words(one) for one in rows]


def own(device: Client, live: Session) -> list[str]:
    """A phone's own entries and where they stand."""
    return [words(one) for one in phone(device, live).select(".group-phone__list p")]
