"""What can be asked: instruments as data, read from files and checked. Pure, without Django.

An instrument is one YAML file. A round keeps the frozen copy that `instrument_as_dict` makes, so
that a later edition of the file changes nothing about answers already given.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import yaml

from modules.problems import ContentError, Problem

SCHEMA = 1
POINTS = (4, 5)

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")


class Direction(StrEnum):
    """What the first point of the scale in the file means: the least agreement, or the most."""

    RISING = "rising"
    FALLING = "falling"


@dataclass(frozen=True)
class Item:
    """One statement to agree or disagree with. `about` says, in our words, what it asks."""

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
class Instrument:
    """A versioned set of statements with one scale of four or five points.

    `scale` holds the labels from least to most agreement, whatever the order on the form; an
    answer is a place on it, from 1.
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


def instrument_as_dict(instrument: Instrument) -> dict[str, Any]:
    """The frozen copy that a round keeps: plain JSON data with its schema version."""
    data: dict[str, Any] = json.loads(json.dumps({"schema": SCHEMA, **asdict(instrument)}))
    return data


def instrument_from_dict(data: Mapping[str, Any]) -> Instrument:
    """The instrument of a frozen copy. Raises `ValueError` for a schema that is not known."""
    if data.get("schema") != SCHEMA:
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
        }
    )


def instrument_list(folder: Path) -> tuple[Instrument, ...]:
    """Every instrument in `folder`, by file name.

    Raises `ContentError` with every problem of every file.
    """
    problems: list[Problem] = []
    instruments = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            instruments.append(instrument_read(path))
        except ContentError as error:
            problems += error.problems
    if problems:
        raise ContentError(problems)
    return tuple(instruments)


def instrument_read(path: Path) -> Instrument:
    """The instrument in one file. Raises `ContentError` naming file, line and remedy."""
    name = f"{path.parent.name}/{path.name}"
    text = path.read_text(encoding="utf-8")
    try:
        data = yaml.safe_load(text)
        lines = dict(_lines(yaml.compose(text, Loader=yaml.SafeLoader)))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 0
        reason = getattr(error, "problem", None) or "it is not YAML"
        remedy = "Check indentation and quotation marks near this line."
        raise ContentError([Problem(name, line, f"cannot be read: {reason}.", remedy)]) from error
    if not isinstance(data, dict):
        remedy = "Begin with 'id:', 'version:' and so on."
        raise ContentError([Problem(name, 1, "holds no fields.", remedy)])
    reading = _Reading(name, data, lines)
    problems = list(reading.problems())
    if not problems and data["id"] != path.stem:
        remedy = f"Call the file {data['id']}.yaml, or correct the id."
        problems = [reading.problem(("id",), f"has the id '{data['id']}'.", remedy)]
    if problems:
        raise ContentError(problems)
    return reading.instrument()


Place = tuple[str | int, ...]


def _lines(node: yaml.Node | None, place: Place = ()) -> Iterator[tuple[Place, int]]:
    """The line, from 1, of every field of a YAML document, by its place in it."""
    if node is None:
        return
    yield place, node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield (*place, key.value), key.start_mark.line + 1
            inner = dict(_lines(value, (*place, key.value)))
            inner.pop((*place, key.value), None)
            yield from inner.items()
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            yield from _lines(value, (*place, number))


