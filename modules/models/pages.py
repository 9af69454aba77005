"""The pages of the toolkit. What they show comes from `modules.selectors`, as documents."""

from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.search import index
from wagtail.url_routing import RouteResult

from modules import selectors
from modules.blocks import (
    FLOW,
    KIND_CHOICES,
    LINE,
    ReferencesBlock,
    ResourcesBlock,
    SlidesBlock,
)
from modules.document import Kind
from modules.markup import plain_text, text_from_html

READER, STAGE = "reader", "stage"
LIST = [*LINE, "ul"]


class HomePage(Page):
    """The front door."""

    welcome = RichTextField(_("welcome"), blank=True, features=FLOW)

    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("welcome")]
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = ["modules.ModuleIndexPage"]
    max_count = 1
    template = "modules/home_page.html"

    class Meta:
        verbose_name = _("home page")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        modules = selectors.module_summary_list(request)
        return {**super().get_context(request, *args, **kwargs), "modules": modules}

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Finds a lesson or module by its whole address in one query, not three a level."""
        for model, depth in ((LessonPage, 3), (ModulePage, 2)):
            if len(path_components) >= depth:
                head, rest = path_components[:depth], path_components[depth:]
                url_path = f"{self.url_path}{'/'.join(head)}/"
                page = model.objects.select_related("locale").filter(url_path=url_path).first()
                if page is not None:
                    return page.route(request, rest)
        return super().route(request, path_components)


class ModuleIndexPage(Page):
    """All modules, in their order."""

    parent_page_types: ClassVar[list[str]] = ["modules.HomePage"]
    subpage_types: ClassVar[list[str]] = ["modules.ModulePage"]
    max_count_per_parent = 1
    template = "modules/module_index_page.html"

    class Meta:
        verbose_name = _("list of modules")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        modules = selectors.module_summary_list(request)
        return {**super().get_context(request, *args, **kwargs), "modules": modules}


class ModulePage(Page):
    """One module: what it is for, and its lessons below it."""

    module_id = models.SlugField(
        _("lasting id"), max_length=80, blank=True, editable=False, db_index=True
    )
    number = models.PositiveSmallIntegerField(
        _("place in the toolkit"), validators=[MinValueValidator(1), MaxValueValidator(10)]
    )
    kind = models.CharField(_("kind"), max_length=20, choices=KIND_CHOICES, default=Kind.CORE)
    minutes = models.PositiveSmallIntegerField(_("minutes to deliver"), default=120)
    introduction = RichTextField(_("introduction"), blank=True, features=FLOW)
    goal = RichTextField(_("goal"), blank=True, features=FLOW)
    objectives = RichTextField(
        _("objectives"), blank=True, features=LIST, help_text=_("One bullet each.")
    )
    objectives_note = models.CharField(
        _("note on the objectives"),
        max_length=500,
        blank=True,
        help_text=_("Say so where goal or objectives are ours and not the toolkit's."),
    )
    audience = RichTextField(_("intended audience"), blank=True, features=FLOW)
    facilitator_qualifications = RichTextField(
        _("facilitator qualifications"), blank=True, features=FLOW
    )
    terminology = RichTextField(_("terminology"), blank=True, features=FLOW)
    tips = RichTextField(_("training tips"), blank=True, features=LIST)
    materials = RichTextField(_("materials"), blank=True, features=LIST)
    references = StreamField(ReferencesBlock(), verbose_name=_("references"), blank=True)
    resources = StreamField(ResourcesBlock(), verbose_name=_("resources"), blank=True)

    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        MultiFieldPanel(
            [FieldPanel("number"), FieldPanel("kind"), FieldPanel("minutes")],
            heading=_("Place in the toolkit"),
        ),
        FieldPanel("introduction"),
        FieldPanel("goal"),
        FieldPanel("objectives"),
        FieldPanel("objectives_note"),
    ]
    facilitation_panels: ClassVar[list[Any]] = [
        FieldPanel("audience"),
        FieldPanel("facilitator_qualifications"),
        FieldPanel("terminology"),
        FieldPanel("tips"),
        FieldPanel("materials"),
    ]
    source_panels: ClassVar[list[Any]] = [FieldPanel("references"), FieldPanel("resources")]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading=_("Content")),
            ObjectList(facilitation_panels, heading=_("Facilitation")),
            ObjectList(source_panels, heading=_("Sources")),
            ObjectList(Page.promote_panels, heading=_("Promote")),
        ]
    )
    parent_page_types: ClassVar[list[str]] = ["modules.ModuleIndexPage"]
    subpage_types: ClassVar[list[str]] = ["modules.LessonPage"]
    template = "modules/module_page.html"

    search_fields: ClassVar[list[Any]] = [*Page.search_fields, index.SearchField("search_text")]

    class Meta:
        verbose_name = _("module")
        verbose_name_plural = _("modules")

    def search_text(self) -> str:
        """What a search finds: goal, objectives and introduction."""
        parts = (self.introduction, self.goal, self.objectives)
        return "\n".join(plain_text(text_from_html(part)) for part in parts)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        return {**context, **selectors.module_overview(self, request)}


class LessonPage(RoutablePageMixin, Page):
    """One lesson: a section of 1 to 9 slides.

    A slide's StreamBlock id is the slide's lasting id. `lesson_id` is the lesson's, set when it is
    loaded from files; a lesson that an editor adds goes by its slug.
    """

    lesson_id = models.SlugField(_("lasting id"), max_length=80, blank=True, editable=False)
    slides = StreamField(SlidesBlock(), verbose_name=_("slides"), blank=True)

    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("slides")]
    parent_page_types: ClassVar[list[str]] = ["modules.ModulePage"]
    subpage_types: ClassVar[list[str]] = []
    preview_modes: ClassVar[list[Any]] = [
        (READER, _("As a reader sees it")),
        (STAGE, _("On the stage")),
    ]
    template = "modules/lesson_page.html"

    search_fields: ClassVar[list[Any]] = [*Page.search_fields, index.SearchField("search_text")]

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")

    def search_text(self) -> str:
        """What a search finds: the words a learner may read, answers and notes left out."""
        return selectors.lesson_search_text(self)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        return {**context, **selectors.lesson_reading(self, request)}

    @path("")
    def read(self, request: HttpRequest) -> HttpResponse:
        """The lesson on the self-paced path."""
        return TemplateResponse(request, self.get_template(request), self.get_context(request))

    @path("answers/<str:slide_id>/")
    def answer(self, request: HttpRequest, slide_id: str) -> HttpResponse:
        """A slide that answers an exercise, opened: an address of its own, so that it works
        without JavaScript and never stands in the lesson's HTML."""
        context = super().get_context(request)
        answer = selectors.lesson_answer(self, request, slide_id)
        if answer is None:
            raise Http404
        return TemplateResponse(request, "modules/answer_page.html", {**context, **answer})

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        if mode_name == STAGE:
            return "modules/lesson_stage_preview.html"
        return self.template

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        if mode_name == STAGE:
            context = super().get_context(request)
            return {**context, **selectors.lesson_on_stage(self, request)}
        return self.get_context(request)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """RoutablePageMixin would go by the address; a preview goes by its mode."""
        return TemplateResponse(
            request,
            self.get_preview_template(request, mode_name),
            self.get_preview_context(request, mode_name),
        )
