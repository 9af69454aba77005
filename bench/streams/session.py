"""The session that is measured: a site with Module 7, one running session, tickets for phones.

`python -m bench.streams.session` makes it in the database that the environment names.
"""

import os

import django

from bench.streams.messages import body

KEY = "bench"
PAGE = "/modules/module-7/opening/"
PATH = f"/live/{KEY}/phone"


HOLDERS = 100


def cookies() -> list[str]:
    """`Cookie` headers with tickets for the session's phones, each of another holder."""
    return [_cookie(f"seat-{number}") for number in range(HOLDERS)]


def _cookie(holder: str) -> str:
    from django.http import HttpResponse

    from facilitator.live.channels import Channel
    from facilitator.live.tickets import SEAT_COOKIE, ticket_give

    response = HttpResponse()
    phones = frozenset({Channel.PHONE})
    ticket_give(response, session_key=KEY, channels=phones, holder=holder, secure=False)
    return f"{SEAT_COOKIE}={response.cookies[SEAT_COOKIE].value}"


def main() -> None:
    """Migrate, load the content, collect static files, start a session."""
    django.setup()
    from django.core.management import call_command
    from django.utils import timezone

    from facilitator.enums import Phase
    from facilitator.live.channels import Channel
    from facilitator.models import LiveMessage, Session, ShownDocument
    from jurisdictions.models import Jurisdiction
    from toolkit.preparation import collect_static_if_due

    call_command("migrate", verbosity=0, interactive=False)
    call_command("load_content", "module7", verbosity=0)
    collect_static_if_due(lambda text: None)
    session = Session.objects.create(
        key=KEY,
        join_key=KEY,
        code="CDFGHJ",
        jurisdiction=Jurisdiction.objects.create(
            name="Bench County", slug="bench", kind="county", time_zone="America/Denver"
        ),
        module_slug="module-7",
        title="Bench",
        phase=Phase.LIVE,
        started_at=timezone.now(),
        document=ShownDocument.objects.create(digest="0" * 64, document={}),
    )
    LiveMessage.objects.create(session=session, channel=Channel.PHONE, revision=0, body=body(0))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "toolkit.settings.local")
    main()
