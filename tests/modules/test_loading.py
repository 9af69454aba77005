"""Files are the upstream edition, editors own their changes: loading respects both."""

import json
import shutil
from dataclasses import replace
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from django.core.files.images import ImageFile
from django.core.management import CommandError, call_command
from wagtail.models import Page, Revision

from modules.content_folder import CONTENT, module_folder_list
from modules.document import Lesson
from modules.formats.json_form import module_from_json
from modules.formats.markdown_reader import read_module
from modules.loading import module_load
from modules.models import LessonPage, ModulePage, Picture, UpstreamEdition
from modules.selectors import module_document
from tests.modules.samples import sample_module, sample_slide, with_picture

pytestmark = pytest.mark.django_db

FOLDER = CONTENT / "module7"
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30"><path d="M0 0h40"/></svg>'


@pytest.fixture
def sample(tmp_path):
    """A module of two lessons, loaded."""
    module = sample_module()
    module_load(module=module, folder=tmp_path)
    return module


@pytest.fixture
def load(tmp_path):
    return lambda module: module_load(module=module, folder=tmp_path)


def lesson_page(lesson_id: str) -> LessonPage:
    return LessonPage.objects.get(lesson_id=lesson_id, url_path__contains="/sample/")


def edit(page: LessonPage, *, publish: bool = True, **titles: str) -> None:
    """What an editor does: new titles for slides by id, saved as a revision."""
    page = page.get_latest_revision_as_object()
    stream = page.slides.get_prep_value()
    for child in stream:
        child["value"]["title"] = titles.get(child["id"].replace("-", "_"), child["value"]["title"])
    page.slides = stream
    revision = page.save_revision()
    if publish:
        revision.publish()


def arrange(page: LessonPage, change) -> None:
    """What an editor does to the slides as a whole: `change` takes and gives the stored list."""
    page.slides = change(page.slides.get_prep_value())
    page.save_revision().publish()


def retitled(module, slide_id: str, title: str):
    lessons = tuple(
        replace(
            lesson,
            slides=tuple(
                replace(one, title=title) if one.id == slide_id else one for one in lesson.slides
            ),
        )
        for lesson in module.lessons
    )
    return replace(module, lessons=lessons)


def titles() -> dict[str, str]:
    return {slide.id: slide.title for slide in module_document("sample").slides}


def test_what_is_loaded_is_what_the_files_say():
    for folder in module_folder_list():
        module = read_module(folder)

        assert module_document(module.slug) == module


def test_an_export_gives_the_files_again_in_both_formats(tmp_path):
    module = read_module(FOLDER)
    call_command("export_module", "module-7", "--out", str(tmp_path / "m.json"))
    call_command(
        "export_module", "module-7", "--format", "markdown", "--out", str(tmp_path / "module7"),
        stdout=StringIO(),
    )  # fmt: skip

    data = json.loads((tmp_path / "m.json").read_text(encoding="utf-8"))
    assert module_from_json(data) == module
    assert read_module(tmp_path / "module7") == module


def test_an_export_never_writes_over_a_folder(tmp_path):
    (tmp_path / "mine.txt").write_text("mine")

    with pytest.raises(CommandError, match="is not empty"):
        call_command("export_module", "module-7", "--format", "markdown", "--out", str(tmp_path))
    with pytest.raises(CommandError, match=r"no published module 'module-9'\. Known are:"):
        call_command("export_module", "module-9")


def test_loading_again_changes_nothing_and_says_so():
    revisions = Revision.objects.count()
    out = StringIO()

    call_command("load_content", stdout=out)

    assert Revision.objects.count() == revisions
    assert out.getvalue().count("unchanged") == 10


def test_a_check_reads_only_files():
    out = StringIO()

    call_command("load_content", "module7", "--check", stdout=out)

    assert out.getvalue() == "1 modules with 42 slides read, no problems.\n"


def test_a_folder_with_problems_loads_nothing(tmp_path):
    folder = tmp_path / "module7"
    shutil.copytree(FOLDER, folder)
    (folder / "lessons" / "01-opening.md").write_text("# Broken", encoding="utf-8")

    with pytest.raises(CommandError, match=r"nothing was loaded\.\n  module7/lessons/01-opening"):
        call_command("load_content", "--folder", str(folder))
    with pytest.raises(CommandError, match=r"no module 'module99'\. Known are: methamphetamine"):
        call_command("load_content", "module99")


def test_what_upstream_changed_is_published_as_a_revision(sample, load):
    report = load(retitled(sample, "start", "A better title"))

    assert titles()["start"] == "A better title"
    assert report.updated == ["Lesson one"]
    page = lesson_page("one")
    assert page.live_revision_id == page.latest_revision_id
    assert not page.has_unpublished_changes


def test_an_editors_change_is_left_and_the_rest_goes_on(sample, load):
    edit(lesson_page("one"), start="Ours")

    report = load(retitled(sample, "answer", "A better title"))

    assert titles()["start"] == "Ours"
    assert titles()["answer"] == "A better title"
    assert report.conflicts == []
    assert load(retitled(sample, "answer", "A better title")).is_unchanged


def test_a_conflict_keeps_the_editors_text_says_so_once_and_keeps_both_texts(sample, load):
    edit(lesson_page("one"), start="Ours")
    theirs = retitled(sample, "start", "Upstream's")

    report = load(theirs)

    assert titles()["start"] == "Ours"
    assert report.conflicts == ["Slide 'start' was changed here and upstream; kept as it is here."]
    edition = UpstreamEdition.objects.get(module_id="sample")
    assert edition.conflicts == report.conflicts
    assert module_from_json(edition.document) == theirs
    assert load(theirs).conflicts == []
    assert titles()["start"] == "Ours"


