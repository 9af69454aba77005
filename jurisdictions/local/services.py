"""What writes local material besides the content editor."""

from datetime import date
from typing import Any

from django.db import transaction

from jurisdictions.access import Action, require
from jurisdictions.models import Jurisdiction, LocalMaterial, User
from jurisdictions.slots import Slot


@transaction.atomic
def local_material_save(
    *,
    jurisdiction: Jurisdiction,
    slot: Slot,
    title: str,
    content: list[dict[str, Any]],
    review_by: date,
    by: User | None = None,
    publish: bool = True,
) -> LocalMaterial:
    """Write what `jurisdiction` has for `slot`, as a new revision; published unless told not to.

    `content` is the stored form of the blocks: dictionaries with `type` and `value`. `by` is the
    editor who does it; `None` means the command line. Raises `NotAllowed` when she does not write
    for the jurisdiction, `ValidationError` for content that the slot does not take.
    """
    if by is not None:
        require(by, Action.EDIT_CONTENT, jurisdiction)
    found = LocalMaterial.objects.filter(jurisdiction=jurisdiction, slot=slot).first()
    material = found or LocalMaterial(jurisdiction=jurisdiction, slot=slot.value, live=False)
    material.title, material.review_by = title, review_by
    material.content = content
    material.full_clean()
    if found is None:
        material.save()
    revision = material.save_revision(user=by)
    if publish:
        revision.publish(user=by)
        material.refresh_from_db()
    return material
