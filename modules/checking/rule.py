"""What a rule is, and what a report is."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeAlias

from modules.checking.corpus import Corpus
from modules.problems import Problem

Check: TypeAlias = Callable[[Corpus], Iterable[Problem]]


@dataclass(frozen=True)
class Rule:
    """Something that holds for all content: its name, what it looks for, and how it is checked."""

    name: str
    looks_for: str
    check: Check


@dataclass(frozen=True)
class Report:
    """Something worth knowing that is no mistake, as lines of text."""

    name: str
    tells: str
    lines: Callable[[Corpus], Iterable[str]]
