"""Co-facilitators: people who are known here, people who are invited, and what they may do."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client

from facilitator import machine
from facilitator.live.channels import Channel
from facilitator.live.reading import topics_get
from facilitator.live.tickets import person_holder
from facilitator.models import Session
from facilitator.sessions.planning import MOST_CO_FACILITATORS, co_facilitator_add
from facilitator.sessions.running import session_command
from jurisdictions.models import User
from tests.facilitator.planning.plans import address
from tests.factories import UserFactory
from tests.people import client_of

PEOPLE = "people/"


def added(client: Client, session: Session, email: str, **more: str) -> str:
    """The page after somebody was to be added."""
    answer = client.post(address(session, PEOPLE), {"email": email, **more}, follow=True)
    return answer.content.decode()


def helpers(session: Session) -> set[str]:
    return set(session.co_facilitators.values_list("email", flat=True))


def test_somebody_known_is_added_and_written_to(
    facilitator_client: Client, session: Session
) -> None:
    UserFactory(email="ann@example.org", name="Ann")
    page = added(facilitator_client, session, " Ann@Example.org ")
    assert "Ann is added, and a message is on its way." in page
    assert helpers(session) == {"ann@example.org"}
    (message,) = mail.outbox
    assert message.to == ["ann@example.org"]
    assert "Three agencies, one family" in message.subject
    assert address(session) in message.body
    assert "Room 204" in message.body
    assert "9:00 a.m. MST" in message.body or "9:00 a.m. MDT" in message.body
    assert "This ends with the session." in message.body


def test_the_message_leads_to_the_site_by_the_address_that_the_owner_uses(
    facilitator_client: Client, session: Session, settings: Any
) -> None:
    settings.ALLOWED_HOSTS = ["training.county.example"]
    settings.WAGTAILADMIN_BASE_URL = "http://localhost:8000"
    facilitator_client.post(
        address(session, PEOPLE),
        {"email": "new@example.org", "confirmed": "1"},
        headers={"host": "training.county.example"},
    )
    (message,) = mail.outbox
    assert f"http://training.county.example{address(session)}" in message.body
    assert "localhost" not in message.body


def test_an_unknown_address_is_asked_about_first(
    facilitator_client: Client, session: Session
) -> None:
    page = added(facilitator_client, session, "new@example.org", name="New Person")
    assert "Nobody here uses new@example.org yet." in page
    assert not User.objects.filter(email="new@example.org").exists()
    assert (helpers(session), mail.outbox) == (set(), [])
    page = added(facilitator_client, session, "new@example.org", name="New Person", confirmed="1")
    assert "New Person is added" in page
    made = User.objects.get(email="new@example.org")
    assert made.name == "New Person"
    assert not made.memberships.exists()
    assert not made.has_usable_password()
    assert helpers(session) == {"new@example.org"}
    assert "new@example.org" in mail.outbox[0].body


def test_who_was_invited_sees_the_session_once_signed_in(
    facilitator_client: Client, session: Session
) -> None:
    added(facilitator_client, session, "new@example.org", confirmed="1")
    client = client_of(User.objects.get(email="new@example.org"))
    assert client.get(address(session)).status_code == 200
    assert client.get("/sessions/").status_code == 200
    assert client.get("/present/").status_code == 403


@pytest.mark.parametrize("email", ["", "nonsense", "a@b", "two@example.org, more@example.org"])
def test_what_is_no_address_is_refused(
    email: str, facilitator_client: Client, session: Session
) -> None:
    answer = facilitator_client.post(address(session, PEOPLE), {"email": email, "confirmed": "1"})
    assert answer.status_code == 422
    assert (helpers(session), mail.outbox) == (set(), [])


def test_nobody_is_added_twice_nor_the_owner(
    facilitator: User, facilitator_client: Client, session: Session, helper: User
) -> None:
    page = added(facilitator_client, session, helper.email)
    assert "among the co-facilitators already" in page
    page = added(facilitator_client, session, facilitator.email)
    assert "runs the session already" in page
    assert (helpers(session), mail.outbox) == ({helper.email}, [])


def test_an_account_that_is_switched_off_is_not_added(
    facilitator_client: Client, session: Session
) -> None:
    gone = UserFactory(inactive=True)
    assert "cannot be added" in added(facilitator_client, session, gone.email)
    assert (helpers(session), mail.outbox) == (set(), [])


def test_there_are_at_most_twelve(facilitator_client: Client, session: Session) -> None:
    for number in range(MOST_CO_FACILITATORS):
        added(facilitator_client, session, f"number{number}@example.org", confirmed="1")
    page = added(facilitator_client, session, "one-more@example.org", confirmed="1")
    assert "at most twelve" in page
    assert len(helpers(session)) == MOST_CO_FACILITATORS
    assert not User.objects.filter(email="one-more@example.org").exists()


def test_who_could_not_be_written_to_is_added_and_the_page_says_so(
    facilitator_client: Client, session: Session, settings: Any
) -> None:
    # Nothing listens there.
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    page = added(facilitator_client, session, "new@example.org", confirmed="1")
    assert "the message could not be sent" in page
    assert helpers(session) == {"new@example.org"}


def test_taking_somebody_out_takes_the_session_from_her(
    facilitator_client: Client, session: Session, helper: User, helper_client: Client
) -> None:
    assert helper_client.get(address(session)).status_code == 200
    remove = address(session, f"people/{helper.pk}/remove/")
    page = facilitator_client.post(remove, follow=True).content.decode()
    assert "can no longer run this session" in page
    assert helper_client.get(address(session)).status_code == 404
    assert facilitator_client.post(remove)["location"] == address(session, PEOPLE)


def test_taking_somebody_out_of_a_running_session_is_asked_once_more(
    facilitator_client: Client, session: Session, helper: User, helper_client: Client
) -> None:
    facilitator_client.post(address(session, "start/"))
    remove = address(session, f"people/{helper.pk}/remove/")
    page = facilitator_client.post(remove).content.decode()
    assert "Take out The helper?" in page
    assert f'href="{address(session, PEOPLE)}"' in page
    assert helpers(session) == {helper.email}
    assert helper_client.get(address(session, "console/")).status_code == 200
    answer = facilitator_client.post(remove, {"confirmed": "1"})
    assert answer["location"] == address(session, PEOPLE)
    assert helpers(session) == set()
    assert helper_client.get(address(session, "console/")).status_code == 404


def test_taking_somebody_out_ends_what_she_listens_to_until_she_is_taken_in_again(
    facilitator_client: Client, session: Session, helper: User
) -> None:
    holder = person_holder(helper)
    facilitator_client.post(address(session, f"people/{helper.pk}/remove/"))
    session.refresh_from_db()
    assert session.turned_away == [holder]
    (kept,) = topics_get([(session.key, Channel.CONSOLE)]).values()
    assert kept.turned_away == {holder}
    added(facilitator_client, session, helper.email)
    session.refresh_from_db()
    assert session.turned_away == []


def test_who_may_run_the_session_anyway_goes_on_listening(
    facilitator_client: Client, session: Session, facilitator: User
) -> None:
    supervisor = UserFactory(email="super@example.org", is_superuser=True)
    co_facilitator_add(by=facilitator, session=session, user=supervisor)
    facilitator_client.post(address(session, f"people/{supervisor.pk}/remove/"))
    session.refresh_from_db()
    assert helpers(session) == set()
    assert session.turned_away == []


def test_a_co_facilitator_looks_and_runs_but_changes_neither_plan_nor_people(
    session: Session, helper: User, helper_client: Client
) -> None:
    page = helper_client.get(address(session)).content.decode()
    assert "Open the room" in page
    for link in ("change/", "run-sheet/", "people/", "delete/", "copy/"):
        assert f'href="{address(session, link)}"' not in page
        assert helper_client.get(address(session, link)).status_code == 404
    for link in ("people/", f"people/{helper.pk}/remove/", "checklist/"):
        assert helper_client.post(address(session, link), {"email": "x@x.org"}).status_code == 404
    for link in ("poster/", "prepared/", "pack.zip"):
        assert helper_client.get(address(session, link)).status_code == 200
    answer = helper_client.post(address(session, "start/"))
    assert answer["location"] == address(session, "console/")
    assert helpers(session) == {helper.email}


def test_the_rights_end_with_the_session(
    facilitator: User, session: Session, helper_client: Client, facilitator_client: Client
) -> None:
    helper_client.post(address(session, "start/"))
    assert helper_client.get(address(session)).status_code == 200
    driver = session.co_facilitators.get()
    session_command(session=session, command=machine.End(), by=driver)
    for page in ("", "poster/", "prepared/", "pack.zip", "console/"):
        assert helper_client.get(address(session, page)).status_code == 404
    assert facilitator_client.get(address(session)).status_code == 200
    assert "Co-facilitators" not in facilitator_client.get(address(session)).content.decode()


def test_nobody_is_added_after_the_end(
    facilitator: User, facilitator_client: Client, session: Session
) -> None:
    facilitator_client.post(address(session, "start/"))
    session_command(session=session, command=machine.End(), by=facilitator)
    answer = facilitator_client.post(address(session, PEOPLE), {"email": "a@example.org"})
    assert answer["location"] == address(session)
    assert helpers(session) == set()


def test_the_page_says_what_co_facilitators_may_and_for_how_long(
    facilitator_client: Client, session: Session
) -> None:
    page = facilitator_client.get(address(session, PEOPLE)).content.decode()
    assert "No role is needed." in page
    assert "All of it ends when the session ends." in page


def test_only_the_owner_adds_people(
    client: Client,
    learner_client: Client,
    stranger_client: Client,
    colleague_client: Client,
    neighbor_client: Client,
    session: Session,
) -> None:
    form = {"email": "new@example.org", "confirmed": "1"}
    for one in (learner_client, stranger_client, colleague_client, neighbor_client):
        assert one.get(address(session, PEOPLE)).status_code == 404
        assert one.post(address(session, PEOPLE), form).status_code == 404
    answer = client.post(address(session, PEOPLE), form)
    assert answer["location"].startswith("/accounts/login/")
    assert not User.objects.filter(email="new@example.org").exists()


def test_a_name_with_markup_stays_text(facilitator_client: Client, session: Session) -> None:
    page = added(facilitator_client, session, "new@example.org", name="<b>x</b>", confirmed="1")
    assert "<b>x</b>" not in page
