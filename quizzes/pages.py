"""What the page of an exercise shows, for learners and on the wall."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from modules.document import Module, Slide
from modules.rendering import Citations
from modules.selectors import ReadModule, module_get
from quizzes.exercises import Exercise
from quizzes.forms import ChoicesForm
from quizzes.lists_compared import compared_parts, opened_parts
from quizzes.placing import Placing, placing_of
from quizzes.proposing import HELP, MEANT, guesses_send, meant_send
from quizzes.selectors import exercise_get, exercises


@dataclass(frozen=True)
class ExercisePage:
    """An exercise in its module, with the addresses around it."""

    exercise: Exercise
    read: ReadModule
    request: HttpRequest

    @property
    def module(self) -> Module:
        return self.read.document

    def slide(self, slide_id: str) -> Slide | None:
        """A slide of the module, if editors have left it there."""
        return next((one for one in self.module.slides if one.id == slide_id), None)

    def slide_url(self, slide_id: str, *, is_answer: bool = False) -> str:
        """Where a slide is read: in its lesson, or opened as an answer; empty if it is gone."""
        pairs = zip(self.module.lessons, self.read.lesson_pages, strict=True)
        for lesson, page in pairs:
            if any(one.id == slide_id for one in lesson.slides):
                base = page.get_url(self.request) or ""
                if is_answer:
                    return str(base + page.reverse_subpage("answer", args=(slide_id,)))
                return f"{base}#slide-{slide_id}"
        return ""

    @property
    def lesson_url(self) -> str:
        """The lesson of the exercise's slide: its reference list is what citations lead to."""
        return self.back_url.partition("#")[0]

    @property
    def module_kind(self) -> str:
        """Where the exercise belongs, in words."""
        if self.module.kind == "core":
            return _("Module %(number)d") % {"number": self.module.number}
        return _("Special topic")

    @property
    def back_url(self) -> str:
        """The slide where the exercise starts, or the module."""
        return self.slide_url(self.exercise.slide) or self.read.page.get_url(self.request) or ""

    def answer_url(self, slide_id: str) -> str:
        """The answer, opened; empty where the list stands on the exercise's own slide."""
        return self.slide_url(slide_id, is_answer=True) if slide_id else ""

    def questions(self, slide_id: str) -> tuple[str, ...]:
        """The discussion questions for a learner: those of the answer's slide, or of the first."""
        slide = self.slide(slide_id or self.exercise.slide)
        found = (
            tuple(one.learner_text for one in slide.prompts if one.learner_text) if slide else ()
        )
        return found or ((self.exercise.question,) if self.exercise.question else ())

    def sources(self, *keys: str) -> SafeString:
        """Citations that lead to the reference list of a lesson that cites them; maybe empty."""
        pairs = zip(self.module.lessons, self.read.lesson_pages, strict=True)
        for lesson, page in pairs:
            if any(key in slide.citations for slide in lesson.slides for key in keys):
                target = page.get_url(self.request) or ""
                return Citations(self.module.references, target).html(keys)
        return SafeString()

    @property
    def also(self) -> Exercise | None:
        """Another exercise on the same slide."""
        return exercises().get((self.exercise.module, self.exercise.also))


def exercise_page(request: HttpRequest, slug: str, key: str) -> ExercisePage:
    """The page of an exercise. Raises `ExerciseNotFound`, or `ModuleNotFound` for its module."""
    return ExercisePage(exercise_get(slug, key), module_get(slug), request)


def list_context(page: ExercisePage, data: QueryDict | None) -> dict[str, Any]:
    """What the page of a list exercise shows; `data` is what was sent, if anything was."""
    sent = data if data is not None else page.request.GET
    parts = compared_parts(page.exercise, data, opened_parts(sent, page.exercise))
    return {
        **common_context(page),
        "sources": page.sources("hhs-2003"),
        "is_helping": HELP in sent,
        "parts": [
            {
                "part": one,
                "answer_url": page.answer_url(one.part.answer),
                "slide_url": page.back_url if page.exercise.slide else "",
                "questions": page.questions(one.part.answer),
            }
            for one in parts
        ],
    }


def sent_context(context: dict[str, Any], data: QueryDict) -> dict[str, Any]:
    """Send what a learner chose to send; the context with what became of it."""
    parts = tuple(entry["part"] for entry in context["parts"])
    told = meant_send(parts, data)
    return {
        **context,
        "told_list": int(str(data[MEANT])) if told is not None else 0,
        "told_count": told,
        "helped_count": guesses_send(parts, data),
    }


def placing_context(page: ExercisePage, data: QueryDict | None) -> dict[str, Any]:
    """What the page of an ordering or matching exercise shows."""
    placing = placing_of(page.exercise)
    form = ChoicesForm(placing.things, placing.choices, data)
    if data is not None:
        form.is_valid()
    is_tried = data is not None and any(
        one == "compare" or (one.startswith("choice-") and value) for one, value in data.items()
    )
    rows = _rows(placing, form, is_sent=data is not None)
    sent = data if data is not None else page.request.GET
    return {
        **common_context(page),
        "rows": rows,
        "groups": placing.groups,
        "in_place": sum(row["is_placed"] for row in rows),
        "is_tried": is_tried,
        "is_open": "open" in sent or "opened" in sent,
        "questions": (page.exercise.question,) if page.exercise.question else (),
    }


def _rows(placing: Placing, form: ChoicesForm, *, is_sent: bool) -> list[dict[str, Any]]:
    rows = []
    for number, thing in enumerate(placing.things, start=1):
        field = form[f"choice-{number}"]
        choice = str(field.value() or "")
        is_placed = is_sent and placing.is_placed(number, choice)
        rows.append({"thing": thing, "field": field, "choice": choice, "is_placed": is_placed})
    return rows


def common_context(page: ExercisePage) -> dict[str, Any]:
    """What every exercise page shows."""
    return {
        "exercise": page.exercise,
        "module": page.module,
        "module_kind": page.module_kind,
        "back_url": page.back_url,
        "also": page.also,
        "citations": Citations(page.module.references, page.lesson_url),
    }
