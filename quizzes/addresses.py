"""Where exercises are."""

from django.urls import reverse

from quizzes.selectors import exercises


def exercise_url(module_slug: str, key: str) -> str:
    """The address of the exercise with this key in a module; empty if there is none."""
    if (module_slug, key) not in exercises():
        return ""
    return reverse("quizzes:exercise", args=(module_slug, key))
