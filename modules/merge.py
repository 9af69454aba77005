"""Brings a new upstream edition together with what editors have done since the last one.

Three documents go in: *base* (the edition last applied), *ours* (what the pages hold now) and
*theirs* (the new edition). For each part: only theirs changed, take theirs; only ours changed, keep
ours; both changed, keep ours and say so. Slides are told apart by their ids, so one may move, also
between lessons, without being taken for another.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar

from modules.document import Lesson, Module, Reference

T = TypeVar("T")


@dataclass(frozen=True)
class Merge:
    """The merged document, and the conflicts in words (empty where there were none)."""

    module: Module
    conflicts: tuple[str, ...] = ()


def merge_module(base: Module | None, ours: Module, theirs: Module) -> Merge:
    """Merge two changes of one module. Without a base every difference counts as an editor's."""
    merger = _Merger(base or theirs, ours, theirs)
    return Merge(merger.module(), tuple(merger.conflicts))


class _Merger:
    def __init__(self, base: Module, ours: Module, theirs: Module) -> None:
        self.base, self.ours, self.theirs = base, ours, theirs
        self.conflicts: list[str] = []

    def choose(self, what: str, base: T, ours: T, theirs: T) -> T:
        """The three-way choice for one part; notes a conflict."""
        if ours == base:
            return theirs
        if theirs not in (base, ours):
            self.conflicts.append(f"{what} was changed here and upstream; kept as it is here.")
        return ours

    def module(self) -> Module:
        values: dict[str, Any] = {}
        for field in fields(Module):
            if field.name in ("lessons", "references"):
                continue
            parts = (getattr(one, field.name) for one in (self.base, self.ours, self.theirs))
            values[field.name] = self.choose(f"The module's {field.name}", *parts)
        return Module(**values, references=self.references(), lessons=self.lessons())

    def references(self) -> tuple[Reference, ...]:
        by_key = [{one.key: one for one in m.references} for m in self.three]
        kept = self.units("Reference", *by_key)
        order = merge_order(*(list(one) for one in by_key), known=set(kept))
        return tuple(kept[key] for key in order)

    @property
    def three(self) -> tuple[Module, Module, Module]:
        return self.base, self.ours, self.theirs

    def units(
        self, what: str, base: Mapping[str, T], ours: Mapping[str, T], theirs: Mapping[str, T]
    ) -> dict[str, T]:
        """The parts that stay, by id. One deleted on either side goes, unless the other changed it
        (then an upstream deletion is not followed, and an editor's deletion stands)."""
        kept: dict[str, T] = {}
        for key in dict.fromkeys((*theirs, *ours)):
            name = f"{what} '{key}'"
            if key in ours and key in theirs:
                kept[key] = self.choose(name, base.get(key, theirs[key]), ours[key], theirs[key])
            elif key in ours:
                if key not in base:
                    kept[key] = ours[key]
                elif ours[key] != base[key]:
                    kept[key] = ours[key]
                    self.conflicts.append(f"{name} was changed here and removed upstream; kept.")
            elif key not in base:
                kept[key] = theirs[key]
            elif theirs[key] != base[key]:
                self.conflicts.append(f"{name} was deleted here and changed upstream; left out.")
        return kept

    def lessons(self) -> tuple[Lesson, ...]:
        slides = self.units("Slide", *({one.id: one for one in m.slides} for m in self.three))
        by_id = [{one.id: one for one in m.lessons} for m in self.three]
        base, ours, theirs = by_id
        bare = [{key: replace(one, slides=()) for key, one in each.items()} for each in by_id]
        heads = self.units("Lesson", *bare)
        homes = self._homes(slides, heads)
        for key in set(homes.values()) - set(heads):
            # Upstream dropped the lesson, but an editor's slides are in it.
            heads[key] = replace(ours[key], slides=())
        order = merge_order(list(base), list(ours), list(theirs), known=set(heads))
        lessons = []
        for key in order:
            ids = merge_order(
                *([s.id for s in each[key].slides] if key in each else [] for each in by_id),
                known={one for one, home in homes.items() if home == key},
            )
            lessons.append(replace(heads[key], slides=tuple(slides[one] for one in ids)))
        return tuple(lesson for lesson in lessons if lesson.slides or lesson.id in ours)

    def _homes(self, slides: Mapping[str, object], heads: Mapping[str, object]) -> dict[str, str]:
        """The lesson of each slide that stays; an editor's move stands against upstream's.

        A slide whose lesson editors deleted stays where they have it, if they have it.
        """
        base, ours, theirs = (
            {slide.id: lesson.id for lesson in m.lessons for slide in lesson.slides}
            for m in self.three
        )
        homes = {}
        for one in slides:
            is_moved_here = one in ours and ours[one] != base.get(one)
            if not is_moved_here and theirs.get(one) in heads:
                homes[one] = theirs[one]
            elif one in ours:
                homes[one] = ours[one]
            else:
                self.conflicts.append(
                    f"Slide '{one}' is new in lesson '{theirs[one]}', deleted here; left out."
                )
        return homes


def merge_order(
    base: Sequence[str], ours: Sequence[str], theirs: Sequence[str], *, known: set[str]
) -> list[str]:
    """The order of the ids in `known` after both sides' moves, additions and deletions.

    Where editors left the order alone it is upstream's, with their additions after the neighbor
    they were put behind; otherwise theirs is kept and upstream's additions go behind their
    neighbors. Each id comes once.
    """
    shared = set(base) & set(ours) & set(theirs)
    is_moved_here = [one for one in base if one in shared] != [one for one in ours if one in shared]
    first, second = (ours, theirs) if is_moved_here else (theirs, ours)
    result = [one for one in first if one in known]
    present = set(result)
    for place, one in enumerate(second):
        if one not in known or one in present:
            continue
        before = next((other for other in reversed(second[:place]) if other in present), None)
        result.insert(result.index(before) + 1 if before else 0, one)
        present.add(one)
    return result
