"""Continuum charts of a release's statements. Pure: readings in, drawings out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cvi_survey.drawing import NARROW, WIDE, Chart, Group, chart
from cvi_survey.reading.figures import GroupReading, ItemReading


@dataclass(frozen=True)
class Labels:
    """The words in a chart: the points of the scale (the least agreement first), everyone, and
    the systems by id; `of` says of how many parts a distribution is made, as "of {whole}"."""

    scale: Sequence[str]
    everyone: str
    systems: Mapping[str, str]
    of: str


@dataclass(frozen=True)
class Charts:
    """One statement drawn twice: for a page and for a phone."""

    wide: Chart
    narrow: Chart


def groups_of(reading: ItemReading, labels: Labels) -> tuple[Group, ...]:
    """Everyone, then the systems; empty where nothing is published.

    A system keeps its shape and color through all statements.
    """
    if reading.everyone is None:
        return ()
    marks = {system: number for number, system in enumerate(labels.systems, start=1)}
    everyone = group_of(reading.everyone, labels.everyone, labels)
    return (
        everyone,
        *(
            group_of(one, labels.systems[one.system], labels, mark=marks[one.system], note=False)
            for one in reading.systems
        ),
    )


def group_of(
    reading: GroupReading,
    label: str,
    labels: Labels,
    *,
    mark: int = 0,
    note: bool = True,
    spread: tuple[float, float] | None = None,
) -> Group:
    """One group, as it is drawn."""
    return Group(
        label,
        mark,
        parts=reading.parts,
        whole=reading.whole,
        mean=reading.mean,
        band=reading.band,
        spread=spread,
        note=labels.of.format(whole=reading.whole) if note and reading.parts else "",
    )


def charts_of(reading: ItemReading, labels: Labels) -> Charts | None:
    """The charts of a statement; `None` where nothing is shown."""
    groups = groups_of(reading, labels)
    return drawn(groups, labels.scale) if groups else None


def drawn(groups: Sequence[Group], scale: Sequence[str], *, large: int = 1) -> Charts:
    """These groups, drawn in both forms."""
    return Charts(
        *(chart(groups, scale=scale, shape=shape, large=large) for shape in (WIDE, NARROW))
    )
