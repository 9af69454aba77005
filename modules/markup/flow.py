"""Runs, paragraphs, lists and tables: what marked-up words are made of."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

CITATION = re.compile(r"\[@([a-z0-9][a-z0-9-]*(?:\s*;\s*@[a-z0-9][a-z0-9-]*)*)\]")
SPACE = re.compile(r"[ \t\n\r\f\v]+")


@dataclass(frozen=True)
class Run:
    """Words that look alike. `href` is empty where they are no link."""

    text: str
    strong: bool = False
    em: bool = False
    href: str = ""


@dataclass(frozen=True)
class FlowParagraph:
    runs: tuple[Run, ...]


@dataclass(frozen=True)
class FlowItem:
    runs: tuple[Run, ...]
    lists: tuple["FlowList", ...] = ()


@dataclass(frozen=True)
class FlowList:
    items: tuple[FlowItem, ...]
    is_ordered: bool = False


@dataclass(frozen=True)
class FlowTable:
    rows: tuple[tuple[tuple[Run, ...], ...], ...]


Flow = FlowParagraph | FlowList | FlowTable


def citation_keys(found: re.Match[str]) -> tuple[str, ...]:
    """The keys of one citation that `CITATION` has found."""
    return tuple(key.strip().removeprefix("@") for key in found.group(1).split(";"))


def merge_lists(parts: Iterable[Flow]) -> Iterator[Flow]:
    """Two lists of a kind side by side are one list: neither Markdown nor the editor parts them."""
    waiting: FlowList | None = None
    for part in parts:
        if waiting is not None:
            if isinstance(part, FlowList) and part.is_ordered == waiting.is_ordered:
                waiting = replace(waiting, items=waiting.items + part.items)
                continue
            yield waiting
            waiting = None
        if isinstance(part, FlowList):
            waiting = part
        else:
            yield part
    if waiting is not None:
        yield waiting


def tidy_runs(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Fold white space, keep it outside bold, emphasis and links, and join runs that look alike."""
    pieces: list[Run] = []
    for run in runs:
        text = SPACE.sub(" ", run.text)
        head = " " if text.startswith(" ") else ""
        tail = " " if text.endswith(" ") and text.strip(" ") else ""
        inner = text.strip(" ")
        pieces += [Run(head)] if head else []
        pieces += [replace(run, text=inner)] if inner else []
        pieces += [Run(tail)] if tail else []
    pieces = _rejoin(pieces)
    joined: list[Run] = []
    for look, group in groupby(pieces, key=lambda run: replace(run, text="")):
        text = SPACE.sub(" ", "".join(run.text for run in group))
        joined.append(replace(look, text=text))
    if joined:
        joined[0] = replace(joined[0], text=joined[0].text.lstrip(" "))
        joined[-1] = replace(joined[-1], text=joined[-1].text.rstrip(" "))
    return tuple(run for run in joined if run.text)


def _rejoin(pieces: list[Run]) -> list[Run]:
    """Leave one space of several; a space has the look of its neighbours where they look alike.

    Where two different emphases touch inside a word the second is dropped: Markdown cannot say it.
    """
    spaced: list[Run] = []
    for piece in pieces:
        if piece.text == " " and (not spaced or spaced[-1].text == " "):
            continue
        before = spaced[-1] if spaced else None
        if before and _clash(before, piece):
            piece = replace(piece, strong=False, em=False)
        spaced.append(piece)
    return [
        replace(spaced[place - 1], text=" ")
        if piece.text == " "
        and 0 < place < len(spaced) - 1
        and _same_look(spaced[place - 1], spaced[place + 1])
        else piece
        for place, piece in enumerate(spaced)
    ]


def _clash(before: Run, run: Run) -> bool:
    emphasized = all(one.text != " " and (one.strong or one.em) for one in (before, run))
    return emphasized and before.href == run.href and not _same_look(before, run)


def _same_look(one: Run, other: Run) -> bool:
    return replace(one, text="") == replace(other, text="")
