"""The presenter pack as a download."""

import io

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.utils import timezone

from facilitator.errors import NothingToPresent
from facilitator.pack.building import pack_build
from facilitator.selectors import deck_for_facilitator
from facilitator.views import for_facilitators
from jurisdictions.local.selectors import shelf_for_facilitator
from modules.errors import ModuleNotFound


@for_facilitators
def pack(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The whole module to present from a folder; `?jurisdiction=` chooses whose local material."""
    try:
        deck = deck_for_facilitator(request.user, slug)
    except (ModuleNotFound, NothingToPresent) as error:
        raise Http404(str(error)) from error
    shelf = shelf_for_facilitator(request.user, request.GET.get("jurisdiction", ""))
    made = timezone.localdate()
    body = pack_build(deck.module, deck.pictures, local=shelf, made=made)
    name = f"{slug}-presenter-pack-{made.isoformat()}.zip"
    return FileResponse(
        io.BytesIO(body), as_attachment=True, filename=name, content_type="application/zip"
    )
