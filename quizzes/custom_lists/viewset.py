"""“Exercise lists” in the content editor: each editor sees her jurisdictions' and the site's.

The editor's views ask only whether somebody may write lists at all; `OwnListsMixin` asks whether
this list is hers.
"""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.forms import Media
from django.forms.widgets import Script
from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, TitleFieldPanel
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.side_panels import BaseSidePanel
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn, Column, LiveStatusTagColumn
from wagtail.admin.widgets.button import Button
from wagtail.admin.widgets.slug import SlugInput
from wagtail.snippets.views import snippets

from jurisdictions.access import Action, jurisdictions_for
from quizzes.custom_lists import views
from quizzes.custom_lists.forms import CustomListForm, TryForm
from quizzes.custom_lists.models import CustomList
from quizzes.custom_lists.readings import shared_phrasings
from quizzes.custom_lists.trying import saved_reference


class TryOutPanel(BaseSidePanel):
    """The try-out box beside the form: it scores with the list as it stands there."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = _("Toggle try-out")
        icon_name = "clipboard-list"
        has_counter = False

    name = "try-out"
    title = _("Try it out")
    template_name = "quizzes/lists/cms/try_panel.html"
    order = 50

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(parent_context)
        pk = self.object.pk
        page_url = reverse("custom_lists:try_saved", args=[pk]) if pk else ""
        return {
            **context,
            # A panel is rendered without the request, which knows it otherwise.
            "csrf_token": get_token(self.request),
            "try_form": TryForm(auto_id="try_%s"),
            "page_url": page_url,
        }

    @property
    def media(self) -> Media:
        return Media(
            css={"all": ["toolkit/try_out.css"]},
            js=[Script("toolkit/try_out.js", type="module")],  # type: ignore[list-item]
        )


class TriedOutMixin:
    """Puts the try-out box beside the form, and says what may be confused once it is saved."""

    request: HttpRequest
    form: forms.Form

    def get_side_panels(self) -> MediaContainer:
        panels = super().get_side_panels()  # type: ignore[misc]
        # A new list that was just saved by itself is drawn anew in part; what was typed stays.
        if getattr(self, "expects_json_response", False) or getattr(
            self, "hydrate_create_view", False
        ):
            return panels
        return MediaContainer([*panels, TryOutPanel(self.form.instance, self.request)])  # type: ignore[attr-defined]

    def save_action(self) -> HttpResponse:
        response: HttpResponse = super().save_action()  # type: ignore[misc]
        if not getattr(self, "expects_json_response", False):
            for one in shared_phrasings(saved_reference(self.form.instance)):  # type: ignore[attr-defined]
                names = ", ".join(f"“{item}”" for item in one.items)
                messages.warning(
                    self.request,
                    gettext(
                        "“%(words)s” stands under several items: %(items)s. Whoever types it gets "
                        "only one of them."
                    )
                    % {"words": one.words, "items": names},
                )
        return response


class OwnListsMixin:
    """What belongs to other jurisdictions is not found."""

    request: HttpRequest
    permission_policy: Any

    def get_object(self, *args: Any, **kwargs: Any) -> CustomList:
        found: CustomList = super().get_object(*args, **kwargs)  # type: ignore[misc]
        policy = self.permission_policy
        if not policy.user_has_permission_for_instance(self.request.user, "change", found):
            raise Http404
        return found


class ListIndexView(snippets.IndexView):
    def get_base_queryset(self) -> QuerySet[CustomList]:
        found: QuerySet[CustomList] = self.permission_policy.instances_user_has_any_permission_for(
            self.request.user, ["change"]
        )
        return found

    @property
    def columns(self) -> list[Column]:
        return [one for one in super().columns if not isinstance(one, BulkActionsCheckboxColumn)]

    @property
    def header_more_buttons(self) -> list[Button]:
        return [
            *super().header_more_buttons,
            Button(_("Start from a list"), reverse("custom_lists:start_from"), icon_name="copy"),
            Button(_("Import a list"), reverse("custom_lists:import"), icon_name="upload"),
        ]


class ListAddView(TriedOutMixin, snippets.CreateView):
    def get_initial_form_instance(self) -> CustomList:
        """An empty one, for the one place that its editor writes for."""
        places = list(jurisdictions_for(self.request.user, Action.EDIT_CONTENT)[:2])
        return CustomList(jurisdiction=places[0] if len(places) == 1 else None)


class ListEditView(TriedOutMixin, OwnListsMixin, snippets.EditView):
    @property
    def header_more_buttons(self) -> list[Button]:
        pk = self.object.pk
        start = f"{reverse('custom_lists:start_from')}?source={self.object.list_id}"
        return [
            *super().header_more_buttons,
            Button(_("Download"), reverse("custom_lists:export", args=[pk]), icon_name="download"),
            Button(_("Start another from this"), start, icon_name="copy"),
            Button(
                _("Try it out on a page"),
                reverse("custom_lists:try_saved", args=[pk]),
                icon_name="clipboard-list",
            ),
        ]


class ListDeleteView(OwnListsMixin, snippets.DeleteView):
    pass


class ListUsageView(OwnListsMixin, snippets.UsageView):
    pass


class ListHistoryView(OwnListsMixin, snippets.HistoryView):
    pass


class ListRevisionView(OwnListsMixin, snippets.PreviewRevisionView):
    pass


class ListCompareView(OwnListsMixin, snippets.RevisionsCompareView):
    pass


class ListUnscheduleView(OwnListsMixin, snippets.RevisionsUnscheduleView):
    pass


class ListUnpublishView(OwnListsMixin, snippets.UnpublishView):
    pass


class ListLockView(OwnListsMixin, snippets.LockView):
    pass


class ListUnlockView(OwnListsMixin, snippets.UnlockView):
    pass


class TriedPreviewMixin:
    """Hands what was typed in the preview on to it: the preview's own request is made up."""

    request: HttpRequest

    def get_extra_request_attrs(self) -> dict[str, Any]:
        attrs: dict[str, Any] = super().get_extra_request_attrs()  # type: ignore[misc]
        return {**attrs, "tried_entries": self.request.GET.get("entries", "")}


