"""A reference list with the phrasings that people accepted beside its own. Pure."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from quizzes.scoring import ReferenceList
from quizzes.scoring.words import fold


def text_key(text: str) -> str:
    """By what two texts are one and the same: case, accents, blanks and a last dot do not tell.

    Never longer than `text`; empty where there is no letter and no digit.
    """
    folded = " ".join(fold(text).split()).strip(" .,;:!?-")
    return folded if any(one.isalnum() for one in folded) else ""


def with_accepted(
    reference: ReferenceList, accepted: Mapping[str, Collection[str]]
) -> ReferenceList:
    """The list with accepted phrasings, given by item id, after each item's own.

    Nothing comes twice, and items that the list does not have are passed over.
    """
    items = []
    for item in reference.items:
        known = {text_key(one) for one in (item.text, *item.phrasings)}
        more = tuple(one for one in accepted.get(item.id, ()) if text_key(one) not in known)
        items.append(replace(item, phrasings=(*item.phrasings, *more)) if more else item)
    return replace(reference, items=tuple(items))
