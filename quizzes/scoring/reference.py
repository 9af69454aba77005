"""A reference list as scoring sees it: items, the ways people say them, what stays private."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Part:
    """One of several things that an item names. Any one of `words` in an entry shows it."""

    name: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Item:
    """One item. An entry covers it wholly if it shows every part, or if there are no parts.

    `hint` leads toward the item without giving it away: "Think of the child's side."
    """

    id: str
    text: str
    phrasings: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    hint: str = ""


@dataclass(frozen=True)
class Private:
    """Something that goes beyond what may be shared, with a gentle reason."""

    kind: str
    name: str
    reason: str
    phrasings: tuple[str, ...]


@dataclass(frozen=True)
class Direction:
    """Who shares with whom."""

    giver: str
    receiver: str


@dataclass(frozen=True)
class ReferenceList:
    """A list that people's entries are compared with. `lead` is the line above its items."""

    id: str
    title: str
    prompt: str
    items: tuple[Item, ...]
    lead: str = ""
    direction: Direction | None = None
    private: tuple[Private, ...] = ()

    def item(self, item_id: str) -> Item:
        """The item with this id. Raises `KeyError` naming it."""
        for one in self.items:
            if one.id == item_id:
                return one
        raise KeyError(item_id)
