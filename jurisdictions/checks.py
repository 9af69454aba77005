"""Checks of sign-in before a deployment."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register


@register(Tags.security, deploy=True)
def demo_sign_in_is_off(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """Refuse a deployment that would let demonstration links sign people in."""
    if not settings.TOOLKIT_DEMO_SIGN_IN:
        return []
    return [
        Error(
            "TOOLKIT_DEMO_SIGN_IN is on: printed links sign people in.",
            hint="Use the production settings, which leave it off.",
            id="jurisdictions.E001",
        )
    ]
