"""The presenter pack of one session: its slides, its minutes, the material of its place."""

import io
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from facilitator.console.context import shelf_of
from facilitator.console.guards import for_runners, runner
from facilitator.errors import NothingToPresent
from facilitator.pack.building import pack_build
from facilitator.pack.choosing import breaks_of
from facilitator.planning.run_sheets import run_sheet_of
from facilitator.sessions.documents import session_module
from facilitator.sessions.selectors import session_for_facilitator
from modules.selectors import pictures_of


@require_safe
@for_runners
def pack(request: HttpRequest, key: str) -> HttpResponseBase:
    """What is on the run-sheet, to present from a folder when the network fails."""
    session = session_for_facilitator(runner(request), key)
    module = session_module(session)
    run_sheet = run_sheet_of(session, module).run_sheet
    made = timezone.localdate()
    try:
        body = pack_build(
            module,
            pictures_of(module),
            slides=run_sheet.chosen,
            minutes={row.slide: row.minutes for row in run_sheet.slides},
            breaks=breaks_of(run_sheet),
            title=session.title,
            local=shelf_of(session),
            made=made,
        )
    except NothingToPresent as error:
        messages.error(request, str(error))
        return redirect("facilitator:session", key)
    zone = ZoneInfo(session.jurisdiction.time_zone)
    day = session.starts_at.astimezone(zone).date() if session.starts_at else made
    return FileResponse(
        io.BytesIO(body),
        as_attachment=True,
        filename=f"{module.slug}-session-{day.isoformat()}.zip",
        content_type="application/zip",
    )
