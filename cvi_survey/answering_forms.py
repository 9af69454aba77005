"""What stands on the form that people answer: statements as steps, with what is chosen so far."""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from cvi_survey.enums import Entry
from cvi_survey.errors import AnswerUnknown
from cvi_survey.instruments import Instrument
from cvi_survey.models import Round

LONG = 6
"""From so many statements people choose between one at a time and all on one page."""
LONGEST_CODE = 40
LANGUAGE_NAMES = {"en": "English", "es": "Español"}


@dataclass(frozen=True)
class Filled:
    """What somebody has chosen so far. It is carried by the form, and kept nowhere."""

    choices: Mapping[str, str] = field(default_factory=dict)
    system: str = ""
    number: str = ""
    entry_code: str = ""


@dataclass(frozen=True)
class Choice:
    """One of the answers that a step offers."""

    value: str
    label: str
    is_chosen: bool
    is_apart: bool = False


@dataclass(frozen=True)
class Step:
    """A question of the form: a statement, or (`is_system`) the one for the system."""

    number: int
    name: str
    text: str
    choices: tuple[Choice, ...]
    section: str = ""
    starts_section: bool = False
    is_last: bool = False
    is_system: bool = False

    @property
    def chosen(self) -> Choice:
        """The answer chosen; the last, "prefer not to say", where nothing is."""
        return next((one for one in self.choices if one.is_chosen), self.choices[-1])


def round_languages(asked: Round) -> tuple[str, ...]:
    """The languages that a round is asked in, the main one first."""
    known = asked.instrument.languages
    return tuple(code for code in asked.languages if code in known) or known[:1]


def filled_from(fields: Mapping[str, str], asked: Round) -> Filled:
    """What a form that came back holds. Raises `AnswerUnknown` for what it did not offer."""
    instrument = asked.instrument
    places = {"", *map(str, range(1, len(instrument.scale) + 1))}
    choices = {item: fields.get(item, "") for item in instrument.item_ids}
    system = fields.get("system", "")
    systems = {"", *(one.id for one in asked.systems)}
    if not places.issuperset(choices.values()) or system not in systems:
        raise AnswerUnknown
    return Filled(choices, system, fields.get("number", ""), entry_code(fields.get("_code", "")))


def entry_code(written: str) -> str:
    """A code as people write it, without whatever stands between its letters."""
    letters = unicodedata.normalize("NFKC", written[: 4 * LONGEST_CODE])
    return "".join(filter(str.isalnum, letters))[:LONGEST_CODE].lower()


def steps(
    asked: Round, instrument: Instrument, filled: Filled, *, system_question: str
) -> tuple[Step, ...]:
    """Every question of the form in order; `instrument` is in the language of the page."""
    found = list(_statements(instrument, filled))
    if asked.asks_system:
        choices = [
            Choice(one.id, one.label_in(instrument.language), filled.system == one.id)
            for one in asked.systems
        ]
        apart = Choice("", instrument.no_answer, is_chosen=False, is_apart=True)
        number = len(found) + 1
        found.append(Step(number, "system", system_question, (*choices, apart), is_system=True))
    last = found[-1]
    return (*found[:-1], Step(**{**vars(last), "is_last": True}))


def _statements(instrument: Instrument, filled: Filled) -> Iterator[Step]:
    starts = instrument.section_starts
    section = ""
    for number, item in enumerate(instrument.items, start=1):
        section = starts.get(item.id, section)
        chosen = filled.choices.get(item.id, "")
        choices = [
            Choice(str(place), label, chosen == str(place))
            for place, label in instrument.form_points
        ]
        apart = Choice("", instrument.no_answer, is_chosen=False, is_apart=True)
        yield Step(
            number=number,
            name=item.id,
            text=item.text,
            choices=(*choices, apart),
            section=section,
            starts_section=item.id in starts,
        )


def is_in_steps(asked: Round, questions: tuple[Step, ...]) -> bool:
    """Whether the form begins with a start page of its own."""
    return len(questions) >= LONG or asked.entry == Entry.KIOSK
