"""How hard a module reads."""

import re
from collections.abc import Iterator

from modules.checking.corpus import Corpus
from modules.checking.rule import Report
from modules.document import Module
from modules.markup import plain_text
from modules.validation import block_texts

_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)?")
_SENTENCE_END = re.compile(r'[.!?](?=[\s")]|$)|\n+')
_VOWELS = re.compile(r"[aeiouy]+")


def grade(text: str) -> float:
    """The Flesch-Kincaid grade of English text: years of school that reading it takes.

    Kincaid, Fishburne, Rogers & Chissom (1975), *Derivation of new readability formulas for Navy
    enlisted personnel*, Naval Technical Training Command, Research Branch Report 8-75. Syllables
    are counted by rule, so a grade is good to about half a year. 0 where there are no words.
    """
    words = _WORD.findall(text)
    if not words:
        return 0.0
    sentences = sum(1 for part in _SENTENCE_END.split(text) if _WORD.search(part))
    spoken = sum(syllables(word) for word in words)
    return 0.39 * len(words) / sentences + 11.8 * spoken / len(words) - 15.59


def syllables(word: str) -> int:
    """Syllables of an English word: groups of vowels, a silent ending not counted; at least 1."""
    small = re.sub(r"[^a-z]", "", word.lower())
    count = len(_VOWELS.findall(small))
    if re.search(r"[^aeiouyl]e$|[^aeiouy]e[s]$|[^aeiouytd]ed$", small) and not re.search(
        r"(?:[sxzc]|[cs]h|g)es$", small
    ):
        count -= 1
    if re.search(r"[aeiouy]le$", small):
        count -= 1
    if re.search(r"i(?:a(?!n$|l$|lly$)|o(?!us|n)|um)|eo(?!p)|ua(?!r)", small):
        count += 1
    if re.search(r"[aeiouy]ing$|(?<![tc])ien[ct]", small):
        count += 1
    if re.search(r"[aeiouy][^aeiouy]e(?:ment|less|ful|ly|ness|thing|where|time)", small):
        count -= 1
    return max(count, 1)


def spoken_text(module: Module) -> str:
    """What of a module is read or said: bodies, talking points and prompts, a block a paragraph."""
    texts = [
        text
        for slide in module.slides
        for text in (
            *(text for block in slide.body for text in block_texts(block)),
            *slide.talking_points,
            *(prompt.learner_text or prompt.text for prompt in slide.prompts),
        )
    ]
    return "\n".join(plain_text(text) for text in texts if text)


def talking_text(module: Module) -> str:
    """The talking points of a module."""
    return "\n".join(plain_text(text) for slide in module.slides for text in slide.talking_points)


def _reading_level(corpus: Corpus) -> Iterator[str]:
    for files, module in corpus.taught:
        if module.language == "en":
            yield (
                f"{files.name}: grade {grade(talking_text(module)):.1f} (talking points), "
                f"{grade(spoken_text(module)):.1f} (all that is read or said)"
            )


READING_LEVEL = Report("reading-level", "Reading level (Flesch-Kincaid grade)", _reading_level)
