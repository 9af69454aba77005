"""Writing down what people have done. Each call is one transaction."""

from collections.abc import Sequence
from datetime import date

from jurisdictions.models import User
from learners.models import LONGEST_NAME, LONGEST_TITLE, Attendance


def attendance_record(
    *,
    user: User,
    session_key: str,
    title: str,
    module_slug: str,
    module_title: str,
    place: str,
    held_on: date,
    minutes: int,
    slides_shown: Sequence[str],
    slides_planned: Sequence[str],
) -> Attendance:
    """Record that somebody was in a session; once a session, what is said later holds.

    `slides_shown` were before the room while she was there, `slides_planned` are the session's.
    """
    found, _is_new = Attendance.objects.update_or_create(
        user=user,
        session_key=session_key,
        defaults={
            "title": title[:LONGEST_TITLE],
            "module_slug": module_slug,
            "module_title": module_title[:LONGEST_NAME],
            "place": place[:LONGEST_NAME],
            "held_on": held_on,
            "minutes": minutes,
            "slides_shown": list(slides_shown),
            "slides_planned": list(slides_planned),
        },
    )
    return found
