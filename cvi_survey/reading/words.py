"""What a release says, in words: labels, sides, places, and the text alternatives of charts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from cvi_survey.charts import Labels
from cvi_survey.disclosure import Side, Size
from cvi_survey.instruments import Instrument, Item
from cvi_survey.models import Round
from cvi_survey.reading.figures import Agreement, Gap, GroupReading, Indices, ItemReading


@dataclass(frozen=True)
class Words:
    """A round's own words in the reader's language, or in its main one where there are none."""

    instrument: Instrument
    items: Mapping[str, Item]
    labels: Labels
    language: str

    def name(self, system: str) -> str:
        """A system's label; everyone's where it is empty."""
        return self.labels.systems[system] if system else self.labels.everyone


def words_of(asked: Round) -> Words:
    """The words of a round for whoever reads its result now."""
    language = (get_language() or "en").partition("-")[0]
    instrument = asked.instrument.in_language(language)
    return Words(
        instrument=instrument,
        items={item.id: item for item in instrument.items},
        labels=Labels(
            scale=instrument.scale,
            everyone=_("Everyone"),
            systems={one.id: one.label_in(instrument.language) for one in asked.systems},
            of=_("(of {whole})"),
        ),
        language=instrument.language,
    )


def side_words(side: Side) -> str:
    """A side of the line, after “on average”."""
    return {
        Side.DISAGREE: _("toward disagreement"),
        Side.MIDDLE: _("around the middle"),
        Side.AGREE: _("toward agreement"),
    }[side]


def agreement_words(agreement: Agreement, leaning: Side) -> str:
    """How near to one another the answers lie, as a sentence."""
    if agreement is Agreement.SHARED:
        return {
            Side.DISAGREE: _("Shared: most disagree."),
            Side.MIDDLE: _("Shared: most stand near the middle."),
            Side.AGREE: _("Shared: most agree."),
        }[leaning]
    if agreement is Agreement.MIXED:
        return _("Mixed: answers are spread out.")
    return _("Split: answers stand far apart.")


def agreement_word(agreement: Agreement) -> str:
    """The same in one word."""
    return {
        Agreement.SHARED: _("shared"),
        Agreement.MIXED: _("mixed"),
        Agreement.SPLIT: _("split"),
    }[agreement]


def place_words(reading: GroupReading, labels: Labels) -> str:
    """Where a group stands on average: near a point, between two, or on a side of the line."""
    if reading.mean is None:
        return side_words(reading.leaning)
    place = round(2 * reading.mean) / 2
    below = int(place)
    if place == below:
        return _("near “%(label)s”") % {"label": labels.scale[below - 1]}
    return _("between “%(low)s” and “%(high)s”") % {
        "low": labels.scale[below - 1],
        "high": labels.scale[below],
    }


def size_words(size: Size) -> str:
    """Roughly how many took part."""
    if size is Size.TOO_FEW:
        return _("Too few people answered for a picture.")
    low, _dash, high = size.value.partition("-")
    if high.isdigit():
        return _("%(low)s to %(high)s people answered.") % {"low": low, "high": high}
    return _("%(low)s people or more answered.") % {"low": low}


def description(reading: ItemReading, labels: Labels) -> str:
    """The text alternative of a statement's chart: all that it shows, in sentences."""
    if reading.everyone is None:
        return ""
    groups = [(labels.everyone, reading.everyone)]
    groups += [(labels.systems[one.system], one) for one in reading.systems]
    return " ".join(group_sentence(name, group, labels) for name, group in groups)


def group_sentence(name: str, reading: GroupReading, labels: Labels) -> str:
    """One group of a chart in a sentence."""
    place = place_words(reading, labels)
    if not reading.parts:
        return _("%(name)s: on average %(place)s.") % {"name": name, "place": place}
    shares = ", ".join(
        f"{label} {parts}" for label, parts in zip(labels.scale, reading.parts, strict=True)
    )
    return _("%(name)s: of %(whole)s, %(shares)s; on average %(place)s.") % {
        "name": name,
        "whole": reading.whole,
        "shares": shares,
        "place": place,
    }


def steps_words(steps: float) -> str:
    """How far two groups stand apart, roughly."""
    whole = round(2 * steps) / 2
    if whole == int(whole):
        return ngettext("about one step apart", "about %(count)s steps apart", int(whole)) % {
            "count": int(whole)
        }
    return _("about %(count)s and a half steps apart") % {"count": int(whole)}


def gap_words(gap: Gap, words: Words) -> str:
    """The two systems that stand furthest apart, as a sentence."""
    return _("%(low)s and %(high)s stand %(steps)s.") % {
        "low": words.name(gap.low),
        "high": words.name(gap.high),
        "steps": steps_words(gap.steps),
    }


def index_labels() -> tuple[tuple[str, Callable[[Indices], str]], ...]:
    """The indices that are shown: a label, and how its figure is written."""

    def places(value: float, digits: int = 1) -> str:
        return number_format(round(value, digits) + 0.0, digits)

    return (
        (_("Agreeing"), lambda one: f"{round(100 * one.agreeing)}%"),
        (_("Mean"), lambda one: places(one.mean)),
        (_("Median, interpolated"), lambda one: places(one.median)),
        (_("Middle half spans (steps)"), lambda one: places(one.quartile_range)),
        (_("Agreement A (−1 to 1)"), lambda one: places(one.agreement, 2)),
        (_("Consensus (0 to 1)"), lambda one: places(one.consensus, 2)),
    )
