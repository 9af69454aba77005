"""Signing in for credit: a name on the attendance list, apart from the seat and what it sends."""

from django.db import transaction
from django.utils import timezone

from facilitator.errors import SessionNotFound
from facilitator.models import CreditSignIn, Seat, Session
from jurisdictions.models import User


@transaction.atomic
def credit_sign_in(*, seat: Seat, user: User) -> CreditSignIn:
    """Put somebody on the attendance list, from when her device joined. Once, on however many.

    Which seat it was is not kept. Raises `SessionNotFound` where there is no credit to be had.
    """
    session = Session.objects.select_for_update().get(pk=seat.session_id)
    if not session.is_live or not session.takes_credit:
        raise SessionNotFound
    joined_at = (seat.joined_at or timezone.now()).replace(second=0, microsecond=0)
    found, is_new = CreditSignIn.objects.get_or_create(
        session=session, user=user, left_at=None, defaults={"joined_at": joined_at}
    )
    if not is_new and joined_at < found.joined_at:
        found.joined_at = joined_at
        found.save(update_fields=["joined_at"])
    return found


@transaction.atomic
def credit_withdraw(*, session: Session, user: User) -> None:
    """Take somebody's name off the list while the session runs; nothing of it stays."""
    locked = Session.objects.select_for_update().get(pk=session.pk)
    if locked.is_live:
        locked.credit_sign_ins.filter(user=user).delete()


def credit_leave(*, session: Session, user: User) -> None:
    """Somebody leaves the room: what is shown from now on she has not seen."""
    now = timezone.now().replace(second=0, microsecond=0)
    session.credit_sign_ins.filter(user=user, left_at=None).update(left_at=now)


def is_signed_in_for_credit(session: Session, user: object) -> bool:
    """Whether this person is on the list, and has not left."""
    if not isinstance(user, User) or not session.takes_credit:
        return False
    return session.credit_sign_ins.filter(user=user, left_at=None).exists()
