"""`check_content`: all rules, the reports, and the command."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from modules.checking import RULES, read_corpus
from modules.checking.identity import recorded_ids
from modules.checking.reading_level import grade, syllables
from modules.content_folder import CONTENT
from modules.management.commands import check_content
from tests.modules.checking.content import (
    BODY_LINE,
    REPORT,
    RULE,
    body,
    broken,
    corpus,
    files,
    slide,
)
from tests.modules.test_formats import write_folder


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
        ("experience", 4), ("patient", 2), ("being", 2), ("statement", 2), ("moment", 2),
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


def test_the_command_finds_where_a_figure_is_used(tmp_path, monkeypatch):
    folder = write_folder(tmp_path, files(slide(1, "It is {fact:a-figure}."), slide(2)))

    assert run(monkeypatch, folder, "--uses", "a-figure") == (
        "m1/lessons/01-one.md:10\n'a-figure' is used on 1 lines.\n"
    )
    assert "used on 0 lines" in run(monkeypatch, folder, "--uses", "another")


def test_module_7_keeps_to_every_rule():
    found = read_corpus(CONTENT, ("module7",))

    assert [one for rule in RULES for one in broken(rule.name, found)] == []
