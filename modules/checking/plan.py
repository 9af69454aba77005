"""A module as a whole: it can be read, its minutes add up, its objectives are taught."""

from collections.abc import Iterator

from modules.checking.corpus import Corpus
from modules.checking.rule import Rule
from modules.facts import facts_path
from modules.problems import Problem
from modules.reviewing import read_reviews

SHORTEST, LONGEST = 100, 130
"""Minutes of a module with slides: about two hours, as the toolkit plans them."""

SLIDES_AN_OBJECTIVE = 2


def _readable(corpus: Corpus) -> Iterator[Problem]:
    for one in corpus.modules:
        yield from one.problems


def _minutes(corpus: Corpus) -> Iterator[Problem]:
    for files, module in corpus.taught:
        total = sum(lesson.minutes for lesson in module.lessons)
        if total != module.minutes:
            yield files.at_module(
                f"declares {module.minutes} minutes; its slides add up to {total}.",
                "Plan the slides anew, or declare what they add up to.",
            )
        if not SHORTEST <= total <= LONGEST:
            yield files.at_module(
                f"plans {total} minutes.", f"Plan {SHORTEST} to {LONGEST} in all."
            )


def _objectives(corpus: Corpus) -> Iterator[Problem]:
    for files, module in corpus.taught:
        for number, _ in enumerate(module.objectives, start=1):
            slides = [slide for slide in module.slides if number in slide.teaches]
            if len(slides) < SLIDES_AN_OBJECTIVE:
                yield files.at_module(
                    f"teaches objective {number} on {len(slides)} slides.",
                    f"Write 'teaches: {number}' under the headings of the slides that work toward "
                    f"it, at least {SLIDES_AN_OBJECTIVE}.",
                )


def _review(corpus: Corpus) -> Iterator[Problem]:
    problems: list[Problem] = []
    reviews = {one.path: one for one in read_reviews(corpus.root, problems)}
    yield from problems
    for files, _ in corpus.taught:
        head = f"{files.name}/module.md"
        facts = facts_path(files.folder).relative_to(corpus.root)
        for path in (head, str(facts)):
            if path in reviews and reviews[path].reviewed is None:
                yield Problem(
                    path,
                    1,
                    "does not say when it was reviewed.",
                    "Add 'reviewed: 2026-11-22' and 'review_every: 12 months'.",
                )


READABLE = Rule("readable", "A module that cannot be loaded.", _readable)
MINUTES = Rule("minutes", "Slides that do not add up to the module's minutes.", _minutes)
OBJECTIVES = Rule("objectives", "An objective that fewer than two slides teach.", _objectives)
REVIEW = Rule("review", "A module with slides that nobody has dated.", _review)
