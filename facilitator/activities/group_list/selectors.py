"""Outcomes of group lists in sessions that are over: for the next session, and over all of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from facilitator.activities.group_list.over_sessions import ListPicture, RoomList, pictures
from facilitator.enums import Phase
from facilitator.models import Activity, Session
from facilitator.sessions.selectors import session_list_for_reports
from jurisdictions.models import Jurisdiction, User

NAME = "group_list"
MOST_BEFORE = 100
"""Compared lists of a place that are looked through for the next session."""
MOST_LISTS = 2000
"""Compared lists that one picture is made of; older ones are left out."""


@dataclass(frozen=True)
class MissedBefore:
    """What the last room of a place missed of a list."""

    on: date
    points: tuple[str, ...]
    title: str = ""


def missed_before(session: Session, list_id: str) -> MissedBefore | None:
    """What the last room of the same place missed of a list; None where none did it, or nothing
    was missed. One query.
    """
    found = _lists_before(session).filter(outcome__list_id=list_id).first()
    return _missed(found) if found is not None and _outcome(found)["missed"] else None


def missed_before_all(session: Session) -> tuple[MissedBefore, ...]:
    """The same for every list that rooms of the same place did with this module. One query."""
    found = _lists_before(session).filter(session__module_slug=session.module_slug)
    latest: dict[str, Activity] = {}
    for one in found[:MOST_BEFORE]:
        latest.setdefault(_outcome(one)["list_id"], one)
    return tuple(_missed(one) for one in latest.values() if _outcome(one)["missed"])


def _lists_before(session: Session) -> QuerySet[Activity]:
    ended = Session.objects.filter(phase=Phase.ENDED, jurisdiction=session.jurisdiction_id)
    return _compared_lists(ended.exclude(pk=session.pk))


def _missed(found: Activity) -> MissedBefore:
    outcome = _outcome(found)
    points = tuple(one["text"] for one in outcome["missed"])
    return MissedBefore(_day(found), points, outcome["list_title"])


def list_pictures(user: User, place: Jurisdiction | None = None) -> tuple[ListPicture, ...]:
    """The lists that rooms have compared, over the ended sessions of places where `user` presents;
    with `place` of that one only. One query.
    """
    sessions = session_list_for_reports(user)
    if place is not None:
        sessions = sessions.filter(jurisdiction=place)
    return pictures(_room_lists(_compared_lists(sessions)[:MOST_LISTS]))


def places_with_lists(user: User) -> list[Jurisdiction]:
    """The places whose rooms have compared a list, by name."""
    found = _compared_lists(session_list_for_reports(user)).order_by()
    keys = found.values("session__jurisdiction")
    return list(Jurisdiction.objects.filter(pk__in=keys).order_by("name", "pk"))


def _compared_lists(sessions: QuerySet[Session]) -> QuerySet[Activity]:
    """Compared lists of these sessions, the latest first."""
    found = Activity.objects.filter(
        kind=NAME, session__in=sessions.order_by().values("pk"), outcome__is_compared=True
    )
    return found.select_related("session__jurisdiction").order_by("-session__ended_at", "-pk")


def _room_lists(found: Iterable[Activity]) -> Iterable[RoomList]:
    for one in found:
        yield RoomList(one.session_id, _day(one), _outcome(one))


def _outcome(activity: Activity) -> Mapping[str, Any]:
    """What stays of a compared list: there is one, or it would not have been found."""
    outcome: Mapping[str, Any] = activity.outcome or {}
    return outcome


def _day(activity: Activity) -> date:
    """The day on which the session ended, where its place is."""
    ended = activity.session.ended_at
    assert ended is not None  # noqa: S101 (the database holds it to that)
    return ended.astimezone(ZoneInfo(activity.session.jurisdiction.time_zone)).date()
