"""From what an editor wrote to what scoring reads, and what does not go together in it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from quizzes.custom_lists.lines import lines_of
from quizzes.scoring.reference import Item, Part, Private, ReferenceList
from quizzes.scoring.words import fold


def items_of(stream: Iterable[Any], list_id: str) -> tuple[Item, ...]:
    """The items in a stream of `ItemBlock`s; those without a text yet are left out."""
    return tuple(
        Item(
            id=f"{list_id}.{child.id or f'new-{number}'}",
            text=child.value["text"].strip(),
            phrasings=lines_of(child.value["phrasings"] or ""),
            parts=_parts(child.value["parts"]),
            hint=(child.value["hint"] or "").strip(),
        )
        for number, child in enumerate(stream, start=1)
        if (child.value["text"] or "").strip()
    )


def _parts(values: Iterable[Mapping[str, str]]) -> tuple[Part, ...]:
    found = (Part((one["name"] or "").strip(), lines_of(one["words"] or "")) for one in values)
    return tuple(part for part in found if part.name and part.words)


def privates_of(stream: Iterable[Any], usual: tuple[Private, ...] = ()) -> tuple[Private, ...]:
    """The usual private things, then those in a stream of `PrivateBlock`s; unfinished ones not."""
    taken = {one.kind for one in usual}
    own = tuple(
        Private(
            kind=_kind(child.id or f"new-{number}", taken),
            name=child.value["name"].strip(),
            reason=(child.value["reason"] or "").strip(),
            phrasings=lines_of(child.value["phrasings"] or ""),
        )
        for number, child in enumerate(stream, start=1)
        if (child.value["name"] or "").strip()
    )
    return (*usual, *(one for one in own if one.phrasings))


def _kind(name: str, taken: set[str]) -> str:
    return f"own-{name}" if name in taken else name


@dataclass(frozen=True)
class Clash:
    """Words that count for an item and are private too."""

    words: str
    item: str
    private: str


@dataclass(frozen=True)
class Shared:
    """Words that stand under several items, with the items' texts."""

    words: str
    items: tuple[str, ...]


def same(text: str) -> str:
    """What two texts have in common that differ in case, accents, marks and blanks only."""
    return " ".join("".join(one if one.isalnum() else " " for one in fold(text)).split())


def repeated_items(items: Iterable[Item]) -> tuple[str, ...]:
    """The texts of items that an earlier one has too."""
    seen: set[str] = set()
    found = []
    for item in items:
        if same(item.text) in seen:
            found.append(item.text)
        seen.add(same(item.text))
    return tuple(found)


def clashes_of(reference: ReferenceList) -> tuple[Clash, ...]:
    """Items and phrasings that equal a private phrasing."""
    private = {same(words): one.name for one in reference.private for words in one.phrasings}
    return tuple(
        Clash(words, item.text, private[same(words)])
        for item in reference.items
        for words in (item.text, *item.phrasings)
        if same(words) in private
    )


def shared_phrasings(reference: ReferenceList) -> tuple[Shared, ...]:
    """Texts and phrasings that stand under more than one item: nobody can tell which is meant."""
    users: dict[str, dict[str, str]] = {}
    for item in reference.items:
        for words in (item.text, *item.phrasings):
            users.setdefault(same(words), {}).setdefault(item.text, words)
    return tuple(
        Shared(next(iter(by_item.values())), tuple(by_item))
        for key, by_item in users.items()
        if key and len(by_item) > 1
    )
