"""Compile the translations: a `django.mo` beside each `django.po`, without GNU gettext.

    python tools/compile_messages.py [--check]

The compiled files are committed, so that a checkout and the wheel have them on machines without
`msgfmt`; a test says when one is behind. `--check` writes nothing and fails then.
"""

import ast
import struct
import sys
from pathlib import Path

FOLDERS = ("cvi_survey/locale",)
MAGIC = 0x950412DE


def messages_read(text: str) -> dict[str, str]:
    """The translated messages of a PO file by their originals; the header under "".

    Knows what our files use: `msgid`, `msgstr`, continued lines, comments. Raises `ValueError`
    with the line for anything else, and for a message that stands twice.
    """
    messages: dict[str, str] = {}
    parts = {"msgid": "", "msgstr": ""}
    field = ""
    for number, line in enumerate([*text.splitlines(), 'msgid ""'], start=1):
        if not line.strip() or line.startswith("#"):
            continue
        name, _, quoted = line.partition(" ") if line.startswith("msg") else (field, "", line)
        if name not in parts or not quoted.startswith('"'):
            raise ValueError(f"line {number}: {line!r} is not understood")
        if name == "msgid" and field == "msgstr":
            if parts["msgid"] in messages:
                raise ValueError(f"line {number}: a message before it stands twice")
            messages[parts["msgid"]] = parts["msgstr"]
            parts = {"msgid": "", "msgstr": ""}
        field = name
        parts[name] += ast.literal_eval(quoted)
    return {original: words for original, words in messages.items() if words}


def messages_compile(messages: dict[str, str]) -> bytes:
    """The MO file of the messages, as the manual of GNU gettext describes it."""
    pairs = sorted((key.encode(), words.encode()) for key, words in messages.items())
    start = 28 + 16 * len(pairs)
    tables, strings = [b"", b""], b""
    for column in (0, 1):
        for pair in pairs:
            tables[column] += struct.pack("<II", len(pair[column]), start + len(strings))
            strings += pair[column] + b"\0"
    second = 28 + 8 * len(pairs)
    head = struct.pack("<7I", MAGIC, 0, len(pairs), 28, second, 0, start)
    return head + tables[0] + tables[1] + strings


def main() -> int:
    root = Path(__file__).parent.parent
    behind = 0
    for source in sorted(path for folder in FOLDERS for path in (root / folder).rglob("*.po")):
        compiled = messages_compile(messages_read(source.read_text(encoding="utf-8")))
        target = source.with_suffix(".mo")
        if target.exists() and target.read_bytes() == compiled:
            continue
        if "--check" in sys.argv:
            print(f"{target.relative_to(root)} is behind: run tools/compile_messages.py")
            behind = 1
        else:
            target.write_bytes(compiled)
    return behind


if __name__ == "__main__":
    sys.exit(main())
