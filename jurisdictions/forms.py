"""Forms of the sign-in pages."""

from typing import Any

from allauth.account.forms import LoginForm, SignupForm
from django import forms
from django.utils.translation import gettext_lazy as _


def _plain_address_field(field: forms.Field) -> None:
    """Give an address field our label, and a keyboard and autofill that fit."""
    field.label = _("E-mail address")
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs.update(
        {"autocomplete": "email", "inputmode": "email", "spellcheck": "false"}
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
