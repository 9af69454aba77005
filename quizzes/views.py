"""The pages of exercises. What somebody types is compared and shown; nothing of it is kept."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_http_methods

from modules.errors import ModuleNotFound
from quizzes.errors import ExerciseNotFound
from quizzes.pages import exercise_page, list_context, placing_context


@require_http_methods(["GET", "HEAD", "POST"])
def exercise(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """An exercise to do by oneself; a POST shows it with what it was compared with."""
    try:
        page = exercise_page(request, slug, key)
    except (ExerciseNotFound, ModuleNotFound) as error:
        raise Http404(str(error)) from error
    data = request.POST if request.method == "POST" else None
    if page.exercise.is_list:
        response = render(request, "quizzes/list_exercise.html", list_context(page, data))
    else:
        response = render(request, "quizzes/placing_exercise.html", placing_context(page, data))
    patch_cache_control(response, private=True, no_store=True)
    return response