class ListPreviewView(TriedPreviewMixin, OwnListsMixin, snippets.PreviewOnEditView):
    pass


class ListPreviewAddView(TriedPreviewMixin, snippets.PreviewOnCreateView):
    pass


class CustomListViewSet(snippets.SnippetViewSet):
    model = CustomList
    admin_url_namespace = "custom_lists"
    base_url_path = "exercise-lists"
    icon = "list-ul"
    menu_label = _("Exercise lists")
    menu_order = 260
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = False
    search_backend_name = None
    list_display = [
        "title",
        Column("module", label=_("Module"), sort_key="module__number"),
        Column("jurisdiction", label=_("Jurisdiction"), sort_key="jurisdiction__name"),
        LiveStatusTagColumn(),
    ]
    search_fields = ["title", "jurisdiction__name"]
    edit_handler = ObjectList(
        [
            TitleFieldPanel("title"),
            FieldPanel("prompt"),
            FieldPanel("lead"),
            FieldPanel("items"),
            MultiFieldPanel(
                [FieldPanel("giver"), FieldPanel("receiver")],
                heading=_("Who shares with whom (may stay empty)"),
            ),
            MultiFieldPanel(
                [FieldPanel("private_set"), FieldPanel("private")],
                heading=_("What must not be shared"),
            ),
            FieldPanel("question"),
            MultiFieldPanel(
                [
                    FieldPanel("slug", widget=SlugInput),
                    FieldPanel("module", widget=forms.Select),
                    FieldPanel("jurisdiction", widget=forms.Select),
                ],
                heading=_("Where it belongs"),
            ),
        ],
        base_form_class=CustomListForm,
    )
    index_view_class = ListIndexView
    add_view_class = ListAddView
    edit_view_class = ListEditView
    delete_view_class = ListDeleteView
    usage_view_class = ListUsageView
    history_view_class = ListHistoryView
    revisions_view_class = ListRevisionView
    revisions_compare_view_class = ListCompareView
    revisions_unschedule_view_class = ListUnscheduleView
    unpublish_view_class = ListUnpublishView
    lock_view_class = ListLockView
    unlock_view_class = ListUnlockView
    preview_on_edit_view_class = ListPreviewView
    preview_on_add_view_class = ListPreviewAddView

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("try/", views.try_unsaved, name="try_unsaved"),
            path("try/<int:pk>/", views.try_saved, name="try_saved"),
            path("start-from/", views.start_from, name="start_from"),
            path("import/", views.import_list, name="import"),
            path("export/<int:pk>/", views.export, name="export"),
        ]

    def register_chooser_viewset(self) -> None:
        """None: it would offer every jurisdiction's lists to choose from."""

    def get_permissions_to_register(self) -> QuerySet[Permission]:
        """None: roles decide here, so the editor's group form must not offer anything."""
        return Permission.objects.none()
