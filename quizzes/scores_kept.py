"""A score as data that lasts, and back. Pure.

The items stand in it as they were, so that a kept score says the same when the list has changed.
"""

from typing import Any

from quizzes.scoring import Basis, EntryScore, ListScore, Match, PrivacyNote, ReferenceList
from quizzes.scoring.reference import Item, Part, Private

FORMAT = 1
"""Raise it when the shape changes, and read the older ones too."""


class BadScore(ValueError):
    """What was kept is no score in a format that is known."""


def score_as_dict(score: ListScore) -> dict[str, Any]:
    """The score as JSON can hold it."""
    reference = score.reference
    return {
        "format": FORMAT,
        "version": score.version,
        "list": {
            "id": reference.id,
            "title": reference.title,
            "prompt": reference.prompt,
            "items": [
                {"id": one.id, "text": one.text, "parts": [part.name for part in one.parts]}
                for one in reference.items
            ],
        },
        "entries": [
            {
                "text": entry.text,
                "matches": [_match_as_dict(one) for one in entry.matches],
                "notes": [_note_as_dict(one) for one in entry.notes],
                "possible": [_match_as_dict(one) for one in entry.possible],
            }
            for entry in score.entries
        ],
    }


def _match_as_dict(match: Match) -> dict[str, Any]:
    return {
        "item": match.item.id,
        "phrasing": match.phrasing,
        "part": match.part,
        "figure": round(match.figure, 4),
        "missing": list(match.missing),
        "in_part": match.in_part,
        "basis": match.basis.value,
    }


def _note_as_dict(note: PrivacyNote) -> dict[str, Any]:
    return {
        "kind": note.private.kind,
        "name": note.private.name,
        "reason": note.private.reason,
        "phrasing": note.phrasing,
        "part": note.part,
        "figure": round(note.figure, 4),
    }


def score_from_dict(data: dict[str, Any]) -> ListScore:
    """The score that `score_as_dict` wrote. Raises `BadScore`."""
    if data.get("format") != FORMAT:
        raise BadScore(f"a score of format {data.get('format')!r}, not {FORMAT}")
    try:
        kept = data["list"]
        items = tuple(
            Item(one["id"], one["text"], (), tuple(Part(name, ()) for name in one["parts"]))
            for one in kept["items"]
        )
        by_id = {one.id: one for one in items}
        entries = tuple(_entry(one, by_id) for one in data["entries"])
        reference = ReferenceList(kept["id"], kept["title"], kept["prompt"], items)
        return ListScore(reference, entries, data["version"])
    except (KeyError, TypeError, ValueError) as error:
        raise BadScore(f"a score without its {error}") from error


def _entry(data: dict[str, Any], items: dict[str, Item]) -> EntryScore:
    return EntryScore(
        data["text"],
        tuple(_match(one, items) for one in data["matches"]),
        tuple(_note(one) for one in data["notes"]),
        tuple(_match(one, items) for one in data["possible"]),
    )


def _match(data: dict[str, Any], items: dict[str, Item]) -> Match:
    return Match(
        items[data["item"]],
        data["phrasing"],
        data["part"],
        data["figure"],
        tuple(data["missing"]),
        data["in_part"],
        Basis(data["basis"]),
    )


def _note(data: dict[str, Any]) -> PrivacyNote:
    private = Private(data["kind"], data["name"], data["reason"], ())
    return PrivacyNote(private, data["phrasing"], data["part"], data["figure"])
