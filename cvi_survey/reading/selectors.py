"""Closed rounds for those who may read them, and what they may be laid beside."""

from collections.abc import Mapping, Sequence

from django.db.models import QuerySet

from cvi_survey.disclosure import ElsewhereItem, Release, Shown, Size, everyone_else
from cvi_survey.enums import RoundState
from cvi_survey.errors import RoundNotFound
from cvi_survey.models import Round
from cvi_survey.selectors import round_for_facilitator, round_list_for_facilitator
from jurisdictions.access import Person
from jurisdictions.models import Jurisdiction


def closed_round_for_reader(user: Person, pk: int) -> tuple[Round, Release]:
    """Fetch a closed round with its release.

    Raises `NotAllowed` for people who hold no surveys anywhere, `RoundNotFound` where there is no
    such round, it belongs to a place of others, or it is not closed.
    """
    found = round_for_facilitator(user, pk)
    released = found.release
    if released is None:
        raise RoundNotFound
    return found, released


def earlier_and_later_rounds(user: Person, read: Round) -> list[Round]:
    """Other closed rounds of the same place that share statements and scale, the latest first."""
    rounds = _closed(round_list_for_facilitator(user)).filter(jurisdiction=read.jurisdiction_id)
    return [one for one in rounds.exclude(pk=read.pk) if is_comparable(read, one)]


def is_comparable(read: Round, other: Round) -> bool:
    """Whether two closed rounds asked some of the same statements on the same scale."""
    one, two = read.instrument, other.instrument
    return (
        one.id == two.id
        and len(one.scale) == len(two.scale)
        and not set(one.item_ids).isdisjoint(two.item_ids)
    )


def elsewhere(read: Round) -> dict[str, tuple[ElsewhereItem, Size]]:
    """How all other jurisdictions together answered a round's statements, and how many at least.

    From the latest closed round of each that asked the same edition of the instrument. Places
    above and below the round's own are left out: the same people may have answered there. Held to
    the rule of `everyone_else`: at least two other places, with enough people together.
    """
    own = _line_of(read.jurisdiction)
    latest: dict[int, list[Release]] = {}
    asked_alike = Round.objects.exclude(instrument_id="").filter(
        instrument_id=read.instrument_id, instrument_copy__version=read.instrument.version
    )
    rounds = _closed(asked_alike).exclude(jurisdiction__in=own).defer("instrument_copy")
    for one in rounds:
        if one.jurisdiction_id in latest:
            continue
        released = one.release
        if released is not None and released.has_charts:
            latest[one.jurisdiction_id] = [released]
    apart = _apart(latest)
    return {item: (found, _size_of(item, apart)) for item, found in everyone_else(apart).items()}


def _size_of(item: str, releases: Mapping[str, Sequence[Release]]) -> Size:
    """The band of the smallest number of people who can stand behind a pooled statement."""
    least = sum(
        released.size.least
        for of_place in releases.values()
        for released in of_place
        for one in released.items
        if one.item == item and one.shown is Shown.DISTRIBUTION
    )
    return max((size for size in Size if size.least <= least), key=lambda size: size.least)


def _closed(rounds: QuerySet[Round]) -> QuerySet[Round]:
    closed = rounds.filter(state=RoundState.CLOSED).order_by("-closed_at", "-pk")
    return closed.select_related("jurisdiction")


def _line_of(place: Jurisdiction) -> set[int]:
    """A jurisdiction, those above it and those below it."""
    parents = _parents()
    below = {pk for pk in parents if place.pk in _above(pk, parents)}
    return {place.pk, *below, *_above(place.pk, parents)}


def _apart(latest: dict[int, list[Release]]) -> dict[str, Sequence[Release]]:
    """Without the places that lie below another one that has a round too."""
    parents = _parents()
    return {
        str(pk): releases
        for pk, releases in latest.items()
        if _above(pk, parents).isdisjoint(latest)
    }


def _parents() -> dict[int, int | None]:
    """Every jurisdiction's parent."""
    return dict(Jurisdiction.objects.values_list("pk", "parent_id"))


def _above(pk: int, parents: dict[int, int | None]) -> set[int]:
    """All jurisdictions above one."""
    found: set[int] = set()
    parent = parents.get(pk)
    while parent is not None and parent not in found:
        found.add(parent)
        parent = parents.get(parent)
    return found
