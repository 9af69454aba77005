"""What a picture is to somebody who does not see it."""

import re
from collections.abc import Iterator

from modules.checking.corpus import Corpus
from modules.checking.rule import Rule
from modules.document import Picture, Slide
from modules.markup import plain_inline
from modules.problems import Problem

LEAST_WORDS = 5
_SAYS_IT_IS_ONE = re.compile(
    r"(?:an?|the|this)?\s*(?:image|picture|photo|graphic|illustration)\b\s*(?:of|showing|that)?",
    re.I,
)


def _alternative_text(corpus: Corpus) -> Iterator[Problem]:
    for files, module in corpus.taught:
        for slide in module.slides:
            for picture in _pictures(slide):
                if len(plain_inline(picture.alt).split()) < LEAST_WORDS:
                    yield files.at(
                        slide,
                        f"says of {picture.src} only '{picture.alt}'.",
                        "Say what it shows: somebody reads only this.",
                    )
                if _SAYS_IT_IS_ONE.match(picture.alt):
                    yield files.at(
                        slide,
                        f"says of {picture.src} that it is a picture.",
                        "Begin with what it shows; that it is a picture is said by itself.",
                    )
                path = files.folder / picture.src
                if path.suffix == ".svg" and "<title" not in path.read_text(encoding="utf-8"):
                    yield files.at(
                        slide, f"shows {picture.src}, which has no title.", "Add a <title> to it."
                    )


def _pictures(slide: Slide) -> list[Picture]:
    return [block for block in slide.body if isinstance(block, Picture)]


ALTERNATIVE_TEXT = Rule(
    "alternative-text", "A picture that is not told to those who do not see it.", _alternative_text
)
