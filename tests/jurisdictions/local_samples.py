"""Material to test with."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from jurisdictions.local.services import local_material_save
from jurisdictions.models import Jurisdiction, LocalMaterial
from jurisdictions.slots import Slot

PARTS: dict[Slot, list[dict[str, Any]]] = {
    Slot.RELEASE_FORM: [
        {"type": "link", "value": {"label": "The form", "url": "https://example.org/form"}}
    ],
    Slot.PROVIDER_LIST: [
        {
            "type": "provider",
            "value": {
                "name": "Alder House",
                "services": "Residential treatment",
                "children": "together",
                "phone": "(555) 555-0101",
                "address": "12 Alder Street",
                "website": "https://example.org/alder",
                "referral": "Call for intake",
            },
        }
    ],
    Slot.PROVIDER_AGREEMENTS: [{"type": "text", "value": "<p>Agreed words</p>"}],
    Slot.INFORMATION_SHARING_POLICY: [{"type": "text", "value": "<p>Policy words</p>"}],
    Slot.QUESTIONS_CONTACT: [
        {
            "type": "contact",
            "value": {"name": "Robin", "role": "Liaison", "phone": "", "email": "r@example.org"},
        }
    ],
    Slot.CRISIS_LINE: [
        {
            "type": "line",
            "value": {"name": "Warm line", "phone": "555-0156", "hours": "Daily", "note": ""},
        }
    ],
}


def material(
    jurisdiction: Jurisdiction, slot: Slot = Slot.RELEASE_FORM, **changes: Any
) -> LocalMaterial:
    """What `jurisdiction` has for `slot`: published, and to be reviewed next month."""
    given = {
        "title": f"{slot.value} of {jurisdiction}",
        "content": PARTS[slot],
        "review_by": timezone.localdate() + timedelta(days=30),
    }
    return local_material_save(jurisdiction=jurisdiction, slot=slot, **given | changes)
