"""Checking the data of an instrument's file, and making the instrument of it."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from cvi_survey.instruments.building import built
from cvi_survey.instruments.model import POINTS, Direction, Instrument
from modules.problems import Problem
from modules.reviewing import REVIEW_KEYS

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
LANGUAGES = ("en", "es")
"""The languages that the pages around the statements are written in."""
TAKEN = frozenset({"number", "system"})
"""What the form itself sends beside the statements."""
LONGEST_ID = 60
LONGEST = {"title": 120, "short": 120, "no_answer": 80, "label": 80, "text": 1000}
"""Letters, by field; `LONGEST_OTHER` for all others."""
LONGEST_OTHER = 4000
LONGEST_POINT = 80
MOST = {"items": 100, "sections": 30, "systems": 12, "discussion": 30}

Place = tuple[str | int, ...]


@dataclass(frozen=True)
class Parts:
    """What the entries of a list hold: `ids` and plain texts, and words in every language."""

    plain: tuple[str, ...]
    words: tuple[str, ...]
    optional: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        return (*self.plain, *self.words)


PLAIN = ("id",)
WORDS = ("title", "introduction", "no_answer", "notice", "source", "licence")
OPTIONAL = frozenset({"notice", "sections"})
ITEM = Parts(
    plain=("id", "section", "citation"),
    words=("short", "text", "about"),
    optional=("section", "citation", "short", "about"),
)
SECTION = Parts(plain=("id",), words=("title",))
SYSTEM = Parts(plain=("id",), words=("label",))


@dataclass(frozen=True)
class Reading:
    """A file's data on its way to becoming an instrument."""

    name: str
    data: dict[str, Any]
    lines: Mapping[Place, int]

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the file, the main one first."""
        several = self.data.get("languages")
        if isinstance(several, list):
            return tuple(several)
        return (self.data.get("language", LANGUAGES[0]),)

    def problem(self, place: Place, message: str, remedy: str) -> Problem:
        """A problem at a place of the file, or at the nearest place above it that has a line."""
        while place and place not in self.lines:
            place = place[:-1]
        return Problem(self.name, self.lines.get(place, 1), message, remedy)

    def problems(self) -> Iterator[Problem]:
        """Everything that is wrong with the file; if it is the languages, nothing else."""
        if language_problems := list(self._language_problems()):
            yield from language_problems
            return
        for field in PLAIN:
            yield from self._plain_problems((field,))
        for field in WORDS:
            yield from self._words_problems((field,), required=field not in OPTIONAL)
        yield from self._unknown_fields()
        version = self.data.get("version")
        if not isinstance(version, int) or isinstance(version, bool) or not 1 <= version < 10**6:
            remedy = "Give a whole number from 1; raise it when what people answer changes."
            yield self.problem(("version",), f"has the version {_shown(version)}.", remedy)
        if self.data.get("direction") not in list(Direction):
            remedy = "Write 'rising' if the first point means the least agreement, else 'falling'."
            yield self.problem(("direction",), "does not say which way the scale runs.", remedy)
        yield from self._scale_problems()
        yield from self._lists_problems("discussion", LONGEST_OTHER)
        yield from self._part_problems("items", ITEM, at_least=1)
        yield from self._part_problems("systems", SYSTEM, at_least=0)
        if "sections" in self.data:
            yield from self._part_problems("sections", SECTION, at_least=1)
        yield from self._placing_problems()

    def instrument(self) -> Instrument:
        """The instrument; only of data without problems."""
        return built(self.data, self.languages)

    def _at(self, place: Place) -> Any:
        """What stands at a place of the data; `None` where there is no such place."""
        found: Any = self.data
        for part in place:
            if isinstance(found, dict):
                found = found.get(part)
            elif isinstance(found, list) and isinstance(part, int) and part < len(found):
                found = found[part]
            else:
                return None
        return found

    def _language_problems(self) -> Iterator[Problem]:
        known = " or ".join(LANGUAGES)
        if ("language" in self.data) == ("languages" in self.data):
            remedy = f"Write 'language: {LANGUAGES[0]}', or 'languages:' and a list of them."
            yield self.problem(("languages",), "does not say its language once.", remedy)
            return
        several = self.data.get("languages", [self.data.get("language")])
        if not isinstance(several, list) or not several:
            remedy = "Write a list, the main language first: [en, es]."
            yield self.problem(("languages",), "has no list of languages.", remedy)
            return
        for code in several:
            if code not in LANGUAGES:
                place = ("languages",) if "languages" in self.data else ("language",)
                remedy = f"Write {known}: the pages around the statements are in these."
                yield self.problem(place, f"has the language {_shown(code)}.", remedy)
        if len(set(map(str, several))) != len(several):
            remedy = "Name each language once."
            yield self.problem(("languages",), "names a language twice.", remedy)

    def _unknown_fields(self) -> Iterator[Problem]:
        known = {*PLAIN, *WORDS, "version", "language", "languages", "direction", "scale"}
        known |= {"items", "discussion", "systems", "sections", *REVIEW_KEYS}
        for field in sorted(set(map(str, self.data)) - known):
            remedy = f"The fields are {', '.join(sorted(known))}."
            yield self.problem((field,), f"has a field '{field}' that nothing reads.", remedy)

    def _plain_problems(self, place: Place, *, required: bool = True) -> Iterator[Problem]:
        """What is wrong with one text that is the same in every language."""
        value = self._at(place)
        if value is None and not required:
            return
        if place[-1] != "id" and place[-1] != "section":
            yield from self._text_problems(place, value, LONGEST_OTHER)
        elif not isinstance(value, str) or not ID.match(value) or len(value) > LONGEST_ID:
            what = "no id" if value is None else f"the id {_shown(value)}"
            remedy = (
                f"Use lower-case letters, digits and single hyphens, {LONGEST_ID} at most; "
                "put a number in quotation marks."
            )
            yield self.problem(place, f"has {what}.", remedy)

    def _words_problems(self, place: Place, *, required: bool) -> Iterator[Problem]:
        """What is wrong with words: a text, or one for each of several languages."""
        value = self._at(place)
        if value is None and not required:
            return
        longest = LONGEST.get(str(place[-1]), LONGEST_OTHER)
        if len(self.languages) == 1 and not isinstance(value, dict):
            yield from self._text_problems(place, value, longest)
            return
        yield from self._language_fields_problems(place, value)
        if isinstance(value, dict):
            for code in self.languages:
                if code in value:
                    yield from self._text_problems((*place, code), value[code], longest)

    def _language_fields_problems(self, place: Place, value: Any) -> Iterator[Problem]:
        what = _named(place)
        if not isinstance(value, dict):
            below = " and ".join(f"'{code}:'" for code in self.languages)
            remedy = f"Write {below} below it, each with its words."
            yield self.problem(place, f"has not every language for '{what}'.", remedy)
            return
        for code in self.languages:
            if code not in value:
                remedy = f"Add '{code}:' and its words."
                yield self.problem(place, f"has nothing in '{code}' for '{what}'.", remedy)
        for code in sorted(set(map(str, value)) - set(self.languages)):
            remedy = f"The languages of this file are {', '.join(self.languages)}."
            message = f"has a field '{code}' that nothing reads."
            yield self.problem((*place, code), message, remedy)

    def _text_problems(self, place: Place, value: Any, longest: int) -> Iterator[Problem]:
        what = _named(place)
        if value is None or value == "" or (isinstance(value, str) and not value.strip()):
            remedy = f"Write '{what.rpartition('.')[2]}:' and words in quotation marks after it."
            yield self.problem(place, f"has no text for '{what}'.", remedy)
        elif not isinstance(value, str):
            remedy = "Put the words in quotation marks: Yes, No and numbers are not text."
            yield self.problem(place, f"has {_shown(value)} instead of words in '{what}'.", remedy)
        elif len(value) > longest:
            remedy = f"Use {longest} letters at most."
            yield self.problem(place, f"has too long a text for '{what}'.", remedy)
        elif not all(letter.isprintable() or letter in "\n\t" for letter in value):
            remedy = "Type the words anew: an invisible character came in with copying."
            yield self.problem(place, f"has a character that is none in '{what}'.", remedy)

    def _scale_problems(self) -> Iterator[Problem]:
        yield from self._lists_problems("scale", LONGEST_POINT)
        lists = [one for one in self._lists_of("scale") if isinstance(self._at(one), list)]
        for place in lists:
            labels = self._at(place)
            if len(labels) not in POINTS:
                remedy = "List the labels of four or five points, from one end to the other."
                yield self.problem(place, "has no scale of four or five points.", remedy)
            elif len({" ".join(str(label).split()).casefold() for label in labels}) < len(labels):
                remedy = "Give each point a label of its own."
                yield self.problem(place, "has two points of the same label.", remedy)
        if len({len(self._at(place)) for place in lists}) > 1:
            remedy = "Give the same number of points in every language."
            yield self.problem(("scale",), "has scales of unlike length.", remedy)

    def _lists_of(self, field: str) -> list[Place]:
        """Where the lists of texts of a field are to be: one for each language."""
        if len(self.languages) == 1 and not isinstance(self.data.get(field), dict):
            return [(field,)]
        return [(field, code) for code in self.languages]

    def _lists_problems(self, field: str, longest: int) -> Iterator[Problem]:
        if self._lists_of(field) != [(field,)]:
            yield from self._language_fields_problems((field,), self.data.get(field))
            if not isinstance(self.data.get(field), dict):
                return
        for place in self._lists_of(field):
            values = self._at(place)
            if len(place) > 1 and place[-1] not in self.data[field]:
                continue
            if not isinstance(values, list) or len(values) > MOST.get(field, len(values)):
                remedy = f"Write '{place[-1]}:' and a list, one text after each hyphen."
                yield self.problem(place, f"has no list '{field}' of ordinary length.", remedy)
                continue
            for number, value in enumerate(values):
                yield from self._text_problems((*place, number), value, longest)

    def _part_problems(self, field: str, parts: Parts, at_least: int) -> Iterator[Problem]:
        entries = self.data.get(field)
        if not isinstance(entries, list) or not at_least <= len(entries) <= MOST[field]:
            remedy = (
                f"Write '{field}:' and one entry for each, with {', '.join(parts.all)}; "
                f"{MOST[field]} at most."
            )
            yield self.problem((field,), f"has no list '{field}'.", remedy)
            return
        ids = Counter(str(part.get("id")) for part in entries if isinstance(part, dict))
        for number, part in enumerate(entries):
            place = (field, number)
            if not isinstance(part, dict):
                remedy = f"Give it the fields {', '.join(parts.all)}."
                yield self.problem(place, f"has an entry without fields in '{field}'.", remedy)
                continue
            yield from self._entry_problems(place, part, parts)
            if ids[str(part.get("id"))] > 1:
                message = f"uses the id {_shown(part.get('id'))} more than once in '{field}'."
                yield self.problem((*place, "id"), message, "Make each id its own.")

    def _entry_problems(
        self, place: Place, part: Mapping[str, Any], parts: Parts
    ) -> Iterator[Problem]:
        for name in parts.plain:
            yield from self._plain_problems((*place, name), required=name not in parts.optional)
        for name in parts.words:
            yield from self._words_problems((*place, name), required=name not in parts.optional)
        for unknown in sorted(set(map(str, part)) - set(parts.all)):
            remedy = f"The fields are {', '.join(parts.all)}."
            message = f"has a field '{unknown}' that nothing reads."
            yield self.problem((*place, unknown), message, remedy)
        if place[0] == "items" and str(part.get("id")) in TAKEN:
            remedy = "Give it another id: the form uses this word itself."
            yield self.problem((*place, "id"), f"has the id '{part['id']}'.", remedy)

    def _placing_problems(self) -> Iterator[Problem]:
        """Statements stand in sections that exist, side by side; all of them, or none."""
        sections = _values_of(self.data.get("sections"), "id")
        runs = _values_of(self.data.get("items"), "section")
        order = list(dict.fromkeys(runs))
        for number, section in enumerate(runs):
            place = ("items", number, "section")
            if sections and section not in sections:
                remedy = f"Write 'section:' and one of {', '.join(filter(None, sections))}."
                yield self.problem(place, "does not say its section.", remedy)
            elif section is not None and not sections:
                remedy = "List the 'sections:' with id and title, or leave it out."
                yield self.problem(place, f"has the section {_shown(section)}.", remedy)
        for number, section in enumerate(sections):
            if section not in order:
                remedy = "Take it out, or put a statement into it."
                yield self.problem(("sections", number), f"has '{section}' without any.", remedy)
        in_order = [section for section in order if section in sections]
        if sections and in_order != [one for one in sections if one in order]:
            remedy = "List sections and statements in the same order."
            yield self.problem(("sections",), "has its sections in another order.", remedy)
        elif sections and sum(a != b for a, b in pairwise(runs)) >= len(order):
            remedy = "Put the statements of a section one after the other."
            yield self.problem(("items",), "has a section in several pieces.", remedy)


def _values_of(parts: Any, field: str) -> list[str | None]:
    """A field of every entry of a list; `None` where it is missing or no text."""
    entries = parts if isinstance(parts, list) else []
    values = [part.get(field) if isinstance(part, dict) else None for part in entries]
    return [value if isinstance(value, str) else None for value in values]


def _named(place: Place) -> str:
    return ".".join(map(str, place))


def _shown(value: Any) -> str:
    """A value as it may stand in a message: short, and whatever it is."""
    written = repr(value)
    return written if len(written) <= 60 else f"{written[:57]}…"
