"""A figure stands once in `content/facts/`; slides name it, and documents hold finished words."""

from pathlib import Path

import pytest

from modules.document import Statistic
from modules.facts import Fact, FactUse, expand, fact_uses, read_facts
from modules.formats.markdown_reader import read_module
from modules.formats.markdown_writer import module_files
from modules.problems import ContentError
from tests.modules.test_formats import write_folder

MODULE = "---\nid: x\nslug: x\nnumber: 1\ntitle: X\nkind: core\n---\n"
REFERENCES = "references:\n  - key: hhs-2022\n    text: HHS. (2022). *A report*.\n"
FACTS = """\
reviewed: 2026-11-22
review_every: 12 months
facts:
  - id: removal-aod
    value: "39.1"
    unit: percent
    of: children placed in out-of-home care
    year: "2021"
    source: hhs-2022
    grade: A
    note: The definition differs from earlier years.
"""
REMOVAL = Fact(
    "removal-aod", "39.1", "percent", "children in care", "2021", "hhs-2022", "A"
)  # fmt: skip
FULL = "39.1 percent of children placed in out-of-home care (2021) [@hhs-2022]"


def folder_with(tmp_path: Path, slide: str, facts: str = FACTS) -> Path:
    write_folder(tmp_path, {"facts/x.yaml": facts})
    lesson = f"---\nid: one\ntitle: One\n---\n\n# S {{#s}}\nminutes: 2\n\n{slide}\n"
    files = {"module.md": MODULE, "references.yaml": REFERENCES, "lessons/01-one.md": lesson}
    return write_folder(tmp_path / "x", files)


def problems_of(folder: Path) -> list[str]:
    with pytest.raises(ContentError) as raised:
        read_module(folder)
    return [str(problem) for problem in raised.value.problems]


def test_a_slide_is_read_with_the_words_of_its_facts(tmp_path):
    slide = (
        "- {fact:removal-aod}\n- {fact:removal-aod:full}\n\n"
        "## Talking points\n\nIn {fact:removal-aod:year}, {fact:removal-aod:value}.\n\n"
        "## Facilitator notes\n\nSay {fact:removal-aod} [@{fact:removal-aod:source}].\n\n"
        "## Prompt: ask, whole room, 1 minute {#p}\n\nWhy {fact:removal-aod}?\n\n"
        "### For the learner\n\nWhy {fact:removal-aod}, {number:24} times, {title:An Old Name}?"
    )

    read = read_module(folder_with(tmp_path, slide)).slides[0]

    assert [item.text for item in read.body[0].items] == ["39.1 percent", FULL]
    assert read.talking_points == ("In 2021, 39.1.",)
    assert read.facilitator_notes == ("Say 39.1 percent [@hhs-2022].",)
    assert read.prompts[0].text == "Why 39.1 percent?"
    assert read.prompts[0].learner_text == "Why 39.1 percent, 24 times, An Old Name?"
    assert read.citations == ("hhs-2022",)


def test_a_statistic_takes_its_parts_from_a_fact(tmp_path):
    slide = (
        "::: statistic\nvalue: {fact:removal-aod}\nlabel: of children\n"
        "year: {fact:removal-aod:year}\nbase: {fact:removal-aod:of}\n"
        "citation: {fact:removal-aod:source}\n:::"
    )

    read = read_module(folder_with(tmp_path, slide)).slides[0]

    assert read.body == (
        Statistic("39.1", "%", "of children", "2021", "children placed in out-of-home care",
                  "hhs-2022"),
    )  # fmt: skip


def test_a_module_with_facts_is_the_same_after_writing_and_reading(tmp_path):
    module = read_module(folder_with(tmp_path, "Among them {fact:removal-aod:full}."))

    copy = write_folder(tmp_path / "copy" / "x", module_files(module))

    assert read_module(copy) == module


@pytest.mark.parametrize(
    ("of", "words"),
    [
        ("children", "39.1 percent of children (2021) [@hhs-2022]"),
        ("of all children", "39.1 percent of all children (2021) [@hhs-2022]"),
        ("among parents in care", "39.1 percent among parents in care (2021) [@hhs-2022]"),
        ("", "39.1 percent (2021) [@hhs-2022]"),
    ],
)
def test_the_full_form_joins_the_base_by_its_own_preposition(of, words):
    fact = Fact("a", "39.1", "percent", of, "2021", "hhs-2022", "A")

    assert fact.full == words


def test_a_figure_without_a_unit_is_the_figure_alone():
    assert Fact("a", "7", "", "counties", "2021", "k", "A").short == "7"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{fact:removal}", "uses the fact 'removal', which is not there"),
        ("{fact:removal-aod:long}", "uses '{fact:removal-aod:long}'"),
        ("{fact removal-aod}", "has '{fact removal-aod}'"),
        ("{fact:removal-aod", "has '{fact:removal-aod for once'"),
    ],
)
def test_a_mark_that_means_nothing_is_said_with_its_line_and_remedy(tmp_path, text, message):
    found = problems_of(folder_with(tmp_path, f"Here is {text} for once"))

    assert any(one.startswith(f"x/lessons/01-one.md:9: {message}") for one in found), found
    assert expand(text, {"removal-aod": REMOVAL})[1][0][1]
    assert expand("{fact:removal-aod}", {"removal-aod": REMOVAL}) == ("39.1 percent", [])


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("source: hhs-2022", "source: nowhere", "facts/x.yaml:4: takes 'removal-aod' from"),
        ("grade: A", "grade: weak", "facts/x.yaml:4: grades 'removal-aod' as weak"),
        ("grade: A", "", "facts/x.yaml:4: 'grade' is missing"),
        ("unit: percent", 'unit: "%"', "facts/x.yaml:4: writes '%'"),
        ("id: removal-aod", "id: Removal", "facts/x.yaml:4: has the fact id 'Removal'"),
        ("note:", "remark:", "facts/x.yaml:11: 'remark' means nothing here"),
        ("facts:", "figures:", "facts/x.yaml:3: 'figures' means nothing here"),
        ("facts:", "facts: [", "This is no YAML"),
        (FACTS, "- id: a\n", "facts/x.yaml:1: names no list of facts. Write 'facts:'"),
    ],
)
def test_what_is_wrong_with_a_file_of_facts_is_said(tmp_path, old, new, message):
    found = problems_of(folder_with(tmp_path, "No figure.", FACTS.replace(old, new)))

    assert any(message in one for one in found), found


def test_a_file_of_facts_that_cannot_be_read_is_the_only_problem_said(tmp_path):
    found = problems_of(folder_with(tmp_path, "{fact:removal-aod}", "- id: a\n"))

    assert {one.partition(":")[0] for one in found} == {"facts/x.yaml"}


def test_a_fact_stands_only_once(tmp_path):
    twice = FACTS + FACTS.partition("facts:\n")[2]

    found = problems_of(folder_with(tmp_path, "No figure.", twice))

    assert found == ["facts/x.yaml:12: has a second fact 'removal-aod'. Make each id its own."]


def test_a_module_without_a_file_of_facts_has_none(tmp_path):
    problems: list = []

    assert read_facts(tmp_path / "y", problems) == {}
    assert problems == []


def test_every_use_of_a_figure_is_found(tmp_path):
    folder = folder_with(tmp_path, "{fact:removal-aod}\n\nand {fact:removal-aod:full}")

    uses = list(fact_uses(folder))

    assert uses == [
        FactUse("removal-aod", "x/lessons/01-one.md", 9),
        FactUse("removal-aod", "x/lessons/01-one.md", 11),
    ]
