"""What stays of a group list in the report: words and counts, no seats and no tables.

`parts_of` and the template `group_list/report.html` say the same.
"""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from facilitator.activities.group_list.comparing import Compared
from facilitator.activities.group_list.merging import Pile
from facilitator.activities.kind import OutcomePart

SCHEMA = 1


def outcome_of(
    options: dict[str, Any], piles: Sequence[Pile], found: Compared | None, kept: int | None
) -> dict[str, Any]:
    """The room's list and, where it was compared, what it covers. `piles` are those on the wall."""
    result: dict[str, Any] = {
        "schema": SCHEMA,
        "question": options.get("question", ""),
        "list_id": options.get("list_id", ""),
        "list_title": options.get("list_title", ""),
        "said": sum(one.times for one in piles),
        "entries": [
            {"words": one.head.words, "times": one.times, "group": one.head.group} for one in piles
        ],
        "is_compared": found is not None,
        "kept": kept,
    }
    return result if found is None else {**result, **_compared(found)}


def _compared(found: Compared) -> dict[str, Any]:
    return {
        "covered": [
            {
                "id": one.item.id,
                "text": one.item.text,
                "by": [entry.text for entry in one.entries],
                "missing": list(one.missing),
            }
            for one in found.covered
        ],
        "missed": [{"id": one.id, "text": one.text} for one in found.missed],
        "order": [one.id for one in found.machine.reference.items],
        "beyond": list(found.beyond),
        "not_shared": [
            {"words": one.entry, "name": one.note.private.name, "reason": one.note.private.reason}
            for one in found.not_shared
        ],
        "not_compared": list(found.left),
        # Matches that nobody has looked at count as they were read.
        "unchecked": len(found.to_check),
    }


def rows_of(outcome: dict[str, Any]) -> Sequence[Sequence[str]]:
    """The outcome as a table: its entries, then the points of the list."""
    covers: dict[str, list[str]] = {}
    for point in outcome.get("covered", ()):
        for words in point["by"]:
            covers.setdefault(words, []).append(point["text"])
    rows = [(_("Row"), _("Words"), _("Times said"), _("Heading"), _("Goes with"))]
    rows += [
        (_("entry"), one["words"], str(one["times"]), one["group"], _joined(covers, one["words"]))
        for one in outcome["entries"]
    ]
    rows += [
        (_("point covered"), one["text"], "", "", "; ".join(one["by"]))
        for one in outcome.get("covered", ())
    ]
    rows += [(_("point missed"), one["text"], "", "", "") for one in outcome.get("missed", ())]
    return rows


def parts_of(outcome: dict[str, Any]) -> Sequence[OutcomePart]:
    """The outcome for the PDF, in the order and the words of the report's page."""
    # Without a list the question is the activity's title, which stands above.
    asked = [OutcomePart(said=outcome["question"])] if outcome["list_title"] else []
    compared = _compared_parts(outcome) if outcome["is_compared"] else []
    return [*asked, *compared, _entries_part(outcome)]


def _compared_parts(outcome: dict[str, Any]) -> list[OutcomePart]:
    covered, total = outcome["covered"], len(outcome["order"])
    said = ngettext(
        "The room has covered %(covered)s of %(total)s point.",
        "The room has covered %(covered)s of %(total)s points.",
        total,
    ) % {"covered": len(covered), "total": total}
    if outcome["unchecked"]:
        unchecked = ngettext(
            "%(number)s match was not looked at by the facilitators; it counts as it was read.",
            "%(number)s matches were not looked at by the facilitators; they count as they were "
            "read.",
            outcome["unchecked"],
        ) % {"number": outcome["unchecked"]}
        said = f"{said} {unchecked}"
    parts = [
        OutcomePart(
            _("On both lists: %(title)s") % {"title": outcome["list_title"]},
            head=(_("Point"), _("In the room’s words")),
            rows=[(one["text"], " · ".join(one["by"])) for one in covered],
        ),
        OutcomePart(_("Missed by the room"), rows=[(one["text"],) for one in outcome["missed"]]),
        OutcomePart(_("Beyond the reference list"), rows=[(one,) for one in outcome["beyond"]]),
        OutcomePart(
            _("Better not shared"),
            rows=[(f"“{one['words']}” {one['reason']}",) for one in outcome["not_shared"]],
        ),
    ]
    return [OutcomePart(said=said), *(one for one in parts if one.rows)]


def _entries_part(outcome: dict[str, Any]) -> OutcomePart:
    if not outcome["entries"]:
        return OutcomePart(said=_("No entry was shown."))
    return OutcomePart(
        ngettext(
            "The room’s list: said %(said)s time in all",
            "The room’s list: said %(said)s times in all",
            outcome["said"],
        )
        % {"said": outcome["said"]},
        head=(_("Entry"), _("Times said"), _("Heading")),
        rows=[(one["words"], str(one["times"]), one["group"]) for one in outcome["entries"]],
    )


def _joined(covers: dict[str, list[str]], words: str) -> str:
    return "; ".join(covers.get(words, ()))
