"""Co-facilitators: people who are known here, and people who are invited by e-mail."""

import logging

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from facilitator.errors import SessionUnusable
from facilitator.models import Session
from facilitator.sessions.planning import co_facilitator_add
from jurisdictions.models import User
from jurisdictions.services import user_create, user_find

logger = logging.getLogger("toolkit.sessions")


@transaction.atomic
def co_facilitator_invite(*, by: User, session: Session, email: str, name: str = "") -> User:
    """Add the person behind `email`, making her an account when she has none.

    Raises `NotAllowed`, `InvalidRequest` for a malformed address, `SessionUnusable` for who cannot
    be added, or is there already.
    """
    user = user_find(email=email) or user_create(email=email, name=name)
    if user.pk == session.owner_id:
        raise SessionUnusable(_("This person runs the session already."))
    if session.co_facilitations.filter(user=user).exists():
        raise SessionUnusable(_("This person is among the co-facilitators already."))
    co_facilitator_add(by=by, session=session, user=user)
    return user


def co_facilitator_write(*, session: Session, user: User, by: User, url: str) -> bool:
    """Write to a co-facilitator who was added: what, when, where, and how to sign in.

    `url` is the whole address of the session's page, as its owner reaches it. Gives whether the
    message went out: she is added all the same, and can be told otherwise.
    """
    context = {
        "session": session,
        "user": user,
        "by": by,
        "site_name": settings.WAGTAIL_SITE_NAME,
        "url": url,
    }
    folder = "facilitator/planning/email"
    subject = render_to_string(f"{folder}/co_facilitator_subject.txt", context)
    body = render_to_string(f"{folder}/co_facilitator_message.txt", context)
    try:
        send_mail(
            subject=" ".join(subject.split()),
            message=body.strip() + "\n",
            from_email=None,
            recipient_list=[user.email],
        )
    except OSError:
        logger.exception("The message to a co-facilitator could not be sent.")
        return False
    return True
