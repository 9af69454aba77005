"""Knowledge checks as content: valid, and saying no more than their slides do."""

import pytest

from modules.content_folder import CONTENT
from modules.formats.markdown_reader import read_module
from modules.problems import ContentError, Problem
from quizzes.checks import check_lists
from quizzes.knowledge import CHECKS_FILE, read_knowledge_checks
from quizzes.selectors import knowledge_checks

FOLDERS = sorted(path.parent for path in CONTENT.glob(f"*/{CHECKS_FILE}"))
GOOD = """\
module: module-0
checks:
  - id: one
    slide: first
    question: Which?
    choices: [This, That]
    right: [1]
    reason: Because.
    citations: [known-2000]
"""


@pytest.fixture
def folder(tmp_path):
    """A module's folder with one slide and one reference."""
    (tmp_path / "lessons").mkdir()
    (tmp_path / "lessons" / "01.md").write_text("---\nid: l\n---\n\n# First {#first}\n")
    (tmp_path / "references.yaml").write_text(
        "references:\n  - key: known-2000\n    text: Known.\n"
    )
    return tmp_path


def problems(folder, text):
    (folder / CHECKS_FILE).write_text(text)
    with pytest.raises(ContentError) as caught:
        read_knowledge_checks(folder)
    return [f"{one.line}: {one.message} {one.remedy}" for one in caught.value.problems]


def test_module_7_has_enough_for_a_session():
    assert 6 <= len([one for one in knowledge_checks() if one.module == "module-7"]) <= 10
    assert {one.module for one in knowledge_checks()} >= {"module-1", "module-2", "module-3"}


def test_what_is_written_is_read(folder):
    (folder / CHECKS_FILE).write_text(GOOD)
    (check,) = read_knowledge_checks(folder)
    assert (check.id, check.slide, check.choices, check.right) == (
        "one",
        "first",
        ("This", "That"),
        (1,),
    )
    assert check.citations == ("known-2000",)


def test_the_guides_example_can_be_read(tmp_path):
    guide = (CONTENT / "README.md").read_text(encoding="utf-8")
    example = guide.partition("## Knowledge checks")[2].partition("```yaml\n")[2]
    for name in ("lessons", "references.yaml"):
        (tmp_path / name).symlink_to(CONTENT / "module7" / name)
    (tmp_path / CHECKS_FILE).write_text(example.partition("```")[0])
    (check,) = read_knowledge_checks(tmp_path)
    assert check.right == (2,)


def test_a_module_without_checks_has_none(folder):
    assert read_knowledge_checks(folder) == ()


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        ("slide: first", "slide: second", "4: There is no slide 'second'."),
        ("[known-2000]", "[other-1999]", "9: There is no reference 'other-1999'."),
        ("right: [1]", "right: [3]", "7: '3' is no number of a choice. Write 1 to 2."),
        ("right: [1]", "right: [1, 2]", "3: Every choice is right."),
        ("right: [1]", "right: []", "7: 'right' is not a list."),
        ("[This, That]", "[This]", "3: There are 1 choices. Write 2 to 6 of them."),
        ("[This, That]", "[This, This]", "6: 'This' stands here twice."),
        ("id: one", "id: One!", "3: 'One!' is no id."),
        ("reason: Because.", f"reason: {'a' * 401}", "8: 'reason' is longer than 400 letters."),
        ("question: Which?", "query: Which?", "4: 'question' is missing."),
    ],
)
def test_a_mistake_is_named_with_its_line_and_a_remedy(folder, before, after, problem):
    assert before in GOOD
    found = problems(folder, GOOD.replace(before, after))
    assert any(problem.split(": ", 1)[1] in one for one in found), found


def test_a_check_that_is_there_twice_is_named(folder):
    twice = GOOD + GOOD.partition("checks:\n")[2]
    assert any("The check 'one' is there twice." in one for one in problems(folder, twice))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_checks_rest_on_what_their_slides_cite(folder):
    module = read_module(folder)
    slides = {slide.id: slide for slide in module.slides}
    for check in read_knowledge_checks(folder):
        assert check.module == module.slug
        assert set(check.citations) <= set(slides[check.slide].citations), check.id


def test_a_broken_file_is_found_at_start(monkeypatch):
    def broken():
        raise ContentError([Problem("module7/knowledge-checks.yaml", 3, "Wrong.", "Mend it.")])

    monkeypatch.setattr("quizzes.checks.knowledge_checks", broken)
    (error,) = check_lists(None)
    assert error.msg == "module7/knowledge-checks.yaml:3: Wrong."
    assert error.hint == "Mend it."
