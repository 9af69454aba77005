"""A time that runs out: set as an activity opens, made longer or ended by the facilitator.

Every screen counts down to the same moment by itself, so nothing is sent while it runs. What is
rendered never says how much is left: it would be another text each time.
"""

import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.formats import date_format

from facilitator.models import Activity

ENDS_AT = "ends_at"
MINUTE = 60


@dataclass(frozen=True)
class Countdown:
    """When the time is over, and how that moment is said in the session's own time zone."""

    ends_at: datetime
    until: str


def countdown_start(activity: Activity, minutes: int, *, to_whole_minute: bool = False) -> None:
    """Let the time run from now on; `to_whole_minute` ends it when a clock turns to a minute."""
    ends_at = timezone.now() + timedelta(minutes=minutes)
    if to_whole_minute:
        whole = math.ceil(ends_at.timestamp() / MINUTE) * MINUTE
        ends_at = datetime.fromtimestamp(whole, tz=ends_at.tzinfo)
    _keep(activity, ends_at)


def countdown_add(activity: Activity, minutes: int) -> None:
    """Give more time: from the end, or from now where it is over already."""
    running = countdown_of(activity)
    begin = timezone.now()
    if running is not None:
        begin = max(begin, running.ends_at)
    _keep(activity, begin + timedelta(minutes=minutes))


def countdown_end(activity: Activity) -> None:
    """Say now that the time is over."""
    _keep(activity, timezone.now())


def countdown_of(activity: Activity) -> Countdown | None:
    """What an activity counts down to; None before it was opened."""
    kept = activity.working.get(ENDS_AT)
    if not kept:
        return None
    ends_at = datetime.fromisoformat(kept)
    place = ZoneInfo(activity.session.jurisdiction.time_zone)
    return Countdown(ends_at, date_format(ends_at.astimezone(place), "TIME_FORMAT"))


def _keep(activity: Activity, ends_at: datetime) -> None:
    # Whole seconds: every screen then turns its figures at the same moment.
    kept = ends_at.replace(microsecond=0).isoformat()
    activity.working = {**activity.working, ENDS_AT: kept}
