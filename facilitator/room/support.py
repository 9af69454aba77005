"""Whom somebody can turn to who needs a moment: the place's own lines, and the national one."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from jurisdictions.local.selectors import material_find
from jurisdictions.models import Jurisdiction
from jurisdictions.slots import Part, Slot


@dataclass(frozen=True)
class SupportLine:
    """A line to call. `digits` is its number as a phone dials it."""

    name: str
    phone: str
    hours: str

    @property
    def digits(self) -> str:
        return "".join(one for one in self.phone if one.isdigit() or one == "+")


def support_lines(jurisdiction: Jurisdiction) -> tuple[SupportLine, ...]:
    """The crisis lines of the place or the nearest above it, and 988 for all. Two queries.

    988: 988 Suicide & Crisis Lifeline, https://988lifeline.org/ (also in Module 1's references).
    """
    material = material_find(jurisdiction=jurisdiction, slot=Slot.CRISIS_LINE)
    local = [] if material is None else [p for p in material.content if p.block_type == Part.LINE]
    lines = [SupportLine(p.value["name"], p.value["phone"], p.value["hours"]) for p in local]
    if not any(one.digits == "988" for one in lines):
        lines.append(
            SupportLine(
                _("988 Suicide & Crisis Lifeline: any crisis of mind"),
                "988",
                _("call or text, at all hours"),
            )
        )
    return tuple(lines)
