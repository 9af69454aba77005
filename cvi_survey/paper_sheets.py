"""Typing in sheets of paper: one line for each, a digit for each statement. Pure.

`4205 b`: the places chosen in the order of the statements (0: nothing marked), and a letter for
the system where it is asked (a for the first; nothing or - for "prefer not to say"). Blanks
do not matter.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from string import ascii_lowercase


class SheetUnreadable(Exception):
    """The line is not a sheet; `kind` says why, `found` what was found of it."""

    def __init__(self, kind: str, found: str) -> None:
        self.kind = kind
        self.found = found
        super().__init__(f"{kind}: {found}")


@dataclass(frozen=True)
class SheetLine:
    """A sheet as typed: `digits`, one for each statement, and the id of the system."""

    digits: str
    system: str = ""

    def choices(self, items: Sequence[str]) -> dict[str, str]:
        """Places by statement, as a form on the screen sends them."""
        return {item: digit for item, digit in zip(items, self.digits, strict=True) if digit != "0"}


def sheet_read(line: str, *, items: int, points: int, systems: Sequence[str]) -> SheetLine:
    """The sheet that a line stands for. Raises `SheetUnreadable`."""
    letters = "".join(line.split()).lower()
    digits = letters[:items]
    rest = letters[items:]
    allowed = "0123456789"[: points + 1]
    if wrong := next((letter for letter in digits if letter not in allowed), ""):
        kind = "digit" if wrong.isdigit() else "count"
        counted = len(digits.partition(wrong)[0])
        raise SheetUnreadable(kind, wrong if kind == "digit" else str(counted))
    if len(digits) < items or rest[:1].isdigit():
        raise SheetUnreadable("count", str(sum(map(str.isdigit, letters))))
    if rest in {"", "-"}:
        return SheetLine(digits)
    if len(rest) != 1 or rest not in ascii_lowercase[: len(systems)]:
        raise SheetUnreadable("system", rest)
    return SheetLine(digits, systems[ascii_lowercase.index(rest)])


def sheet_letters(systems: Sequence[str]) -> dict[str, str]:
    """The letter printed before each system, by its id."""
    return dict(zip(systems, ascii_lowercase, strict=False))


def sheet_written(sheet: SheetLine, systems: Sequence[str]) -> str:
    """The line of a sheet, tidy: digits, and the letter of the system if there is one."""
    letter = sheet_letters(systems).get(sheet.system, "")
    return f"{sheet.digits} {letter}".strip()
