"""What this app adds to the page editor."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.models import Page

from modules.copying import slide_ids_renew
from modules.models import LessonPage


@hooks.register("after_copy_page")
def renew_ids_of_copied_slides(request: HttpRequest, page: Page, new_page: Page) -> None:
    """A copy's slides are new slides: nobody's progress or local change may hang on both."""
    for lesson in LessonPage.objects.descendant_of(new_page, inclusive=True):
        slide_ids_renew(page=lesson)


@hooks.register("construct_wagtail_userbar")
def leave_userbar_empty(request: HttpRequest, items: list[Any], page: Page | None = None) -> None:
    """The user bar needs inline script and style, which public pages refuse."""
    items.clear()
