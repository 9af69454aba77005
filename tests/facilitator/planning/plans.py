"""Plans as the pages' forms send them."""

from datetime import date, timedelta
from html.parser import HTMLParser
from typing import Any

from django.test import Client
from django.utils import timezone

from facilitator.models import Session
from facilitator.run_sheet import RunSheet, run_sheet_from_json
from jurisdictions.models import Jurisdiction

NEW = "/sessions/new/?module=module-7"


def soon() -> date:
    """A day a month from now."""
    return timezone.localdate() + timedelta(days=30)


def plan_form(county: Jurisdiction, **changed: object) -> dict[str, Any]:
    """The form of a session on a day soon, at nine."""
    form = {
        "title": "Three agencies, one family",
        "jurisdiction": county.pk,
        "date": soon().isoformat(),
        "time": "09:00",
        "place": "Room 204",
        "online_link": "https://meet.example.org/room",
        "expected": "40",
        "is_moderated": "on",
        "takes_credit": "on",
        "plan": "ninety-minutes",
    }
    return {**form, **changed}


def plan_through_the_page(client: Client, county: Jurisdiction, **changed: object) -> Session:
    """Plan a session as a facilitator does."""
    answer = client.post(NEW, plan_form(county, **changed))
    assert answer.status_code == 302, answer.content.decode()
    return Session.objects.get(key=answer["location"].split("/")[2])


def address(session: Session, page: str = "") -> str:
    """The address of a page of the session."""
    return f"/sessions/{session.key}/{page}"


def kept(session: Session) -> RunSheet:
    """The session's run-sheet as the database has it."""
    session.refresh_from_db()
    return run_sheet_from_json(session.run_sheet)


class _Fields(HTMLParser):
    """What a browser would send of the form that has `data-run-sheet`."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, list[str]] = {}
        self.is_inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self.is_inside = "data-run-sheet" in given
        name = given.get("name")
        if not self.is_inside or tag != "input" or not name or "disabled" in given:
            return
        if given.get("type") == "checkbox" and "checked" not in given:
            return
        self.found.setdefault(name, []).append(given.get("value") or "on")


def sheet_form(page: str) -> dict[str, Any]:
    """The run-sheet's form as it stands on a page, ready to be sent back."""
    reader = _Fields()
    reader.feed(page)
    return {name: values if len(values) > 1 else values[0] for name, values in reader.found.items()}


# The run-sheet's page ----------------------------------------------------------------------------


def sheet_page(client: Client, session: Session, query: str = "") -> str:
    answer = client.get(address(session, f"run-sheet/{query}"))
    assert answer.status_code == 200
    return answer.content.decode()


def sheet_form_of(client: Client, session: Session, query: str = "") -> dict[str, Any]:
    return sheet_form(sheet_page(client, session, query))


def sheet_pressed(client: Client, session: Session, form: dict[str, Any], do: str = "save") -> Any:
    return client.post(address(session, "run-sheet/"), {**form, "do": do})


def page_of(answer: Any, status: int = 200) -> str:
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer.content.decode()


def with_break(client: Client, session: Session, **new: str) -> dict[str, Any]:
    """The form after a break was put in behind the slide on confidentiality."""
    new = {"new-after": "confidentiality", "new-minutes": "10", "new-title": "Coffee", **new}
    form = sheet_form_of(client, session) | new
    return sheet_form(page_of(sheet_pressed(client, session, form, "add-break")))
