"""Where exercises are."""

from django.urls import reverse

from quizzes.selectors import exercises


def exercise_url(module_slug: str, key: str) -> str:
    """The address of the exercise with this key in a module; empty if there is none."""
    if (module_slug, key) not in exercises():
        return ""
    return reverse("quizzes:exercise", args=(module_slug, key))


def exercise_more(module_slug: str, key: str) -> tuple[str, str]:
    """Title and address of the exercise beside this one; both empty if there is none."""
    found = exercises().get((module_slug, key))
    other = exercises().get((module_slug, found.also)) if found else None
    return (other.title, exercise_url(module_slug, other.key)) if other else ("", "")
