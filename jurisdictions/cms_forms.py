"""Forms of “People and places” in the content editor."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from jurisdictions.access import Action, jurisdictions_for, may_manage_people
from jurisdictions.models import Jurisdiction, Membership, User
from jurisdictions.validators import time_zone_names


def _time_zone_choices() -> list[tuple[str, str]]:
    return [("", "")] + [(name, name.replace("_", " ")) for name in sorted(time_zone_names())]


class JurisdictionForm(WagtailAdminModelForm):
    """Adds or changes a jurisdiction below one that its user manages."""

    time_zone = forms.ChoiceField(label=_("Time zone"), choices=_time_zone_choices)

    class Meta:
        model = Jurisdiction
        fields = ["name", "slug", "kind", "parent", "time_zone"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        user = self.for_user
        parent = cast("forms.ModelChoiceField[Jurisdiction]", self.fields["parent"])
        reachable = jurisdictions_for(user, Action.MANAGE_PEOPLE)
        if self.instance.pk is None:
            parent.queryset = reachable
            parent.required = not user.is_superuser
            return
        own_parts = Jurisdiction.objects.within([self.instance.pk])
        parent.queryset = reachable.exclude(pk__in=own_parts.values("pk"))
        above = self.instance.parent
        stays = above is None or not may_manage_people(user, above)
        if stays and not user.is_superuser:
            parent.disabled = True
            parent.required = False
            parent.queryset = Jurisdiction.objects.filter(pk=self.instance.parent_id)
        else:
            parent.required = not user.is_superuser


class MembershipForm(WagtailAdminModelForm):
    """Gives somebody a role; who has no account yet gets one, and an invitation."""

    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("Whoever has no account yet gets one, and a message how to sign in."),
    )
    name = forms.CharField(
        label=_("Name"),
        max_length=150,
        required=False,
        help_text=_("Kept for a new account only."),
    )

    class Meta:
        model = Membership
        fields = ["role", "jurisdiction"]

    field_order = ["email", "name", "role", "jurisdiction"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        place = cast("forms.ModelChoiceField[Jurisdiction]", self.fields["jurisdiction"])
        place.queryset = jurisdictions_for(self.for_user, Action.MANAGE_PEOPLE)


class AccountForm(WagtailAdminModelForm):
    """Renames an account, switches it on or off, and hands over the whole site."""

    class Meta:
        model = User
        fields = ["name", "is_active", "is_superuser"]
        labels = {"is_superuser": _("Looks after the whole site")}
        help_texts = {
            "is_active": _("Without this nobody can sign in with the account. Nothing is lost."),
            "is_superuser": _("May do everything everywhere, and make others do so."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance == self.for_user:
            # Nobody locks herself out by mistake.
            self.fields["is_active"].disabled = True
            self.fields["is_superuser"].disabled = True
