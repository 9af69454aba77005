"""Custom lists for tests: one of our own invention, and what the editor's form sends for it."""

from typing import Any

from jurisdictions.models import Jurisdiction, User
from quizzes.custom_lists.services import custom_list_create
from quizzes.custom_lists.yaml_form import ListFile
from quizzes.models import CustomList
from quizzes.scoring.reference import Item, ReferenceList

ITEMS = (
    "Your questions about the case plan",
    "People who support you",
    "Dates of your classes and appointments",
    "What is going well at home",
    "What your child needs right now",
    "Ideas for visits with your child",
    "Papers from court",
    "How you can be reached",
)


def reference_named(title: str, texts: tuple[str, ...] = ITEMS) -> ReferenceList:
    """A list with item texts alone."""
    items = tuple(Item(f"family_meeting.item-{n}", text) for n, text in enumerate(texts, 1))
    return ReferenceList("family_meeting", title, "What should a parent bring?", items)


def own_list(
    by: User,
    *,
    title: str = "What to bring to a family team meeting",
    reference: ReferenceList | None = None,
    jurisdiction: Jurisdiction | None = None,
    publish: bool = True,
    question: str = "Who would help the parent prepare?",
) -> CustomList:
    """A list as an editor makes it, published unless told not to."""
    file = ListFile(reference or reference_named(title), question)
    custom = custom_list_create(file=file, by=by, jurisdiction=jurisdiction)
    if publish:
        custom.latest_revision.publish(user=by)
        custom.refresh_from_db()
    return custom


def form_of(texts: tuple[str, ...] = ITEMS, **changes: Any) -> dict[str, Any]:
    """What the editor's form sends for a list with these item texts."""
    given: dict[str, Any] = {
        "title": "What to bring",
        "slug": "what-to-bring",
        "prompt": "What should a parent bring?",
        "items-count": str(len(texts)),
        "private-count": "0",
        "private_set": "",
        "action-publish": "1",
    }
    for number, text in enumerate(texts):
        given |= item_fields(number, text)
    return given | changes


def item_fields(
    number: int, text: str, *, phrasings: str = "", block_id: str = "", order: int | None = None
) -> dict[str, str]:
    """The fields of one item's block."""
    name = f"items-{number}"
    return {
        f"{name}-deleted": "",
        f"{name}-order": str(number if order is None else order),
        f"{name}-type": "item",
        f"{name}-id": block_id,
        f"{name}-value-text": text,
        f"{name}-value-hint": "",
        f"{name}-value-phrasings": phrasings,
        f"{name}-value-parts-count": "0",
    }


def private_fields(number: int, name: str, phrasings: str) -> dict[str, str]:
    """The fields of one private thing's block."""
    prefix = f"private-{number}"
    return {
        f"{prefix}-deleted": "",
        f"{prefix}-order": str(number),
        f"{prefix}-type": "private",
        f"{prefix}-id": "",
        f"{prefix}-value-name": name,
        f"{prefix}-value-reason": "It is theirs to tell.",
        f"{prefix}-value-phrasings": phrasings,
    }
