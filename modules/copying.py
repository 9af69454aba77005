"""Gives copied slides ids of their own."""

from typing import Any
from uuid import uuid4

from django.db import transaction

from modules.models import LessonPage


def slide_ids_renew(*, page: LessonPage) -> None:
    """Give every slide and prompt of the page new ids, in its draft too; saves revisions."""
    with transaction.atomic():
        draft = page.get_latest_revision_as_object()
        is_draft = page.has_unpublished_changes
        page.slides = _renewed(page.slides.get_prep_value())
        page.lesson_id = ""
        page.save()
        revision = page.save_revision()
        if page.live:
            revision.publish()
        if is_draft:
            draft.slides = _renewed(draft.slides.get_prep_value())
            draft.lesson_id = ""
            draft.save_revision()


def _renewed(stream: list[Any]) -> list[Any]:
    return [
        {
            **child,
            "id": str(uuid4()),
            "value": {
                **child["value"],
                "prompts": [
                    {**prompt, "id": str(uuid4())} for prompt in child["value"].get("prompts", [])
                ],
            },
        }
        for child in stream
    ]
