"""The form for local material in the content editor."""

from typing import Any, cast

from django import forms
from wagtail.admin.forms import WagtailAdminModelForm

from jurisdictions.access import Action, jurisdictions_for
from jurisdictions.models import Jurisdiction


class LocalMaterialForm(WagtailAdminModelForm):
    """Offers the jurisdictions that its user writes for; both are settled once it is there."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        place = cast("forms.ModelChoiceField[Jurisdiction]", self.fields["jurisdiction"])
        place.queryset = jurisdictions_for(self.for_user, Action.EDIT_CONTENT)
        if self.instance.pk is not None:
            self.fields["jurisdiction"].disabled = True
            self.fields["slot"].disabled = True
