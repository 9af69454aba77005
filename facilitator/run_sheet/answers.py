"""Questions and their answers: which slides stand and fall together."""

from collections import defaultdict
from collections.abc import Iterable

from facilitator.run_sheet.rows import RunSheet
from modules.document import Module, Slide
from modules.plans.plan import unasked


def belonging_together(slides: Iterable[Slide]) -> tuple[tuple[Slide, ...], ...]:
    """The slides in groups, each in order: what starts an activity with what shows its answers.

    A slide without either is a group of its own. Groups come in the order of their first slides.
    """
    there = tuple(slides)
    answered = {slide.reveals for slide in there if slide.reveals}
    group_of: dict[str, int] = {}
    groups: defaultdict[int, list[Slide]] = defaultdict(list)
    for number, slide in enumerate(there):
        keys = {slide.reveals} if slide.reveals else set()
        if slide.activity and slide.activity.key in answered:
            keys.add(slide.activity.key)
        joined = sorted({group_of[key] for key in keys if key in group_of}) or [number]
        for other in joined[1:]:
            groups[joined[0]] += groups.pop(other)
            group_of = {key: joined[0] if one == other else one for key, one in group_of.items()}
        group_of.update(dict.fromkeys(keys, joined[0]))
        groups[joined[0]].append(slide)
    order = {slide.id: place for place, slide in enumerate(there)}
    return tuple(
        tuple(sorted(groups[number], key=lambda slide: order[slide.id]))
        for number in sorted(groups)
    )


def answers_not_asked(run_sheet: RunSheet, module: Module) -> tuple[str, ...]:
    """The slides that will show answers to an activity which no slide will start.

    A facilitator may want that; a page that plans says so.
    """
    live = {row.slide for row in run_sheet.slides if row.is_live}
    shown = tuple(slide for slide in module.slides if slide.id in live)
    return tuple(slide.id for slide in unasked(shown))
