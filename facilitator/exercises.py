"""List exercises with a room: the facilitator types what people say, compares, and reveals."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_http_methods

from jurisdictions.access import Action, Person, require
from modules.document import Slide
from modules.errors import ModuleNotFound
from quizzes.errors import ExerciseNotFound
from quizzes.exercises import Exercise
from quizzes.pages import ExercisePage, exercise_page, list_context
from quizzes.selectors import exercises


def room_exercise_for_slide(slug: str, slide: Slide) -> tuple[Exercise, int] | None:
    """The list exercise that belongs to a slide, and the number of its list there (from 1).

    None for slides without one, and for exercises in which nothing is typed.
    """
    key = slide.reveals or (slide.activity.key if slide.activity else "")
    found = exercises().get((slug, key))
    if found is not None and not found.is_list:
        found = exercises().get((slug, found.also))
    if found is None or not found.is_list:
        return None
    answers = [part.answer for part in found.parts]
    return found, answers.index(slide.id) + 1 if slide.id in answers else 1


def room_exercise_url(slug: str, slide: Slide) -> str:
    """Where the room's list for a slide is typed; empty for slides without one."""
    found = room_exercise_for_slide(slug, slide)
    if found is None:
        return ""
    exercise, part = found
    address = reverse("facilitator:exercise", args=(slug, exercise.key))
    return f"{address}?part={part}" if part > 1 else address


def room_exercise_for_facilitator(
    user: Person, request: HttpRequest, slug: str, key: str
) -> ExercisePage:
    """Fetch a list exercise to do with a room.

    Raises `NotAllowed` unless `user` may present, `ExerciseNotFound` and `ModuleNotFound`.
    """
    require(user, Action.PRESENT)
    page = exercise_page(request, slug, key)
    if not page.exercise.is_list:
        raise ExerciseNotFound(key)
    return page


def room_context(page: ExercisePage, data: QueryDict | None, chosen: str) -> dict[str, Any]:
    """What the wall shows: one list of the exercise, the other one kept as it was typed."""
    context = list_context(page, data)
    parts = context["parts"]
    shown = int(chosen) if chosen in {str(n) for n in range(1, len(parts) + 1)} else 1
    answer = parts[shown - 1]["part"].part.answer or page.exercise.slide
    stage = reverse("facilitator:stage", args=(page.exercise.module,))
    return {
        **context,
        "shown": shown,
        "stage_url": f"{stage}#slide-{answer}",
    }


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def exercise(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """The room's list beside ours, made for the wall. Nothing typed is kept."""
    try:
        page = room_exercise_for_facilitator(request.user, request, slug, key)
    except (ExerciseNotFound, ModuleNotFound) as error:
        raise Http404(str(error)) from error
    data = request.POST if request.method == "POST" else None
    sent = data if data is not None else request.GET
    chosen = next((sent[name] for name in ("part", "compare", "open") if name in sent), "1")
    response = render(request, "facilitator/exercise.html", room_context(page, data, chosen))
    patch_cache_control(response, private=True, no_store=True)
    return response
