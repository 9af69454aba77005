"""Reads the glossary from `content/glossary/`. Pure.

Each file but `references.yaml` and `language.yaml` is an area with its terms. The format is told in
`docs/content/glossary-and-practice.md`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from modules.document import Reference
from modules.markup import canonical_inline, canonical_text
from modules.problems import ContentError, Problem
from modules.validation import ID
from modules.yaml_lines import Checked, Value, read_yaml

NEVER = "none"
"""What `in_text` says where a term is too common a word to be marked."""

_TERM_KEYS = (
    "id",
    "term",
    "short",
    "also",
    "means",
    "note",
    "spanish",
    "see",
    "sources",
    "in_text",
)
_REVIEW_KEYS = ("reviewed", "review_every")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}$")


@dataclass(frozen=True)
class Term:
    """One entry. `short` are abbreviations; `in_text` the forms that are marked in lessons."""

    id: str
    term: str
    means: str
    sources: tuple[str, ...]
    short: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    note: str = ""
    spanish: str = ""
    see: tuple[str, ...] = ()
    in_text: tuple[str, ...] = ()
    area: str = ""
    path: str = ""
    line: int = 0

    @property
    def title(self) -> str:
        """The term as a heading: its first letter large."""
        return self.term[:1].upper() + self.term[1:]

    @property
    def letter(self) -> str:
        """Where it stands in the alphabet: A to Z, or `0–9`."""
        first = self.term[:1].upper()
        return first if first.isalpha() else "0–9"

    @property
    def names(self) -> tuple[str, ...]:
        """Every name it goes by, Spanish too."""
        return tuple(filter(None, (self.term, *self.short, *self.also, self.spanish)))


@dataclass(frozen=True)
class Wording:
    """Words to leave behind, and what to say instead. `sources` is empty where it is ours."""

    avoid: tuple[str, ...]
    say: tuple[str, ...]
    why: str
    sources: tuple[str, ...] = ()
    line: int = 0


@dataclass(frozen=True)
class Glossary:
    """Terms in the order of the alphabet, wordings, and the sources of both."""

    terms: tuple[Term, ...]
    wordings: tuple[Wording, ...]
    references: tuple[Reference, ...]
    reviewed: str = ""

    @cached_property
    def by_id(self) -> dict[str, Term]:
        return {term.id: term for term in self.terms}

    @cached_property
    def letters(self) -> tuple[tuple[str, tuple[Term, ...]], ...]:
        """Each letter that has terms, with them."""
        grouped: dict[str, list[Term]] = {}
        for term in self.terms:
            grouped.setdefault(term.letter, []).append(term)
        return tuple((letter, tuple(terms)) for letter, terms in grouped.items())


def read_glossary(folder: Path) -> Glossary:
    """Read a folder of YAML files. Raises `ContentError` with every problem."""
    problems: list[Problem] = []
    references = tuple(_references(folder / "references.yaml", problems))
    terms: list[Term] = []
    days: list[str] = []
    for path in sorted(folder.glob("*.yaml")):
        if path.name in ("references.yaml", "language.yaml"):
            continue
        found, day = _area(path, problems)
        terms += found
        days.append(day)
    terms.sort(key=lambda term: (not term.letter.isalpha(), term.term.lower()))
    wordings = tuple(_wordings(folder / "language.yaml", problems))
    problems += _problems_between(terms, wordings, references)
    if not terms and not problems:
        problems.append(Problem(folder.name, 0, "has no terms.", "Add a file with 'terms:'."))
    if problems:
        raise ContentError(problems)
    return Glossary(tuple(terms), wordings, references, min(days))


def _root(path: Path, keys: tuple[str, ...]) -> tuple[Value | None, Checked]:
    file = Checked(f"{path.parent.name}/{path.name}")
    root = read_yaml(path, file)
    if root is not None:
        root.only(keys)
    return root, file


def _references(path: Path, problems: list[Problem]) -> Iterator[Reference]:
    root, file = _root(path, ("references", *_REVIEW_KEYS))
    for value in root.each("references", required=True) if root else ():
        value.only(("key", "text", "url"))
        key = value.text("key")
        if key and not ID.match(key):
            file.add(value.line, f"has the key '{key}'.", "Use a-z, 0-9 and single hyphens.")
        yield Reference(
            key, canonical_inline(value.text("text")), value.text("url", required=False)
        )
    problems += file.problems


def _area(path: Path, problems: list[Problem]) -> tuple[list[Term], str]:
    root, file = _root(path, ("area", "terms", *_REVIEW_KEYS))
    terms: list[Term] = []
    reviewed = ""
    if root is not None:
        area = root.text("area")
        reviewed = root.text("reviewed")
        if reviewed and not _DAY.match(reviewed):
            file.add(root.line, f"has 'reviewed: {reviewed}'.", "Write a day as 2026-11-22.")
        terms = [_term(value, area, file) for value in root.each("terms", required=True)]
    problems += file.problems
    return terms, reviewed


def _term(value: Value, area: str, file: Checked) -> Term:
    value.only(_TERM_KEYS)
    found = Term(
        id=value.text("id"),
        term=value.text("term"),
        means=canonical_text(value.text("means")),
        sources=value.texts("sources", required=True),
        short=value.texts("short"),
        also=value.texts("also"),
        note=canonical_text(value.text("note", required=False)),
        spanish=value.text("spanish", required=False),
        see=value.texts("see"),
        in_text=_in_text(value),
        area=area,
        path=file.name,
        line=value.line,
    )
    if found.id and not ID.match(found.id):
        file.add(value.line, f"has the id '{found.id}'.", "Use a-z, 0-9 and single hyphens.")
    return found


def _in_text(value: Value) -> tuple[str, ...]:
    """The forms to mark: those given, none, or every name and its plural."""
    given = value.get("in_text")
    if given is None:
        names = (value.text("term", required=False), *value.texts("also"))
        plurals = tuple(f"{name}s" for name in names if name[-1:].isalpha() and name[-1:] != "s")
        return tuple(filter(None, (*names, *plurals, *value.texts("short"))))
    if isinstance(getattr(given.node, "value", None), str):
        word = value.text("in_text")
        if word != NEVER:
            value.file.add(given.line, f"has 'in_text: {word}'.", f"Write a list, or '{NEVER}'.")
        return ()
    return value.texts("in_text", required=True)


def _wordings(path: Path, problems: list[Problem]) -> Iterator[Wording]:
    root, file = _root(path, ("wordings", *_REVIEW_KEYS))
    for value in root.each("wordings", required=True) if root else ():
        value.only(("avoid", "say", "why", "sources"))
        yield Wording(
            avoid=value.texts("avoid", required=True),
            say=value.texts("say", required=True),
            why=canonical_text(value.text("why")),
            sources=value.texts("sources"),
            line=value.line,
        )
    problems += file.problems


def _problems_between(
    terms: list[Term], wordings: tuple[Wording, ...], references: tuple[Reference, ...]
) -> Iterator[Problem]:
    """What single entries cannot show: ids twice, keys that lead nowhere, forms of two terms."""
    keys = {reference.key for reference in references}
    ids = {term.id for term in terms}
    seen: set[str] = set()
    owners: dict[str, str] = {}
    cited = {key for term in terms for key in term.sources}
    cited |= {key for wording in wordings for key in wording.sources}
    for term in terms:
        if term.id in seen:
            yield Problem(term.path, term.line, f"has '{term.id}' twice.", "Give each its own id.")
        seen.add(term.id)
        for key in term.sources:
            if key not in keys:
                yield _no_source(term.path, term.line, key)
        for other in term.see:
            if other not in ids or other == term.id:
                message = f"'{term.id}' says 'see {other}'."
                yield Problem(term.path, term.line, message, "Name the id of another term.")
        for form in term.in_text:
            if owners.setdefault(form.lower(), term.id) != term.id:
                message = f"'{form}' is a form of '{owners[form.lower()]}' and of '{term.id}'."
                yield Problem(term.path, term.line, message, "Leave it with one of them.")
    for wording in wordings:
        for key in wording.sources:
            if key not in keys:
                yield _no_source("glossary/language.yaml", wording.line, key)
    for key in sorted(keys - cited):
        message = f"has the source '{key}', which no entry names."
        yield Problem("glossary/references.yaml", 0, message, "Name it or take it out.")


def _no_source(path: str, line: int, key: str) -> Problem:
    return Problem(path, line, f"names the source '{key}'.", "Add it to references.yaml.")