def test_a_slide_that_an_editor_adds_keeps_its_place_and_id(sample, load):
    added = {"type": "slide", "id": "0d7c-own", "value": {"title": "Added here", "body": []}}
    arrange(lesson_page("one"), lambda slides: [slides[0], added, *slides[1:]])

    load(retitled(sample, "answer", "Better"))

    assert list(titles()) == ["every-block", "0d7c-own", "start", "answer", "last"]


def test_slides_that_an_editor_moved_or_deleted_stay_so(sample, load):
    arrange(lesson_page("one"), lambda slides: [slides[2], slides[0]])

    load(retitled(sample, "start", "Better"))
    report = load(retitled(sample, "answer", "Better"))

    assert list(titles()) == ["answer", "every-block", "last"]
    assert titles()["answer"] == "Better"
    assert report.conflicts == ["Slide 'start' was deleted here and changed upstream; left out."]


def test_an_editors_draft_stays_the_newest_revision(sample, load):
    edit(lesson_page("one"), publish=False, start="My draft")

    report = load(retitled(sample, "answer", "Better"))

    page = lesson_page("one")
    draft = page.get_latest_revision_as_object()
    assert page.has_unpublished_changes
    assert titles() | {"answer": "Better"} == titles()
    assert titles()["start"] == "The slide start"
    stored = {child["id"]: child["value"]["title"] for child in draft.slides.get_prep_value()}
    assert stored["start"] == "My draft"
    assert stored["answer"] == "Better"
    assert report.drafts_kept == ["Lesson one"]


def test_a_draft_of_a_lesson_that_upstream_left_alone_is_not_touched(sample, load):
    edit(lesson_page("one"), publish=False, start="My draft")
    before = lesson_page("one").latest_revision_id

    load(retitled(sample, "last", "Better"))

    assert lesson_page("one").latest_revision_id == before


def test_lessons_come_go_and_change_places_with_upstream(sample, load):
    new = Lesson("new", "New", (sample_slide("fresh"),))
    one, two = sample.lessons

    load(replace(sample, lessons=(new, two, one)))
    assert [lesson.id for lesson in module_document("sample").lessons] == ["new", "two", "one"]

    report = load(replace(sample, lessons=(one, two)))
    assert [lesson.id for lesson in module_document("sample").lessons] == ["one", "two"]
    assert report.withdrawn == ["New"]
    assert not lesson_page("new").live

    load(replace(sample, lessons=(one, two, new)))
    assert [lesson.id for lesson in module_document("sample").lessons] == ["one", "two", "new"]


def test_a_lesson_or_module_that_an_editor_deleted_stays_deleted(sample, load):
    lesson_page("two").delete()
    load(retitled(sample, "start", "Better"))
    assert [lesson.id for lesson in module_document("sample").lessons] == ["one"]

    ModulePage.objects.get(module_id="sample").delete()
    load(retitled(sample, "start", "Better still"))
    assert not ModulePage.objects.filter(module_id="sample").exists()


def test_the_modules_own_words_merge_field_by_field(sample, load):
    page = ModulePage.objects.get(module_id="sample")
    page.goal = "<p>Our goal.</p>"
    page.save_revision().publish()

    load(replace(sample, goal="Their goal.", audience="New audience."))

    module = module_document("sample")
    assert module.goal == "Our goal."
    assert module.audience == "New audience."


def test_a_save_without_a_change_counts_as_none(sample, load):
    """The editor rewrites HTML when it saves: block keys, `b` for `strong`."""
    page = lesson_page("one")
    rewritten = json.loads(
        json.dumps(page.slides.get_prep_value())
        .replace("<strong>", "<b>")
        .replace("</strong>", "</b>")
        .replace("<p>", '<p data-block-key=\\"x1\\">')
    )
    arrange(page, lambda slides: rewritten)

    assert module_document("sample") == sample
    load(retitled(sample, "every-block", "Better"))
    assert titles()["every-block"] == "Better"


def test_a_drawing_follows_its_file_until_an_editor_replaces_it(tmp_path, load):
    file: Path = tmp_path / "pictures" / "x.svg"
    file.parent.mkdir()
    file.write_text(DRAWING)
    module = sample_module(Lesson("one", "One", (with_picture("pictures/x.svg"),)))
    load(module)
    picture = Picture.objects.get(upstream_path=f"{tmp_path.name}/pictures/x.svg")
    assert (picture.width, picture.height) == (40, 30)

    file.write_text(DRAWING.replace("h40", "h20"))
    load(module)
    picture.refresh_from_db()
    assert b"h20" in picture.file.read()

    picture.file = ImageFile(BytesIO(DRAWING.replace("h40", "h7").encode()), name="mine.svg")
    picture.save()
    file.write_text(DRAWING.replace("h40", "h30"))
    load(module)
    picture.refresh_from_db()
    assert b"h7" in picture.file.read()


def test_wagtails_welcome_page_is_gone_and_the_site_begins_with_ours():
    assert not Page.objects.filter(title="Welcome to your new Wagtail site!").exists()
    assert Page.objects.get(depth=2).specific_class.__name__ == "HomePage"
