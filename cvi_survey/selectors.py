"""Who may see which round, and what there is to see of it."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from cvi_survey.charts import Chart, Closeness, chart, closeness
from cvi_survey.disclosure import ItemRelease, Release, Side
from cvi_survey.errors import RoundNotFound
from cvi_survey.instruments import Instrument, Item
from cvi_survey.models import Round
from jurisdictions.access import Action, Person, jurisdictions_for, may
from jurisdictions.errors import NotAllowed
from jurisdictions.models import Jurisdiction

ACTIONS = (Action.PRESENT, Action.COORDINATE_SURVEYS)


def may_survey(user: Person, jurisdiction: Jurisdiction | None = None) -> bool:
    """Whether `user` may open rounds and read releases there; without a place, somewhere."""
    return any(may(user, action, jurisdiction) for action in ACTIONS)


def require_may_survey(user: Person, jurisdiction: Jurisdiction | None = None) -> None:
    """Pass silently when `user` may hold surveys there; raise `NotAllowed` if not."""
    if not may_survey(user, jurisdiction):
        raise NotAllowed(_("This page is for facilitators and survey coordinators."))


def jurisdiction_list_for_surveys(user: Person) -> QuerySet[Jurisdiction]:
    """Where `user` may open rounds."""
    places = Q()
    for action in ACTIONS:
        places |= Q(pk__in=jurisdictions_for(user, action).values("pk"))
    return Jurisdiction.objects.filter(places)


def round_list_for_facilitator(user: Person) -> QuerySet[Round]:
    """The rounds of the places where `user` may hold surveys, the latest first.

    Raises `NotAllowed` when there is no such place.
    """
    require_may_survey(user)
    rounds = Round.objects.filter(jurisdiction__in=jurisdiction_list_for_surveys(user))
    return rounds.select_related("jurisdiction")


def round_for_facilitator(user: Person, pk: int) -> Round:
    """Fetch one round.

    Raises `NotAllowed` for people who hold no surveys anywhere, `RoundNotFound` where there is no
    such round or it belongs to a place of others.
    """
    found = round_list_for_facilitator(user).filter(pk=pk).first()
    if found is None:
        raise RoundNotFound
    return found


def round_for_answering(code: str) -> Round:
    """Fetch the round that a link leads to, open or closed. Raises `RoundNotFound`."""
    found = Round.objects.filter(code=code).first()
    if found is None:
        raise RoundNotFound
    return found


@dataclass(frozen=True)
class Level:
    """A row of the table beside a chart: a point of the scale and its parts."""

    label: str
    parts: int


@dataclass(frozen=True)
class ShownSystem:
    """A row of the table of systems: where its answers lie, on a side or near a point."""

    label: str
    side: Side | None
    near: tuple[str, ...]


@dataclass(frozen=True)
class ShownItem:
    """One statement as the release page shows it; without a chart where too few answered."""

    item: Item
    released: ItemRelease
    chart: Chart | None
    closeness: Closeness | None
    levels: tuple[Level, ...]
    systems: tuple[ShownSystem, ...]


def shown_item_list(
    instrument: Instrument, released: Release, labels: dict[str, str]
) -> tuple[ShownItem, ...]:
    """Every statement with its chart and table, both from the release and nothing else.

    `labels` names the systems by id.
    """
    by_id = {one.item: one for one in released.items}
    return tuple(_shown_item(item, by_id[item.id], instrument, labels) for item in instrument.items)


def _shown_item(
    item: Item, one: ItemRelease, instrument: Instrument, labels: dict[str, str]
) -> ShownItem:
    return ShownItem(
        item=item,
        released=one,
        chart=chart(one, scale=instrument.scale, systems=labels),
        closeness=closeness(one.parts) if one.parts else None,
        levels=tuple(map(Level, instrument.scale, one.parts)),
        systems=tuple(
            ShownSystem(
                labels[place.system],
                place.side,
                _near(place.mean, instrument.scale),
            )
            for place in one.systems
        ),
    )


def _near(place: float | None, scale: tuple[str, ...]) -> tuple[str, ...]:
    """The label of a whole step, or the two labels that a half step lies between."""
    if place is None:
        return ()
    place = round(2 * place) / 2
    below = int(place)
    return (scale[below - 1],) if place == below else (scale[below - 1], scale[below])
