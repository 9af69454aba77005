"""Keeping the room's list among the kept lists of its place, with score and corrections."""

import hashlib
import json

from facilitator.activities.group_list.comparing import Compared
from facilitator.models import Activity, Session
from jurisdictions.access import Action, may
from jurisdictions.models import User
from quizzes.errors import QuizzesError
from quizzes.models import ListResult
from quizzes.services.results import result_delete, result_keep


def keeper_of(session: Session, by: User) -> User | None:
    """Who keeps the list: who drives, or the owner where the driver presents elsewhere only."""
    people = (by, session.owner)
    place = session.jurisdiction
    return next((one for one in people if one and may(one, Action.PRESENT, place)), None)


def list_keep(activity: Activity, found: Compared, by: User) -> ListResult | None:
    """Keep the list as it stands now, in place of what was kept of it before; None where nobody of
    this session may, or the list to compare with is gone.
    """
    session = activity.session
    keeper = keeper_of(session, by)
    entries = [one.text for one in found.machine.entries]
    if keeper is None or not entries:
        return None
    corrections = [one for one in found.corrections if one.entry in entries]
    try:
        kept = result_keep(
            by=keeper,
            jurisdiction=session.jurisdiction,
            list_id=activity.options["list_id"],
            entries=entries,
            title=activity.title,
            module=activity.options.get("module", ""),
            exercise=activity.options.get("exercise", ""),
            corrections=corrections,
            token=f"session-{session.key}-{activity.pk}",
            score=found.machine,
        )
    except QuizzesError:
        return None
    _earlier_drop(activity, kept, keeper)
    activity.working = {**activity.working, "kept": [kept.pk, _digest(found), len(corrections)]}
    return kept


def is_kept(activity: Activity, found: Compared) -> bool:
    """Whether the list was kept just as it stands."""
    kept = activity.working.get("kept")
    return bool(kept) and kept[1] == _digest(found)


def kept_number(activity: Activity) -> int | None:
    """The kept list's key; None where none was kept, or somebody has deleted it."""
    kept = activity.working.get("kept")
    if not kept or not ListResult.objects.filter(pk=kept[0]).exists():
        return None
    return int(kept[0])


def _earlier_drop(activity: Activity, kept: ListResult, by: User) -> None:
    """One room's list is kept once, unless somebody has worked on the earlier one since."""
    before = activity.working.get("kept")
    if not before or before[0] == kept.pk:
        return
    earlier = ListResult.objects.filter(pk=before[0]).first()
    is_as_kept = (
        earlier is not None
        and earlier.scores.count() == 1
        and earlier.corrections.count() == before[2]
    )
    if earlier is not None and is_as_kept:
        result_delete(result=earlier, by=by)


def _digest(found: Compared) -> str:
    rows = [[one.say, one.entry, one.item_id, one.to_item_id] for one in found.corrections]
    parts = [found.machine.version, [one.text for one in found.machine.entries], rows]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]
