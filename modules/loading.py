"""Loads module documents from files onto pages, without ever overwriting an editor's work."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path

from django.core.files.images import ImageFile
from django.db import transaction
from wagtail.models import Locale, Page, Site

from modules import selectors
from modules.document import Lesson, Module
from modules.document import Picture as PictureBlock
from modules.formats.json_form import digest, module_from_json, module_to_json
from modules.markup import editor_html
from modules.merge import Merge, merge_module
from modules.models import (
    HomePage,
    LessonPage,
    ModuleIndexPage,
    ModulePage,
    Picture,
    UpstreamEdition,
)
from modules.stream import (
    PictureSources,
    stream_from_references,
    stream_from_resources,
    stream_from_slides,
)


@dataclass
class LoadReport:
    """What loading one module did: titles of pages, and conflicts in words."""

    module_id: str
    created: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    withdrawn: list[str] = field(default_factory=list)
    drafts_kept: list[str] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)

    @property
    def is_unchanged(self) -> bool:
        return not (self.created or self.updated or self.withdrawn)


def module_load(*, module: Module, folder: Path) -> LoadReport:
    """Bring a module's pages up to its document, in one transaction.

    `folder` holds the module's pictures. Idempotent: loading the same document again changes
    nothing. What editors changed, added, moved or deleted stays so, and is reported where upstream
    changed the same thing. A page's newer draft stays its newest revision.
    """
    with transaction.atomic():
        return _Loading(module, folder).run()


class _Loading:
    def __init__(self, module: Module, folder: Path) -> None:
        self.theirs = module
        self.folder = folder
        self.report = LoadReport(module.id)
        edition = UpstreamEdition.objects.filter(module_id=module.id).first()
        self.base = module_from_json(edition.document) if edition else None

    def run(self) -> LoadReport:
        self.sources = _pictures_load(self.theirs, self.folder)
        page = ModulePage.objects.filter(module_id=self.theirs.id).first()
        if page is None:
            # Deleted by an editor: it stays deleted, as a slide would.
            if self.base is None:
                self._create()
        else:
            self._update(page)
        UpstreamEdition.objects.update_or_create(
            module_id=self.theirs.id,
            defaults={
                "document": module_to_json(self.theirs),
                "digest": digest(self.theirs),
                "conflicts": self.report.conflicts,
            },
        )
        return self.report

    # New pages

    def _create(self) -> None:
        page = ModulePage(slug=self.theirs.slug, module_id=self.theirs.id)
        _fill_module_page(page, self.theirs)
        module_index_get_or_create().add_child(instance=page)
        page.save_revision().publish()
        self.report.created.append(page.title)
        for lesson in self.theirs.lessons:
            self._create_lesson(page, lesson)

    def _create_lesson(self, parent: ModulePage, lesson: Lesson) -> LessonPage:
        page = LessonPage(title=lesson.title, slug=lesson.id, lesson_id=lesson.id)
        page.slides = stream_from_slides(lesson.slides, self.sources)
        parent.add_child(instance=page)
        page.save_revision().publish()
        self.report.created.append(page.title)
        return page

    # Pages that are there

    def _update(self, page: ModulePage) -> None:
        all_pages = list(LessonPage.objects.child_of(page).order_by("path"))
        live_pages = [one for one in all_pages if one.live]
        drafts = {
            one.pk: one.get_latest_revision_as_object() for one in all_pages if _has_draft(one)
        }
        draft_page = page.get_latest_revision_as_object() if _has_draft(page) else None

        live = self._merge(page, live_pages)
        self.report.conflicts += live.conflicts
        draft = self._merge(
            draft_page or page, [drafts.get(one.pk, one) for one in all_pages]
        ) if drafts or draft_page else None  # fmt: skip

        self._apply_module(page, draft_page, live.module, draft.module if draft else None)
        lessons = {lesson.id: lesson for lesson in live.module.lessons}
        pages = {_lesson_id(one): one for one in live_pages}
        asleep = {_lesson_id(one): one for one in all_pages if not one.live}
        for lesson in live.module.lessons:
            if lesson.id in pages:
                self._apply_lesson(pages[lesson.id], lesson)
            elif lesson.id in asleep:
                pages[lesson.id] = self._wake_lesson(asleep[lesson.id], lesson)
            else:
                pages[lesson.id] = self._create_lesson(page, lesson)
        for lesson_id, one in pages.items():
            if lesson_id not in lessons:
                one.unpublish()
                self.report.withdrawn.append(one.title)
        self._order(page, [pages[lesson.id] for lesson in live.module.lessons])
        if draft:
            self._keep_drafts(drafts.values(), draft.module)

    def _merge(self, page: ModulePage, lesson_pages: list[LessonPage]) -> Merge:
        ours = selectors.document_of_pages(page, lesson_pages)
        return merge_module(self.base, ours, self.theirs)

    def _apply_module(
        self,
        page: ModulePage,
        draft_page: ModulePage | None,
        live: Module,
        draft: Module | None,
    ) -> None:
        if _fill_module_page(page, live):
            page.save_revision().publish()
            self.report.updated.append(page.title)
            if draft_page is not None and draft is not None:
                _fill_module_page(draft_page, draft)
                draft_page.save_revision()
                self.report.drafts_kept.append(page.title)

    def _apply_lesson(self, page: LessonPage, lesson: Lesson) -> None:
        if _fill_lesson_page(page, lesson, self.sources):
            page.save_revision().publish()
            self.report.updated.append(page.title)

    def _wake_lesson(self, page: LessonPage, lesson: Lesson) -> LessonPage:
        """Upstream brings back a lesson that it had withdrawn: its page is published again."""
        _fill_lesson_page(page, lesson, self.sources)
        page.save_revision().publish()
        self.report.created.append(page.title)
        return page

    def _keep_drafts(self, drafts: Iterable[LessonPage], module: Module) -> None:
        """Publishing made the draft an older revision: save it again on top, merged."""
        lessons = {lesson.id: lesson for lesson in module.lessons}
        for draft in drafts:
            lesson = lessons.get(_lesson_id(draft))
            is_buried = draft.title in self.report.updated
            if lesson is None:
                continue
            if _fill_lesson_page(draft, lesson, self.sources) or is_buried:
                draft.save_revision()
                self.report.drafts_kept.append(draft.title)

    def _order(self, parent: ModulePage, pages: list[LessonPage]) -> None:
        """Put the lessons in their order; moves nothing where they are."""
        current = list(
            LessonPage.objects.child_of(parent)
            .filter(pk__in=[page.pk for page in pages])
            .order_by("path")
            .values_list("pk", flat=True)
        )
        wanted = [page.pk for page in pages]
        if current == wanted:
            return
        for number in wanted:
            LessonPage.objects.get(pk=number).move(
                ModulePage.objects.get(pk=parent.pk), pos="last-child"
            )


def _has_draft(page: Page) -> bool:
    return bool(page.has_unpublished_changes and page.latest_revision_id)


def _lesson_id(page: LessonPage) -> str:
    return page.lesson_id or page.slug


def _fill_module_page(page: ModulePage, module: Module) -> bool:
    """Put the document's values on the page; true where that changed any of them.

    A value that says the same already is left as it is stored.
    """
    if page.pk and selectors.document_of_pages(page, ()) == replace(module, lessons=()):
        return False
    page.title = module.title
    page.slug = module.slug
    page.number = module.number
    page.kind = module.kind
    page.minutes = module.minutes
    page.objectives_note = module.objectives_note
    page.introduction = editor_html(module.introduction)
    page.goal = editor_html(module.goal)
    page.audience = editor_html(module.audience)
    page.facilitator_qualifications = editor_html(module.facilitator_qualifications)
    page.terminology = editor_html(module.terminology)
    for name in ("objectives", "tips", "materials"):
        items = getattr(module, name)
        setattr(page, name, editor_html("\n".join(f"- {item}" for item in items)))
    page.references = stream_from_references(module.references)
    page.resources = stream_from_resources(module.resources)
    return True


def _fill_lesson_page(page: LessonPage, lesson: Lesson, sources: PictureSources) -> bool:
    """Put the lesson on the page, keeping the stored value of each slide that says the same."""
    ours = selectors.lesson_of_page(page, sources)
    if (ours.title, ours.slides) == (lesson.title, lesson.slides):
        return False
    stored = {child["id"]: child for child in page.slides.get_prep_value()}
    same = {slide.id: stored[slide.id] for slide in ours.slides if slide in lesson.slides}
    page.title = lesson.title
    page.slides = stream_from_slides(lesson.slides, sources, same)
    return True


# The site and its pictures -----------------------------------------------------------------------


def module_index_get_or_create() -> ModuleIndexPage:
    """The page that holds all modules; makes the home page and the site where there are none."""
    index = ModuleIndexPage.objects.first()
    if index is not None:
        return index
    home = HomePage.objects.first() or _home_create()
    index = ModuleIndexPage(title="Modules", slug="modules", show_in_menus=True)
    home.add_child(instance=index)
    index.save_revision().publish()
    return index


def _home_create() -> HomePage:
    root = Page.get_first_root_node()
    Locale.objects.get_or_create(language_code="en")
    # Wagtail's own welcome page stands where ours belongs, until somebody has made it theirs.
    Page.objects.child_of(root).filter(content_type__model="page", slug="home").delete()
    root.refresh_from_db()
    home = HomePage(title="Child Welfare Training Toolkit", slug="home")
    root.add_child(instance=home)
    home.save_revision().publish()
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": "localhost", "port": 80, "root_page": home, "site_name": home.title},
    )
    return home


def _pictures_load(module: Module, folder: Path) -> PictureSources:
    """Bring the module's pictures up to their files; one that an editor replaced stays."""
    for src, alt in _module_pictures(module).items():
        path = f"{folder.name}/{src}"
        data = (folder / src).read_bytes()
        new_digest = hashlib.sha256(data).hexdigest()
        picture = Picture.objects.filter(upstream_path=path).first()
        if picture is None:
            picture = Picture(upstream_path=path, title=alt[:255])
        elif picture.upstream_digest == new_digest or _is_replaced(picture):
            continue
        picture.upstream_digest = new_digest
        picture.file_hash = ""
        picture.file_size = len(data)
        picture.file = ImageFile(BytesIO(data), name=Path(src).name)
        picture.save()
        picture.renditions.all().delete()
    return selectors.picture_sources(module.id)


def _module_pictures(module: Module) -> dict[str, str]:
    return {
        block.src: block.alt
        for slide in module.slides
        for block in slide.body
        if isinstance(block, PictureBlock) and not block.src.startswith("media:")
    }


def _is_replaced(picture: Picture) -> bool:
    with picture.open_file() as file:
        return hashlib.sha256(file.read()).hexdigest() != picture.upstream_digest
