"""Small content to break a rule with."""

from pathlib import Path

from modules.checking import REPORTS, RULES, Corpus, read_corpus
from tests.modules.test_formats import write_folder

RULE = {rule.name: rule for rule in RULES}
REPORT = {report.name: report for report in REPORTS}

MODULE = """\
---
id: m1
slug: m1
number: 1
title: A module
kind: core
minutes: 100
reviewed: 2026-11-22
review_every: 12 months
---

## Objectives

- Know what helps.
"""
TALK = "A family has strengths. We look for them first, and say what we see. " * 4
SLIDE = f"""\
# A claim that one can teach {{{{#{{id}}}}}}
minutes: {{minutes}}
teaches: 1

{{body}}

## Talking points

{TALK}
"""
LIST = "- One thing\n- Another thing"
FACTS = """\
reviewed: 2026-11-22
review_every: 12 months
facts:
  - {id: a-figure, value: "39.1", unit: percent, of: children, year: "2021", source: hhs, grade: A}
"""
REFERENCES = "references:\n  - key: hhs\n    text: HHS. (2022). *A report on drug abuse*.\n"
WORDING = """\
instead:
  drug abuse: drug use
  addict: a person with a substance use disorder
  addicted bab*: a baby with withdrawal
names:
  - National Institute on Drug Abuse
spelling:
  behaviour*: behavior
  centre: center
"""


def slide(number: int = 1, body: str = "Words.", minutes: int = 50) -> str:
    return SLIDE.format(id=f"s{number}", body=body, minutes=minutes)


def files(*slides: str, **changed: str) -> dict[str, str]:
    lesson = "---\nid: one\ntitle: One\n---\n\n" + "\n".join(slides or (slide(1), slide(2)))
    return {
        "m1/module.md": MODULE,
        "m1/references.yaml": REFERENCES,
        "m1/lessons/01-one.md": lesson,
        "facts/m1.yaml": FACTS,
        "wording.yaml": WORDING,
        **changed,
    }


def corpus(tmp_path: Path, *slides: str, **changed: str) -> Corpus:
    return read_corpus(write_folder(tmp_path, files(*slides, **changed)))


def broken(rule: str, found: Corpus) -> list[str]:
    return [str(problem) for problem in RULE[rule].check(found)]


def body(tmp_path: Path, text: str, **changed: str) -> Corpus:
    """Content with one slide of this body, and one beside it."""
    return corpus(tmp_path, slide(1, text), slide(2), **changed)


BODY_LINE = "m1/lessons/01-one.md:10:"
