"""Invented consent forms, and how each element of the list stands in them. Pure: files in, values.

`lists/releases/` holds one file a form; `docs/exercises.md` describes it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from modules.reviewing import REVIEW_KEYS
from modules.yaml_lines import Checked, Value, read_yaml
from quizzes.scoring import EntryScore
from quizzes.scoring.reference import Item, ReferenceList


class Standing(StrEnum):
    """How an element stands in a form."""

    STANDS = "stands"
    FLAWED = "flawed"
    MISSING = "missing"


@dataclass(frozen=True)
class Passage:
    """A part of a form as it is read. `shows` are the ids of the elements that stand there."""

    heading: str
    text: str
    shows: tuple[str, ...] = ()


@dataclass(frozen=True)
class Element:
    """An item of the list in a form: how it stands, and why one says so."""

    item: Item
    standing: Standing
    why: str

    @property
    def is_to_find(self) -> bool:
        return self.standing is not Standing.STANDS


@dataclass(frozen=True)
class ReleaseForm:
    """An invented form. `note` (Markdown) is shown with the answer: the law, dated and sourced."""

    id: str
    title: str
    issuer: str
    passages: tuple[Passage, ...]
    elements: tuple[Element, ...]
    note: str = ""

    @property
    def to_find(self) -> tuple[Element, ...]:
        """What is missing from the form or flawed in it."""
        return tuple(one for one in self.elements if one.is_to_find)


@dataclass(frozen=True)
class Sighting:
    """An element as somebody judged it: by a tick, or by an entry in their own words."""

    element: Element
    is_ticked: bool
    entries: tuple[EntryScore, ...]

    @property
    def is_named(self) -> bool:
        """Whether it was said to be missing or flawed, in either way."""
        return self.is_ticked or bool(self.entries)

    @property
    def is_found(self) -> bool:
        return self.is_named and self.element.is_to_find

    @property
    def is_doubted(self) -> bool:
        """Whether it was named and stands."""
        return self.is_named and not self.element.is_to_find


def read_release(path: Path, reference: ReferenceList, file: Checked) -> ReleaseForm | None:
    """The form of a file, its elements in the order of the list; problems are noted in `file`."""
    root = read_yaml(path, file)
    if root is None:
        return None
    root.only(("id", "title", "issuer", "passages", "elements", "note", *REVIEW_KEYS))
    if root.text("id") != path.stem:
        file.add(root.line, "The id is not the file's name.", "Let them be the same.")
    known = {item.id for item in reference.items}
    passages = tuple(_passage(one, known) for one in root.each("passages", required=True))
    elements = _elements(root, reference)
    shown = {item_id for one in passages for item_id in one.shows}
    for one in elements:
        if one.standing is not Standing.MISSING and one.item.id not in shown:
            file.add(
                root.line, f"No passage shows '{one.item.id}'.", "Name it under 'shows' of one."
            )
    return ReleaseForm(
        id=root.text("id"),
        title=root.text("title"),
        issuer=root.text("issuer"),
        passages=passages,
        elements=elements,
        note=root.text("note", required=False),
    )


def _passage(value: Value, known: Iterable[str]) -> Passage:
    value.only(("heading", "text", "shows"))
    shows = value.texts("shows")
    for item_id in shows:
        if item_id not in known:
            value.file.add(value.line, f"The list has no '{item_id}'.", "Correct 'shows'.")
    return Passage(value.text("heading"), value.text("text"), shows)


def _elements(root: Value, reference: ReferenceList) -> tuple[Element, ...]:
    found: dict[str, Element] = {}
    items = {item.id: item for item in reference.items}
    for value in root.each("elements", required=True):
        value.only(("id", "standing", "why"))
        item_id, standing = value.text("id"), value.text("standing")
        if item_id not in items or item_id in found:
            value.file.add(
                value.line, f"'{item_id}' is not in the list, or is here twice.", "Correct the id."
            )
        elif standing not in set(Standing):
            value.file.add(
                value.line,
                f"'{standing}' is no standing.",
                f"Known are: {', '.join(Standing)}.",
            )
        else:
            found[item_id] = Element(items[item_id], Standing(standing), value.text("why"))
    for item_id in items:
        if item_id not in found:
            root.file.add(root.line, f"'elements' lacks '{item_id}'.", "Say how it stands.")
    return tuple(found[item_id] for item_id in items if item_id in found)
