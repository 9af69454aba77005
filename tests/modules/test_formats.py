"""A module is the same module in every format, and what is wrong with one is said at once."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

import content
from modules.content_folder import module_folder_list
from modules.document import BLOCK_KINDS, Lesson
from modules.formats.json_form import (
    JsonFormError,
    digest,
    module_from_json,
    module_to_json,
)
from modules.formats.markdown_reader import read_module
from modules.formats.markdown_writer import module_files
from modules.problems import ContentError
from tests.modules.samples import EVERY_BLOCK, sample_module, sample_slide, with_picture

FOLDERS = [pytest.param(folder, id=folder.name) for folder in module_folder_list()]


def write_folder(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def test_the_sample_has_every_kind_of_block_but_pictures():
    kinds = {type(block) for block in EVERY_BLOCK}

    assert kinds == set(BLOCK_KINDS.values()) - {BLOCK_KINDS["picture"]}


@pytest.mark.parametrize("folder", FOLDERS)
def test_all_content_survives_json_and_markdown(folder, tmp_path):
    module = read_module(folder)
    copy = write_folder(tmp_path / folder.name, module_files(module))
    if (folder / "pictures").exists():
        (copy / "pictures").symlink_to(folder / "pictures")

    assert module_from_json(json.loads(json.dumps(module_to_json(module)))) == module
    assert read_module(copy) == module
    assert module_files(read_module(copy)) == module_files(module)


def test_every_kind_of_block_survives_json_and_markdown(tmp_path):
    module = sample_module(Lesson("one", "One", (sample_slide(), with_picture("pictures/x.svg"))))
    files = {**module_files(module), "pictures/x.svg": "<svg/>"}

    assert read_module(write_folder(tmp_path / "sample", files)) == module
    assert module_from_json(module_to_json(module)) == module


def test_the_export_has_the_promised_shape():
    data = module_to_json(sample_module())
    slide = data["lessons"][0]["slides"][1]

    assert list(data)[:4] == ["schema", "language", "id", "slug"]
    assert {"number", "title", "kind", "minutes", "introduction", "goal", "objectives"} < set(data)
    assert slide["number"] == 2
    assert slide["activity"] == {"kind": "list-recall", "key": "the-list"}
    assert slide["reveals"] is None
    assert data["lessons"][0]["slides"][2]["reveals"] == "the-list"
    assert set(slide["prompts"][0]) == {
        "id", "purpose", "text", "learner_text", "mode", "minutes"
    }  # fmt: skip
    assert set(slide["editor_note"]) == {"date", "text", "source"}
    assert {block["kind"] for block in slide["body"]} == set(BLOCK_KINDS) - {"picture"}


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda data: data.update(schema=99), "schema: expected 1"),
        (lambda data: data.pop("title"), "module: misses title"),
        (lambda data: data.update(extra=1), "module: does not know extra"),
        (lambda data: data.update(number="7"), "module.number: expected int"),
        (lambda data: data["lessons"][0]["slides"][0].update(layout="odd"), "'odd' is none of"),
        (
            lambda data: data["lessons"][0]["slides"][0]["body"][0].update(kind="odd"),
            r"module\.lessons\[0\]\.slides\[0\]\.body\[0\]: 'odd' is none of",
        ),
        (lambda data: data.update(lessons="none"), "module.lessons"),
    ],
)
def test_json_that_is_no_module_is_refused_with_the_place(spoil, message):
    data = json.loads(json.dumps(module_to_json(sample_module())))
    spoil(data)

    with pytest.raises(JsonFormError, match=message):
        module_from_json(data)


def test_equal_documents_have_equal_digests_and_any_change_shows():
    module = sample_module()

    assert digest(module) == digest(sample_module())
    assert digest(module) != digest(replace(module, goal="Another."))
    assert digest(module.slides[0]) != digest(replace(module.slides[0], minutes=6))


def test_the_worked_example_of_the_authors_guide_is_true(tmp_path):
    guide = (Path(content.__file__).parent / "README.md").read_text(encoding="utf-8")
    lesson, bodies, module, references = re.findall(r"```(?:markdown|yaml)\n(.*?)```", guide, re.S)[
        :4
    ]
    every = "---\nid: bodies\ntitle: Bodies\n---\n\n# All {#all}\n\n" + bodies
    files = {
        "module.md": module,
        "references.yaml": references,
        "lessons/01-example.md": lesson,
        "lessons/02-bodies.md": every,
        "pictures/team.svg": "<svg/>",
        "pictures/levels.svg": "<svg/>",
    }

    read = read_module(write_folder(tmp_path / "module7", files))

    assert [slide.id for slide in read.slides] == ["need-to-do-better", "all"]
    slide = read.slides[0]
    assert slide.prompts[0].learner_text.startswith("Think of a provider")
    assert slide.editor_note.source.startswith("[Final rule")
    assert slide.citations == ("wulczyn-2011", "radel-2018")


MODULE = "---\nid: x\nslug: x\nnumber: 1\ntitle: X\nkind: core\n---\n"


def problems_of(tmp_path: Path, lesson: str, **others: str) -> list[str]:
    files = {"module.md": MODULE, "lessons/01-one.md": lesson, **others}
    with pytest.raises(ContentError) as raised:
        read_module(write_folder(tmp_path / "x", files))
    return [str(problem) for problem in raised.value.problems]


def test_all_errors_of_a_folder_come_at_once_with_file_line_and_remedy(tmp_path):
    lesson = (
        "---\nid: one\ntitle: One\n---\n\n# No id\n\n"
        "# First {#a}\nlayout: odd\nminutes: many\ncitations: nowhere\n\n"
        "::: callout odd\nx\n:::\n\n"
        "## Nonsense\n\n# First {#a}\n\n> quoted\n\n::: steps\n"
    )
    second = "---\nid: two\ntitle: Two\n---\n\n# P {#p}\nreveals: nothing\n\n## Prompt: beg\n\nx\n"

    found = problems_of(tmp_path, lesson, **{"lessons/02-two.md": second})

    assert len(found) == 11
    assert found[0].startswith(
        "x/lessons/01-one.md:6: has a slide heading without an id: '# No id'."
    )
    for start in (
        "x/lessons/01-one.md:8: cites 'nowhere', which is no reference of this module.",
        "x/lessons/01-one.md:8: has 2 slides with the id 'a'. Make each id its own.",
        "x/lessons/01-one.md:9: has the layout 'odd'. Known are: title,",
        "x/lessons/01-one.md:10: plans 'many' minutes. Write a whole number.",
        "x/lessons/01-one.md:17: has a section 'Nonsense'.",
        "x/lessons/01-one.md:21: has '>' in a body. Use '::: quotation'",
        "x/lessons/01-one.md:23: opens ':::' and never closes it.",
        "x/lessons/02-two.md:6: reveals 'nothing', but no slide starts that activity.",
        "x/lessons/02-two.md:9: has a prompt heading 'Prompt: beg'. Write 'Prompt: ask,",
    ):
        assert any(one.startswith(start) for one in found), (start, found)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("::: picture pictures/none.svg\nalt: A\n:::", "shows pictures/none.svg, which is not"),
        ("::: picture pictures/none.svg\n:::", "without alternative text"),
        ("::: statistic\nvalue: 3\n:::", "without all of value, label, year, citation"),
        ("::: quotation\n\nWords\n:::", "has a quotation without 'by'"),
        ("::: columns\n### One\nx\n:::", "has 1 columns. Use two or three"),
        ("::: steps\n### One\n:::", "fewer than two steps"),
        ("::: marquee\nx\n:::", "opens '::: marquee'. Known are: statistic"),
        ("::: saying\nby: A\nhue: red\n\nx\n:::", "has 'hue:' in a saying"),
        ("::: table\n\nno table\n:::", "has no table"),
        ("### A heading", "has '#' in a body"),
        ("![alt](x.png)", "has '![' in a body. Use '::: picture"),
    ],
)
def test_a_body_that_cannot_be_shown_is_refused(tmp_path, body, message):
    found = problems_of(tmp_path, f"---\nid: one\ntitle: One\n---\n\n# S {{#s}}\n\n{body}\n")

    assert message in "\n".join(found)


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("lessons/01-one.md", "# \xff".encode("latin-1"), "is not UTF-8"),
        ("lessons/01-one.md", b"# No front matter {#a}\n", "has no front matter"),
        ("lessons/01-one.md", b"---\na: [\n---\n", "front matter that is not YAML"),
        ("lessons/01-one.md", b"---\n- a\n---\n", "front matter without keys"),
        ("lessons/01-one.md", b"", "has no front matter"),
        ("references.yaml", b"references: [", "is not YAML"),
        ("references.yaml", b"references:\n  - text: no key\n", "misses a part ('key')"),
        ("module.md", b"---\nid: x\n---\n## Odd\n", "has a section 'Odd'"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_by_name(tmp_path, name, data, message):
    folder = write_folder(tmp_path / "x", {"module.md": MODULE})
    (folder / "lessons").mkdir()
    (folder / name).write_bytes(data)

    with pytest.raises(ContentError, match=re.escape(message)) as raised:
        read_module(folder)
    assert f"x/{name}" in str(raised.value)


def test_a_folder_without_a_module_file_is_refused(tmp_path):
    with pytest.raises(ContentError, match=r"module\.md: is not there"):
        read_module(tmp_path)


def test_a_slide_says_which_objectives_it_teaches(tmp_path):
    lesson = "---\nid: one\ntitle: One\n---\n\n# S {#s}\nteaches: 2, 1, 2\n\nWords.\n"
    objectives = "\n## Objectives\n\n- First\n- Second\n"
    files = {"module.md": MODULE + objectives, "lessons/01-one.md": lesson}

    assert read_module(write_folder(tmp_path / "x", files)).slides[0].teaches == (1, 2)


@pytest.mark.parametrize(
    ("teaches", "message"),
    [
        ("1, two", "x/lessons/01-one.md:7: teaches '1, two'. Number the module's objectives"),
        ("3", "x/lessons/01-one.md:6: teaches objective 3, but the module has 0."),
        ("0", "x/lessons/01-one.md:6: teaches objective 0, but the module has 0."),
    ],
)
def test_an_objective_that_is_not_there_cannot_be_taught(tmp_path, teaches, message):
    lesson = f"---\nid: one\ntitle: One\n---\n\n# S {{#s}}\nteaches: {teaches}\n\nWords.\n"

    assert problems_of(tmp_path, lesson)[0].startswith(message)
