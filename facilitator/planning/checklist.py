"""What is to be ready before a session: materials, local material, the room, the people."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from facilitator.models import Session
from jurisdictions.access import Action, may
from jurisdictions.local.selectors import FilledSlot, material_map
from jurisdictions.models import User
from jurisdictions.slots import Slot, slots_in_order
from modules.document import Module

ROOM: tuple[tuple[str, str | Promise], ...] = (
    ("room:projector", _("The projector works, and shows this computer’s picture.")),
    ("room:second-screen", _("The screen is extended, not copied: the wall shows only slides.")),
    ("room:wifi", _("The Wi-Fi lets people’s phones in, and you know its password.")),
    ("room:phones", _("A phone in the room reaches the address.")),
    ("room:sound", _("Everybody hears and sees, online as well.")),
)
SELF: tuple[tuple[str, str | Promise], ...] = (
    ("self:poster", _("The poster is printed, or a second device shows it.")),
    ("self:pack", _("The presenter pack is downloaded, in case the network fails.")),
    ("self:people", _("Co-facilitators know when and where, and have signed in once.")),
)


@dataclass(frozen=True)
class Item:
    """Something to tick. `words` may carry markup where it comes from a module."""

    name: str
    words: str | Promise
    is_ready: bool


@dataclass(frozen=True)
class LocalItem:
    """A local slot to tick, and whether it is filled in for the session's place."""

    item: Item
    filled: FilledSlot


@dataclass(frozen=True)
class Checklist:
    """Everything to tick, and how much of it is."""

    materials: tuple[Item, ...]
    local: tuple[LocalItem, ...]
    room: tuple[Item, ...]
    own: tuple[Item, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        return (*self.materials, *(one.item for one in self.local), *self.room, *self.own)

    @property
    def ready(self) -> int:
        return sum(one.is_ready for one in self.items)


def checklist_for(session: Session, module: Module, slides: Iterable[str], user: User) -> Checklist:
    """The checklist of a session that shows these slides, as `user` may act on it.

    The crisis line is always on it: phones offer it to whoever needs a moment.
    """
    ticked = set(session.ready_items)
    shown = set(slides)
    named = [slot for one in module.slides if one.id in shown for slot in one.slots]
    known = {slot.value for slot in Slot}
    slots = [Slot(one) for one in slots_in_order([*named, Slot.CRISIS_LINE.value]) if one in known]
    filled = material_map(session.jurisdiction)
    is_editor = may(user, Action.EDIT_CONTENT, session.jurisdiction)

    def item(name: str, words: str | Promise) -> Item:
        return Item(name, words, name in ticked)

    return Checklist(
        materials=tuple(item(_name_of(one), one) for one in dict.fromkeys(module.materials)),
        local=tuple(
            LocalItem(
                item(f"local:{slot.value}", ""),
                FilledSlot(slot, session.jurisdiction, filled.get(slot), True, is_editor),
            )
            for slot in slots
        ),
        room=tuple(item(name, words) for name, words in ROOM),
        own=tuple(item(name, words) for name, words in SELF),
    )


def _name_of(material: str) -> str:
    """A material's name by its words: another order keeps the tick, other words lose it."""
    return f"material:{hashlib.sha256(material.encode()).hexdigest()[:12]}"
