"""A number on a slide is a fact of `content/facts/`, or is no statistic and says so."""

import re
from collections.abc import Iterator

from modules.checking.corpus import ContentLine, Corpus, Part
from modules.checking.passages import passages, without
from modules.checking.rule import Report, Rule
from modules.facts import MARK
from modules.problems import Problem

SMALL = 12
"""Whole numbers up to this are counting words: five steps, twelve months."""

_CHECKED = (Part.TITLE, Part.BODY, Part.TALKING_POINTS, Part.PROMPT)
_KEYS_LEFT_OUT = ("year", "citation")
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_PLAIN = re.compile(
    "|".join(
        (
            r"\[@[^\]]*\]",  # citations
            r"\]\([^)]*\)|https?://\S+|\{#[^}]*\}",  # addresses and ids
            r"^\s*\d+\.\s",  # numbered lists
            r"^:::.*|^##.*",  # heads of containers and prompts
            rf"\b\d{{1,2}}\s{_MONTH}\b|\b{_MONTH}\s\d{{1,2}}\b(?!\d)",
            r"\b(?:19|20)\d\d(?:\s*(?:-|–|to)\s*(?:19|20)?\d\d)?(?:s|'s)?\b(?![.,]\d)",
            r"\b\d+\s(?:CFR|U\.?S\.?C\.?|FR|Stat\.)(?:\sParts?)?(?:\s§+)?\s?"
            r"[\d.]*\w*(?:\([a-z0-9]+\))*",
            r"(?:§+|\b[Ss]ections?|\b[Pp]arts?|\b[Tt]itle|\bP\.L\.|\bPublic\sLaw)"
            r"\s?\d[\d.-]*[a-z]?(?:\([a-z0-9]+\))*"
            r"(?:(?:,|\sand|\sor|\sto)+\s\d[\d.-]*(?:\([a-z0-9]+\))*)*",
            r"\b(?:[Mm]odules?|[Ss]lides?|[Ss]teps?|[Pp]ages?|[Ff]igures?|[Tt]ables?)"
            r"\s\d+(?:(?:,|\sand|\sto|,\sand)+\s\d+)*",
            r"\b(?:age|ages|aged|under|over)(?:\sof)?\s\d+(?:\s*(?:-|–|to|and)\s*\d+)?\b"
            r"(?!\s?(?:percent|%|[,.]\d))|\b\d{1,2}\s(?:and|or)\s(?:older|younger|over|under)\b",
            r"\b\d+(?:-minute|\sminutes?)\b",
            r"\b[A-Z][A-Za-z]*-\d+\b|\b24/7\b|\b\d{1,2}:\d\d\b|\b(?:988|911|211)\b",
            r"\b1?-?\d{3}-\d{3}-\d{4}\b|\b1-8\d\d-[A-Z0-9-]+",
            r"\b\d+(?:st|nd|rd|th)\b",
        )
    ),
    re.MULTILINE,
)
_SHARE = re.compile(
    r"\d[\d.,]*\s*(?:%|percent\b|per\scent\b)"
    r"|\b\d+\s(?:in|of|out\sof)(?:\severy)?\s\d+\b"
    r"|\b\d+(?:\.\d+)?\stimes\s(?:as|more|less|higher|lower|the)\b"
)
_NUMBER = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_FRACTION = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine)(?:-|\s|\sout\s)(?:in|of)(?:\severy)?[\s-]"
    r"(?:two|three|four|five|six|seven|eight|nine|ten|a\shundred)\b"
    r"|\b(?:half|a\sthird|two[-\s]thirds|a\squarter|three[-\s]quarters|a\sfifth|two[-\s]fifths)\sof\b",
    re.I,
)


def unmarked(text: str, *, is_figure: bool = False) -> list[tuple[int, str]]:
    """The numbers of a text that are neither facts nor plainly no statistics, and where they begin.

    `is_figure` says that the text is the figure of a statistic, where no number is plain.
    """
    words = without(MARK, text)
    if is_figure:
        return [(found.start(), found[0]) for found in _NUMBER.finditer(words)]
    words = without(_PLAIN, words)
    shares = [(found.start(), " ".join(found[0].split())) for found in _SHARE.finditer(words)]
    rest = _NUMBER.finditer(without(_SHARE, words))
    return shares + [(one.start(), one[0]) for one in rest if not _is_small(one[0])]


def _is_small(number: str) -> bool:
    return number.isdecimal() and int(number) <= SMALL


def _numbers(corpus: Corpus) -> Iterator[Problem]:
    for passage in passages(_slide_lines(corpus)):
        first = passage.lines[0]
        is_figure = first.container == "statistic" and first.key == "value"
        for place, number in unmarked(passage.text, is_figure=is_figure):
            yield passage.line_at(place).problem(
                f"has the number {number}, which is no fact.",
                "Keep it in content/facts/ and write {fact:its-id}; where it is no statistic, "
                f"write {{number:{number}}}.",
            )


def _slide_lines(corpus: Corpus) -> Iterator[ContentLine]:
    return (
        line
        for line in corpus.all_lines
        if line.part in _CHECKED and line.key not in _KEYS_LEFT_OUT
    )


def _fractions(corpus: Corpus) -> Iterator[str]:
    for passage in passages(_slide_lines(corpus)):
        for found in _FRACTION.finditer(without(MARK, passage.text)):
            line = passage.line_at(found.start())
            yield f"{line.path}:{line.number}: {' '.join(found[0].split())}"


NUMBERS = Rule("numbers", "A number on a slide that is neither a fact nor marked.", _numbers)
FRACTIONS = Report("fractions", "Fractions in words (is each a fact, and cited?)", _fractions)
