"""Times as the reader's clock shows them, and what that costs."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.db.models.functions import TruncDay
from django.http import HttpRequest, HttpResponse
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import path
from django.utils import timezone

from jurisdictions.middleware import ReaderZone
from jurisdictions.models import User
from tests.factories import UserFactory
from tests.people import client_of

pytestmark = pytest.mark.django_db

NOON = dt.datetime(2026, 7, 1, 12, 0, tzinfo=dt.UTC)


def clock(request: HttpRequest) -> HttpResponse:
    return HttpResponse(Template("{{ noon|date:'H:i T' }}").render(Context({"noon": NOON})))


def timeless(request: HttpRequest) -> HttpResponse:
    return HttpResponse("no time here")


urlpatterns = [path("clock/", clock), path("timeless/", timeless)]

on_these_pages = pytest.mark.urls(__name__)


def cost(client: Client, address: str) -> tuple[str, int]:
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address)
    return answer.content.decode(), len(queries)


@on_these_pages
def test_visitors_read_universal_time_and_cost_no_query() -> None:
    assert cost(Client(), "/clock/") == ("12:00 UTC", 0)


@on_these_pages
def test_signed_in_people_read_their_own_time(learner: User) -> None:
    client = client_of(learner)
    # The session and the person: what any page that knows who reads it has paid already.
    assert cost(client, "/clock/") == ("06:00 MDT", 2)


@on_these_pages
def test_a_page_without_times_costs_nothing(learner: User) -> None:
    assert cost(client_of(learner), "/timeless/") == ("no time here", 0)


@on_these_pages
def test_people_without_a_jurisdiction_read_universal_time(stranger: User) -> None:
    assert cost(client_of(stranger), "/clock/")[0] == "12:00 UTC"


@on_these_pages
def test_the_zone_of_one_reader_does_not_stay_for_the_next(learner: User) -> None:
    client_of(learner).get("/clock/")
    assert timezone.get_current_timezone_name() == "UTC"
    assert Client().get("/clock/").content == b"12:00 UTC"


def zone_of(user: object, rf: RequestFactory) -> ReaderZone:
    request = rf.get("/")
    request.user = user
    return ReaderZone(request)


def test_the_reader_zone_is_a_whole_time_zone(learner: User, rf: RequestFactory) -> None:
    zone = zone_of(learner, rf)
    local = NOON.astimezone(zone)
    assert local.isoformat() == "2026-07-01T06:00:00-06:00"
    assert local.dst() == dt.timedelta(hours=1)
    assert local.astimezone(dt.UTC) == NOON
    typed = timezone.make_aware(dt.datetime(2026, 1, 1, 9, 0), zone)
    assert typed.astimezone(dt.UTC).hour == 16
    assert str(zone) == "America/Denver"


def test_the_hour_that_comes_twice_is_told_apart(learner: User, rf: RequestFactory) -> None:
    zone = zone_of(learner, rf)
    first = dt.datetime(2026, 11, 1, 7, 30, tzinfo=dt.UTC).astimezone(zone)
    second = dt.datetime(2026, 11, 1, 8, 30, tzinfo=dt.UTC).astimezone(zone)
    assert (first.hour, first.tzname()) == (1, "MDT")
    assert (second.hour, second.tzname()) == (1, "MST")


def test_databases_count_by_the_readers_day(learner: User, rf: RequestFactory) -> None:
    late = dt.datetime(2026, 7, 2, 3, 0, tzinfo=dt.UTC)
    UserFactory()
    User.objects.update(date_joined=late)
    with timezone.override(zone_of(learner, rf)):
        day = User.objects.annotate(day=TruncDay("date_joined")).values_list("day", flat=True)[0]
    assert day.date() == dt.date(2026, 7, 1)


def test_a_visitor_has_universal_time(rf: RequestFactory) -> None:
    assert str(zone_of(AnonymousUser(), rf)) == "UTC"
