"""The content editor works under its policy: `page` fails each test on any violation."""

import pytest
from django.contrib.auth import get_user_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from modules.models import LessonPage


@pytest.fixture
def editor_page(page, sign_in):
    """A browser page of somebody who may do everything in the editor."""
    sign_in(get_user_model().objects.create_superuser("root@example.org"))
    page.set_default_timeout(20_000)
    return page


@pytest.mark.parametrize(
    "address",
    ["/cms/", "/cms/pages/", "/cms/images/", "/cms/documents/", "/cms/snippets/", "/cms/users/",
     "/cms/reports/site-history/", "/cms/workflows/list/", "/cms/account/"],
)  # fmt: skip
def test_every_part_of_the_editor_opens(editor_page, address):
    assert editor_page.goto(address).status == 200
    editor_page.wait_for_load_state("networkidle")


def test_a_lesson_is_edited_with_its_preview_and_date_pickers(editor_page):
    lesson = LessonPage.objects.live().first()
    editor_page.goto(f"/cms/pages/{lesson.pk}/edit/")
    editor_page.locator('[data-side-panel-toggle="preview"]').click()
    preview = editor_page.frame_locator('[data-side-panel="preview"] iframe').first
    preview.locator("h1").first.wait_for()
    editor_page.locator('[data-side-panel-toggle="status"]').click()
    editor_page.locator('[data-a11y-dialog-show="schedule-publishing-dialog"]').first.click()
    editor_page.locator("#id_go_live_at").click()
    editor_page.locator(".xdsoft_datetimepicker:visible .xdsoft_date").first.wait_for()


def test_a_list_filters_by_date_with_its_inline_scripts(editor_page):
    editor_page.goto("/cms/reports/site-history/")
    editor_page.wait_for_function("typeof window.initDateChooser === 'function'")


def test_a_picture_is_uploaded_with_its_preview_and_found_again(editor_page, tmp_path):
    file = tmp_path / "house.png"
    file.write_bytes(get_test_image_file().file.getvalue())
    editor_page.goto("/cms/images/multiple/add/")
    editor_page.locator("#fileupload").set_input_files(file)
    editor_page.locator("#upload-list form").wait_for()
    assert get_image_model().objects.filter(title="house").exists()
