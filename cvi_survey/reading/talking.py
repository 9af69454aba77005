"""The discussion guide in words: why a statement, and neutral questions about it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from cvi_survey.disclosure import Release
from cvi_survey.reading import words as say
from cvi_survey.reading.figures import readings_of
from cvi_survey.reading.guide import Reason, Starter, starter_of, starters_of
from cvi_survey.reading.shown import ShownItem, shown_item
from cvi_survey.reading.words import Words


@dataclass(frozen=True)
class Topic:
    """A statement to talk about, why, and questions that favor no side."""

    shown: ShownItem
    why: str
    questions: tuple[str, ...]


def starting_topics(released: Release, words: Words) -> tuple[Topic, ...]:
    """At most three statements to start with."""
    return tuple(_topic(one, words) for one in starters_of(released))


def all_topics(released: Release, words: Words) -> tuple[Topic, ...]:
    """Every statement: those to start with first, then the others as on the form."""
    starters = starters_of(released)
    first = {one.reading.item for one in starters}
    rest = (starter_of(one) for one in readings_of(released) if one.item not in first)
    return tuple(_topic(one, words) for one in (*starters, *rest))


def _topic(starter: Starter, words: Words) -> Topic:
    shown = shown_item(starter.reading, words)
    return Topic(shown, _why(starter, words), _questions(starter, words))


def _why(starter: Starter, words: Words) -> str:
    match starter.reason:
        case Reason.SHARED:
            return _(
                "Most answers lie close together here. Common ground first makes the rest easier."
            )
        case Reason.GAP if starter.gap:
            return say.gap_words(starter.gap, words)
        case Reason.SPLIT:
            return _("Answers lie far apart here, across the whole group.")
        case Reason.MIXED:
            return _("Answers are spread out here.")
        case Reason.SIDE:
            return _("The picture is coarse, because the group is small or answered much alike.")
    return _("There is no picture of this statement. It can be talked about all the same.")


def _questions(starter: Starter, words: Words) -> tuple[str, ...]:
    match starter.reason:
        case Reason.SHARED:
            return (
                _("What have we seen in our work that could lie behind this?"),
                _("Where does a family notice that we share this, and where not yet?"),
                _("Who might see it differently, and what would they want us to know?"),
            )
        case Reason.GAP if starter.gap:
            low, high = words.name(starter.gap.low), words.name(starter.gap.high)
            return (
                _("What does the daily work in “%(system)s” show that could lead to this place?")
                % {"system": low},
                _("And what does the daily work in “%(system)s” show?") % {"system": high},
                _("What would each need to know of the other’s work, rules or deadlines?"),
            )
        case Reason.SPLIT:
            return (
                _("Which word in this statement can be heard in two ways?"),
                _("What family, rule or day might somebody have had in mind at either end?"),
                _("What does a family meet when two of us act from different ends of this line?"),
            )
    return (
        _("What could lead a thoughtful colleague to agree, and another to disagree?"),
        _("Where does our daily work call on this statement?"),
        _("What would you like to understand better about it?"),
    )
