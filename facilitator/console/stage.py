"""The stage of a running session: the whole deck in one page, which follows the console."""

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from facilitator import machine
from facilitator.activities import activity_scripts, activity_styles
from facilitator.console.context import shelf_of
from facilitator.console.guards import runner
from facilitator.console.wall_door import session_for_wall
from facilitator.errors import SessionNotFound
from facilitator.faces.stage import stage_message
from facilitator.joining_address import join_address, join_link, qr_svg
from facilitator.live.channels import Channel
from facilitator.live.tickets import WALL_HOLDER, person_holder, ticket_give
from facilitator.models import Session
from facilitator.presenting import stage_context
from facilitator.sessions.codes import code_in_groups
from facilitator.sessions.documents import session_module
from facilitator.sessions.selectors import session_for_facilitator
from modules.selectors import pictures_of


def session_for_stage(request: HttpRequest, key: str) -> tuple[Session, frozenset[Channel], str]:
    """The session whose stage may be shown, what may be listened to there, and by whom: everything
    for who runs it, whose console is open in the same browser; the stage's channel on a computer
    that was let in. Raises `SessionNotFound`.
    """
    try:
        session = session_for_facilitator(request.user, key)
    except SessionNotFound:
        return session_for_wall(request, key), frozenset({Channel.STAGE}), WALL_HOLDER
    return session, frozenset(Channel), person_holder(runner(request))


@require_safe
def stage(request: HttpRequest, key: str) -> HttpResponseBase:
    """What the room sees. Nothing in it comes from facilitator notes.

    It can be opened before the session starts; it then waits with its first slide.
    """
    try:
        session, channels, holder = session_for_stage(request, key)
    except SessionNotFound as error:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        raise Http404(str(error)) from error
    module = session_module(session)
    state = machine.state_from_json(session.state)
    context = {
        **stage_context(module, pictures_of(module)),
        "session": session,
        "shelf": shelf_of(session),
        "message": stage_message(session, state, module),
        "code": code_in_groups(session.code or ""),
        "join_address": join_address(request),
        "join_qr": qr_svg(join_link(request, session)),
        "styles": activity_styles(),
        "scripts": activity_scripts(),
    }
    response = render(request, "facilitator/console/stage.html", context)
    ticket_give(
        response,
        session_key=session.key,
        channels=channels,
        holder=holder,
        secure=settings.SESSION_COOKIE_SECURE,
    )
    patch_cache_control(response, private=True, no_store=True)
    return response
