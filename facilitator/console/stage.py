"""The stage of a running session: the whole deck in one page, which follows the console."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from facilitator import machine
from facilitator.activities import activity_scripts, activity_styles
from facilitator.console.context import shelf_of
from facilitator.console.guards import for_runners, runner
from facilitator.console.views import staff_ticket_give
from facilitator.faces.stage import stage_message
from facilitator.joining_address import join_address, join_link, qr_svg
from facilitator.presenting import stage_context
from facilitator.sessions.codes import code_in_groups
from facilitator.sessions.documents import session_module
from facilitator.sessions.selectors import session_for_facilitator
from modules.selectors import pictures_of


@require_safe
@for_runners
def stage(request: HttpRequest, key: str) -> HttpResponseBase:
    """What the room sees. Nothing in it comes from facilitator notes.

    It can be opened before the session starts; it then waits with its first slide.
    """
    session = session_for_facilitator(runner(request), key)
    module = session_module(session)
    state = machine.state_from_json(session.state)
    link = join_link(request, session)
    context = {
        **stage_context(module, pictures_of(module)),
        "session": session,
        "shelf": shelf_of(session),
        "message": stage_message(session, state, module),
        "code": code_in_groups(session.code or ""),
        "join_address": join_address(request),
        "join_qr": qr_svg(link),
        "styles": activity_styles(),
        "scripts": activity_scripts(),
    }
    response = render(request, "facilitator/console/stage.html", context)
    staff_ticket_give(response, session)
    return response
