"""An instrument in memory, and as the frozen copy that a round keeps."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from typing import Any

SCHEMA = 2
"""Copies of schema 1, which knew one language and no sections, can still be read."""
POINTS = (4, 5)


class Direction(StrEnum):
    """What the first point of the scale in the file means: the least agreement, or the most."""

    RISING = "rising"
    FALLING = "falling"


@dataclass(frozen=True)
class Item:
    """One statement to agree or disagree with.

    `short` is a heading for it (the statement itself where the file has none); `about` says, in
    our words, what it asks, and may be empty, like `citation`.
    """

    id: str
    short: str
    text: str
    citation: str
    about: str


@dataclass(frozen=True)
class System:
    """A professional system that people can say they work in."""

    id: str
    label: str


@dataclass(frozen=True)
class Section:
    """Statements that stand together on the form, by id. Every statement is in one, or none is."""

    id: str
    title: str
    items: tuple[str, ...]


@dataclass(frozen=True)
class ItemWords:
    """The words of a statement in another language."""

    short: str
    text: str
    about: str


@dataclass(frozen=True)
class Words:
    """All that people read of an instrument in another language; `scale` runs as the main one."""

    title: str
    introduction: str
    no_answer: str
    notice: str
    source: str
    licence: str
    scale: tuple[str, ...]
    discussion: tuple[str, ...]
    items: Mapping[str, ItemWords]
    sections: Mapping[str, str]
    systems: Mapping[str, str]


@dataclass(frozen=True)
class Instrument:
    """A versioned set of statements with one scale of four or five points.

    `scale` holds the labels from least to most agreement, whatever the order on the form; an
    answer is a place on it, from 1. The words are those of `language`; `in_language` gives the
    same instrument in another. `notice`, if not empty, is said wherever the statements are shown.
    """

    id: str
    version: int
    language: str
    title: str
    introduction: str
    direction: Direction
    scale: tuple[str, ...]
    no_answer: str
    items: tuple[Item, ...]
    discussion: tuple[str, ...]
    systems: tuple[System, ...]
    source: str
    licence: str
    notice: str = ""
    sections: tuple[Section, ...] = ()
    translations: Mapping[str, Words] = field(default_factory=dict)

    @property
    def form_points(self) -> tuple[tuple[int, str], ...]:
        """Pairs of place and label, in the order in which the form offers them."""
        pairs = tuple(enumerate(self.scale, start=1))
        return pairs if self.direction is Direction.RISING else pairs[::-1]

    @property
    def item_ids(self) -> tuple[str, ...]:
        return tuple(item.id for item in self.items)

    @property
    def system_ids(self) -> tuple[str, ...]:
        return tuple(system.id for system in self.systems)

    @property
    def languages(self) -> tuple[str, ...]:
        """The codes of the languages it can be asked in, the main one first."""
        return (self.language, *self.translations)

    @property
    def section_starts(self) -> dict[str, str]:
        """The title of the section that begins at a statement, by the statement's id."""
        return {section.items[0]: section.title for section in self.sections}

    def system_labels(self, system: str) -> dict[str, str]:
        """The words for a system by language, the main one first."""
        label = next(one.label for one in self.systems if one.id == system)
        others = {code: words.systems[system] for code, words in self.translations.items()}
        return {self.language: label, **others}

    def in_language(self, language: str) -> "Instrument":
        """The same instrument in another of its languages, alone; itself where it has no such."""
        words = self.translations.get(language)
        if words is None:
            return self
        return replace(
            self,
            language=language,
            title=words.title,
            introduction=words.introduction,
            no_answer=words.no_answer,
            notice=words.notice,
            source=words.source,
            licence=words.licence,
            scale=words.scale,
            discussion=words.discussion,
            items=tuple(replace(item, **vars(words.items[item.id])) for item in self.items),
            sections=tuple(
                replace(section, title=words.sections[section.id]) for section in self.sections
            ),
            systems=tuple(System(one.id, words.systems[one.id]) for one in self.systems),
            translations={},
        )


def instrument_as_dict(instrument: Instrument) -> dict[str, Any]:
    """The frozen copy that a round keeps: plain JSON data with its schema version."""
    data: dict[str, Any] = json.loads(json.dumps({"schema": SCHEMA, **asdict(instrument)}))
    return data


def instrument_from_dict(data: Mapping[str, Any]) -> Instrument:
    """The instrument of a frozen copy. Raises `ValueError` for a schema that is not known."""
    if data.get("schema") not in {1, SCHEMA}:
        raise ValueError(f"Unknown schema of an instrument: {data.get('schema')!r}")
    fields = {name: value for name, value in data.items() if name != "schema"}
    return Instrument(
        **{
            **fields,
            "direction": Direction(data["direction"]),
            "scale": tuple(data["scale"]),
            "discussion": tuple(data["discussion"]),
            "items": tuple(Item(**item) for item in data["items"]),
            "systems": tuple(System(**system) for system in data["systems"]),
            "sections": tuple(
                Section(one["id"], one["title"], tuple(one["items"]))
                for one in data.get("sections", ())
            ),
            "translations": {
                code: _words_from_dict(words)
                for code, words in data.get("translations", {}).items()
            },
        }
    )


def _words_from_dict(data: Mapping[str, Any]) -> Words:
    items = {name: ItemWords(**words) for name, words in data["items"].items()}
    return Words(
        **{
            **data,
            "scale": tuple(data["scale"]),
            "discussion": tuple(data["discussion"]),
            "items": items,
        }
    )
