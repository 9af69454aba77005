"""The made-up county's material, from `content/demo`, so that a newcomer sees filled slots."""

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import yaml
from django.core.files.base import File
from django.db import transaction
from wagtail.documents import get_document_model

import content
from jurisdictions.local.services import local_material_save
from jurisdictions.models import Jurisdiction, LocalMaterial
from jurisdictions.slots import Slot

FOLDER = Path(content.__file__).parent / "demo"


@transaction.atomic
def demo_material_ensure(county: Jurisdiction) -> list[LocalMaterial]:
    """Fill the slots of `county` that are empty, and give what was written.

    What somebody has written or changed there stays as it is.
    """
    data = yaml.safe_load((FOLDER / "maple-county.yaml").read_text(encoding="utf-8"))
    there = set(LocalMaterial.objects.filter(jurisdiction=county).values_list("slot", flat=True))
    return [
        _write(county, Slot(name), given, data["review_by"])
        for name, given in data["slots"].items()
        if name not in there
    ]


def _write(
    county: Jurisdiction, slot: Slot, given: dict[str, Any], review_by: date
) -> LocalMaterial:
    return local_material_save(
        jurisdiction=county,
        slot=slot,
        title=given["title"],
        content=[_part(one) for one in given["parts"]],
        review_by=review_by,
    )


def _part(given: dict[str, Any]) -> dict[str, Any]:
    if "document" in given:
        number = _document(given["document"], given["title"])
        return {"type": "document", "value": {"document": number, "note": given.get("note", "")}}
    [(kind, value)] = given.items()
    return {"type": kind, "value": value}


def _document(name: str, title: str) -> int:
    """The number of the document with this title, uploaded unless it is there."""
    documents = get_document_model()
    found = documents.objects.filter(title=title).first()
    if found is None:
        data = (FOLDER / name).read_bytes()
        found = documents(title=title, file=File(BytesIO(data), name=name), file_size=len(data))
        found.save()
    return int(found.pk)
