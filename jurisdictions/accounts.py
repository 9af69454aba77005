"""How sign-in works here: where the sign-in library asks, these adapters answer."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.forms import BaseForm
from django.http import HttpRequest

from jurisdictions.models import User


class AccountAdapter(DefaultAccountAdapter):
    """Codes by e-mail; sign-up open or closed by one setting."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return bool(settings.TOOLKIT_OPEN_SIGN_UP)

    def save_user(
        self, request: HttpRequest, user: AbstractBaseUser, form: BaseForm, commit: bool = True
    ) -> AbstractBaseUser:
        """Keep the name that the sign-up form asks for, next to the address."""
        if isinstance(user, User):
            user.name = form.cleaned_data.get("name", "")
        return super().save_user(request, user, form, commit)

    def get_login_stages(self) -> list[str]:
        """A passkey is another way in, never a second lock: a lost one shuts nobody out."""
        stages = super().get_login_stages()
        return [stage for stage in stages if stage != "allauth.mfa.stages.AuthenticateStage"]


class PasskeyAdapter(DefaultMFAAdapter):
    """Passkeys, named after the site that people know."""

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        entity = super().get_public_key_credential_rp_entity()
        return entity | {"name": settings.WAGTAIL_SITE_NAME}

    def is_mfa_enabled(self, user: Any, types: list[str] | None = None) -> bool:
        """Say no: having a passkey does not turn on a second step (see `AccountAdapter`)."""
        return False


def passkeys_work(request: HttpRequest | None = None) -> bool:
    """Whether a browser will offer passkeys here: over HTTPS, or on `localhost`."""
    request = request or context.request
    return request.is_secure() or request.get_host().partition(":")[0] == "localhost"
