"""Entries as cards, in pages that fit the wall. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

LOAD_OF_A_PAGE = 900
LOAD_OF_A_CARD = 60
MOST_CARDS = 9


@dataclass(frozen=True)
class Page:
    """A page of cards: its number from 1, of how many, and the texts on it."""

    number: int
    total: int
    cards: tuple[str, ...]


def page_of(texts: Iterable[str], number: int) -> Page:
    """One page of the cards, in their order; `number` 0 means the last, where the newest are.

    A number past the end gives the last page. Without texts there is one empty page.
    """
    pages = pages_of(texts)
    at = len(pages) if number < 1 else min(number, len(pages))
    return Page(at, len(pages), pages[at - 1])


def pages_of(texts: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """The texts in pages: as many on each as it has room for. At least one page."""
    pages: list[tuple[str, ...]] = []
    page: list[str] = []
    load = 0
    for text in texts:
        weight = len(text) + LOAD_OF_A_CARD
        if page and (len(page) == MOST_CARDS or load + weight > LOAD_OF_A_PAGE):
            pages.append(tuple(page))
            page, load = [], 0
        page.append(text)
        load += weight
    return (*pages, tuple(page)) if page or not pages else tuple(pages)
