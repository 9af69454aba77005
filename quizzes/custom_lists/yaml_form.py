"""A list as a YAML file, written and read; the form is that of `docs/exercises.md`.

A file may come from anywhere: its size, depth and shape are bounded before anything is built.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import yaml

from modules.problems import ContentError
from modules.yaml_lines import LOADER, Checked, Value, read_yaml_text
from quizzes.custom_lists.lines import (
    LONGEST_LINE,
    LONGEST_NAME,
    LONGEST_REASON,
    MOST_ITEMS,
    MOST_PARTS,
    MOST_PHRASINGS,
    MOST_PRIVATE,
)
from quizzes.exercises import list_from
from quizzes.scoring.reference import Item, Part, Private, ReferenceList

LARGEST_FILE = 512 * 1024
"""Bytes of a file that are accepted."""
MOST_NODES = 20_000
DEEPEST = 8
ITEM_ID = re.compile(r"[A-Za-z0-9_-]{1,60}")
_SENTENCE = 300
_QUESTION = 500


@dataclass(frozen=True)
class ListFile:
    """What a file holds: the list, and the question to discuss once it is open."""

    reference: ReferenceList
    question: str = ""


def list_to_yaml(file: ListFile) -> str:
    """The list as YAML. Ids of items begin with the list's own."""
    one = file.reference
    root: dict[str, Any] = {"id": one.id, "title": one.title, "prompt": one.prompt}
    if one.lead:
        root["lead"] = one.lead
    if one.direction:
        root["direction"] = {"from": one.direction.giver, "to": one.direction.receiver}
    if file.question:
        root["question"] = file.question
    root["items"] = [_item_as_dict(item) for item in one.items]
    if one.private:
        root["private"] = [
            {
                "kind": private.kind,
                "name": private.name,
                "reason": private.reason,
                "phrasings": list(private.phrasings),
            }
            for private in one.private
        ]
    return yaml.safe_dump(root, allow_unicode=True, sort_keys=False, width=100)


def _item_as_dict(item: Item) -> dict[str, Any]:
    found: dict[str, Any] = {"id": item.id, "text": item.text}
    if item.hint:
        found["hint"] = item.hint
    if item.parts:
        found["parts"] = [{"name": part.name, "words": list(part.words)} for part in item.parts]
    if item.phrasings:
        found["phrasings"] = list(item.phrasings)
    return found


def list_from_yaml(content: bytes, name: str) -> ListFile:
    """Read a file's content. Raises `ContentError` with every problem: line, what, and remedy."""
    file = Checked(name)
    text = _text(content, file)
    if text is not None and _is_bounded(text, file):
        root = read_yaml_text(text, file)
        if root is not None:
            reference = list_from(root, also=("question",))
            question = " ".join(root.text("question", required=False).split())
            _check_sizes(root)
            _check_items(root, reference)
            if not file.problems:
                return ListFile(_tidied(reference), question)
    raise ContentError(file.problems)


def _text(content: bytes, file: Checked) -> str | None:
    if len(content) > LARGEST_FILE:
        most = LARGEST_FILE // 1024
        file.add(0, f"This file is larger than {most} kB.", "Choose the file of one list.")
        return None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        file.add(line, "This is no plain text in UTF-8.", "Save the file as plain text, UTF-8.")
        return None


def _is_bounded(text: str, file: Checked) -> bool:
    """Whether the text is small and flat enough to be built, without a look at what it says."""
    depth = nodes = 0
    try:
        for event in yaml.parse(text, Loader=LOADER):
            line = event.start_mark.line + 1 if event.start_mark else 0
            opens = isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent)
            closes = isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent)
            depth += opens - closes
            nodes += 1
            if isinstance(event, yaml.AliasEvent):
                file.add(line, "'*' refers to another place.", "Write out what should stand here.")
            elif depth > DEEPEST or nodes > MOST_NODES:
                file.add(line, "This is more than one list holds.", "See the example in the help.")
            elif isinstance(event, yaml.ScalarEvent) and not _is_plain(event.value):
                file.add(line, "There is a control character here.", "Type this line again.")
            if file.problems:
                return False
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        file.add(line, f"This is no YAML: {error.problem}.", "Check indents, colons and quotes.")
    except yaml.YAMLError:
        file.add(0, "This is no plain text.", "Save the file as plain text, UTF-8.")
    return not file.problems


