"""How sign-in works here: where the sign-in library asks, these adapters answer."""

import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.utils import build_absolute_uri
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.forms import BaseForm
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jurisdictions.models import User

SIGNED_IN_AT = "signed_in_at"
FRESH_SECONDS = 15 * 60


class AccountAdapter(DefaultAccountAdapter):
    """Codes by e-mail; sign-up open or closed by one setting."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_code": _("That is not the code we sent. Check the e-mail and try again."),
        "too_many_login_attempts": _("Too many tries. Please wait a few minutes and start again."),
        "rate_limited": _("That was too many requests at once. Please wait a few minutes."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return bool(settings.TOOLKIT_OPEN_SIGN_UP)

    def save_user(
        self, request: HttpRequest, user: AbstractBaseUser, form: BaseForm, commit: bool = True
    ) -> AbstractBaseUser:
        """Keep the name that the sign-up form asks for, next to the address."""
        if isinstance(user, User):
            user.name = form.cleaned_data.get("name", "")
        return super().save_user(request, user, form, commit)

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Start a session with a new key, and remember when: some pages want it recent."""
        super().login(request, user)
        request.session[SIGNED_IN_AT] = time.time()

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send an e-mail of ours; every text may use the site's name."""
        super().send_mail(template_prefix, email, context | {"site_name": site_name()})

    def send_account_already_exists_mail(self, email: str) -> None:
        """Somebody signs up with an address that has an account: point to sign-in instead."""
        url = build_absolute_uri(context.request, reverse("account_login"))
        self.send_mail("account/email/account_already_exists", email, {"sign_in_url": url})

    def get_login_stages(self) -> list[str]:
        """A passkey is another way in, never a second lock: a lost one shuts nobody out."""
        stages = super().get_login_stages()
        return [stage for stage in stages if stage != "allauth.mfa.stages.AuthenticateStage"]


class PasskeyAdapter(DefaultMFAAdapter):
    """Passkeys, named after the site that people know."""

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        entity = super().get_public_key_credential_rp_entity()
        return entity | {"name": site_name()}

    def generate_authenticator_name(self, user: AbstractBaseUser, type: str) -> str:
        return gettext("Passkey")

    def is_mfa_enabled(self, user: Any, types: list[str] | None = None) -> bool:
        """Say no: having a passkey does not turn on a second step (see `AccountAdapter`)."""
        return False


def site_name() -> str:
    """The name that people know this site by."""
    return str(settings.WAGTAIL_SITE_NAME)


def signed_in_recently(request: HttpRequest) -> bool:
    """Whether this session began less than a quarter of an hour ago."""
    began = request.session.get(SIGNED_IN_AT, 0)
    return request.user.is_authenticated and time.time() - began < FRESH_SECONDS


def passkeys_work(request: HttpRequest) -> bool:
    """Whether a browser will offer passkeys here: over HTTPS, or on `localhost`."""
    return request.is_secure() or request.get_host().partition(":")[0] == "localhost"
