"""What facilitators may read: decks, with everything that only they see."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from facilitator.errors import NothingToPresent
from jurisdictions.access import Action, Person, require
from modules.document import Module
from modules.selectors import ShownPicture, module_get, module_summary_list


@dataclass(frozen=True)
class Deck:
    """A module to present, and its pictures by their `src`."""

    module: Module
    pictures: Mapping[str, ShownPicture]


def deck_for_facilitator(user: Person, slug: str) -> Deck:
    """Fetch a published module with its facilitator notes.

    Raises `NotAllowed` unless `user` may present, `ModuleNotFound` for an unknown slug,
    `NothingToPresent` for a module without slides.
    """
    require(user, Action.PRESENT)
    read = module_get(slug)
    if not read.document.slides:
        raise NothingToPresent
    return Deck(read.document, read.shown_pictures(read.document.slides))


def deck_list_for_facilitator(request: HttpRequest) -> list[dict[str, Any]]:
    """The published modules that have slides, as `module_summary_list` describes them.

    Raises `NotAllowed` unless the person who asks may present.
    """
    require(request.user, Action.PRESENT)
    return [one for one in module_summary_list(request) if one["slide_count"]]
