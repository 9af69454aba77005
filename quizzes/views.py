"""The pages of exercises. What somebody types is compared and shown, and kept nowhere.

Only what they choose to send, words without a name, goes to those who look after the lists.
"""

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_http_methods

from modules.errors import ModuleNotFound
from quizzes.errors import ExerciseNotFound
from quizzes.exercises import ExerciseKind
from quizzes.keeping import kept_list, text_file
from quizzes.pages import (
    ExercisePage,
    exercise_page,
    list_context,
    placing_context,
    sent_context,
)
from quizzes.release_pages import release_context


@require_http_methods(["GET", "HEAD", "POST"])
def exercise(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """An exercise to do by oneself; a POST shows it with what it was compared with."""
    try:
        page = exercise_page(request, slug, key)
    except (ExerciseNotFound, ModuleNotFound) as error:
        raise Http404(str(error)) from error
    data = request.POST if request.method == "POST" else None
    if page.exercise.is_list:
        response = list_response(request, page, data)
    elif page.exercise.kind is ExerciseKind.RELEASE_CHECK:
        response = render(request, "quizzes/release_exercise.html", release_context(page, data))
    else:
        response = render(request, "quizzes/placing_exercise.html", placing_context(page, data))
    patch_cache_control(response, private=True, no_store=True)
    return response


def list_response(request: HttpRequest, page: ExercisePage, data: QueryDict | None) -> HttpResponse:
    """The page of a list exercise, or the list that one keeps from it."""
    context = list_context(page, data)
    if data is None:
        return render(request, "quizzes/list_exercise.html", context)
    kept = kept_list(context["parts"], data)
    if kept is None:
        context = sent_context(context, data)
        return render(request, "quizzes/list_exercise.html", context)
    if kept.is_text:
        return text_file(kept, page.exercise)
    return render(request, "quizzes/kept_list.html", {**context, "kept": kept})
