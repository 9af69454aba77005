"""What can be asked: instruments as data, read from files and checked. Pure, without Django.

An instrument is one YAML file (`docs/survey.md`). A round keeps the frozen copy that
`instrument_as_dict` makes, so that a later edition of the file changes nothing about answers
already given.
"""

from cvi_survey.instruments.files import instrument_from_text, instrument_list, instrument_read
from cvi_survey.instruments.model import (
    POINTS,
    SCHEMA,
    Direction,
    Instrument,
    Item,
    ItemWords,
    Section,
    System,
    Words,
    instrument_as_dict,
    instrument_from_dict,
)

__all__ = [
    "POINTS",
    "SCHEMA",
    "Direction",
    "Instrument",
    "Item",
    "ItemWords",
    "Section",
    "System",
    "Words",
    "instrument_as_dict",
    "instrument_from_dict",
    "instrument_from_text",
    "instrument_list",
    "instrument_read",
]
