"""The ready-made plans of a module: they name what is there, and keep what they promise."""

from collections.abc import Iterator

from modules.checking.corpus import Corpus
from modules.checking.rule import Rule
from modules.plans import read_plans
from modules.problems import ContentError, Problem


def _plans(corpus: Corpus) -> Iterator[Problem]:
    for files in corpus.modules:
        try:
            read_plans(files.folder, files.module)
        except ContentError as error:
            yield from error.problems


PLANS = Rule("plans", "A ready-made plan that names no slide, or does not add up.", _plans)
