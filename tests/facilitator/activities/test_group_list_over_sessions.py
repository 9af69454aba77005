"""Group lists over sessions: the picture for a place, and what the last room missed."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from facilitator.activities.group_list.over_sessions import RoomList, pictures
from facilitator.activities.group_list.selectors import missed_before
from jurisdictions.enums import Role
from tests.facilitator.activities.faces import desk, soup, words
from tests.facilitator.activities.group_lists import KIND, TX
from tests.facilitator.rooms import planned, polled, started
from tests.factories import (
    ActivityFactory,
    JurisdictionFactory,
    MembershipFactory,
    SessionFactory,
)
from tests.people import client_of

PAGE = "/sessions/lists/"
POINTS = ("a", "b", "c")


def outcome(covered, *, points=POINTS, list_id="tx_needs", title="Needs", is_compared=True):
    return {
        "list_id": list_id,
        "list_title": title,
        "is_compared": is_compared,
        "order": [f"{list_id}.{one}" for one in points],
        "covered": [
            {"id": f"{list_id}.{one}", "text": f"Point {one}", "by": []}
            for one in points
            if one in covered
        ],
        "missed": [
            {"id": f"{list_id}.{one}", "text": f"Point {one}"}
            for one in points
            if one not in covered
        ],
    }


def held(place, days_ago, *outcomes, **more):
    """A session that ended so many days ago, with these lists."""
    ended_at = timezone.now() - timedelta(days=days_ago)
    session = SessionFactory(ended=True, jurisdiction=place, ended_at=ended_at, **more)
    for one in outcomes:
        ActivityFactory(session=session, kind=KIND, closed=True, outcome=one)
    return session


def room(session, day, covered, **more):
    return RoomList(session, date(2025, 1, day), outcome(covered, **more))


def test_each_point_says_in_how_many_sessions_it_was_covered_and_when_it_was_missed():
    found = pictures([room(1, 3, "a"), room(2, 5, "ab"), room(3, 4, "ab")])
    (picture,) = found
    assert (picture.sessions, picture.days[0]) == (3, date(2025, 1, 5))
    assert [(one.id, one.covered, one.of, one.percent) for one in picture.points] == [
        ("tx_needs.a", 3, 3, 100),
        ("tx_needs.b", 2, 3, 67),
        ("tx_needs.c", 0, 3, 0),
    ]
    assert [one.id for one in picture.most_missed] == ["tx_needs.c", "tx_needs.b"]
    assert picture.most_missed[0].missed_on == tuple(date(2025, 1, day) for day in (5, 4, 3))


def test_a_session_that_did_a_list_twice_counts_once():
    (picture,) = pictures([room(1, 3, "a"), room(1, 3, "b")])
    assert [(one.covered, one.of) for one in picture.points] == [(1, 1), (1, 1), (0, 1)]


def test_a_changed_list_is_told_by_what_its_latest_session_had():
    (picture,) = pictures([room(1, 3, "ab"), room(2, 5, "c", points=("c", "d"))])
    assert [(one.id, one.covered, one.of) for one in picture.points] == [
        ("tx_needs.c", 1, 2),
        ("tx_needs.d", 0, 1),
    ]


def test_lists_that_were_not_compared_are_no_picture():
    assert pictures([room(1, 3, "a", is_compared=False)]) == ()


@given(st.permutations([room(n, n % 3 + 1, "abc"[: n % 4], list_id="xy"[n % 2]) for n in range(8)]))
def test_the_order_in_which_sessions_come_changes_nothing(rooms):
    in_order = sorted(rooms, key=lambda one: one.session)
    assert pictures(rooms) == pictures(in_order)
    for picture in pictures(rooms):
        assert all(one.covered + one.missed == one.of for one in picture.points)


# The page ----------------------------------------------------------------------------------------


def test_the_page_shows_the_lists_of_ones_places(county, facilitator_client):
    held(county, 3, outcome("ab"))
    held(county, 1, outcome("a"))
    held(JurisdictionFactory(), 1, outcome("", title="Elsewhere"))
    page = soup(facilitator_client.get(PAGE).content)
    assert [words(one) for one in page.select("h2[id]")] == ["Needs"]
    assert [words(one) for one in page.select(".room-point")] == [
        "Point a covered in 2 of 2",
        "Point b covered in 1 of 2",
        "Point c covered in 0 of 2",
    ]
    fills = [one["width"] for one in page.select(".room-point__fill")]
    assert fills == ["100%", "50%", "0%"]
    assert "missed 2 times of 2" in words(page.select_one(".report-list"))


def test_one_place_can_be_looked_at_alone(county, facilitator, facilitator_client):
    other = JurisdictionFactory(name="Elm County", slug="elm")
    MembershipFactory(user=facilitator, jurisdiction=other, role=Role.FACILITATOR)
    held(county, 3, outcome("ab"))
    held(other, 1, outcome("a"))
    page = soup(facilitator_client.get(PAGE, {"place": "elm"}).content)
    assert "covered in 1 of 1" in words(page.select_one(".room-point"))
    assert [words(one) for one in page.select("option")] == [
        "All places",
        "Elm County",
        "Maple County",
    ]
    everything = soup(facilitator_client.get(PAGE, {"place": "no-such"}).content)
    assert "covered in 2 of 2" in words(everything.select_one(".room-point"))


def test_the_page_says_how_it_is_filled_and_takes_few_queries(
    county, facilitator_client, django_assert_max_num_queries
):
    assert "No room has compared a list yet" in facilitator_client.get(PAGE).content.decode()
    for day in range(6):
        held(county, day, outcome("a"), outcome("b", list_id="other", title="Other"))
    with django_assert_max_num_queries(10):
        facilitator_client.get(PAGE)


@pytest.mark.parametrize("role", ["learner", "editor", "coordinator", "stranger"])
def test_the_page_is_for_those_who_present(role, request, county):
    held(county, 1, outcome("a"))
    answer = request.getfixturevalue(f"{role}_client").get(PAGE)
    assert answer.status_code == 403
    assert "Point a" not in answer.content.decode()


def test_visitors_are_sent_to_sign_in(client):
    answer = client.get(PAGE)
    assert (answer.status_code, answer["location"].split("?")[0]) == (302, "/accounts/login/")


# What the last room missed -----------------------------------------------------------------------


@pytest.fixture
def live(facilitator, county):
    return started(facilitator, county)


def test_the_console_says_what_the_last_room_here_missed(
    live, county, facilitator, facilitator_client
):
    held(county, 9, outcome("ab"))
    held(county, 2, outcome("a"))
    held(JurisdictionFactory(), 1, outcome(""))
    polled(live, facilitator, TX, KIND)
    before = desk(facilitator_client, live).select_one(".group-desk__before")
    assert [words(one) for one in before.select("li")] == ["Point b", "Point c"]
    assert "missed 2 points" in words(before)


def test_nothing_is_said_where_no_room_was_or_none_missed_anything(live, county):
    assert missed_before(live, "tx_needs") is None
    held(county, 9, outcome("a"))
    held(county, 3, outcome("abc"))
    assert missed_before(live, "tx_needs") is None
    held(county, 1, outcome("", is_compared=False))
    assert missed_before(live, "tx_needs") is None


def test_the_sessions_page_says_what_was_missed_list_by_list(
    county, facilitator, facilitator_client
):
    page = f"/sessions/{planned(facilitator, county).key}/"
    assert "Missed last time" not in facilitator_client.get(page).content.decode()
    held(county, 9, outcome(""), outcome("ab", list_id="rs", title="The R's"))
    held(county, 2, outcome("ac"))
    held(county, 1, outcome("", list_id="one", title="Another module's"), module_slug="module-1")
    part = soup(facilitator_client.get(page).content).select_one("[aria-labelledby=missed-lists]")
    assert [words(one) for one in part.select("li")] == ["Point b", "Point c"]
    assert [words(one).split(" ")[0] for one in part.select("h3")] == ["Needs", "The"]


def test_days_are_those_of_the_place(live, county):
    county.time_zone = "Pacific/Kiritimati"
    county.save()
    late = datetime(2025, 3, 1, 20, 0, tzinfo=UTC)
    session = SessionFactory(ended=True, jurisdiction=county, ended_at=late)
    ActivityFactory(session=session, kind=KIND, closed=True, outcome=outcome("a"))
    assert missed_before(live, "tx_needs").on == date(2025, 3, 2)


def test_somebody_who_only_helps_with_a_session_does_not_see_the_page(live, county, stranger):
    live.co_facilitations.create(user=stranger)
    held(county, 1, outcome("a"))
    assert client_of(stranger).get(PAGE).status_code == 403
