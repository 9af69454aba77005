"""Figures that slides use, each kept once with its year, base and source. Pure.

The figures of a module stand in `content/facts/MODULE.yaml`; a slide names one by its id, and the
words are put in before the slide is read (`expand`). A document therefore holds finished words.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from modules.problems import Problem
from modules.reviewing import REVIEW_KEYS
from modules.validation import ID
from modules.yaml_lines import Checked, Value, read_yaml

MARK = re.compile(r"\{(?P<kind>fact|number|title)\b(?P<rest>[^{}]*)(?P<end>\}?)")
"""`{fact:ID}`, `{fact:ID:form}`, `{number:24 statements}` or `{title:A Name}`, closed or not."""

REFUSED_GRADES = ("d", "weak", "unverified")
_KEYS = ("id", "value", "unit", "of", "year", "source", "grade", "note")
_PREPOSITIONS = ("of", "in", "among", "with", "who", "for", "per", "from", "to", "at", "on", "by")


@dataclass(frozen=True)
class Fact:
    """One figure. `of` is its base: whom or what it counts, or is a share of."""

    id: str
    value: str
    unit: str
    of: str
    year: str
    source: str
    grade: str
    note: str = ""
    line: int = 0

    @property
    def short(self) -> str:
        """The figure and its unit: `39.1 percent`."""
        return f"{self.value} {self.unit}".strip()

    @property
    def full(self) -> str:
        """With base, year and citation: `39.1 percent of children in care (2021) [@key]`.

        "of" comes before the base unless that begins with a preposition of its own.
        """
        first = self.of.partition(" ")[0]
        base = self.of if not self.of or first in _PREPOSITIONS else f"of {self.of}"
        parts = (self.short, base, f"({self.year})", f"[@{self.source}]")
        return " ".join(part for part in parts if part)


FORMS: dict[str, Callable[[Fact], str]] = {
    "": lambda fact: fact.short,
    "full": lambda fact: fact.full,
    "value": lambda fact: fact.value,
    "unit": lambda fact: fact.unit,
    "of": lambda fact: fact.of,
    "year": lambda fact: fact.year,
    "source": lambda fact: fact.source,
}
"""What `{fact:ID:form}` puts in, by form."""


@dataclass(frozen=True)
class FactUse:
    """Where a figure is used: a line of a file."""

    fact: str
    path: str
    line: int


def facts_path(folder: Path) -> Path:
    """The file with the figures of the module in `folder`; it need not be there."""
    return folder.parent / "facts" / f"{folder.name}.yaml"


def read_facts(
    folder: Path, problems: list[Problem], sources: Collection[str] | None = None
) -> dict[str, Fact]:
    """The module's facts by id, in their order; adds what is wrong with their file to `problems`.

    `sources` are the keys of the module's references, each fact's source must be one of them;
    None where they could not be read.
    """
    path = facts_path(folder)
    if not path.exists():
        return {}
    file = Checked(f"facts/{path.name}")
    root = read_yaml(path, file)
    facts: dict[str, Fact] = {}
    if root is None:
        file.add(1, "names no list of facts.", "Write 'facts:' above the list, and indent it.")
    else:
        root.only(("facts", *REVIEW_KEYS))
        for value in root.each("facts", required=True):
            fact = _fact(value)
            _check(fact, file, sources)
            if fact.id in facts:
                file.add(fact.line, f"has a second fact '{fact.id}'.", "Make each id its own.")
            facts.setdefault(fact.id, fact)
    problems += file.problems
    return facts


def _fact(value: Value) -> Fact:
    value.only(_KEYS)
    return Fact(
        id=value.text("id"),
        value=value.text("value"),
        unit=value.text("unit", required=False),
        of=value.text("of", required=False),
        year=value.text("year"),
        source=value.text("source"),
        grade=value.text("grade"),
        note=value.text("note", required=False),
        line=value.line,
    )


def _check(fact: Fact, file: Checked, sources: Collection[str] | None) -> None:
    if fact.id and not ID.match(fact.id):
        file.add(fact.line, f"has the fact id '{fact.id}'.", "Use a-z, 0-9 and single hyphens.")
    if "%" in fact.value + fact.unit:
        file.add(fact.line, f"writes '%' in '{fact.id}'.", "Write 'unit: percent'.")
    if fact.grade.lower() in REFUSED_GRADES:
        file.add(
            fact.line,
            f"grades '{fact.id}' as {fact.grade}.",
            "Find a better source for it, or leave it out.",
        )
    if fact.source and sources is not None and fact.source not in sources:
        file.add(
            fact.line,
            f"takes '{fact.id}' from '{fact.source}', which is no reference of this module.",
            "Add it to references.yaml or correct 'source:'.",
        )


def expand(text: str, facts: Mapping[str, Fact]) -> tuple[str, list[tuple[str, str]]]:
    """The text of one line with its marks replaced, and message and remedy of each wrong one.

    `{number:24 statements}` is a number that is no statistic, `{title:A Name}` somebody else's
    words; both only become what they hold.
    """
    wrong: list[tuple[str, str]] = []

    def words(found: re.Match[str]) -> str:
        if not found["end"] or not found["rest"].startswith(":"):
            wrong.append(
                (f"has '{found[0]}'.", "Write {fact:its-id}, {fact:its-id:full} or {number:24}.")
            )
            return found[0]
        if found["kind"] != "fact":
            return found["rest"][1:].strip()
        name, _, form = found["rest"][1:].partition(":")
        if name not in facts:
            wrong.append(
                (
                    f"uses the fact '{name}', which is not there.",
                    "Add it to the module's file in content/facts/ or correct the id.",
                )
            )
            return found[0]
        if form not in FORMS:
            known = ", ".join(one for one in FORMS if one)
            wrong.append((f"uses '{found[0]}'.", f"Forms are: {known}; none for the short one."))
            return found[0]
        return FORMS[form](facts[name])

    return MARK.sub(words, text), wrong


def fact_uses(folder: Path) -> Iterator[FactUse]:
    """Every place in the files of the module in `folder` that uses a figure, known or not."""
    for path in (folder / "module.md", *sorted((folder / "lessons").glob("*.md"))):
        if not path.is_file():
            continue
        name = f"{folder.name}/{path.relative_to(folder)}"
        lines = path.read_text(encoding="utf-8-sig", errors="replace").splitlines()
        for number, line in enumerate(lines, start=1):
            for found in MARK.finditer(line):
                if found["kind"] == "fact" and found["rest"].startswith(":"):
                    yield FactUse(found["rest"][1:].partition(":")[0], name, number)
