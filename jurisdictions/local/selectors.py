"""What people see of local material: their own jurisdiction's, or else the nearest above it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from jurisdictions.access import (
    ROLES_FOR,
    Action,
    Person,
    jurisdictions_for,
    jurisdictions_of,
    roles_of,
)
from jurisdictions.errors import NotAllowed
from jurisdictions.local.words import SLOT_WORDS, SlotWords
from jurisdictions.models import (
    MAX_LEVELS,
    Jurisdiction,
    JurisdictionQuerySet,
    LocalMaterial,
    User,
)
from jurisdictions.slots import Slot

PARENTS = "__".join(["parent"] * (MAX_LEVELS - 1))
"""What to fetch together with a jurisdiction whose ancestors are wanted."""


@dataclass(frozen=True)
class FilledSlot:
    """A slot as one person sees it in `place`; `material` is `None` where nobody filled it in.

    `is_asked` says that this person may be told so, to do something about it.
    """

    slot: Slot
    place: Jurisdiction
    material: LocalMaterial | None
    is_asked: bool
    is_editor: bool

    @property
    def words(self) -> SlotWords:
        return SLOT_WORDS[self.slot]

    @property
    def is_from_above(self) -> bool:
        """Whether the material belongs to a jurisdiction above `place`."""
        return self.material is not None and self.material.jurisdiction_id != self.place.pk

    @property
    def query(self) -> str:
        """The query of an address that keeps to `place`."""
        return urlencode({"jurisdiction": self.place.slug})

    @property
    def url(self) -> str:
        return f"{reverse('local_material', args=[self.slot.value])}?{self.query}"

    @property
    def editor_url(self) -> str:
        """Where an editor writes it for `place`; empty for who is none."""
        if not self.is_editor:
            return ""
        if self.material is not None and not self.is_from_above:
            return reverse("local_material:edit", args=[self.material.pk])
        query = urlencode({"slot": self.slot.value, "jurisdiction": self.place.slug})
        return f"{reverse('local_material:add')}?{query}"


@dataclass(frozen=True)
class Shelf:
    """Every slot in one place, and the other places that the same person may look at."""

    place: Jurisdiction | None
    places: tuple[Jurisdiction, ...]
    slots: Mapping[str, FilledSlot]


def material_find(*, jurisdiction: Jurisdiction, slot: Slot) -> LocalMaterial | None:
    """The published material for `slot` nearest to `jurisdiction`, upward; drafts do not count."""
    return material_map(jurisdiction).get(slot)


def material_map(jurisdiction: Jurisdiction) -> dict[Slot, LocalMaterial]:
    """For each slot that is filled, the material nearest to `jurisdiction`. One query.

    And one for each ancestor that was not fetched with it (`PARENTS`).
    """
    line = lineage(jurisdiction)
    found = LocalMaterial.objects.live().filter(jurisdiction__in=line)
    far_to_near = sorted(
        found.select_related("jurisdiction"), key=lambda one: -line.index(one.jurisdiction)
    )
    return {Slot(one.slot): one for one in far_to_near}


def lineage(jurisdiction: Jurisdiction) -> list[Jurisdiction]:
    """The jurisdiction and those that it belongs to, nearest first."""
    line: list[Jurisdiction] = []
    current: Jurisdiction | None = jurisdiction
    while current is not None and len(line) < MAX_LEVELS:
        line.append(current)
        current = current.parent
    return line


def shelf_for_person(user: Person, slug: str = "") -> Shelf:
    """The local material for `user`: in the place named by `slug`, or else where she joined first.

    Without any place the shelf is empty. Raises `NotAllowed` for a place that is not hers.
    """
    return _shelf(user, jurisdictions_of(user), slug)


def shelf_for_facilitator(user: Person, slug: str = "") -> Shelf:
    """The same among the places where `user` presents. Raises `NotAllowed` as well."""
    return _shelf(user, jurisdictions_for(user, Action.PRESENT), slug)


def _shelf(user: Person, allowed: JurisdictionQuerySet, slug: str) -> Shelf:
    places = tuple(allowed.select_related(PARENTS).order_by("name", "pk"))
    if not places:
        return Shelf(None, (), {})
    if slug:
        place = _chosen(places, slug)
    else:
        place = places[0] if len(places) == 1 else _first_joined(user, places)
    found = material_map(place)
    roles = roles_of(user, place)
    is_editor = not roles.isdisjoint(ROLES_FOR[Action.EDIT_CONTENT])
    is_asked = is_editor or not roles.isdisjoint(ROLES_FOR[Action.PRESENT])
    slots = {
        slot.value: FilledSlot(slot, place, found.get(slot), is_asked, is_editor) for slot in Slot
    }
    return Shelf(place, places, slots)


def _chosen(places: tuple[Jurisdiction, ...], slug: str) -> Jurisdiction:
    found = next((one for one in places if one.slug == slug), None)
    if found is None:
        raise NotAllowed(_("You do not belong to this jurisdiction."))
    return found


def _first_joined(user: Person, places: tuple[Jurisdiction, ...]) -> Jurisdiction:
    keys = {one.pk: one for one in places}
    joined = (
        user.memberships.order_by("granted_at", "pk").values_list("jurisdiction", flat=True)
        if isinstance(user, User)
        else ()
    )
    return next((keys[one] for one in joined if one in keys), places[0])
