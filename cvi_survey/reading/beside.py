"""Two pictures of each statement side by side, in words and charts."""

from dataclasses import dataclass, replace
from functools import cached_property

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cvi_survey.charts import Charts, drawn, group_of
from cvi_survey.disclosure import ElsewhereItem, Release, Shown, Side, Size
from cvi_survey.drawing import Names
from cvi_survey.instruments import Item
from cvi_survey.reading import words as say
from cvi_survey.reading.changing import Comparison, Verdict, compared
from cvi_survey.reading.figures import GroupReading, ItemReading, leaning_of, readings_of
from cvi_survey.reading.shown import svg_pair
from cvi_survey.reading.words import Words


@dataclass(frozen=True)
class ShownPair:
    """A statement twice.

    `labels` names the two pictures; `is_change` where time lies between. `systems` holds the
    label of each system that both show, and its two places in words.
    """

    item: Item
    comparison: Comparison
    labels: tuple[str, str]
    words: Words
    is_change: bool
    systems: tuple[tuple[str, str, str], ...] = ()

    @property
    def key(self) -> str:
        return f"s-{self.item.id}"

    @cached_property
    def charts(self) -> Charts | None:
        """Both on one drawing, each with its range below the line; `None` if one is missing."""
        one, other = self.comparison.one, self.comparison.other
        if one is None or other is None:
            return None
        groups = [
            group_of(
                reading,
                label,
                self.words.labels,
                mark=mark,
                spread=spread if reading.mean is not None else None,
            )
            for mark, (reading, label, spread) in enumerate(
                zip((one, other), self.labels, self.comparison.ranges, strict=True), start=1
            )
        ]
        return drawn(groups, self.words.labels.scale, large=2)

    @property
    def svg(self) -> SafeString:
        return svg_pair(self.charts, Names(self.key, self.item.short, self.description))

    @property
    def description(self) -> str:
        """The text alternative of the chart."""
        return " ".join(
            say.group_sentence(label, reading, self.words.labels)
            for label, reading in self.pictures
        )

    @property
    def pictures(self) -> tuple[tuple[str, GroupReading], ...]:
        both = zip(self.labels, (self.comparison.one, self.comparison.other), strict=True)
        return tuple((label, reading) for label, reading in both if reading)

    @property
    def places(self) -> tuple[tuple[str, str, str], ...]:
        """Rows of the table: label, place, and the distribution or nothing."""
        return tuple(
            (
                label,
                say.place_words(reading, self.words.labels),
                " · ".join(map(str, reading.parts)) + f" / {reading.whole}"
                if reading.parts
                else "–",
            )
            for label, reading in self.pictures
        )

    @property
    def is_apart(self) -> bool:
        """Whether the two ranges lie apart."""
        return self.comparison.verdict in (Verdict.MORE_AGREEMENT, Verdict.LESS_AGREEMENT)

    @property
    def sentence(self) -> str:
        """What may be said of the two."""
        return _sentence(self.comparison, is_change=self.is_change)


def _sentence(found: Comparison, *, is_change: bool) -> str:
    match found.verdict:
        case Verdict.NOTHING:
            return _("One of the two has no picture here, so they cannot be compared.")
        case Verdict.OVERLAP:
            return _(
                "The two ranges overlap. With groups of this size nothing can be said about a "
                "difference."
            )
        case Verdict.SAME_SIDE:
            return _("Both lie on the same side of the line. More cannot be told.")
    further = (
        _("The second picture lies further toward agreement.")
        if found.verdict is Verdict.MORE_AGREEMENT
        else _("The second picture lies further toward disagreement.")
    )
    return f"{further} {_caution(is_small=found.is_small, is_change=is_change)}"


def _caution(*, is_small: bool, is_change: bool) -> str:
    if is_small:
        return _(
            "With fewer than twenty people, one or two others in the room can make such a "
            "difference. Take it as a question, not as a finding."
        )
    if is_change:
        return _(
            "Other people may have answered this time. Ask what has changed before you call it "
            "change."
        )
    return _("That is a difference, not a rank: there is no right place on the line.")


def pairs_in_time(before: Release, after: Release, words: Words) -> tuple[ShownPair, ...]:
    """The statements that both rounds asked, in the order of the later one."""
    earlier = {one.item: one for one in readings_of(before)}
    sizes = (before.size, after.size)
    return tuple(
        ShownPair(
            words.items[one.item],
            compared(earlier[one.item].everyone, one.everyone, sizes),
            (_("Before"), _("After")),
            words,
            is_change=True,
            systems=_systems(earlier[one.item], one, words),
        )
        for one in readings_of(after)
        if one.item in earlier
    )


def _systems(
    before: ItemReading, after: ItemReading, words: Words
) -> tuple[tuple[str, str, str], ...]:
    earlier = {one.system: one for one in before.systems}
    labels = words.labels
    return tuple(
        (
            labels.systems[one.system],
            say.place_words(earlier[one.system], labels),
            say.place_words(one, labels),
        )
        for one in after.systems
        if one.system in earlier
    )


def pairs_in_space(
    here: Release, elsewhere: dict[str, tuple[ElsewhereItem, Size]], words: Words
) -> tuple[ShownPair, ...]:
    """The statements that enough others answered, beside one's own."""
    found = []
    for one in readings_of(here):
        if one.item not in elsewhere:
            continue
        others, size = elsewhere[one.item]
        comparison = compared(_reading_of(others, here), one.everyone, (size, here.size))
        labels = (_("Elsewhere"), _("Here"))
        found.append(ShownPair(words.items[one.item], comparison, labels, words, is_change=False))
    return tuple(found)


def _reading_of(others: ElsewhereItem, here: Release) -> GroupReading:
    bare = GroupReading(
        system="",
        shown=Shown.DISTRIBUTION,
        points=here.points,
        parts=others.parts,
        whole=others.whole,
        mean=others.mean,
        low=others.mean,
        high=others.mean,
        leaning=Side.MIDDLE,
        edges=here.side_edges,
    )
    return replace(bare, leaning=leaning_of(others.mean, here.points, here.side_edges))
