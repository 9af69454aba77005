"""Editors change any slide in the page editor; nothing of a slide is lost by opening and saving."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from modules.blocks import SlidesBlock
from modules.copying import slide_ids_renew
from modules.models import LessonPage, ModulePage
from modules.selectors import module_document

pytestmark = pytest.mark.django_db


@pytest.fixture
def lesson() -> LessonPage:
    return LessonPage.objects.get(slug="step-1-values")


def edit_url(page: LessonPage) -> str:
    return reverse("wagtailadmin_pages:edit", args=(page.pk,))


def test_editors_and_administrators_reach_the_editor(editor_client, administrator_client, lesson):
    for client in (editor_client, administrator_client):
        assert client.get(edit_url(lesson)).status_code == 200


@pytest.mark.parametrize("person", ["learner", "facilitator", "coordinator", "stranger"])
def test_nobody_else_does(request, person, lesson):
    client = request.getfixturevalue(f"{person}_client")

    for url in (edit_url(lesson), f"{edit_url(lesson)}preview/", "/cms/pages/search/?q=values"):
        response = client.get(url)
        assert response.status_code in (302, 403), (url, response.status_code)
        assert b"Facilitator notes" not in response.content


def test_visitors_are_sent_to_sign_in(lesson):
    assert "/accounts/" in Client().get(edit_url(lesson), follow=True).redirect_chain[-1][0]


def preview(page: LessonPage, mode: str) -> str:
    response = page.make_preview_request(preview_mode=mode)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


def test_the_preview_shows_an_unsaved_page_as_a_reader_sees_it(lesson):
    stream = lesson.slides.get_prep_value()
    stream[1]["value"]["title"] = "Not saved yet"
    stream[1]["value"]["facilitator_notes"] = "<p>Zebra crossing</p>"
    lesson.slides = stream

    shown = preview(lesson, "reader")

    assert "Not saved yet" in shown
    assert "Slide 18 of 42" in shown
    assert "Zebra crossing" not in shown


def test_the_preview_shows_an_unsaved_page_as_the_stage_does(lesson):
    stream = lesson.slides.get_prep_value()
    stream[1]["value"]["title"] = "Not saved yet"
    stream[1]["value"]["talking_points"] = "<p>Only spoken</p>"
    stream[1]["value"]["facilitator_notes"] = "<p>Zebra crossing</p>"
    lesson.slides = stream

    shown = preview(lesson, "stage")

    assert "Not saved yet" in shown
    assert "Only spoken" not in shown
    assert "Zebra crossing" not in shown


def test_a_page_that_was_never_saved_can_be_previewed(lesson):
    parent = ModulePage.objects.get(slug="module-7")
    draft = LessonPage(title="Brand new", slug="brand-new", slides=[])
    parent.add_child(instance=draft)
    draft.unpublish()

    assert "Brand new" in preview(draft, "reader")
    assert "Brand new" in preview(draft, "stage")


def test_every_block_of_a_body_has_a_preview_that_shows_something():
    slide = SlidesBlock().child_blocks["slide"]
    for name, block in slide.child_blocks["body"].child_blocks.items():
        if name == "picture":
            continue
        assert block.is_previewable, name
        context = block.get_preview_context(block.get_preview_value())
        assert len(context["shown"]) >= 1, name
    assert slide.get_preview_context(slide.get_preview_value())["placed"].slide.body


def test_a_copied_lesson_has_slides_of_its_own(lesson):
    copy = lesson.copy(update_attrs={"slug": "values-again", "title": "Again"})
    slide_ids_renew(page=copy)

    module = module_document("module-7")
    ids = [slide.id for slide in module.slides]
    prompts = [prompt.id for slide in module.slides for prompt in slide.prompts]
    assert len(ids) == len(set(ids)) == 46
    assert len(prompts) == len(set(prompts))
    assert [one.id for one in module.lessons][-1] == "values-again"


def test_copying_in_the_editor_gives_new_ids(editor_client, lesson):
    response = editor_client.post(
        reverse("wagtailadmin_pages:copy", args=(lesson.pk,)),
        {
            "new_title": "Again",
            "new_slug": "again",
            "new_parent_page": lesson.get_parent().pk,
            "publish_copies": True,
        },
    )

    assert response.status_code == 302
    ids = [slide.id for slide in module_document("module-7").slides]
    assert len(ids) == len(set(ids)) == 46


def test_what_is_loaded_is_valid_in_the_editor():
    for page in LessonPage.objects.live():
        page.slides.stream_block.clean(page.slides)
    for page in ModulePage.objects.live():
        page.full_clean()


# In the real editor ------------------------------------------------------------------------------


@pytest.mark.parametrize("slug", ["opening", "step-1-values", "step-3-information-sharing"])
def test_opening_and_publishing_without_a_change_changes_no_word(
    page, sign_in, editor, watch, slug
):
    watch.allow(".*")
    before = module_document("module-7")
    lesson = LessonPage.objects.get(url_path__endswith=f"/module-7/{slug}/")
    revision = lesson.latest_revision_id
    sign_in(editor)

    page.goto(edit_url(lesson))
    page.locator("[data-contentpath='slides']").first.wait_for()
    publish(page)

    lesson.refresh_from_db()
    assert lesson.latest_revision_id != revision
    assert module_document("module-7") == before


def publish(page) -> None:
    page.get_by_role("button", name="More actions").last.click()
    with page.expect_navigation():
        page.locator("[name='action-publish']").click()
    expect(page.get_by_text("published", exact=False).first).to_be_visible()


def test_a_slide_that_an_editor_adds_gets_a_lasting_id_of_its_own(page, sign_in, editor, watch):
    watch.allow(".*")
    lesson = LessonPage.objects.get(url_path__endswith="/module-7/closing/")
    sign_in(editor)

    page.goto(edit_url(lesson))
    page.get_by_role("button", name="Insert a block").last.click()
    page.locator("[name$='-value-title']").last.fill("A slide of our county")
    publish(page)

    added = module_document("module-7").slides[-1]
    assert added.title == "A slide of our county"
    assert re.fullmatch(r"[0-9a-f-]{36}", added.id)

    page.goto(edit_url(lesson))
    page.locator("[name$='-value-title']").last.fill("A better title")
    publish(page)
    assert module_document("module-7").slides[-1].id == added.id
    assert [slide.id for slide in module_document("module-7").slides][-3:-1] == [
        "collaborative-environment",
        "contact",
    ]
