"""What the result's pages are given: parts, orders and the summary in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cvi_survey.disclosure import Release
from cvi_survey.reading import words as say
from cvi_survey.reading.figures import ItemReading, readings_of
from cvi_survey.reading.shown import ShownItem, shown_item
from cvi_survey.reading.summing_up import Order, in_order, summary_of
from cvi_survey.reading.words import Words


@dataclass(frozen=True)
class Part:
    """Statements under one heading, which may be empty."""

    title: str
    items: tuple[ShownItem, ...]


@dataclass(frozen=True)
class OrderLink:
    """A way to order the statements."""

    value: str
    label: str
    is_current: bool


@dataclass(frozen=True)
class Pointer:
    """A link to a statement on the same page, and why it is named."""

    key: str
    short: str
    why: str = ""


@dataclass(frozen=True)
class GroupWords:
    """Statements on which a group is divided."""

    label: str
    items: tuple[Pointer, ...]


@dataclass(frozen=True)
class SummaryWords:
    """What stands out, in words."""

    shared: tuple[Pointer, ...]
    differing: tuple[Pointer, ...]
    divided: tuple[GroupWords, ...]
    has_distributions: bool
    has_systems: bool


def order_named(name: str) -> Order:
    """The order that an address names; that of the form where it names none."""
    return Order(name) if name in list(Order) else Order.FORM


def order_links(released: Release, current: Order) -> tuple[OrderLink, ...]:
    """The orders that make a difference for a release; none where only the form's does."""
    labels = {
        Order.FORM: _("As on the form"),
        Order.GAP: _("Largest gap between systems"),
        Order.CONSENSUS: _("Least consensus"),
    }
    readings = readings_of(released)
    offered = [Order.FORM]
    if any(one.gap for one in readings):
        offered.append(Order.GAP)
    if any(one.everyone and one.everyone.parts for one in readings):
        offered.append(Order.CONSENSUS)
    if len(offered) == 1:
        return ()
    return tuple(OrderLink(one.value, labels[one], one is current) for one in offered)


def parts_of(released: Release, words: Words, order: Order) -> tuple[Part, ...]:
    """Every statement: in the sections of the form, or in another order without them."""
    readings = in_order(readings_of(released), order)
    sections = words.instrument.sections
    if order is not Order.FORM or not sections:
        return (Part("", _shown(readings, words)),)
    by_item = {one.item: one for one in readings}
    return tuple(
        Part(section.title, _shown([by_item[item] for item in section.items], words))
        for section in sections
    )


def _shown(readings: Sequence[ItemReading], words: Words) -> tuple[ShownItem, ...]:
    return tuple(shown_item(one, words) for one in readings)


def summary_words(released: Release, words: Words) -> SummaryWords | None:
    """The summary; `None` where nothing is published."""
    if not released.has_charts:
        return None
    summary = summary_of(released)
    return SummaryWords(
        shared=tuple(_pointer(one, words, shown_item(one, words).word) for one in summary.shared),
        differing=tuple(
            _pointer(one, words, say.gap_words(gap, words)) for one, gap in summary.differing
        ),
        divided=tuple(
            GroupWords(words.name(group.system), tuple(_pointer(one, words) for one in group.items))
            for group in summary.divided
        ),
        has_distributions=summary.has_distributions,
        has_systems=summary.has_systems,
    )


def _pointer(reading: ItemReading, words: Words, why: str = "") -> Pointer:
    shown = shown_item(reading, words)
    return Pointer(shown.key, shown.item.short, why)
