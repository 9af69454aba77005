"""A release: all that is ever shown of a round, as data that is kept and read again."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from hashlib import sha256
from typing import Any

from cvi_survey.statistics import mean, share_agreeing

SCHEMA = 2

LEAST_FOR_MEAN = 5
"""Fewer answers than this, of a group or of those left over, show nothing."""
LEAST_FOR_DISTRIBUTION = 8
"""From here on the distribution is shown, and not only a side of the line."""

SIDE_EDGES = (40, 60)
"""The middle of the line, in hundredths of its length.

Two fifths: then even among five, somebody who answered at the far end and sees a side of the line
cannot rule out any answer for any of the others (two of five at the far end are two fifths).
"""


@dataclass(frozen=True)
class Thresholds:
    """From how many answers a mean (or side) is shown, and from how many a distribution.

    They may be raised, never lowered. Raises `ValueError`.
    """

    mean: int = LEAST_FOR_MEAN
    distribution: int = LEAST_FOR_DISTRIBUTION

    def __post_init__(self) -> None:
        if self.mean < LEAST_FOR_MEAN:
            raise ValueError(f"The threshold for means is at least {LEAST_FOR_MEAN}.")
        if self.distribution < max(LEAST_FOR_DISTRIBUTION, self.mean):
            raise ValueError(
                f"The threshold for distributions is at least {LEAST_FOR_DISTRIBUTION}, and never "
                "below that for means."
            )


class Shown(StrEnum):
    """How much of some answers is shown."""

    NOTHING = "nothing"
    SIDE = "side"
    # Of systems only: the mean to half a step.
    POSITION = "position"
    DISTRIBUTION = "distribution"


class Side(StrEnum):
    """On which side of the line a mean lies, or in its middle."""

    DISAGREE = "disagree"
    MIDDLE = "middle"
    AGREE = "agree"


class Size(StrEnum):
    """Roughly how many took part."""

    TOO_FEW = "too-few"
    FROM_5 = "5-7"
    FROM_8 = "8-19"
    FROM_20 = "20-49"
    FROM_50 = "50-99"
    FROM_100 = "100-249"
    FROM_250 = "250-499"
    FROM_500 = "500-or-more"

    @property
    def least(self) -> int:
        """The smallest number of the band."""
        return 0 if self is Size.TOO_FEW else int(self.value.partition("-")[0])


@dataclass(frozen=True)
class SystemRelease:
    """What is shown of a system's answers to a statement.

    By `shown`: `side`, or `half_steps` (the mean in half steps, 6 is at point 3), or `parts`, of
    which there are `whole` in all, the least agreement first.
    """

    system: str
    shown: Shown
    side: Side | None = None
    half_steps: int | None = None
    parts: tuple[int, ...] = ()
    whole: int = 0

    @property
    def mean(self) -> float | None:
        """Where the mark stands on the scale, from 1; `None` where only a side is shown."""
        if self.parts:
            return mean(self.parts)
        return None if self.half_steps is None else self.half_steps / 2


@dataclass(frozen=True)
class ItemRelease:
    """What is shown of one statement: nothing, a side of the line, or the distribution.

    `parts` add up to `whole`, the least agreement first. `systems` holds the systems of
    `Release.systems_shown`, or nothing where they cannot be shown for this statement.
    """

    item: str
    shown: Shown
    side: Side | None = None
    parts: tuple[int, ...] = ()
    whole: int = 0
    systems: tuple[SystemRelease, ...] = ()

    @property
    def mean(self) -> float | None:
        """The mean of the published parts, from 1; `None` without a distribution."""
        return mean(self.parts) if self.parts else None

    @property
    def share_agreeing(self) -> float | None:
        """The share of the published parts above the middle, 0 to 1; `None` without them."""
        return share_agreeing(self.parts) if self.parts else None


@dataclass(frozen=True)
class Release:
    """All that is ever shown of a round.

    `categories` are the labels of the scale in the round's main language, the least agreement
    first. `systems_left_out` names the systems that were offered but are not shown: too small,
    left out to protect another, or empty, which look alike. `side_edges` say where the middle of
    the line begins and ends, in hundredths.
    """

    size: Size
    points: int
    items: tuple[ItemRelease, ...]
    systems_shown: tuple[str, ...] = ()
    systems_left_out: tuple[str, ...] = ()
    thresholds: Thresholds = field(default_factory=Thresholds)
    side_edges: tuple[int, int] = SIDE_EDGES
    categories: tuple[str, ...] = ()

    @property
    def has_charts(self) -> bool:
        return any(item.shown is not Shown.NOTHING for item in self.items)


def release_as_dict(released: Release) -> dict[str, Any]:
    """The release as JSON data with its schema version: texts and whole numbers only."""
    data: dict[str, Any] = json.loads(json.dumps({"schema": SCHEMA, **asdict(released)}))
    return data


def release_fingerprint(data: Mapping[str, Any]) -> str:
    """SHA-256 of the release's JSON data, written in one way whatever kept it meanwhile.

    Keys in order, no blanks, UTF-8; a `fingerprint` among the data is left out.
    """
    bare = {name: value for name, value in data.items() if name != "fingerprint"}
    written = json.dumps(bare, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return sha256(written.encode()).hexdigest()


def release_from_dict(data: Mapping[str, Any]) -> Release:
    """The release that was kept. Raises `ValueError` for a schema that is not known."""
    match data.get("schema"):
        case 1:
            return _from_schema_1(data)
        case 2:
            return _from_schema_2(data)
    raise ValueError(f"Unknown schema of a release: {data.get('schema')!r}")


def _from_schema_2(data: Mapping[str, Any]) -> Release:
    lower, upper = data["side_edges"]
    return Release(
        size=Size(data["size"]),
        points=data["points"],
        items=tuple(
            ItemRelease(
                item=one["item"],
                shown=Shown(one["shown"]),
                side=_side(one["side"]),
                parts=tuple(one["parts"]),
                whole=one["whole"],
                systems=tuple(
                    SystemRelease(
                        system=system["system"],
                        shown=Shown(system["shown"]),
                        side=_side(system["side"]),
                        half_steps=system["half_steps"],
                        parts=tuple(system["parts"]),
                        whole=system["whole"],
                    )
                    for system in one["systems"]
                ),
            )
            for one in data["items"]
        ),
        systems_shown=tuple(data["systems_shown"]),
        systems_left_out=tuple(data["systems_left_out"]),
        thresholds=Thresholds(**data["thresholds"]),
        side_edges=(lower, upper),
        categories=tuple(data["categories"]),
    )


def _from_schema_1(data: Mapping[str, Any]) -> Release:
    """A release of the first edition: tenths, thirds of the line and half steps."""
    sizes = {"under-5": Size.TOO_FEW, "50-or-more": Size.FROM_50}
    shown = {"third": Shown.SIDE}
    return Release(
        size=sizes.get(data["size"]) or Size(data["size"]),
        points=data["points"],
        items=tuple(
            ItemRelease(
                item=one["item"],
                shown=shown.get(one["shown"]) or Shown(one["shown"]),
                side=_side(one["third"]),
                parts=tuple(one["tenths"]),
                whole=sum(one["tenths"]),
                systems=tuple(map(_system_from_schema_1, one["systems"])),
            )
            for one in data["items"]
        ),
        systems_shown=tuple(data["systems_shown"]),
        systems_left_out=tuple(data["systems_left_out"]),
        side_edges=(33, 67),
    )


def _system_from_schema_1(data: Mapping[str, Any]) -> SystemRelease:
    bare = SystemRelease(data["system"], Shown.SIDE, side=_side(data["third"]))
    if data["place"] is None:
        return bare
    return replace(bare, shown=Shown.POSITION, side=None, half_steps=round(2 * data["place"]))


def _side(name: str | None) -> Side | None:
    return None if name is None else Side(name)
