"""What people have done, and what is left for them to read."""

from dataclasses import dataclass
from itertools import groupby

from django.db.models import QuerySet

from jurisdictions.access import Person
from jurisdictions.models import User
from learners.models import Attendance
from modules.document import Lesson
from modules.errors import ModuleNotFound
from modules.rendering import PlacedSlide, placed_slides
from modules.selectors import ReadModule, module_get


@dataclass(frozen=True)
class SlideLeft:
    """A slide that was not shown while somebody was there.

    `url` leads to it on the self-paced path; `was_planned` says that one of the sessions that she
    was in had it on its plan.
    """

    placed: PlacedSlide
    url: str
    was_planned: bool


@dataclass(frozen=True)
class LessonLeft:
    """The slides of a lesson that are left to read."""

    lesson: Lesson
    url: str
    slides: tuple[SlideLeft, ...]


@dataclass(frozen=True)
class AttendedSession:
    """A session that somebody was in; `shown` are the slides of then that the module still has."""

    attendance: Attendance
    shown: tuple[PlacedSlide, ...]


@dataclass(frozen=True)
class AttendedModule:
    """The sessions of one module that somebody was in, and what is left of it.

    `read` is None where the module is not published here any more.
    """

    slug: str
    title: str
    sessions: tuple[AttendedSession, ...]
    read: ReadModule | None
    left: tuple[LessonLeft, ...]

    @property
    def url(self) -> str:
        return (self.read.page.get_url() or "") if self.read else ""

    @property
    def total(self) -> int:
        """How many slides the module has now."""
        return len(self.read.document.slides) if self.read else 0

    @property
    def left_count(self) -> int:
        return sum(len(one.slides) for one in self.left)


def attendance_list(user: Person) -> QuerySet[Attendance]:
    """The sessions that somebody was in and signed in for, the latest first."""
    if not isinstance(user, User):
        return Attendance.objects.none()
    return Attendance.objects.filter(user=user)


def slides_left(user: Person, module_slug: str) -> tuple[SlideLeft, ...]:
    """The slides of a module that were not shown while `user` was there, in any of her sessions.

    Raises `ModuleNotFound`. Four queries.
    """
    attended = tuple(attendance_list(user).filter(module_slug=module_slug))
    lessons = _lessons_left(attended, module_get(module_slug))
    return tuple(slide for one in lessons for slide in one.slides)


def attended_module_list(user: Person) -> list[AttendedModule]:
    """The modules that somebody was in sessions of, the latest first. Four queries a module."""
    found = sorted(
        attendance_list(user), key=lambda one: (one.module_slug, one.held_on, one.pk), reverse=True
    )
    modules = [
        _attended(slug, tuple(rows)) for slug, rows in groupby(found, lambda one: one.module_slug)
    ]
    return sorted(modules, key=lambda one: one.sessions[0].attendance.held_on, reverse=True)


def _attended(slug: str, attendances: tuple[Attendance, ...]) -> AttendedModule:
    try:
        read = module_get(slug)
    except ModuleNotFound:
        sessions = tuple(AttendedSession(one, ()) for one in attendances)
        return AttendedModule(slug, attendances[0].module_title, sessions, None, ())
    sessions = tuple(_session(one, read) for one in attendances)
    left = _lessons_left(attendances, read)
    return AttendedModule(slug, read.document.title, sessions, read, left)


def _session(attendance: Attendance, read: ReadModule) -> AttendedSession:
    shown = set(attendance.slides_shown)
    placed = placed_slides(read.document)
    return AttendedSession(attendance, tuple(one for one in placed if one.slide.id in shown))


def _lessons_left(attendances: tuple[Attendance, ...], read: ReadModule) -> tuple[LessonLeft, ...]:
    shown = {slide for one in attendances for slide in one.slides_shown}
    planned = {slide for one in attendances for slide in one.slides_planned}
    placed = placed_slides(read.document)
    found = []
    for lesson, page in zip(read.document.lessons, read.lesson_pages, strict=True):
        url = page.get_url() or ""
        slides = tuple(
            SlideLeft(one, f"{url}#{one.anchor}", one.slide.id in planned)
            for one in placed
            if one.lesson is lesson and one.slide.id not in shown
        )
        if slides:
            found.append(LessonLeft(lesson, url, slides))
    return tuple(found)
