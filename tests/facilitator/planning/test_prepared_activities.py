"""Activities that are set up before a session."""

import pytest
from django.test import Client

from facilitator.models import Activity, Session
from facilitator.sessions.running import activity_make
from jurisdictions.models import User
from tests.facilitator.planning.plans import address
from tests.facilitator.rooms import POLL, polled
from tests.factories import ActivityFactory


def shown(client: Client, session: Session) -> str:
    answer = client.get(address(session, "prepared/"))
    assert answer.status_code == 200
    return answer.content.decode()


def deleted(client: Client, activity: Activity) -> int:
    return client.post(address(activity.session, f"prepared/{activity.pk}/delete/")).status_code


@pytest.fixture
def poll(session: Session, facilitator: User) -> Activity:
    return activity_make(
        session=session, kind="poll", options=POLL, slide_id="confidentiality", by=facilitator
    )


def test_what_slides_suggest_is_listed_for_those_on_the_run_sheet(
    facilitator_client: Client, session: Session
) -> None:
    page = shown(facilitator_client, session)
    assert "Values warm-up: three statements" in page
    assert "Nothing yet." in page
    # Not among the ninety minutes.
    assert "The five R’s, from memory" not in page
    assert "The five R's, from memory" not in page


def test_every_kind_that_can_be_set_up_is_offered(
    facilitator_client: Client, session: Session
) -> None:
    page = shown(facilitator_client, session)
    for kind in ("poll", "open_question", "timer"):
        link = address(session, f"activities/new/{kind}/")
        assert f'href="{link}"' in page
        assert facilitator_client.get(link).status_code == 200


def test_one_is_set_up_for_a_slide_through_its_form(
    facilitator_client: Client, session: Session
) -> None:
    form = {
        "question": "Which system?",
        "mode": "single",
        "choices": "Ours\nTheirs",
        "slide": "confidentiality",
        "do": "prepare",
    }
    answer = facilitator_client.post(address(session, "activities/new/poll/"), form)
    assert answer["location"] == address(session, "prepared/")
    page = shown(facilitator_client, session)
    assert "“Which system?” is set up." in page
    assert "26. Confidentiality" in page.split('class="activity-list"')[1].split("</li>")[0]
    assert "1 is set up" in facilitator_client.get(address(session)).content.decode()


def test_one_whose_slide_is_not_chosen_or_gone_is_still_listed(
    facilitator_client: Client, session: Session
) -> None:
    for slide, title in (("five-rs", "At a slide left out"), ("gone", "At a slide that is gone")):
        ActivityFactory(session=session, slide_id=slide, title=title, options=POLL)
    page = shown(facilitator_client, session)
    out = page.split("At a slide left out")[1].split("</li>")[0]
    assert "not on the run-sheet" in out
    assert "at any time" in page.split("At a slide that is gone")[1].split("</li>")[0]


def test_breaks_and_what_slides_brought_are_not_among_what_was_set_up(
    facilitator_client: Client, session: Session
) -> None:
    options = {"row": "break_1", "minutes": 5}
    ActivityFactory(session=session, kind="pause", title="Coffee", options=options)
    ActivityFactory(session=session, title="Brought", options={**POLL, "suggestion": "x"})
    page = shown(facilitator_client, session)
    assert "Coffee" not in page
    assert "Brought" not in page


def test_deleting_one_is_asked_once_more(facilitator_client: Client, poll: Activity) -> None:
    link = address(poll.session, f"prepared/{poll.pk}/delete/")
    assert f'href="{link}"' in shown(facilitator_client, poll.session)
    asked = facilitator_client.get(link).content.decode()
    assert "Delete the activity?" in asked
    assert "Which system?" in asked
    assert Activity.objects.filter(pk=poll.pk).exists()


def test_one_that_nobody_has_seen_is_deleted(facilitator_client: Client, poll: Activity) -> None:
    assert deleted(facilitator_client, poll) == 302
    assert not Activity.objects.exists()
    assert deleted(facilitator_client, poll) == 404


def test_one_that_was_before_the_room_stays(
    facilitator: User, facilitator_client: Client, session: Session
) -> None:
    facilitator_client.post(address(session, "start/"))
    session.refresh_from_db()
    used = polled(session, facilitator)
    link = address(session, f"prepared/{used.pk}/delete/")
    assert facilitator_client.get(link)["location"] == address(session, "prepared/")
    assert deleted(facilitator_client, used) == 302
    assert Activity.objects.filter(pk=used.pk).exists()
    assert "it stays" in shown(facilitator_client, session)


def test_one_of_another_session_is_not_reached_through_ones_own(
    facilitator_client: Client, session: Session
) -> None:
    other = ActivityFactory()
    link = address(session, f"prepared/{other.pk}/delete/")
    assert facilitator_client.post(link).status_code == 404
    assert facilitator_client.get(link).status_code == 404
    assert Activity.objects.filter(pk=other.pk).exists()


def test_who_may_look_and_who_may_delete(
    client: Client,
    learner_client: Client,
    stranger_client: Client,
    colleague_client: Client,
    neighbor_client: Client,
    helper_client: Client,
    facilitator_client: Client,
    session: Session,
    poll: Activity,
) -> None:
    assert client.get(address(session, "prepared/"))["location"].startswith("/accounts/login/")
    for one in (learner_client, stranger_client, colleague_client, neighbor_client):
        assert one.get(address(session, "prepared/")).status_code == 404
        assert deleted(one, poll) == 404
    assert "Which system?" in shown(helper_client, session)
    assert "/delete/" not in shown(helper_client, session)
    assert deleted(helper_client, poll) == 404
    assert Activity.objects.filter(pk=poll.pk).exists()
    assert "/delete/" in shown(facilitator_client, session)


@pytest.mark.parametrize("number", [1, 30])
def test_many_activities_take_as_many_queries_as_few(
    number: int,
    facilitator_client: Client,
    session: Session,
    django_assert_max_num_queries: object,
) -> None:
    for place in range(number):
        ActivityFactory(session=session, title=f"Poll {place}", options=POLL)
    with django_assert_max_num_queries(11):  # type: ignore[operator]
        shown(facilitator_client, session)
