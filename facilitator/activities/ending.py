"""What an activity's kind does as its session ends, whatever a kind may do wrong."""

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from facilitator.activities import kind_of
from facilitator.models import Activity, Session
from jurisdictions.models import User

logger = logging.getLogger("facilitator.reports")


@contextmanager
def ends_all_the_same(activity: Activity) -> Iterator[None]:
    """Undo and log what a kind fails at, and go on: a session has to be able to end.

    A kind is a folder that anybody may add, so what it raises is not known here.
    """
    try:
        with transaction.atomic():
            yield
    except Exception:
        logger.exception("Activity %s (%s) failed at the end", activity.pk, activity.kind)


def activities_end(session: Session, by: User | None) -> list[Activity]:
    """Have every kind finish its activities, and keep the outcome of those that were opened.

    Gives these, in the order in which they were opened. An outcome that cannot be worked out stays
    None. `by` ends the session; where nobody is left to do it in whose name, nothing is finished.
    """
    done = []
    for activity in session.activities.all():
        activity.session = session
        with ends_all_the_same(activity):
            if by is not None:
                kind_of(activity.kind).ending(activity, by)
                activity.save()
        if activity.opened_at is None:
            continue
        with ends_all_the_same(activity):
            outcome = kind_of(activity.kind).outcome(activity)
            # What is no plain JSON shows here and not in the session's own row.
            activity.outcome = json.loads(json.dumps(outcome))
            activity.save(update_fields=["outcome"])
        done.append(activity)
    return sorted(done, key=lambda one: (one.opened_at, one.pk))
