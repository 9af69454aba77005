"""A slide by its size, and slides in a row."""

from collections.abc import Iterator
from itertools import groupby

from modules.checking.corpus import Corpus
from modules.checking.rule import Report, Rule
from modules.document import Block, Bullets, Divider, ListItem, Numbered, Paragraph, Slide
from modules.markup import plain_text
from modules.problems import Problem
from modules.validation import block_texts

MOST_TITLE_WORDS = 16
MOST_BODY_WORDS = 110
MOST_ITEMS = 9
MOST_ITEM_WORDS = 30
TALKING_WORDS = (40, 320)
MOST_IN_A_ROW = 3

AIM_TALKING_WORDS = (60, 180)
AIM_ITEMS = 5
AIM_ITEM_WORDS = 12


def words_of(*texts: str) -> int:
    """How many words the marked-up texts have, marks and citations left out."""
    return sum(len(plain_text(text).split()) for text in texts)


def body_words(slide: Slide) -> int:
    return words_of(*(text for block in slide.body for text in block_texts(block)))


def lists_of(slide: Slide) -> list[tuple[ListItem, ...]]:
    return [block.items for block in slide.body if isinstance(block, Bullets | Numbered)]


def _entries(items: tuple[ListItem, ...]) -> Iterator[ListItem]:
    """The entries of a list and of the lists inside it."""
    for item in items:
        yield item
        yield from _entries(item.items)


def _is_long(items: tuple[ListItem, ...]) -> bool:
    longest = max(words_of(one.text) for one in _entries(items))
    return len(items) > AIM_ITEMS or longest > AIM_ITEM_WORDS


def _size(corpus: Corpus) -> Iterator[Problem]:
    for files, module in corpus.taught:
        for slide in module.slides:
            for message, remedy in _too_big(slide):
                yield files.at(slide, message, remedy)


def _too_big(slide: Slide) -> Iterator[tuple[str, str]]:
    title, body = words_of(slide.title), body_words(slide)
    if title > MOST_TITLE_WORDS:
        yield f"has a title of {title} words.", f"Say it in {MOST_TITLE_WORDS}."
    if body > MOST_BODY_WORDS:
        yield f"shows {body} words.", f"Show {MOST_BODY_WORDS}; talking points hold the rest."
    for items in lists_of(slide):
        if len(items) > MOST_ITEMS:
            yield f"has a list of {len(items)} entries.", f"Show {MOST_ITEMS}, or make two slides."
        for item in _entries(items):
            if (count := words_of(item.text)) > MOST_ITEM_WORDS:
                yield f"has a list entry of {count} words.", f"Say it in {MOST_ITEM_WORDS}."
    least, most = TALKING_WORDS
    if not least <= (spoken := words_of(*slide.talking_points)) <= most:
        yield f"has talking points of {spoken} words.", f"Write {least} to {most}."


def is_list_alone(slide: Slide) -> bool:
    """Whether the body is a list, with or without a line around it, and nothing else."""
    plain: tuple[type[Block], ...] = (Bullets, Numbered, Paragraph, Divider)
    return bool(lists_of(slide)) and all(isinstance(block, plain) for block in slide.body)


def _in_a_row(corpus: Corpus) -> Iterator[Problem]:
    for files, module in corpus.taught:
        for is_list, group in groupby(module.slides, key=is_list_alone):
            row = list(group)
            if is_list and len(row) > MOST_IN_A_ROW:
                yield files.at(
                    row[MOST_IN_A_ROW],
                    f"is list number {MOST_IN_A_ROW + 1} in a row.",
                    "Show a picture, columns, steps, a figure or a question in its place.",
                )


def _aims(corpus: Corpus) -> Iterator[str]:
    least, most = AIM_TALKING_WORDS
    for files, module in corpus.taught:
        spoken = [(slide, words_of(*slide.talking_points)) for slide in module.slides]
        outside = [f"{one.id} ({count})" for one, count in spoken if not least <= count <= most]
        lists = [slide.id for slide in module.slides if any(map(_is_long, lists_of(slide)))]
        if outside:
            yield f"{files.name}: talking points outside {least} to {most}: {', '.join(outside)}"
        if lists:
            yield (
                f"{files.name}: lists of more than {AIM_ITEMS} entries or {AIM_ITEM_WORDS} words: "
                f"{', '.join(lists)}"
            )


SLIDE_SIZE = Rule("slide-size", "A slide with too many words, or too few to teach from.", _size)
BULLETS_IN_A_ROW = Rule("bullets-in-a-row", "A fourth list in a row.", _in_a_row)
AIMS = Report("aims", "Slides outside what the house aims at", _aims)
