"""YAML that remembers its lines, and checks of its shape. Values are strings, lists and mappings.

Every scalar is read as a string, so that `no` and `12` stay what their author typed.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from modules.problems import Problem

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The loader in C where PyYAML was built with it: several times as fast."""


@dataclass
class Checked:
    """Problems of one file, gathered while it is read."""

    name: str
    problems: list[Problem] = field(default_factory=list)

    def add(self, line: int, message: str, remedy: str) -> None:
        self.problems.append(Problem(self.name, line, message, remedy))


@dataclass(frozen=True)
class Value:
    """A node of the file: its line, and what it holds."""

    node: yaml.Node | None
    line: int
    file: Checked

    def text(self, key: str, *, required: bool = True) -> str:
        """The text under `key`; empty where there is none, which `required` makes a problem."""
        value = self.get(key)
        if value is None:
            if required:
                self.file.add(self.line, f"'{key}' is missing.", f"Add a line '{key}: …'.")
            return ""
        if not isinstance(value.node, yaml.ScalarNode):
            self.file.add(value.line, f"'{key}' is not a line of text.", "Write one line of text.")
            return ""
        found = str(value.node.value).strip()
        if not found and required:
            self.file.add(value.line, f"'{key}' is empty.", "Write what it should say.")
        return found

    def get(self, key: str) -> "Value | None":
        """What stands under `key`."""
        if not isinstance(self.node, yaml.MappingNode):
            return None
        for name, node in self.node.value:
            if name.value == key:
                return Value(node, node.start_mark.line + 1, self.file)
        return None

    def items(self) -> list[tuple[str, "Value"]]:
        """Keys and values of a mapping, in order."""
        if not isinstance(self.node, yaml.MappingNode):
            return []
        return [
            (str(name.value), Value(node, name.start_mark.line + 1, self.file))
            for name, node in self.node.value
        ]

    def each(self, key: str, *, required: bool = False) -> list["Value"]:
        """The members of the list under `key`."""
        value = self.get(key)
        if value is None:
            if required:
                self.file.add(self.line, f"'{key}' is missing.", f"Add a list under '{key}:'.")
            return []
        if not isinstance(value.node, yaml.SequenceNode) or (required and not value.node.value):
            self.file.add(value.line, f"'{key}' is not a list.", "Begin each member with '- '.")
            return []
        return [Value(node, node.start_mark.line + 1, self.file) for node in value.node.value]

    def texts(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        """A list of texts under `key`, none of them empty or twice."""
        found: list[str] = []
        for value in self.each(key, required=required):
            text = str(value.node.value).strip() if isinstance(value.node, yaml.ScalarNode) else ""
            if not text:
                self.file.add(value.line, f"A member of '{key}' is no text.", "Write one line.")
            elif text in found:
                self.file.add(value.line, f"'{text}' stands here twice.", "Take one of them out.")
            else:
                found.append(text)
        return tuple(found)

    def only(self, allowed: Iterable[str]) -> None:
        """Note keys that mean nothing here."""
        known = sorted(allowed)
        for key, value in self.items():
            if key not in known:
                self.file.add(
                    value.line, f"'{key}' means nothing here.", f"Known are: {', '.join(known)}."
                )


def read_yaml(path: Path, file: Checked) -> Value | None:
    """The root mapping of a file; None, with a problem noted, where it cannot be read."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        file.add(0, f"This file cannot be read: {error}.", "Save it as plain text in UTF-8.")
        return None
    return read_yaml_text(text, file)


def read_yaml_text(text: str, file: Checked) -> Value | None:
    """The root mapping of a file's text; None, with a problem noted, where there is none."""
    try:
        node = yaml.compose(text, Loader=LOADER)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        file.add(line, f"This is no YAML: {error.problem}.", "Check indents, colons and quotes.")
        return None
    except yaml.YAMLError as error:
        file.add(0, f"This file cannot be read: {error}.", "Save it as plain text in UTF-8.")
        return None
    if not isinstance(node, yaml.MappingNode):
        file.add(1, "There are no 'key: value' lines.", "See content/README.md for an example.")
        return None
    return Value(node, 1, file)
