"""Splitting one entry that holds several: commas, slashes, bullets, 'and', 'y' and so on."""

import re

from quizzes.scoring.words import fold

MOST_SEGMENTS = 24
LONGEST_RUN = 4

_BETWEEN = re.compile(
    r"\bw/o?(?=\s|$)|[\n\r;,/|+&•·▪◦*()\[\]:!?\u2013\u2014]+|\.(?=\s|$)|\s-+\s|->|=>"
    r"|\b(?:and|or|plus|also|as well as|along with|y|e|o|tambien|ademas|but|with|con)\b"
)


def segments(text: str) -> list[tuple[int, int]]:
    """Places (start, end) of the parts of an entry, blanks trimmed. At most `MOST_SEGMENTS`."""
    folded = fold(text)
    found: list[tuple[int, int]] = []
    start = 0
    for between in _BETWEEN.finditer(folded):
        _add(folded, start, between.start(), found)
        start = between.end()
        if len(found) >= MOST_SEGMENTS:
            return found
    _add(folded, start, len(folded), found)
    return found


def _add(text: str, start: int, end: int, found: list[tuple[int, int]]) -> None:
    part = text[start:end]
    start, end = start + len(part) - len(part.lstrip()), end - len(part) + len(part.rstrip())
    if end > start:
        found.append((start, end))


def runs(parts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Neighbors taken together: 'drug and alcohol history' is one thing. The whole comes too."""
    places = {
        (parts[first][0], parts[last][1])
        for first in range(len(parts))
        for last in range(first, min(first + LONGEST_RUN, len(parts)))
    }
    if parts:
        places.add((parts[0][0], parts[-1][1]))
    return sorted(places)
