"""Each rule of `check_content`: content that keeps to it passes, what breaks it is named."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from modules.checking import REPORTS, RULES, Corpus, read_corpus
from modules.checking.identity import recorded_ids
from modules.checking.numbers import unmarked
from modules.checking.reading_level import grade, syllables
from modules.checking.sources import wrong_with
from modules.checking.wording import found_terms
from modules.content_folder import CONTENT
from modules.management.commands import check_content
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


def test_good_content_keeps_to_every_rule(tmp_path):
    found = body(tmp_path, "Of all, {fact:a-figure:full}.")

    assert [one for rule in RULES for one in broken(rule.name, found)] == []


def test_every_rule_is_told_to_authors():
    page = (Path(CONTENT).parent / "docs" / "loading.md").read_text(encoding="utf-8")

    assert [name for name in RULE if f"| {name} |" not in page] == []


def test_a_module_that_cannot_be_read_is_named_and_its_words_are_checked_all_the_same(tmp_path):
    found = body(tmp_path, "::: marquee\nThis is drug abuse.\n:::")

    assert "opens '::: marquee'" in broken("readable", found)[0]
    assert broken("wording", found)


# Ids ---------------------------------------------------------------------------------------------


def test_an_id_that_was_published_must_stay(tmp_path):
    kept = "m1 lesson one\nm1 slide s1\nm1 slide s2\n"

    assert broken("ids", corpus(tmp_path, **{"ids.txt": kept})) == []
    gone = broken("ids", corpus(tmp_path, slide(1), slide(3), **{"ids.txt": kept}))
    assert gone[0].startswith(
        "ids.txt: has 'm1 slide s2', which is gone. Give the part its id again"
    )


def test_an_id_is_recorded_once(tmp_path):
    twice = "m1 slide s1\nm1 slide s1\n"

    assert "twice" in broken("ids", corpus(tmp_path, **{"ids.txt": twice}))[0]


def test_ids_of_prompts_lists_and_exercises_last_too(tmp_path):
    kept = "m1 prompt p\nm1 list three\nm1 item three.one\nm1 exercise three\n"
    prompt = slide(1) + "\n## Prompt: ask, whole room, 1 minute {#p}\n\nWho?\n"
    lists = {
        "m1/lists/three.yaml": "id: three\nitems:\n  - id: three.one\n",
        "m1/lists/exercises.yaml": "module: m1\nexercises:\n  - key: three\n",
    }

    there = corpus(tmp_path / "a", prompt, slide(2), **lists, **{"ids.txt": kept})
    gone = corpus(tmp_path / "b", **{"ids.txt": kept})

    assert broken("ids", there) == []
    assert len(broken("ids", gone)) == 4


# The plan ----------------------------------------------------------------------------------------


def test_minutes_add_up(tmp_path):
    off = broken("minutes", corpus(tmp_path, slide(1), slide(2, minutes=51)))

    assert broken("minutes", corpus(tmp_path / "good")) == []
    assert off == [
        "m1/module.md:1: declares 100 minutes; its slides add up to 101. "
        "Plan the slides anew, or declare what they add up to."
    ]


@pytest.mark.parametrize(
    ("minutes", "is_right"), [(99, False), (100, True), (130, True), (131, False)]
)
def test_a_module_takes_about_two_hours(tmp_path, minutes, is_right):
    head = MODULE.replace("minutes: 100", f"minutes: {minutes}")
    slides = [slide(1, minutes=60), slide(2, minutes=39), slide(3, minutes=minutes - 99)]

    found = broken("minutes", corpus(tmp_path, *slides, **{"m1/module.md": head}))

    assert (found == []) is is_right


def test_an_objective_is_taught_by_two_slides(tmp_path):
    once = slide(2).replace("teaches: 1\n", "")

    assert broken("objectives", corpus(tmp_path / "good")) == []
    assert broken("objectives", corpus(tmp_path, slide(1), once)) == [
        "m1/module.md:1: teaches objective 1 on 1 slides. Write 'teaches: 1' under the headings of "
        "the slides that work toward it, at least 2."
    ]


def test_a_module_and_its_facts_say_when_they_were_reviewed(tmp_path):
    undated = MODULE.replace("reviewed: 2026-11-22\nreview_every: 12 months\n", "")
    facts = FACTS.partition("12 months\n")[2]

    found = broken("review", corpus(tmp_path, **{"m1/module.md": undated, "facts/m1.yaml": facts}))

    assert [one.partition(" ")[0] for one in found] == ["m1/module.md:1:", "facts/m1.yaml:1:"]
    assert broken("review", corpus(tmp_path / "good")) == []


def test_a_date_of_review_that_cannot_be_read_is_named(tmp_path):
    wrong = MODULE.replace("2026-11-22", "last week")

    assert "no date" in broken("review", corpus(tmp_path, **{"m1/module.md": wrong}))[0]


# Slides ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        ("word " * 110, "word " * 111, "shows 111 words."),
        ("- x\n" * 9, "- x\n" * 10, "has a list of 10 entries."),
        ("- " + "word " * 30, "- " + "word " * 31, "has a list entry of 31 words."),
        ("- a\n    - " + "word " * 30, "- a\n    - " + "word " * 31, "a list entry of 31 words."),
    ],
)
def test_a_body_stays_within_bounds(tmp_path, right, wrong, message):
    assert broken("slide-size", body(tmp_path / "good", right)) == []
    assert message in broken("slide-size", body(tmp_path, wrong))[0]


@pytest.mark.parametrize(
    ("words", "is_right"), [(39, False), (40, True), (320, True), (321, False)]
)
def test_talking_points_are_enough_to_teach_from(tmp_path, words, is_right):
    text = slide(1).replace(TALK, "word " * words)

    assert (broken("slide-size", corpus(tmp_path, text, slide(2))) == []) is is_right


def test_a_title_is_no_paragraph(tmp_path):
    def titled(words: int) -> str:
        return slide(1).replace("A claim that one can teach", "word " * words)

    assert broken("slide-size", corpus(tmp_path / "good", titled(16))) == []
    assert "has a title of 17 words" in broken("slide-size", corpus(tmp_path, titled(17)))[0]


def test_a_fourth_list_in_a_row_is_one_too_many(tmp_path):
    lists = [slide(number, LIST) for number in range(1, 5)]
    broken_up = [*lists[:3], slide(9, f"{LIST}\n\n::: callout note\nWords.\n:::"), lists[3]]

    assert broken("bullets-in-a-row", corpus(tmp_path / "three", *lists[:3])) == []
    assert broken("bullets-in-a-row", corpus(tmp_path / "good", *broken_up)) == []
    assert "is list number 4 in a row" in broken("bullets-in-a-row", corpus(tmp_path, *lists))[0]


@pytest.mark.parametrize(
    ("alt", "svg", "message"),
    [
        ("Three circles that overlap in the middle.", "<svg><title>T</title></svg>", ""),
        ("Three circles.", "<svg><title>T</title></svg>", "says of pictures/x.svg only 'Three"),
        ("A picture of three circles that overlap.", "<svg><title>T</title></svg>", "that it is a"),
        (
            "Image showing three circles that overlap.",
            "<svg><title>T</title></svg>",
            "that it is a",
        ),
        ("Three circles that overlap in the middle.", "<svg></svg>", "which has no title"),
    ],
)
def test_a_picture_is_told_to_those_who_do_not_see_it(tmp_path, alt, svg, message):
    text = f"::: diagram pictures/x.svg\nalt: {alt}\n:::"

    found = broken("alternative-text", body(tmp_path, text, **{"m1/pictures/x.svg": svg}))

    assert (found == []) if not message else (message in found[0])


# Words -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "This is drug abuse.",
        "This is *drug\nabuse*.",
        "Drug-abuse is said.",
        "An addict came.",
        "Addicted babies are born.",
        'A long quotation "of more words than a term has, in which drug abuse stands too".',
    ],
)
def test_a_term_with_a_better_one_is_named(tmp_path, text):
    found = broken("wording", body(tmp_path, text))

    assert len(found) == 1
    assert found[0].startswith(BODY_LINE)
    assert "Say: " in found[0]


@pytest.mark.parametrize(
    "text",
    [
        "Drug use, and a person with a substance use disorder.",
        "This is addictive, and a druggist's abuse of power.",
        "Of the National Institute on\nDrug Abuse.",
        "{title:A Survey of Drug Abuse} asked.",
        'Some say "drug abuse" still.',
        "See [this](https://example.org/drug-abuse/addict) [@hhs].",
        "::: saying\nby: Commonly said\n\nOnce an addict, always an addict.\n:::",
    ],
)
def test_names_titles_and_others_words_may_stand(tmp_path, text):
    assert broken("wording", body(tmp_path, text)) == []


def test_phrasings_that_people_type_are_not_ours_but_titles_of_lists_are(tmp_path):
    text = (
        "id: x\ntitle: {title}\nitems:\n"
        "  - id: x.a\n    phrasings:\n      - drug abuse\n    hint: {hint}\n"
    )

    def found(name: str, title: str, hint: str) -> list[str]:
        lists = {"m1/lists/x.yaml": text.format(title=title, hint=hint)}
        return broken("wording", corpus(tmp_path / name, **lists))

    assert found("good", "Needs", "Think of use.") == []
    assert "m1/lists/x.yaml:2" in found("title", "Drug abuse", "Think.")[0]
    assert "m1/lists/x.yaml:7" in found("hint", "Needs", "Think of drug abuse.")[0]


def test_british_spelling_is_named(tmp_path):
    found = broken("spelling", body(tmp_path, "Behavioural health, at the centre."))

    assert [one.partition(": ")[2] for one in found] == [
        "says 'Behavioural'. Write 'behavior'.",
        "says 'centre'. Write 'center'.",
    ]
    assert broken("spelling", body(tmp_path / "good", "Behavioral health, at the centers.")) == []


def test_a_file_of_words_that_cannot_be_read_is_named(tmp_path):
    found = broken("wording", corpus(tmp_path, **{"wording.yaml": "banned:\n  a: b\n"}))

    assert found == [
        "wording.yaml:1: 'banned' means nothing here. Known are: instead, names, "
        "review_every, reviewed, spelling."
    ]


def test_the_longest_term_counts():
    terms = {"addict": "a person", "addict's child*": "a child"}

    assert [one[1] for one in found_terms("An addict's children.", terms)] == ["addict's children"]


@pytest.mark.parametrize(
    ("url", "is_right"),
    [
        ("https://example.org/a_(b)?c=d#e", True),
        ("http://www.example.org", True),
        ("/glossary/", True),
        ("mailto:a@example.org", True),
        ("page:3", True),
        ("", False),
        ("www.example.org", False),
        ("https://example", False),
        ("https://", False),
        ("https://exam ple.org", False),
        ("https://example.org./x", False),
        ("htp://example.org", False),
    ],
)
def test_an_address_is_a_whole_one(url, is_right):
    assert (wrong_with(url) == "") is is_right


def test_addresses_in_words_and_references_are_checked(tmp_path):
    references = REFERENCES + "    url: www.example.org\n"

    wrong = broken(
        "links",
        body(tmp_path, "See [this](https://example).", **{"m1/references.yaml": references}),
    )

    assert [one.partition(" ")[0] for one in wrong] == [BODY_LINE, "m1/references.yaml:4:"]
    assert broken("links", body(tmp_path / "good", "See [this](https://example.org/a).")) == []


# Numbers -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("About 39.1 percent of them", ["39.1 percent"]),
        ("5% of them, 5 percent of others", ["5%", "5 percent"]),
        ("1 in 8 children", ["1 in 8"]),
        ("3 times as likely", ["3 times as"]),
        ("443,000 children, 20 parents", ["443,000", "20"]),
        ("After 22 months", ["22"]),
        ("A mean of 2.5 years", ["2.5"]),
    ],
)
def test_a_number_that_may_be_a_statistic_is_named(text, numbers):
    assert sorted(one for _, one in unmarked(text)) == sorted(numbers)


@pytest.mark.parametrize(
    "text",
    [
        "{fact:a-figure} and {number:15 of the last 22} months",
        "Five steps, 5 steps, 12 months, 3, 4, and 9.",
        "In 2021, from 2015-2019, in the 1990s, on 16 February 2026, on November 22, 2026",
        "42 CFR Part 2, 42 CFR 2.31, 45 CFR 164.512(e), 89 FR 12472, 42 U.S.C. 675, section 471(a)",
        "Public Law 115-123, title 42, §290dd-2, Part 2",
        "Module 7, slides 9, 21, 25, and 26, step 13",
        "children under 18, ages 0 to 17, 18 and older",
        "90 minutes, a 45-minute visit, at 9:30, 24/7",
        "DSM-5 and PHQ-9 and the 20th birthday",
        "Call 988 or 1-800-662-4357",
        "[@hhs-2022] and [this](https://example.org/2022/41)",
        "13. the thirteenth",
    ],
)
def test_a_number_that_is_plainly_none_may_stand(text):
    assert unmarked(text) == []


def test_numbers_on_slides_are_facts_or_marked(tmp_path):
    found = broken("numbers", body(tmp_path, "It was 39.1 percent\nof 400 children."))

    assert [one.partition(" ")[0] for one in found] == [BODY_LINE, "m1/lessons/01-one.md:11:"]
    assert "Keep it in content/facts/ and write {fact:its-id}" in found[0]
    good = "It was {fact:a-figure} of {number:400} children."
    assert broken("numbers", body(tmp_path / "good", good)) == []


def test_the_figure_of_a_statistic_is_always_a_fact(tmp_path):
    text = "::: statistic\nvalue: {}\nlabel: of them\nyear: 2021\ncitation: hhs\n:::"

    assert broken("numbers", body(tmp_path / "good", text.format("{fact:a-figure}"))) == []
    assert "has the number 5," in broken("numbers", body(tmp_path, text.format("5")))[0]


def test_notes_for_the_facilitator_may_have_numbers_and_talking_points_may_not(tmp_path):
    notes = slide(1) + "\n## Facilitator notes\n\nPut out 30 chairs.\n"
    spoken = slide(1) + "\nThere were 30 families.\n"

    assert broken("numbers", corpus(tmp_path / "notes", notes, slide(2))) == []
    assert len(broken("numbers", corpus(tmp_path / "spoken", spoken, slide(2)))) == 1


# Reports -----------------------------------------------------------------------------------------


def test_what_nothing_uses_is_listed(tmp_path):
    lines = list(REPORT["unused"].lines(corpus(tmp_path / "unused")))
    used = list(REPORT["unused"].lines(body(tmp_path, "{fact:a-figure:full}")))

    assert lines == ["m1: facts that no slide uses: a-figure"]
    assert used == []


def test_fractions_and_slides_outside_the_aim_are_listed(tmp_path):
    found = body(tmp_path, "Six in ten, and half of\nthe others.\n\n" + "- x\n" * 6)

    assert list(REPORT["fractions"].lines(found)) == [
        f"{BODY_LINE} Six in ten",
        f"{BODY_LINE} half of",
    ]
    assert "m1: lists of more than 5 entries or 12 words: s1" in list(REPORT["aims"].lines(found))


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("child", 1), ("care", 1), ("whole", 1), ("people", 2), ("family", 3), ("families", 3),
        ("services", 3), ("information", 4), ("reviewed", 2), ("needed", 2), ("helped", 1),
        ("disorder", 3), ("treatment", 2), ("parents", 2), ("agencies", 3), ("the", 1),
    ],
)  # fmt: skip
def test_syllables_are_counted_by_rule(word, count):
    assert syllables(word) == count


def test_the_grade_is_the_formulas():
    # 6 words in 1 sentence, 6 syllables: 0.39 * 6 + 11.8 * 1 - 15.59
    assert grade("The cat sat on the mat.") == pytest.approx(-1.45)
    # 8 words in 2 sentences, 12 syllables: 0.39 * 4 + 11.8 * 1.5 - 15.59
    assert grade("Parents care for children. Services help families today.") == pytest.approx(
        0.39 * 4 + 11.8 * 15 / 8 - 15.59
    )
    assert grade("") == 0.0


def test_the_reading_level_of_each_module_is_told(tmp_path):
    assert "m1: grade " in "".join(REPORT["reading-level"].lines(corpus(tmp_path)))


# The command -------------------------------------------------------------------------------------


def run(monkeypatch, folder: Path, *arguments: str) -> str:
    monkeypatch.setattr(check_content, "CONTENT", folder)
    out = StringIO()
    call_command("check_content", *arguments, stdout=out)
    return out.getvalue()


def test_the_command_says_what_holds_and_records_ids(tmp_path, monkeypatch):
    folder = write_folder(tmp_path, files())

    first = run(monkeypatch, folder)
    second = run(monkeypatch, folder, "--record-ids")
    third = run(monkeypatch, folder, "--record-ids")

    assert "1 modules with 2 slides keep to all rules." in first
    assert "m1: 3; record them" in first
    assert "3 new ids recorded." in second
    assert "0 new ids recorded." in third
    assert recorded_ids(folder) == ["m1 lesson one", "m1 slide s1", "m1 slide s2"]


def test_the_command_fails_with_every_problem(tmp_path, monkeypatch):
    folder = write_folder(tmp_path, files(slide(1, "Drug abuse."), slide(2, "5 percent.")))
    monkeypatch.setattr(check_content, "CONTENT", folder)
    out = StringIO()

    with pytest.raises(CommandError, match="2 problems in the content"):
        call_command("check_content", stdout=out)

    assert "says 'Drug abuse'" in out.getvalue()
    assert "[numbers]" in out.getvalue()


def test_the_command_takes_modules_by_name_and_tells_the_rules():
    out = StringIO()

    call_command("check_content", "--rules", stdout=out)

    assert out.getvalue().count("\n") == len(RULES)
    with pytest.raises(CommandError, match="There is no module 'nowhere'"):
        call_command("check_content", "nowhere")


def test_module_7_keeps_to_every_rule():
    found = read_corpus(CONTENT, ("module7",))

    assert [one for rule in RULES for one in broken(rule.name, found)] == []
