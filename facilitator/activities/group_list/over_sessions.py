"""What rooms have covered and missed, session by session. Pure: outcomes in, figures out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class RoomList:
    """The outcome of one compared list: of which session, when, and where."""

    session: int
    on: date
    outcome: Mapping[str, Any]


@dataclass(frozen=True)
class PointPicture:
    """A point of a list over sessions. `of` counts the sessions whose list had it; `missed_on` are
    the days on which no entry covered it, the latest first.
    """

    id: str
    text: str
    covered: int
    of: int
    missed_on: tuple[date, ...]

    @property
    def missed(self) -> int:
        return len(self.missed_on)

    @property
    def percent(self) -> int:
        """In how many of a hundred sessions it was covered."""
        return round(100 * self.covered / self.of)


@dataclass(frozen=True)
class ListPicture:
    """A list over sessions; `points` in the list's order, as the latest session had it."""

    list_id: str
    title: str
    days: tuple[date, ...]
    points: tuple[PointPicture, ...]

    @property
    def sessions(self) -> int:
        return len(self.days)

    @property
    def most_missed(self) -> tuple[PointPicture, ...]:
        """The points that at least one room missed, those missed most often first."""
        missed = [one for one in self.points if one.missed]
        return tuple(sorted(missed, key=lambda one: (one.percent, -one.missed)))


def pictures(lists: Iterable[RoomList]) -> tuple[ListPicture, ...]:
    """One picture a list, by title. A session that did a list twice counts once: what either
    covered is covered. Points that the latest session's list does not have any more are left out.
    """
    by_list: dict[str, dict[int, list[RoomList]]] = {}
    for one in lists:
        if one.outcome.get("is_compared"):
            rooms = by_list.setdefault(one.outcome["list_id"], {})
            rooms.setdefault(one.session, []).append(one)
    found = [_picture(list_id, list(rooms.values())) for list_id, rooms in by_list.items()]
    return tuple(sorted(found, key=lambda one: (one.title, one.list_id)))


def _picture(list_id: str, rooms: list[list[RoomList]]) -> ListPicture:
    rooms = sorted(rooms, key=lambda one: (one[-1].on, one[-1].session), reverse=True)
    latest = rooms[0][-1].outcome
    covered = {one["id"]: one["text"] for one in latest["covered"]}
    missed = {one["id"]: one["text"] for one in latest["missed"]}
    order = latest.get("order") or [*covered, *missed]
    texts = {**covered, **missed}
    points = tuple(_point(one, texts[one], rooms) for one in order if one in texts)
    return ListPicture(list_id, latest["list_title"], tuple(one[-1].on for one in rooms), points)


def _point(point: str, text: str, rooms: Iterable[list[RoomList]]) -> PointPicture:
    covered, of = 0, 0
    missed_on = []
    for room in rooms:
        is_covered = any(_has(one, "covered", point) for one in room)
        if not is_covered and not any(_has(one, "missed", point) for one in room):
            continue
        of += 1
        covered += is_covered
        if not is_covered:
            missed_on.append(room[-1].on)
    return PointPicture(point, text, covered, of, tuple(missed_on))


def _has(one: RoomList, part: str, point: str) -> bool:
    return any(row["id"] == point for row in one.outcome[part])
