"""A release's statements as pages show them: chart, table and words from the same reading."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.safestring import SafeString

from cvi_survey.charts import Charts, charts_of
from cvi_survey.drawing import Names, svg_inline
from cvi_survey.instruments import Item
from cvi_survey.reading import words as say
from cvi_survey.reading.figures import GroupReading, ItemReading
from cvi_survey.reading.words import Words


@dataclass(frozen=True)
class Column:
    """A group in the table of a statement: its label, where it stands, and its parts."""

    label: str
    place: str
    reading: GroupReading
    word: str


@dataclass(frozen=True)
class Row:
    """A point of the scale, and how many parts each group with a distribution gave it."""

    label: str
    parts: tuple[int, ...]


@dataclass(frozen=True)
class IndexRow:
    """An index, and its figure for each group with a distribution."""

    label: str
    figures: tuple[str, ...]


@dataclass(frozen=True)
class ShownItem:
    """One statement on a page. `key` makes its ids its own there."""

    item: Item
    reading: ItemReading
    words: Words
    key: str

    @cached_property
    def charts(self) -> Charts | None:
        return charts_of(self.reading, self.words.labels)

    @property
    def names(self) -> Names:
        """Title and text alternative of the charts."""
        return Names(self.key, self.item.short, say.description(self.reading, self.words.labels))

    @property
    def svg(self) -> SafeString:
        """The wide chart and the narrow one; a style sheet shows the one that fits."""
        return svg_pair(self.charts, self.names)

    @property
    def word(self) -> str:
        """How near to one another the answers lie, as a sentence; empty where it is not known."""
        everyone = self.reading.everyone
        if everyone is None or everyone.agreement is None:
            return ""
        return say.agreement_words(everyone.agreement, everyone.leaning)

    @property
    def gap(self) -> str:
        """How far the systems stand apart, as a sentence; empty where they do not."""
        gap = self.reading.gap
        if gap is None or gap.steps < 1:
            return ""
        return say.gap_words(gap, self.words)

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """Every group that is shown, everyone first."""
        if self.reading.everyone is None:
            return ()
        return tuple(
            Column(
                label=self.words.name(one.system),
                place=say.place_words(one, self.words.labels),
                reading=one,
                word=say.agreement_word(one.agreement) if one.agreement else "",
            )
            for one in (self.reading.everyone, *self.reading.systems)
        )

    @property
    def full_columns(self) -> tuple[Column, ...]:
        """Those with a distribution."""
        return tuple(column for column in self.columns if column.reading.parts)

    @property
    def rows(self) -> tuple[Row, ...]:
        """The table of distributions."""
        full = self.full_columns
        return tuple(
            Row(label, tuple(column.reading.parts[place] for column in full))
            for place, label in enumerate(self.words.labels.scale)
        )

    @property
    def index_rows(self) -> tuple[IndexRow, ...]:
        """What follows from the distributions."""
        found = [one for column in self.full_columns if (one := column.reading.indices)]
        return tuple(
            IndexRow(label, tuple(read(one) for one in found)) for label, read in say.index_labels()
        )


def svg_pair(charts: Charts | None, names: Names) -> SafeString:
    """Both forms of a chart for a page; nothing without one.

    Safe: `svg_inline` escapes every word that it is given.
    """
    if charts is None:
        return SafeString("")
    narrow = Names(f"{names.key}n", names.title, names.description)
    return SafeString(svg_inline(charts.wide, names) + svg_inline(charts.narrow, narrow))


def shown_item(reading: ItemReading, words: Words) -> ShownItem:
    """One statement, ready for a page."""
    item = words.items[reading.item]
    return ShownItem(item, reading, words, key=f"s-{item.id}")
