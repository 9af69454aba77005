"""Reading instruments from files: ours, and those that a coordinator loads."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from cvi_survey.instruments.checking import Place, Reading
from cvi_survey.instruments.model import Instrument
from modules.problems import ContentError, Problem

LARGEST = 512 * 1024
"""Bytes of the largest file that is read."""


def instrument_list(folder: Path) -> tuple[Instrument, ...]:
    """Every instrument in `folder`, by file name.

    Raises `ContentError` with every problem of every file.
    """
    problems: list[Problem] = []
    instruments = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            instruments.append(instrument_read(path))
        except ContentError as error:
            problems += error.problems
    if problems:
        raise ContentError(problems)
    return tuple(instruments)


def instrument_read(path: Path) -> Instrument:
    """The instrument in one file of ours. Raises `ContentError` naming file, line and remedy."""
    name = f"{path.parent.name}/{path.name}"
    instrument = instrument_from_text(path.read_bytes(), name=name)
    if instrument.id != path.stem:
        remedy = f"Call the file {instrument.id}.yaml, or correct the id."
        message = f"has the id '{instrument.id}'."
        raise ContentError([Problem(name, _line_of_id(path), message, remedy)])
    return instrument


def instrument_from_text(content: bytes, *, name: str) -> Instrument:
    """The instrument in the bytes of a file called `name`.

    Whatever the bytes are, it gives an instrument or raises `ContentError`, with every problem
    that could be found and, for each, line and remedy.
    """
    if len(content) > LARGEST:
        remedy = f"An instrument has less than {LARGEST // 1024} KB. Is it the right file?"
        raise ContentError([Problem(name, 1, "is too large.", remedy)])
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        remedy = "Save the file as plain text in UTF-8; not as a Word or Excel document."
        raise ContentError([Problem(name, line, "is not UTF-8 text.", remedy)]) from error
    data, lines = _parsed(text, name)
    reading = Reading(name, data, lines)
    problems = list(reading.problems())
    if problems:
        raise ContentError(problems)
    return reading.instrument()


def _parsed(text: str, name: str) -> tuple[dict[str, Any], dict[Place, int]]:
    """The data of a YAML text and the line of each field. Raises `ContentError`."""
    try:
        # Before anything is built of it: a few references can stand for millions of fields.
        _refuse(name, _references(text))
        nodes = list(_nodes(yaml.compose(text, Loader=yaml.SafeLoader)))
        _refuse(name, _fields_given_twice(nodes))
        data = yaml.safe_load(text)
        lines = {place: line for place, line, _node in nodes}
    except yaml.YAMLError as error:
        raise ContentError([_unreadable(name, error)]) from error
    except (ValueError, RecursionError) as error:
        remedy = "Put words in quotation marks, above all those with digits and colons in them."
        message = "cannot be read: it has a value that is none, or too many levels."
        raise ContentError([Problem(name, 1, message, remedy)]) from error
    if not isinstance(data, dict):
        remedy = "Begin with 'id:', 'version:' and so on."
        raise ContentError([Problem(name, 1, "holds no fields.", remedy)])
    return data, lines


def _unreadable(name: str, error: yaml.YAMLError) -> Problem:
    mark = getattr(error, "problem_mark", None)
    reason = getattr(error, "problem", None) or "it is not YAML"
    remedy = "Check indentation and quotation marks near this line."
    return Problem(name, mark.line + 1 if mark else 1, f"cannot be read: {reason}.", remedy)


Located = tuple[Place, int, yaml.Node]


def _nodes(node: yaml.Node | None, place: Place = ()) -> Iterator[Located]:
    """Every field of a YAML document: its place, its line from 1, its value."""
    if node is None:
        return
    yield place, node.start_mark.line + 1, node
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            inner = (*place, str(key.value))
            yield inner, key.start_mark.line + 1, value
            yield from (one for one in _nodes(value, inner) if one[0] != inner)
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            yield from _nodes(value, (*place, number))


Oddity = tuple[yaml.Mark, str, str]


def _refuse(name: str, oddities: Iterator[Oddity]) -> None:
    """Raise `ContentError` where there is something that YAML allows and an instrument does not."""
    problems = [Problem(name, mark.line + 1, message, remedy) for mark, message, remedy in oddities]
    if problems:
        raise ContentError(problems)


def _references(text: str) -> Iterator[Oddity]:
    for token in yaml.scan(text, Loader=yaml.SafeLoader):
        if isinstance(token, yaml.AliasToken | yaml.AnchorToken):
            remedy = "Write the words out; put a text that begins with & or * in quotation marks."
            yield token.start_mark, "has a reference in place of words.", remedy


def _fields_given_twice(nodes: list[Located]) -> Iterator[Oddity]:
    for _place, _line, node in nodes:
        if not isinstance(node, yaml.MappingNode):
            continue
        keys = [str(key.value) for key, _value in node.value]
        for number, (key, _value) in enumerate(node.value):
            if keys[number] in keys[:number]:
                yield key.start_mark, f"has the field '{keys[number]}' twice.", "Keep one of them."


def _line_of_id(path: Path) -> int:
    lines = path.read_text(encoding="utf-8").splitlines()
    return next((n for n, line in enumerate(lines, start=1) if line.startswith("id:")), 1)
