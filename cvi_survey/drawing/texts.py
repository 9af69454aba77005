"""How much room words take, without a font at hand: estimates on the safe side."""

NARROW_LETTERS = frozenset("iljI.,:;'’|! ")
SLIM_LETTERS = frozenset('ftr()[]-/“”"')
BROAD_LETTERS = frozenset("mwMWQO@%—…")

# In parts of the letter size. The widest of the fonts that the pages name, at 600, lie below.
NARROW_WIDTH, SLIM_WIDTH, WIDTH, CAPITAL_WIDTH, BROAD_WIDTH = 0.34, 0.45, 0.62, 0.74, 0.96


def text_width(text: str, size: float) -> float:
    """An upper estimate of how wide `text` is at letter size `size`, in the same unit."""
    return size * sum(map(_letter_width, text))


def _letter_width(letter: str) -> float:
    if letter in NARROW_LETTERS:
        return NARROW_WIDTH
    if letter in SLIM_LETTERS:
        return SLIM_WIDTH
    if letter in BROAD_LETTERS or ord(letter) > 0x24F:
        return BROAD_WIDTH
    return CAPITAL_WIDTH if letter.isupper() else WIDTH


def fits(text: str, *, width: float, size: float) -> bool:
    """Whether every word of `text` fits into a line of `width`."""
    return all(text_width(word, size) <= width for word in text.split())


def wrapped(text: str, *, width: float, size: float, most: int) -> tuple[str, ...]:
    """`text` in at most `most` lines, none wider than `width`.

    Broken between words, and within a word only where it is wider than a line. What does not fit
    is left out, with an ellipsis.
    """
    lines: list[str] = []
    for word in _pieces(text, width, size):
        together = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(together, size) <= width:
            lines[-1] = together
        else:
            lines.append(word)
    if len(lines) <= most:
        return tuple(lines)
    last = lines[most - 1]
    while last and text_width(f"{last}…", size) > width:
        last = last[:-1]
    return (*lines[: most - 1], f"{last.rstrip()}…")


def _pieces(text: str, width: float, size: float) -> list[str]:
    """The words, those too wide for a line in parts that are not."""
    pieces = []
    for word in text.split():
        rest = word
        while text_width(rest, size) > width and len(rest) > 1:
            cut = len(rest) - 1
            while cut > 1 and text_width(f"{rest[:cut]}-", size) > width:
                cut -= 1
            pieces.append(f"{rest[:cut]}-")
            rest = rest[cut:]
        pieces.append(rest)
    return pieces
