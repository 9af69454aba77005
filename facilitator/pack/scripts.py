"""From our ES modules to one classic script: browsers load no modules from a folder.

Understands the few forms that our own modules use (`import { a, b as c } from "./file.js"`, and
`export` before a function, class or const) and refuses every other, so that nothing is lost
silently. Each module keeps a scope of its own.
"""

import re
from collections.abc import Callable, Sequence

Read = Callable[[str], str]
"""Gives the text of a module by its file name."""

_IMPORT = re.compile(
    r'^import (?:\{(?P<names>[^}]*)\} from )?"\./(?P<file>[\w-]+\.js)";[ \t]*\n?', re.MULTILINE
)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const) (?P<name>\w+))", re.MULTILINE)
_LEFT_OVER = re.compile(r"^[ \t]*(?:import|export)\b.*|\bimport ?[.(].*", re.MULTILINE)
_NAME = re.compile(r"(?P<name>\w+)(?: as (?P<own>\w+))?")


class ScriptNotUnderstood(Exception):
    """A module says something that cannot be turned into a classic script."""


def classic_script(entries: Sequence[str], read: Read) -> str:
    """One script that runs the modules `entries`, in this order, each after what it imports.

    Raises `ScriptNotUnderstood` with the file and the line that it does not know.
    """
    texts: dict[str, str] = {}
    for entry in entries:
        _collect(entry, read, texts, ())
    wrapped = "\n".join(_wrapped(file, text) for file, text in texts.items())
    return f'(() => {{\n"use strict";\nconst packed = {{}};\n{wrapped}\n}})();\n'


def _collect(file: str, read: Read, texts: dict[str, str], above: tuple[str, ...]) -> None:
    """Put the module into `texts`, what it imports before it."""
    if file in above:
        raise ScriptNotUnderstood(f"{file}: imports itself by way of {above[-1]}")
    if file in texts:
        return
    text = read(file)
    for found in _IMPORT.finditer(text):
        _collect(found["file"], read, texts, (*above, file))
    texts[file] = text


def _wrapped(file: str, text: str) -> str:
    """The module as a function of its own, whose exports are kept under its name."""
    exported = [found["name"] for found in _EXPORT.finditer(text)]
    body = _EXPORT.sub("", _IMPORT.sub(_taken, text))
    left = _LEFT_OVER.search(body)
    if left:
        raise ScriptNotUnderstood(f"{file}: {left[0].strip()}")
    given = ", ".join(exported)
    return f'packed["{file}"] = (() => {{\n{body.strip()}\nreturn {{ {given} }};\n}})();'


def _taken(found: re.Match[str]) -> str:
    """An import as names taken from what an earlier module exports."""
    parts = [part.strip() for part in (found["names"] or "").split(",") if part.strip()]
    names = [_NAME.fullmatch(part) for part in parts]
    if not all(names):
        raise ScriptNotUnderstood(found[0].strip())
    taken = ", ".join(
        f"{one['name']}: {one['own']}" if one["own"] else one["name"] for one in names if one
    )
    return f'const {{ {taken} }} = packed["{found["file"]}"];\n' if taken else ""
