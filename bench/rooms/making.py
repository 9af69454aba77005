"""`python -m bench.rooms.making DEVICES`: a database with a session, an open list and seats in it.

Prints what clients need, as one line of JSON. The data folder is in TOOLKIT_DATA_DIR.
"""

import json
import sys

import django


def main(devices: int) -> None:
    """Make it all, and say how to get in."""
    django.setup()
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)

    from django.conf import settings
    from django.test import Client

    from facilitator import machine
    from facilitator.activities import kind_of
    from facilitator.room.seats import COOKIE, seat_take
    from facilitator.sessions.documents import document_keep
    from facilitator.sessions.planning import Plan, session_plan
    from facilitator.sessions.running import activity_make, session_command
    from jurisdictions.models import Jurisdiction, User
    from modules.document import Lesson, Module, Slide

    by = User.objects.create_superuser(email="bench@example.org")
    county = Jurisdiction.objects.create(
        name="Bench County", slug="bench", kind="county", time_zone="America/Denver"
    )
    slides = tuple(Slide(f"slide-{number}", f"Slide {number}") for number in range(1, 43))
    module = Module("bench", "bench", 1, "Bench", lessons=(Lesson("all", "All", slides),))
    session = session_plan(by=by, plan=Plan("bench", "Bench", county))
    session.document = document_keep(module)
    session.save()
    session = session_command(session=session, command=machine.Start("slide-1"), by=by)
    kind = kind_of("open_question")
    options = {"question": "What would you share?"}
    activity = activity_make(session=session, kind=kind.name, options=options, by=by)
    for command in (machine.BringActivity(activity.pk), machine.OpenActivity(activity.pk)):
        session = session_command(session=session, command=command, by=by)
    client = Client()
    client.force_login(by)
    print(
        json.dumps(
            {
                "room": f"/room/{session.key}/",
                "activity": f"/room/{session.key}/activities/{activity.pk}/",
                "panel": f"/sessions/{session.key}/panel/",
                "seats": [f"{COOKIE}={seat_take(session)[1]}" for _ in range(devices)],
                "staff": f"{settings.SESSION_COOKIE_NAME}="
                + client.cookies[settings.SESSION_COOKIE_NAME].value,
            }
        )
    )


if __name__ == "__main__":
    main(int(sys.argv[1]))
