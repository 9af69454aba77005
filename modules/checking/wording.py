"""Words that put a condition before the person, and spelling from elsewhere."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from modules.checking.corpus import ContentLine, Corpus
from modules.checking.passages import passages, without
from modules.checking.rule import Rule
from modules.facts import MARK
from modules.problems import ContentError, Problem
from modules.reviewing import REVIEW_KEYS
from modules.yaml_lines import Checked, read_yaml

WORDING_FILE = "wording.yaml"
_OTHERS_WORDS = ("quotation", "saying")
_OTHERS_FILES = re.compile(r"(?:^|/)(?:references|wording|language)\.yaml$|^lexicon\.yaml$")
_OTHERS_KEYS = re.compile(
    r"^\s*-? ?(?:id|url|source|citation|citations|sources|key|term|also|in_text|short):"
)
_NO_WORDS = re.compile(
    r"^\s*(?:- )?\w+:(?=\s|$)"  # a key
    r'|(?<!: )(?<!- )"(?:[^\s"]+\s+){0,7}[^\s"]+"'  # a few words of somebody else
    r"|\]\([^)]*\)|https?://\S+|\[@[^\]]*\]|\{#[^}]*\}|^::: \w+ \S+\.svg",
    re.MULTILINE,
)


@dataclass(frozen=True)
class Words:
    """What to write instead, by term (in small letters), and names in which a term may stand."""

    instead: dict[str, str]
    spelling: dict[str, str]
    names: tuple[str, ...]


def read_words(path: Path) -> Words:
    """Read `wording.yaml`. Raises `ContentError`; without the file there are no words."""
    file = Checked(path.name)
    root = read_yaml(path, file) if path.exists() else None
    if root is None:
        if file.problems:
            raise ContentError(file.problems)
        return Words({}, {}, ())
    root.only(("instead", "spelling", "names", *REVIEW_KEYS))
    found: dict[str, dict[str, str]] = {"instead": {}, "spelling": {}}
    for name, entries in found.items():
        section = root.get(name)
        for term, _ in section.items() if section else ():
            entries[term.lower()] = section.text(term) if section else ""
    names = root.texts("names")
    if file.problems:
        raise ContentError(file.problems)
    return Words(found["instead"], found["spelling"], names)


@lru_cache(maxsize=8)
def pattern_of(terms: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern for all terms, whole words only; `*` at the end stands for any ending.

    Any run of white space or hyphens parts the words of a term.
    """
    if not terms:
        return re.compile(r"(?!)")
    longest_first = sorted(terms, key=len, reverse=True)
    parts = (
        r"[\s-]+".join(re.escape(word) for word in re.split(r"[\s-]+", term.rstrip("*")))
        + (r"\w*" if term.endswith("*") else "")
        for term in longest_first
    )
    return re.compile(rf"(?<![\w-])(?:{'|'.join(parts)})(?![\w])", re.IGNORECASE)


def found_terms(
    text: str, terms: dict[str, str], names: tuple[str, ...] = ()
) -> Iterator[tuple[int, str, str]]:
    """Each term in the text: where it begins, how it stands there, and what to write instead."""
    words = without(_NO_WORDS, without(MARK, text))
    words = without(pattern_of(names), words)
    for found in pattern_of(tuple(terms)).finditer(words):
        yield found.start(), " ".join(found[0].split()), _replacement(found[0], terms)


def _replacement(found: str, terms: dict[str, str]) -> str:
    flat = re.sub(r"[\s-]+", " ", found.lower())
    for term, instead in terms.items():
        bare = re.sub(r"[\s-]+", " ", term)
        if flat == bare or (bare.endswith("*") and flat.startswith(bare[:-1])):
            return instead
    return ""


def own_words(lines: Iterator[ContentLine]) -> Iterator[ContentLine]:
    """The lines that are in our words: no quotations, references, keys or what people may type."""
    typed: tuple[str, int] | None = None
    for line in lines:
        text = line.text.strip()
        indent = len(line.text) - len(line.text.lstrip())
        if line.path.endswith(".yaml"):
            if typed and line.path == typed[0] and (indent > typed[1] or text.startswith("-")):
                continue
            typed = (line.path, indent) if re.match(r"(?:- )?phrasings:", text) else None
        if _OTHERS_FILES.search(line.path) or _OTHERS_KEYS.match(line.text):
            continue
        if line.container not in _OTHERS_WORDS:
            yield line


def _check(corpus: Corpus, *, is_spelling: bool) -> Iterator[Problem]:
    words = _words(corpus)
    terms = words.spelling if is_spelling else words.instead
    for passage in passages(own_words(corpus.all_lines)):
        for place, term, instead in found_terms(passage.text, terms, words.names):
            yield passage.line_at(place).problem(
                f"says '{term}'.",
                f"Write '{instead}'."
                if is_spelling
                else f"Say: {instead}. A name or title keeps it: {{title:…}}.",
            )


def _words(corpus: Corpus) -> Words:
    try:
        return read_words(corpus.root / WORDING_FILE)
    except ContentError:
        return Words({}, {}, ())


def _wording(corpus: Corpus) -> Iterator[Problem]:
    try:
        read_words(corpus.root / WORDING_FILE)
    except ContentError as error:
        yield from error.problems
    yield from _check(corpus, is_spelling=False)


def _spelling(corpus: Corpus) -> Iterator[Problem]:
    yield from _check(corpus, is_spelling=True)


WORDING = Rule("wording", "A term with a person-first replacement.", _wording)
SPELLING = Rule("spelling", "British spelling.", _spelling)
