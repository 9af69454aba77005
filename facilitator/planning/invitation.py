"""The words to invite people with: for an e-mail, a calendar entry, a notice."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from facilitator.joining_address import join_address
from facilitator.models import Session
from facilitator.sessions.codes import code_in_groups


def invitation_text(request: HttpRequest, session: Session, minutes: int) -> str:
    """An invitation to copy, in the language that is active."""
    context = {
        "session": session,
        "minutes": minutes,
        "join_address": join_address(request),
        "code": code_in_groups(session.code or ""),
    }
    text = render_to_string("facilitator/planning/invitation.txt", context).strip()
    return "\n".join(line.rstrip() for line in text.splitlines())
