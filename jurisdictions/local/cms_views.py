"""“Local material” in the content editor: each editor sees what her own jurisdictions wrote.

The editor's views ask only whether somebody may write local material at all; `OwnPlacesMixin`
asks whether this piece is hers.
"""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn, Column, LiveStatusTagColumn
from wagtail.snippets.views import snippets

from jurisdictions.access import Action, jurisdictions_for
from jurisdictions.local.forms import LocalMaterialForm
from jurisdictions.models import LocalMaterial
from jurisdictions.slots import Slot


class OwnPlacesMixin:
    """What belongs to other jurisdictions is not found."""

    request: HttpRequest
    permission_policy: Any

    def get_object(self, *args: Any, **kwargs: Any) -> LocalMaterial:
        found: LocalMaterial = super().get_object(*args, **kwargs)  # type: ignore[misc]
        policy = self.permission_policy
        if not policy.user_has_permission_for_instance(self.request.user, "change", found):
            raise Http404
        return found


class LocalIndexView(snippets.IndexView):
    def get_base_queryset(self) -> QuerySet[LocalMaterial]:
        found: QuerySet[LocalMaterial] = (
            self.permission_policy.instances_user_has_any_permission_for(
                self.request.user, ["change"]
            )
        )
        return found

    @property
    def columns(self) -> list[Column]:
        return [one for one in super().columns if not isinstance(one, BulkActionsCheckboxColumn)]


class LocalAddView(snippets.CreateView):
    def get_initial_form_instance(self) -> LocalMaterial:
        """An empty one, for the slot and the place that a link to here may name."""
        asked = self.request.GET
        places = jurisdictions_for(self.request.user, Action.EDIT_CONTENT)
        place = places.filter(slug=asked.get("jurisdiction", "")).first()
        if place is None and places.count() == 1:
            place = places.get()
        slot = asked.get("slot", "")
        material = LocalMaterial(slot=slot if slot in list(Slot) else "")
        if place is not None:
            material.jurisdiction = place
        return material


class LocalEditView(OwnPlacesMixin, snippets.EditView):
    pass


class LocalDeleteView(OwnPlacesMixin, snippets.DeleteView):
    pass


class LocalUsageView(OwnPlacesMixin, snippets.UsageView):
    pass


class LocalHistoryView(OwnPlacesMixin, snippets.HistoryView):
    pass


class LocalRevisionView(OwnPlacesMixin, snippets.PreviewRevisionView):
    pass


class LocalCompareView(OwnPlacesMixin, snippets.RevisionsCompareView):
    pass


class LocalUnscheduleView(OwnPlacesMixin, snippets.RevisionsUnscheduleView):
    pass


class LocalUnpublishView(OwnPlacesMixin, snippets.UnpublishView):
    pass


class LocalPreviewView(OwnPlacesMixin, snippets.PreviewOnEditView):
    pass


class ReviewColumn(Column):
    """The day of the review, and whether it has passed."""

    def get_value(self, instance: LocalMaterial) -> str:
        day = date_format(instance.review_by, "SHORT_DATE_FORMAT")
        if instance.is_review_overdue:
            return gettext("%(day)s: review overdue") % {"day": day}
        return day


class LocalMaterialViewSet(snippets.SnippetViewSet):
    model = LocalMaterial
    admin_url_namespace = "local_material"
    base_url_path = "local-material"
    icon = "pin"
    menu_label = _("Local material")
    menu_order = 250
    add_to_admin_menu = True
    add_to_reference_index = True
    copy_view_enabled = False
    inspect_view_enabled = False
    search_backend_name = None
    list_display = [
        "title",
        Column("get_slot_display", label=_("What it is"), sort_key="slot"),
        "jurisdiction",
        ReviewColumn("review_by", label=_("Review by"), sort_key="review_by"),
        LiveStatusTagColumn(),
    ]
    search_fields = ["title", "jurisdiction__name"]
    edit_handler = ObjectList(
        [
            FieldPanel("jurisdiction"),
            FieldPanel("slot"),
            FieldPanel("title"),
            FieldPanel("content"),
            FieldPanel("review_by"),
        ],
        base_form_class=LocalMaterialForm,
    )
    index_view_class = LocalIndexView
    add_view_class = LocalAddView
    edit_view_class = LocalEditView
    delete_view_class = LocalDeleteView
    usage_view_class = LocalUsageView
    history_view_class = LocalHistoryView
    revisions_view_class = LocalRevisionView
    revisions_compare_view_class = LocalCompareView
    revisions_unschedule_view_class = LocalUnscheduleView
    unpublish_view_class = LocalUnpublishView
    preview_on_edit_view_class = LocalPreviewView

    def register_chooser_viewset(self) -> None:
        """None: it would offer every jurisdiction's material to choose from."""

    def get_permissions_to_register(self) -> QuerySet[Permission]:
        """None: roles decide here, so the editor's group form must not offer anything."""
        return Permission.objects.none()
