"""The rules that content keeps to, one subject a file (`toolkit check_content`). Pure.

`docs/loading.md` tells them to authors. A rule yields problems with file, line and remedy; a report
yields lines of text.
"""

from modules.checking.corpus import Corpus, read_corpus
from modules.checking.identity import IDS, NEW_IDS
from modules.checking.numbers import FRACTIONS, NUMBERS
from modules.checking.pictures import ALTERNATIVE_TEXT
from modules.checking.plan import MINUTES, OBJECTIVES, READABLE, REVIEW
from modules.checking.reading_level import READING_LEVEL
from modules.checking.ready_made import PLANS
from modules.checking.rule import Report, Rule
from modules.checking.slides import AIMS, BULLETS_IN_A_ROW, SLIDE_SIZE
from modules.checking.sources import LINKS, UNUSED
from modules.checking.wording import SPELLING, WORDING

RULES: tuple[Rule, ...] = (
    READABLE,
    IDS,
    MINUTES,
    PLANS,
    ALTERNATIVE_TEXT,
    SLIDE_SIZE,
    BULLETS_IN_A_ROW,
    OBJECTIVES,
    WORDING,
    SPELLING,
    LINKS,
    NUMBERS,
    REVIEW,
)
REPORTS: tuple[Report, ...] = (READING_LEVEL, UNUSED, AIMS, FRACTIONS, NEW_IDS)

__all__ = ["REPORTS", "RULES", "Corpus", "Report", "Rule", "read_corpus"]
