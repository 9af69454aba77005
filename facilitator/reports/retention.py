"""Deleting what people sent in a session, and whatever else is not meant to stay."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from facilitator.enums import Phase
from facilitator.machine import HandOver
from facilitator.models import Contribution, Session, ShownDocument


def session_list_raw_due(now: datetime) -> QuerySet[Session]:
    """The ended sessions whose single contributions have been kept for long enough."""
    ended = Session.objects.filter(phase=Phase.ENDED, raw_deleted_at__isnull=True)
    return ended.filter(raw_until__lte=now)


@transaction.atomic
def raw_delete(*, session: Session, now: datetime) -> bool:
    """Delete a session's contributions, seats and live messages, and who did what in it.

    The report and the outcomes in it stay. Safe to be done again, and by several servers; False
    where it was done already, or the session has not ended.
    """
    locked = Session.objects.select_for_update().get(pk=session.pk)
    if not locked.is_ended or locked.raw_deleted_at is not None:
        return False
    # What a facilitator worked out beside the contributions repeats their words. First, as phones
    # that send once more lock an activity before its contributions.
    locked.activities.update(working={})
    Contribution.objects.filter(activity__session=locked).delete()
    locked.seats.all().delete()
    locked.credit_sign_ins.all().delete()
    locked.messages.all().delete()
    locked.events.update(by=None)
    locked.events.filter(kind=HandOver.kind).update(data={"to": 0})
    locked.raw_deleted_at = now
    locked.save(update_fields=["raw_deleted_at"])
    return True


def documents_clear() -> int:
    """Delete the module documents that no session shows any more; gives how many.

    A session that starts holds its document locked until it is kept: see `document_keep`.
    """
    unused = ShownDocument.objects.filter(sessions__isnull=True).values_list("pk", flat=True)
    return sum(_document_clear(one) for one in list(unused))


@transaction.atomic
def _document_clear(digest: str) -> int:
    # Asked once more under the lock: a session may have begun to show it.
    found = ShownDocument.objects.select_for_update().filter(pk=digest).first()
    if found is None or found.sessions.exists():
        return 0
    found.delete()
    return 1
