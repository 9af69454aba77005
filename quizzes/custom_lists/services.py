"""What makes a custom list out of another one."""

from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils.text import slugify

from jurisdictions.access import Action, require
from jurisdictions.models import Jurisdiction, User
from modules.models import ModulePage
from quizzes.custom_lists.models import CustomList
from quizzes.custom_lists.yaml_form import ListFile
from quizzes.scoring.reference import Item, Part, Private
from quizzes.selectors import reference_lists

SLUG_LENGTH = 80


@transaction.atomic
def custom_list_create(
    *,
    file: ListFile,
    by: User,
    jurisdiction: Jurisdiction | None = None,
    module: ModulePage | None = None,
) -> CustomList:
    """Make a draft from a list: its items keep their ids after the dot, its texts stay as they are.

    What must not be shared becomes the usual set where it is the same as in a list of the files.
    Raises `NotAllowed` when `by` does not write for `jurisdiction` (`None`: for any).
    """
    require(by, Action.EDIT_CONTENT, jurisdiction)
    one = file.reference
    private_set = _private_set(one.private)
    custom = CustomList(
        title=one.title,
        slug=free_slug(one.title),
        prompt=one.prompt,
        lead=one.lead,
        giver=one.direction.giver if one.direction else "",
        receiver=one.direction.receiver if one.direction else "",
        private_set=private_set,
        question=file.question,
        module=module,
        jurisdiction=jurisdiction,
        live=False,
        has_unpublished_changes=True,
    )
    custom.items = [_item_as_block(item, one.id) for item in one.items]
    custom.private = [] if private_set else [_private_as_block(each) for each in one.private]
    custom.full_clean()
    custom.save()
    custom.save_revision(user=by)
    return custom


def free_slug(title: str, *, besides: int | None = None) -> str:
    """An address made of the title that no list has, but for the one with the key `besides`."""
    base = slugify(title)[: SLUG_LENGTH - 5].strip("-") or "list"
    others = CustomList.objects.filter(slug__startswith=base)
    if besides is not None:
        others = others.exclude(pk=besides)
    taken = set(others.values_list("slug", flat=True))
    names = (base, *(f"{base}-{number}" for number in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken)


def _private_set(private: tuple[Private, ...]) -> str:
    """The first list in the files that says just this; empty if none does."""
    same = (one.id for one in reference_lists().values() if private and one.private == private)
    return next(same, "")


def _item_as_block(item: Item, list_id: str) -> dict[str, Any]:
    value = {
        "text": item.text,
        "hint": item.hint,
        "phrasings": "\n".join(item.phrasings),
        "parts": [_part_as_block(part) for part in item.parts],
    }
    return {"type": "item", "id": item.id.removeprefix(f"{list_id}."), "value": value}


def _part_as_block(part: Part) -> dict[str, Any]:
    value = {"name": part.name, "words": "\n".join(part.words)}
    return {"type": "item", "id": str(uuid4()), "value": value}


def _private_as_block(private: Private) -> dict[str, Any]:
    value = {
        "name": private.name,
        "reason": private.reason,
        "phrasings": "\n".join(private.phrasings),
    }
    return {"type": "private", "id": private.kind, "value": value}
