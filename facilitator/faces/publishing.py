"""Telling every screen of a session how it stands now.

Called inside the transaction that changed something, with the session's row locked: messages are
numbered in the order in which they are true. A face whose message is still the same hears nothing.
"""

import json
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils import translation

from facilitator import machine
from facilitator.faces.console import console_message
from facilitator.faces.phone import phone_message
from facilitator.faces.refreshing import refresher
from facilitator.faces.stage import stage_message
from facilitator.live.channels import Channel, Message
from facilitator.live.publishing import channel_close, messages_publish
from facilitator.machine import SessionState
from facilitator.models import LiveMessage, Session
from facilitator.sessions.documents import session_module
from modules.document import Module

Face = Callable[[Session, SessionState, Module], dict[str, Any]]
FACES: dict[Channel, Face] = {
    Channel.CONSOLE: console_message,
    Channel.STAGE: stage_message,
    Channel.PHONE: phone_message,
}


def screens_refresh(session: Session) -> None:
    """Send each face what it shows now, where that has changed. The row of `session` is locked."""
    state = machine.state_from_json(session.state)
    module = session_module(session)
    rows = LiveMessage.objects.filter(session=session)
    there = dict(rows.values_list("channel", "body"))
    # What the whole room reads is in the module's language, not in that of who pressed the button.
    with translation.override(module.language):
        bodies = {
            channel: json.dumps(face(session, state, module), ensure_ascii=False)
            for channel, face in FACES.items()
        }
    changed = {one: body for one, body in bodies.items() if body != there.get(one)}
    if not changed:
        return
    session.published += 1
    Session.objects.filter(pk=session.pk).update(published=session.published)
    messages_publish(
        [Message(session.key, one, session.published, body) for one, body in changed.items()]
    )


def screens_close(session: Session) -> None:
    """Send each face its last message, and end the streams."""
    screens_refresh(session)
    channel_close(session.key)


def screens_refresh_soon(session: Session) -> None:
    """Have the screens told after the commit, together with what else comes in meanwhile."""
    transaction.on_commit(lambda: refresher().ask(session.pk))


def session_refresh(session_pk: int) -> None:
    """Tell the screens of a running session how it stands, in a transaction of its own."""
    with transaction.atomic():
        session = Session.objects.select_for_update().filter(pk=session_pk).first()
        if session is not None and session.is_live:
            screens_refresh(session)
