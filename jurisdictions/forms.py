"""Forms of the sign-in pages: the library's, with our words and plain fields."""

from typing import Any

from allauth.account.forms import (
    AddEmailForm,
    ConfirmEmailVerificationCodeForm,
    ConfirmLoginCodeForm,
    LoginForm,
    SignupForm,
)
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _


def _plain_address_field(field: forms.Field) -> None:
    """Give an address field our label, and a keyboard and autofill that fit."""
    field.label = _("E-mail address")
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs.update(
        {"autocomplete": "email", "inputmode": "email", "spellcheck": "false"}
    )


def _plain_code_field(field: forms.Field) -> None:
    """Give a code field our label; phones offer digits, and the code from the message."""
    field.label = _("Six-digit code")
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs.update(
        {"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}
    )


class SignInForm(LoginForm):
    """Asks for the address that the code goes to."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain_address_field(self.fields["login"])


class SignUpForm(SignupForm):
    """Asks for an address, and for a name that may stay empty."""

    name = forms.CharField(
        label=_("Name (optional)"),
        required=False,
        max_length=150,
        help_text=_("As it should read on a certificate. You can add it later."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    field_order = ["email", "name"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain_address_field(self.fields["email"])


class SignInCodeForm(ConfirmLoginCodeForm):
    """Asks for the code that signs somebody in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain_code_field(self.fields["code"])


class AddressCodeForm(ConfirmEmailVerificationCodeForm):
    """Asks for the code that shows an address to be one's own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain_code_field(self.fields["code"])


class AddAddressForm(AddEmailForm):
    """Asks for one more address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain_address_field(self.fields["email"])


class AddPasskeyForm(AddWebAuthnForm):
    """Takes what the browser made. Here a key is always a passkey: it signs in by itself."""

    name = forms.CharField(
        label=_("Name"),
        required=False,
        max_length=100,
        help_text=_("So that you know it again, for instance “Work phone”."),
    )
    passwordless = forms.BooleanField(
        initial=True,
        required=False,
        widget=forms.CheckboxInput(attrs={"hidden": True, "checked": True}),
    )

    def clean_passwordless(self) -> bool:
        return True


class RenamePasskeyForm(EditWebAuthnForm):
    """Asks for a name by which a passkey is known again."""

    name = forms.CharField(label=_("Name"), max_length=100)
