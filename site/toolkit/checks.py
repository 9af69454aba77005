"""Checks of the house: what would only show when somebody needs it."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Tags, Warning, register


@register(Tags.security, deploy=True)
def mail_leads_somewhere(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """Warn when nobody said where mail goes: sign-in needs it."""
    if settings.TOOLKIT_EMAIL_URL:
        return []
    return [
        Warning(
            "TOOLKIT_EMAIL_URL is not set: people sign in with a code sent by e-mail.",
            hint="Set it to a mail server such as smtp+tls://user:password@mail.example.gov:587.",
            id="toolkit.W001",
        )
    ]