@dataclass(frozen=True)
class _Reading:
    """A file's data on its way to becoming an instrument."""

    name: str
    data: dict[str, Any]
    lines: Mapping[Place, int]

    TEXTS = ("id", "language", "title", "introduction", "no_answer", "source", "licence")
    ITEM_TEXTS = ("id", "short", "text", "citation", "about")
    SYSTEM_TEXTS = ("id", "label")

    def problem(self, place: Place, message: str, remedy: str) -> Problem:
        """A problem at a place of the file, or at the nearest place above it that has a line."""
        while place and place not in self.lines:
            place = place[:-1]
        return Problem(self.name, self.lines.get(place, 1), message, remedy)

    def problems(self) -> Iterator[Problem]:
        """Everything that is wrong with the file."""
        yield from self._missing_texts((), self.data, self.TEXTS)
        yield from self._unknown_fields()
        version = self.data.get("version")
        if not isinstance(version, int) or isinstance(version, bool) or version < 1:
            remedy = "Give a whole number from 1; raise it when what people answer changes."
            yield self.problem(("version",), f"has the version {version!r}.", remedy)
        if self.data.get("direction") not in list(Direction):
            remedy = "Write 'rising' if the first point means the least agreement, else 'falling'."
            yield self.problem(("direction",), "does not say which way the scale runs.", remedy)
        yield from self._scale_problems()
        yield from self._text_list_problems("discussion")
        yield from self._part_problems("items", self.ITEM_TEXTS, at_least=1)
        yield from self._part_problems("systems", self.SYSTEM_TEXTS, at_least=0)

    def _missing_texts(
        self, place: Place, fields: Mapping[str, Any], names: Sequence[str]
    ) -> Iterator[Problem]:
        for field in names:
            value = fields.get(field)
            if not isinstance(value, str) or not value.strip():
                what = ".".join(str(part) for part in (*place, field))
                remedy = f"Write '{field}:' and words in quotation marks after it."
                yield self.problem((*place, field), f"has no text for '{what}'.", remedy)
            elif field == "id" and not ID.match(value):
                remedy = "Use lower-case letters, digits and single hyphens."
                yield self.problem((*place, field), f"has the id '{value}'.", remedy)

    def _unknown_fields(self) -> Iterator[Problem]:
        known = {*self.TEXTS, "version", "direction", "scale", "items", "discussion", "systems"}
        for field in sorted(set(map(str, self.data)) - known):
            remedy = f"The fields are {', '.join(sorted(known))}."
            yield self.problem((field,), f"has a field '{field}' that nothing reads.", remedy)

    def _scale_problems(self) -> Iterator[Problem]:
        scale = self.data.get("scale")
        if not isinstance(scale, list) or len(scale) not in POINTS:
            remedy = "List the labels of four or five points, from one end to the other."
            yield self.problem(("scale",), "has no scale of four or five points.", remedy)
        else:
            yield from self._text_list_problems("scale")
            if len(set(map(str, scale))) != len(scale):
                remedy = "Give each point a label of its own."
                yield self.problem(("scale",), "has two points of the same label.", remedy)

    def _text_list_problems(self, field: str) -> Iterator[Problem]:
        values = self.data.get(field)
        if not isinstance(values, list):
            remedy = f"Write '{field}:' and a list, one text after each hyphen."
            yield self.problem((field,), f"has no list '{field}'.", remedy)
            return
        for number, value in enumerate(values):
            if not isinstance(value, str) or not value.strip():
                remedy = "Put the words in quotation marks: Yes, No and numbers are not text."
                yield self.problem(
                    (field, number), f"has {value!r} instead of words in '{field}'.", remedy
                )

    def _part_problems(self, field: str, texts: Sequence[str], at_least: int) -> Iterator[Problem]:
        parts = self.data.get(field)
        if not isinstance(parts, list) or len(parts) < at_least:
            remedy = f"Write '{field}:' and one entry for each, with {', '.join(texts)}."
            yield self.problem((field,), f"has no list '{field}'.", remedy)
            return
        ids = Counter(str(part.get("id")) for part in parts if isinstance(part, dict))
        for number, part in enumerate(parts):
            place = (field, number)
            if not isinstance(part, dict):
                remedy = f"Give it the fields {', '.join(texts)}."
                yield self.problem(place, f"has an entry without fields in '{field}'.", remedy)
                continue
            yield from self._missing_texts(place, part, texts)
            for unknown in sorted(set(map(str, part)) - set(texts)):
                remedy = f"The fields are {', '.join(texts)}."
                message = f"has a field '{unknown}' that nothing reads."
                yield self.problem((*place, unknown), message, remedy)
            if ids[str(part.get("id"))] > 1:
                message = f"uses the id '{part.get('id')}' more than once in '{field}'."
                yield self.problem((*place, "id"), message, "Make each id its own.")

    def instrument(self) -> Instrument:
        """The instrument; only of data without problems."""
        direction = Direction(self.data["direction"])
        scale = tuple(_one_line(label) for label in self.data["scale"])
        return Instrument(
            **{name: _one_line(self.data[name]) for name in self.TEXTS},
            version=self.data["version"],
            direction=direction,
            scale=scale if direction is Direction.RISING else scale[::-1],
            discussion=tuple(_one_line(text) for text in self.data["discussion"]),
            items=tuple(
                Item(**{name: _one_line(part[name]) for name in self.ITEM_TEXTS})
                for part in self.data["items"]
            ),
            systems=tuple(
                System(**{name: _one_line(part[name]) for name in self.SYSTEM_TEXTS})
                for part in self.data["systems"]
            ),
        )


def _one_line(text: str) -> str:
    return " ".join(text.split())
