"""One's own list beside the reference list, to print or to save. Nothing of it stays here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from quizzes.exercises import Exercise
from quizzes.lists_compared import ComparedPart

KEEP = "keep"
"""The buttons that keep a list: `print-1` or `text-1`, with the list's number."""


@dataclass(frozen=True)
class KeptList:
    """A list to keep, with the reference list beside it if its author has opened that."""

    part: ComparedPart
    is_text: bool


def kept_list(parts: Iterable[Mapping[str, Any]], data: Mapping[str, Any]) -> KeptList | None:
    """What a button asked to keep; None where none did, or where nothing was typed.

    `parts` are those of `pages.list_context`.
    """
    way, _dash, number = data.get(KEEP, "").partition("-")
    for entry in parts:
        part: ComparedPart = entry["part"]
        if part.score and number == str(part.number) and way in {"print", "text"}:
            return KeptList(part, way == "text")
    return None


def text_file(kept: KeptList, exercise: Exercise) -> HttpResponse:
    """The list as a plain text file to save."""
    response = HttpResponse(kept_text(kept, exercise), content_type="text/plain; charset=utf-8")
    name = f"{exercise.key}-{kept.part.number}.txt"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def kept_text(kept: KeptList, exercise: Exercise) -> str:
    """The list in plain lines: one's own entries, then the reference list if it is open."""
    part = kept.part
    reference = part.part.reference
    lines = [exercise.title, reference.prompt, "", _("My list"), ""]
    for line in part.lines:
        lines.append(f"- {line.entry.text}")
        for match in line.entry.matches:
            note = f" ({_('in part')})" if match.is_partial else ""
            lines.append(f"    = {match.item.text}{note}")
        if line.meant:
            lines.append(f"    = {line.meant.text} ({_('what I meant')})")
    if part.is_open and part.score:
        lines += ["", reference.title, *([reference.lead] if reference.lead else []), ""]
        for number, one in enumerate(part.score.items, start=1):
            has_it = one.is_covered or one.item.id in part.meant_ids
            lines.append(f"{number}. [{'x' if has_it else ' '}] {one.item.text}")
    return "\r\n".join([*lines, ""])
