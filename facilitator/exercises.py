"""List exercises with a room: the facilitator types what people say, compares, and reveals."""

import secrets
from dataclasses import dataclass, replace
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_http_methods

from facilitator.correcting import SAY, UNSAY, Corrected, corrected_list
from jurisdictions.access import Action, Person, jurisdiction_for, jurisdictions_for, require
from jurisdictions.models import User
from modules.document import Slide
from modules.errors import ModuleNotFound
from quizzes.custom_lists.page import LISTS_MODULE, any_exercise_page
from quizzes.errors import ExerciseNotFound, NothingToKeep, QuizzesError
from quizzes.exercises import Exercise
from quizzes.lists_compared import ComparedPart
from quizzes.models import ListResult
from quizzes.pages import ExercisePage, list_context
from quizzes.selectors import exercises
from quizzes.services.results import result_keep

MOST_PLACES = 500


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
    page = any_exercise_page(request, slug, key)
    if not page.exercise.is_list:
        raise ExerciseNotFound(key)
    return page


@dataclass(frozen=True)
class RoomPart:
    """One list on the wall. `answer` and `questions` are those of its slide; `corrected` is None
    until something was compared; `is_choosing` names the points, so that one can be chosen.
    """

    part: ComparedPart
    answer_url: str
    questions: tuple[str, ...]
    corrected: Corrected | None
    is_choosing: bool


def room_context(page: ExercisePage, data: QueryDict | None, chosen: str) -> dict[str, Any]:
    """What the wall shows: one list of the exercise, the other one kept as it was typed."""
    context = list_context(page, data)
    sent = data if data is not None else QueryDict()
    parts = [_room_part(entry, sent) for entry in context["parts"]]
    shown = int(chosen) if chosen in {str(n) for n in range(1, len(parts) + 1)} else 1
    answer = parts[shown - 1].part.part.answer or page.exercise.slide
    return {
        **context,
        "parts": parts,
        "shown": shown,
        "stage_url": _stage_url(page, answer),
        "is_correcting": any(one in sent for one in (SAY, UNSAY, "choose")),
        "token": secrets.token_hex(8),
    }


def _stage_url(page: ExercisePage, answer: str) -> str:
    """Where the room goes on: at the slide with the answer, or with any module after a list that
    belongs to none.
    """
    if page.exercise.module == LISTS_MODULE:
        slug = page.module.slug
        return reverse("facilitator:stage", args=(slug,)) if slug else reverse("facilitator:index")
    return f"{reverse('facilitator:stage', args=(page.exercise.module,))}#slide-{answer}"


def _room_part(entry: dict[str, Any], sent: QueryDict) -> RoomPart:
    part: ComparedPart = entry["part"]
    found = None
    if part.score is not None:
        found = corrected_list(part.score, part.number, sent)
        part = replace(part, score=found.score)
    is_choosing = part.is_open or str(part.number) in sent.getlist("choose")
    return RoomPart(part, entry["answer_url"], entry["questions"], found, is_choosing)


def room_keep(
    user: User, page: ExercisePage, room: dict[str, Any], data: QueryDict
) -> ListResult | QuizzesError | None:
    """Keep the list whose button was pressed: the `ListResult`, or the `QuizzesError` that says
    why not; None where no such button was pressed. Raises `NotAllowed` for another's place.
    """
    pressed = next((one for one in room["parts"] if data.get("keep") == str(one.part.number)), None)
    if pressed is None:
        return None
    if pressed.corrected is None:
        return NothingToKeep()
    reference = pressed.part.part.reference
    try:
        return result_keep(
            by=user,
            jurisdiction=jurisdiction_for(user, Action.PRESENT, _short_name(data)),
            list_id=reference.id,
            entries=[one.text for one in pressed.corrected.score.entries],
            title=reference.title,
            module=page.exercise.module,
            exercise=page.exercise.key,
            corrections=pressed.corrected.corrections,
            token=data.get("token", "")[:64],
        )
    except QuizzesError as error:
        return error


def _short_name(data: QueryDict) -> str:
    """The place as it was sent; a NUL, which a database refuses to compare, is left out."""
    return data.get("place", "").replace("\0", "")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def exercise(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """The room's list beside ours, made for the wall. Nothing typed is kept unless one asks."""
    try:
        page = room_exercise_for_facilitator(request.user, request, slug, key)
    except (ExerciseNotFound, ModuleNotFound) as error:
        raise Http404(str(error)) from error
    data = request.POST if request.method == "POST" else None
    sent = data if data is not None else request.GET
    names = ("part", "compare", "open", "keep", "shown")
    chosen = next((sent[name] for name in names if name in sent), "1")
    context = room_context(page, data, chosen)
    if data is not None and isinstance(request.user, User):
        kept = room_keep(request.user, page, context, data)
        if isinstance(kept, QuizzesError):
            context["keep_error"] = str(kept)
        else:
            context["kept"] = kept
    places = jurisdictions_for(request.user, Action.PRESENT)
    context["places"] = list(places.order_by("name", "pk")[:MOST_PLACES])
    context["place"] = sent.get("place", "")
    response = render(request, "facilitator/exercise.html", context)
    patch_cache_control(response, private=True, no_store=True)
    return response
