"""The module that a session shows: while planned, as published; once started, as it was then."""

from functools import lru_cache

from facilitator.machine import Deck
from facilitator.models import Session, ShownDocument
from modules.document import Module, Purpose
from modules.formats.json_form import digest, module_from_json, module_to_json
from modules.selectors import module_document


def document_keep(module: Module) -> ShownDocument:
    """Keep a module as it is now; the same text is kept once.

    Locked until the session that shows it is kept too, so that nobody clears it away meanwhile.
    """
    found, _is_new = ShownDocument.objects.select_for_update().get_or_create(
        digest=digest(module), defaults={"document": module_to_json(module)}
    )
    return found


def session_module(session: Session) -> Module:
    """The module of a session. Raises `ModuleNotFound` for a planned one whose module is gone."""
    if session.document_id is None:
        return module_document(session.module_slug)
    return kept_module(session.document_id)


@lru_cache(maxsize=16)
def kept_module(document_digest: str) -> Module:
    """A module that was shown, by its digest. One query, none for one asked for lately."""
    return module_from_json(ShownDocument.objects.get(pk=document_digest).document)


@lru_cache(maxsize=16)
def deck_of(module: Module) -> Deck:
    """What commands are held against: every slide, also one that is not on the run-sheet."""
    slides = module.slides
    return Deck(
        slides=tuple(one.id for one in slides),
        covered=frozenset(one.id for one in slides if one.reveals),
        asking=frozenset(
            one.id for one in slides if any(p.purpose == Purpose.ASK for p in one.prompts)
        ),
    )