def _is_plain(text: str) -> bool:
    return all(
        one in "\n\t" or (ord(one) >= 32 and not 0xD800 <= ord(one) < 0xE000) for one in text
    )


def _check_sizes(root: Value) -> None:
    """Note texts that are longer, and lists that are longer, than a list takes."""
    limits = {"title": LONGEST_LINE, "prompt": _SENTENCE, "lead": _SENTENCE, "question": _QUESTION}
    for key, most in limits.items():
        _check_length(root, key, most)
    direction = root.get("direction")
    for key in ("from", "to") if direction else ():
        _check_length(direction, key, LONGEST_NAME)
    for item in _members(root, "items", MOST_ITEMS):
        _check_length(item, "text", LONGEST_LINE)
        _check_length(item, "hint", LONGEST_LINE)
        _check_lines(item, "phrasings")
        for part in _members(item, "parts", MOST_PARTS):
            _check_length(part, "name", LONGEST_NAME)
            _check_lines(part, "words")
    for private in _members(root, "private", MOST_PRIVATE):
        _check_length(private, "kind", LONGEST_NAME)
        _check_length(private, "name", LONGEST_NAME)
        _check_length(private, "reason", LONGEST_REASON)
        _check_lines(private, "phrasings")


def _members(value: Value, key: str, most: int) -> Iterator[Value]:
    found = value.get(key)
    if found is None or not isinstance(found.node, yaml.SequenceNode):
        return
    if len(found.node.value) > most:
        count = len(found.node.value)
        value.file.add(
            found.line,
            f"There are {count} under '{key}'.",
            f"At most {most} are read: take some out.",
        )
        return
    yield from (Value(node, node.start_mark.line + 1, value.file) for node in found.node.value)


def _check_lines(value: Value, key: str) -> None:
    for one in _members(value, key, MOST_PHRASINGS):
        _check_text(one, f"A member of '{key}'", LONGEST_LINE)


def _check_length(value: Value | None, key: str, most: int) -> None:
    found = value.get(key) if value else None
    if found is not None:
        _check_text(found, f"'{key}'", most)


def _check_text(value: Value, what: str, most: int) -> None:
    if isinstance(value.node, yaml.ScalarNode) and len(value.node.value.strip()) > most:
        value.file.add(value.line, f"{what} is longer than {most} characters.", "Shorten it.")


def _check_items(root: Value, reference: ReferenceList) -> None:
    """Note ids that cannot last in a list, and private kinds that are there twice."""
    lines = [value.line for value in _members(root, "items", MOST_ITEMS)]
    for item, line in zip(reference.items, lines, strict=False):
        name = item.id.removeprefix(f"{reference.id}.")
        if item.id and not ITEM_ID.fullmatch(name):
            root.file.add(
                line, f"'{item.id}' is no id.", "Use letters, digits, '_' and '-', at most 60."
            )
    kinds = [one.kind for one in reference.private]
    places = [value.line for value in _members(root, "private", MOST_PRIVATE)]
    for number, (kind, line) in enumerate(zip(kinds, places, strict=False)):
        if kind in kinds[:number]:
            root.file.add(line, f"The kind '{kind}' is there twice.", "Rename or join them.")


def _tidied(reference: ReferenceList) -> ReferenceList:
    """The list with single blanks in place of line breaks and runs of blanks."""
    return replace(
        reference,
        title=_line(reference.title),
        prompt=_line(reference.prompt),
        lead=_line(reference.lead),
        direction=reference.direction
        and replace(
            reference.direction,
            giver=_line(reference.direction.giver),
            receiver=_line(reference.direction.receiver),
        ),
        items=tuple(
            replace(
                item,
                text=_line(item.text),
                hint=_line(item.hint),
                phrasings=_lines(item.phrasings),
                parts=tuple(Part(_line(part.name), _lines(part.words)) for part in item.parts),
            )
            for item in reference.items
        ),
        private=tuple(
            Private(one.kind, _line(one.name), _line(one.reason), _lines(one.phrasings))
            for one in reference.private
        ),
    )


def _line(text: str) -> str:
    return " ".join(text.split())


def _lines(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line for one in texts if (line := _line(one))))
