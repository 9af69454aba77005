"""An entry as a bag of small pieces, hashed: what the learned models of lists look at.

Pieces are meanings of words, pairs of neighbors, stems, beginnings and endings of words, and
stretches of three to five letters. Each falls into one of `SIZE` drawers by its CRC, so that the
models need no vocabulary; two pieces in one drawer are a small, known loss.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import pairwise
from zlib import crc32

from quizzes.scoring.words import FILLER, Token, blanked, fold, stem

SIZE = 8192
LONGEST = 600
"""Characters of a text whose letters are looked at."""

_WORD = re.compile(r"[a-z0-9]+")
_LETTERS = re.compile(r"[a-z0-9']+")


def grams(text: str, tokens: Iterable[Token]) -> dict[int, float]:
    """The drawers that a text falls into, with weights; `tokens` are those of the text.

    Words and letters are each brought to length 1, so that both count alike.
    """
    plain = blanked(fold(text))
    found: dict[int, float] = {}
    for pieces in (_word_pieces(plain, tokens), _letter_pieces(plain[:LONGEST])):
        counts = Counter(crc32(piece.encode()) % SIZE for piece in pieces)
        weights = {drawer: 1 + math.log(number) for drawer, number in counts.items()}
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        for drawer, weight in weights.items():
            found[drawer] = found.get(drawer, 0.0) + weight / length
    return found


def _word_pieces(plain: str, tokens: Iterable[Token]) -> list[str]:
    said = [sorted(token.meanings - {FILLER}) for token in tokens]
    row = ["|".join(meanings) for meanings in said]
    pieces = [f"m:{one}" for meanings in said for one in meanings]
    pieces += [f"b:{one}_{other}" for one, other in pairwise(row)]
    pieces += [f"k:{one}_{other}" for one, other in zip(row, row[2:], strict=False)]
    for word in _WORD.findall(plain):
        pieces.append(f"s:{stem(word)}")
        if len(word) > 4:
            pieces.append(f"p:{word[:4]}")
        if len(word) > 6:
            pieces.append(f"p:{word[-5:]}")
    return pieces


def _letter_pieces(plain: str) -> list[str]:
    pieces = []
    for word in _LETTERS.findall(plain):
        padded = f" {word} "
        for length in (3, 4, 5):
            for start in range(max(1, len(padded) - length + 1)):
                pieces.append(padded[start : start + length])
    return pieces


def tokens_within(tokens: Mapping[int, Token], start: int, end: int) -> list[Token]:
    """The tokens that stand between two places of a text."""
    return [one for one in tokens.values() if one.start >= start and one.end <= end]
